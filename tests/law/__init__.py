"""The law on its days."""
