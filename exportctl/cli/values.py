"""Read the values of options that are texts: numbers, lists and truth values."""

from __future__ import annotations

from typing import Final

from exportctl.cli.variables import TRUE
from exportctl.errors import InputError
from exportctl.sentences import Sentence

_FALSE: Final = frozenset({"false", "0", "no", "n", "off", "f"})


def number(text: str, where: str, most: int, what: str = Sentence("number")) -> int:
    """Return a whole number from 0 on; raises InputError for any other text, and for a number above the limit."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and int(text) <= most):
        raise InputError(where, "'{text}' is not a {what} from 0 to {most}", text=text, what=what, most=most)
    return int(text)


def number_of_days(text: str, where: str) -> int:
    """Return a number of days; raises InputError for any other text, and for a number above the limit."""
    from exportctl.engine.gate_policy import MOST_DAYS

    return number(text, where, MOST_DAYS, Sentence("number of days"))


def parse_bool(text: str, place: str) -> bool:
    """Return the truth value of a variable; raises InputError for any other text."""
    word = text.strip().lower()
    if word not in TRUE | _FALSE:
        raise InputError(place, "'{text}' is not true or false; write one of them", text=text)
    return word in TRUE
