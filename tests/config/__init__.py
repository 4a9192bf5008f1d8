"""What a configuration file says, and what is told of one that makes no sense."""
