"""Detect words that contradict the customs code; a contradicted code settles nothing that the words leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.customs import is_medium, printed_beside
from exportctl.goods.finished_products import is_article
from exportctl.goods.foreign_words import names_of_elements
from exportctl.goods.formulae import listed_symbols
from exportctl.goods.misspellings import has_misspelt_word_of_list
from exportctl.goods.text import AnnotatedText, is_within_longer, without
from exportctl.law.cas import cas_numbers
from exportctl.law.customs_codes import chapter_of, customs_codes_in, heading_of
from exportctl.law.trie import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.goods.interpreted import InterpretedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


_CLEARLY: Final = 15
"""The similarity with the list, less the score, above which words beside a term of trade are about other goods.

Of the lines of invoices under their own code, one of 70 is above it, and of controlled goods behind a term of other goods two of five.
"""


class Conflict(NamedTuple):
    """The contradiction of words and customs code: symbols of listed elements, or the `heading` that the words resemble most.

    `chapter` is the name of the goods of that heading's chapter. Both are empty if the words resemble no heading. `of_terms`
    is true if the words are read completely and are terms of that heading. `apart` are words that no goods under the code
    have: the listed code of other goods, CAS numbers under the code of an article, and words for technology and software.
    `names` are those of listed elements in another language.
    """

    symbols: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    heading: str = ""
    chapter: str = ""
    of_terms: bool = False
    names: tuple[str, ...] = ()


def conflict_of(law: Register, lexicon: Lexicon, text: str, wording: InterpretedText, code: str) -> Conflict | None:
    """Return the contradiction of a text and a customs code; None if there is none.

    A term of trade with the heading of the code supports the code, unless the words outside terms are clearly about other
    goods, which may be listed. A text that is read completely contradicts the code if all its terms of trade belong to other
    chapters.
    """
    if apart := tuple(dict.fromkeys(_words_apart(law, lexicon, text, code))):
        return Conflict(apart=apart)
    if wording.trade.explained:
        return None
    if not wording.unread:
        far = wording.trade.headings and all(
            chapter_of(heading) != chapter_of(code) for heading in wording.trade.headings
        )
        return Conflict(heading=wording.trade.headings[0], of_terms=True) if far else None
    symbols = tuple(dict.fromkeys([text[slice(*span)] for span in listed_symbols(law, text)]))
    names = tuple(dict.fromkeys(_foreign_names(law, lexicon, wording)))
    heading = _other_heading(lexicon, text, wording, code)
    if symbols or names or heading is not None:
        return Conflict(symbols, heading=heading or "", names=names)
    return None


def _foreign_names(law: Register, lexicon: Lexicon, wording: InterpretedText) -> Iterator[str]:
    """Yield the foreign names of listed elements among the unread words: Dysprosiumoxid."""
    unread = " ".join(wording.unread)
    for name in names_of_elements(law, lexicon, unread, tokens_of(unread)):
        yield unread[name.start : name.end]


def _words_apart(law: Register, lexicon: Lexicon, text: str, code: str) -> Iterator[str]:
    """Yield the words that no goods under a code have: a listed code of other goods, a CAS number, and words for technology."""
    for number in customs_codes_in(text):
        if heading_of(number) != heading_of(code) and any(printed_beside(law, number)):
            yield number
    if is_article(lexicon, code):
        yield from cas_numbers(text)
    if not is_medium([code]):
        yield from _documents(AnnotatedText(lexicon.phrases, text))


def _documents(text: AnnotatedText) -> Sequence[str]:
    """Return the words for technology in a text, with those for manuals, if they are several: one alone is a detail of many goods."""
    technology = text.phrases("technology", text.tokens)
    hits = [*technology, *text.phrases("manual", text.tokens)]
    words = [hit.words for hit in hits if not is_within_longer(hit, hits)]
    return words if technology and len(words) > 1 else ()


def _other_heading(lexicon: Lexicon, text: str, wording: InterpretedText, code: str) -> str | None:
    """Return the heading that a text resembles most, if the code's heading fits poorly and the text resembles the list.

    A text with a misspelt word of the list resembles it. Beside a term with the heading of the code, the rest must resemble
    the list clearly.
    """
    model = lexicon.model
    if model is None:
        return None
    if wording.names_heading(code):
        rest = without(text, [note for note in wording.annotations if note.label == "term"])
        resembles = lexicon.nearest.entries_like(rest).score - model.score(rest) > _CLEARLY
    else:
        rest, shared = text, wording.similar.score
        resembles = shared - model.score(text) > model.doubt.like or has_misspelt_word_of_list(lexicon, text)
    if not resembles:
        return None
    fit = model.fit(rest, code)
    return fit.heading if fit.pull < model.doubt.pull else None
