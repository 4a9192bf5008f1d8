"""Turn results into output for people and programs; each report is a pure function."""
