"""Escape text from outside for a screen."""


def printable(text: str) -> str:
    r"""Return text from outside with all characters that could control a terminal escaped, as in `\x1b`."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
