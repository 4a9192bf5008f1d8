"""The only code that reads data/: strict YAML, the checks of lint, and the compiled register."""
