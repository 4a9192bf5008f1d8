"""Annotators: each reads one kind of thing that the words of a text can say."""
