"""The content of a configuration file, and the errors about invalid ones."""
