"""The warnings of an answer: missing checks, limits of the data, and readings of the law."""
