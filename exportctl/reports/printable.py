"""Escapes text from outside before it reaches a screen."""


def printable(text: str) -> str:
    r"""Return text from outside with everything that could steer a terminal written out, as in `\x1b`."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
