"""Annotators: each reads one kind of information in the words of a text."""
