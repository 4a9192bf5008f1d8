"""Prepare text for a screen: text from outside is escaped, and a sentence of parts begins with a capital letter."""


def printable(text: str) -> str:
    r"""Return text from outside with all characters that could control a terminal escaped, as in `\x1b`."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def with_capital(text: str) -> str:
    """Return a text with a capital letter at its beginning; other letters stay as they are."""
    return f"{text[:1].upper()}{text[1:]}"
