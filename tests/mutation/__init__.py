"""`make mutants` changes the core in one place at a time, and asks the quick tests whether they notice (CONTRIBUTING.md)."""
