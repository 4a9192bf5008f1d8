"""The tests of what reads data/: strict YAML, shapes, lint, the compiled register and the names of places."""
