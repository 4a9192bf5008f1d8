"""Detect words that contradict the customs code; a contradicted code settles nothing that the words leave open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.elements import COMMON

if TYPE_CHECKING:
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.wordmodel import WordModel

_SYMBOL: Final = re.compile(r"(?<![^\W_])[A-Z][a-z](?![^\W_])")
"""A symbol of one letter is more often a unit, a size or a shape: 60 W, U channel, Y connector."""
_ENGLISH: Final = frozenset({"As", "In"})
"""Symbols that are words of English where a heading begins with capitals."""


class Conflict(NamedTuple):
    """The contradiction of words and customs code: symbols of listed elements, or the `heading` that the words resemble most.

    `chapter` is the name of the goods of that heading's chapter. Both are empty if the words resemble no heading.
    """

    symbols: tuple[str, ...] = ()
    heading: str = ""
    chapter: str = ""


def conflict_of(law: Register, lexicon: Lexicon, text: str, shared: float, code: str) -> Conflict | None:
    """Return the contradiction of a partly read text and a customs code; None if there is none.

    `shared` is the similarity with the nearest entry of the list.
    """
    symbols = tuple(
        symbol
        for symbol in dict.fromkeys(_SYMBOL.findall(text))
        if symbol in law.by_element and symbol not in COMMON and symbol not in _ENGLISH
    )
    heading = _other_heading(lexicon.model, text, shared, code)
    return Conflict(symbols, heading or "") if symbols or heading is not None else None


def _other_heading(model: WordModel | None, text: str, shared: float, code: str) -> str | None:
    """Return the heading that a text resembles most, if the code's heading fits poorly and the text resembles the list."""
    if model is None or shared - model.score(text) <= model.doubt.like:
        return None
    fit = model.fit(text, code)
    return fit.heading if fit.pull < model.doubt.pull else None
