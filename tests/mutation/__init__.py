"""`make mutants` changes the core in one place at a time, and checks whether the quick tests fail (CONTRIBUTING.md)."""
