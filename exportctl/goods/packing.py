"""Segments that are about packing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.joints import with_gaps
from exportctl.goods.text import is_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.trie import Token

_OF_PACKING: Final[tuple[PhraseLabel, ...]] = ("wrapping", "container", "medium")
_QUANTITY: Final = re.compile(
    r"\d\s*(?:kgs?|KGS?|m?g|t|mts?|MTS?|lbs?|oz|m?l|m?L|ML|ct|cts|carats?|km|公斤|千克|克拉|克|吨|升|毫升)(?:\s?/|$)"
)
"""A mass, a volume or a length on a spool: the words after it describe the packing. A number of pieces may count bottles themselves."""


def follows_quantity(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment directly follows a quantity of the goods: 25 kg poly jar."""
    start = segment.tokens[0].start
    return any(
        _QUANTITY.search(note.words) and not text.text[note.end : start].strip(" /-")
        for note in text.annotations_of("measure")
        if note.end <= start
    )


def is_packing(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment ends with a word for a container, or has only words for its material: glass jar, amber glass."""
    if any(hit.end == segment.tokens[-1].end for hit in text.phrases("container", segment.tokens)):
        return True
    made_of = text.phrases("wrapping", segment.tokens)
    return all(is_within(token, made_of) for token in segment.tokens)


def ends_with_packing(lexicon: Lexicon, text: AnnotatedText, segment: Segment, terms: Sequence[Annotation]) -> bool:
    """Return whether all terms of trade in a segment are for packing, and only words of packing follow: 双层塑料袋, 铁桶衬塑."""
    packings = [term for term in terms if all(heading.startswith(lexicon.packing) for heading in term.meanings)]
    last = max(term.end for term in terms)
    made_of = [hit for label in _OF_PACKING for hit in text.phrases(label, segment.tokens)]
    return packings == [*terms] and all(is_within(token, made_of) for token in segment.tokens if token.start >= last)


def are_packing(lexicon: Lexicon, terms: Sequence[Annotation]) -> bool:
    """Return whether terms of trade are for packing only, whose content other words may name: Semtex, 2 pieces plastic box."""
    return bool(terms) and all(heading.startswith(lexicon.packing) for term in terms for heading in term.meanings)


def holds_unknown_goods(
    lexicon: Lexicon, text: AnnotatedText, terms: Sequence[Annotation], words: Sequence[Token]
) -> bool:
    """Return whether all terms of trade are for packing, and words apart from it are none that trade uses.

    Chinese words directly before it describe it: 印刷纸箱.
    """
    if not are_packing(lexicon, terms):
        return False
    starts = {term.start for term in terms}
    apart: list[Token] = []
    for word in reversed(words):
        if word.end in starts:
            starts.add(word.start)
        else:
            apart.insert(0, word)
    return bool(apart) and not lexicon.is_ordinary_text(with_gaps(text, apart))
