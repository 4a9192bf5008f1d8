"""The answer: what the rules make of the facts on a day, and when that changes."""
