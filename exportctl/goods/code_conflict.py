"""Words may speak against the customs code beside them; a code that they contradict closes nothing that they leave open."""

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
    """What words point to that speak against the customs code: symbols of listed elements, or the `heading` that they are most like.

    `chapter` is what goods of that heading's chapter are called. Both are empty where the words are like no heading.
    """

    symbols: tuple[str, ...] = ()
    heading: str = ""
    chapter: str = ""


def conflict_of(law: Register, lexicon: Lexicon, text: str, shared: float, code: str) -> Conflict | None:
    """Return what in a text that was not read in full speaks against a customs code; None if nothing does.

    So much is `shared` with the nearest entry of the list.
    """
    symbols = tuple(
        symbol
        for symbol in dict.fromkeys(_SYMBOL.findall(text))
        if symbol in law.by_element and symbol not in COMMON and symbol not in _ENGLISH
    )
    heading = _other_heading(lexicon.model, text, shared, code)
    return Conflict(symbols, heading or "") if symbols or heading is not None else None


def _other_heading(model: WordModel | None, text: str, shared: float, code: str) -> str | None:
    """Return the heading that a text is most like, if that is far from its code's and the text is like the list."""
    if model is None or shared - model.score(text) <= model.doubt.like:
        return None
    fit = model.fit(text, code)
    return fit.heading if fit.pull < model.doubt.pull else None
