"""A configuration file says for a folder, and all below it, what its people would otherwise say with every command."""
