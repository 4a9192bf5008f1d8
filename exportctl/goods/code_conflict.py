"""Detect words that contradict the customs code; a contradicted code settles nothing that the words leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.goods.formulae import listed_symbols
from exportctl.goods.misspellings import has_misspelt_word_of_list
from exportctl.law.customs_codes import chapter_of

if TYPE_CHECKING:
    from exportctl.goods.interpreted import InterpretedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


class Conflict(NamedTuple):
    """The contradiction of words and customs code: symbols of listed elements, or the `heading` that the words resemble most.

    `chapter` is the name of the goods of that heading's chapter. Both are empty if the words resemble no heading. `of_terms`
    is true if the words are read completely and are terms of that heading.
    """

    symbols: tuple[str, ...] = ()
    heading: str = ""
    chapter: str = ""
    of_terms: bool = False


def conflict_of(law: Register, lexicon: Lexicon, text: str, wording: InterpretedText, code: str) -> Conflict | None:
    """Return the contradiction of a text and a customs code; None if there is none.

    A term of trade with the heading of the code supports the code. A text that is read completely contradicts the code if
    all its terms of trade belong to other chapters.
    """
    if not wording.unread:
        far = wording.trade.headings and all(
            chapter_of(heading) != chapter_of(code) for heading in wording.trade.headings
        )
        return Conflict(heading=wording.trade.headings[0], of_terms=True) if far else None
    symbols = tuple(dict.fromkeys(text[slice(*span)] for span in listed_symbols(law, text)))
    heading = None if wording.names_heading(code) else _other_heading(lexicon, text, wording.similar.score, code)
    return Conflict(symbols, heading or "") if symbols or heading is not None else None


def _other_heading(lexicon: Lexicon, text: str, shared: float, code: str) -> str | None:
    """Return the heading that a text resembles most, if the code's heading fits poorly and the text resembles the list.

    A text with a misspelt word of the list resembles it.
    """
    model = lexicon.model
    if model is None:
        return None
    if shared - model.score(text) <= model.doubt.like and not has_misspelt_word_of_list(lexicon, text):
        return None
    fit = model.fit(text, code)
    return fit.heading if fit.pull < model.doubt.pull else None
