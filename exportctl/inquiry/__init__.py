"""Questions about the law itself, without a transaction: its records, their sources and history, and the coverage of the data."""
