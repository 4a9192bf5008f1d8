"""What the law says: acts, their provisions, the list's entries, and what the dates make of them on a day."""
