"""The checks of lint, one module for each subject; `store/lint.py` assigns their codes."""
