"""The shape of the configuration file, which people write."""
