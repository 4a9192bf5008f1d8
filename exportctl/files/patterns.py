"""Recognise patterns of file names, such as `*.csv`."""

from glob import escape


def is_pattern(name: str) -> bool:
    """Return whether a name has the signs of a pattern: `*`, `?` or `[`."""
    return escape(name) != name
