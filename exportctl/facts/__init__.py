"""What the caller says: a transaction in the caller's words, and what those words mean."""
