"""What the words of a caller are found to be."""
