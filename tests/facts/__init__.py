"""The interpretation of the words of a caller."""
