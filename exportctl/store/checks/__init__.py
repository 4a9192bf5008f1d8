"""The checks of lint, a module for each subject; `store/lint.py` gives each its code."""
