"""Annotators: each reads one kind of information in the words of a text, and yields annotations of these words.

An annotation counts as soon as it is yielded, so an annotator sees its own annotations while it runs: the words that it has marked are
read, and the names that it has yielded are names. An annotator that must not see them makes a list first: `yield from [...]`.
"""
