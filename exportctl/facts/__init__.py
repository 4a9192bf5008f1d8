"""The facts of a transaction: as the caller states them, and as the program interprets them."""
