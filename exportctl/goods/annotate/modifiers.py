"""Mark the words that describe a finished product: a carbon fibre road bicycle is a bicycle.

The product closes its segment and its heading is of goods of which no list has any. Words that the list uses are never marked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.attributes import is_finished
from exportctl.goods.segments import segments_of
from exportctl.law.wordmodel import features

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_DESCRIPTIVE: Final = re.compile(r"[a-z]+(?:ed|ing|ic|ous|able|ible|less|ive)", re.ASCII)
"""English words with these endings describe goods. Other words may be the names of further goods."""
_HEADING: Final = 4


def modifiers(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the words before a finished product in its segment, and words that only describe, if no entry is about any of them."""
    if text.names or any(
        note.label in ("elements", "technology", "share", "property", "purpose") for note in text.annotations
    ):
        return
    terms = [note for note in text.annotations if note.label == "term"]
    if not all(_is_free_product(law, lexicon, heading) for note in terms for heading in note.meanings):
        return
    segments = segments_of(text)
    closed = [segment for segment in segments if any(note.end == segment.tokens[-1].end for note in terms)]
    if not closed or closed[0] is not segments[0]:
        return
    if _is_of_the_list(lexicon, text):
        return
    for token in text.unread:
        if _is_within(closed, token) or _DESCRIPTIVE.fullmatch(text.text, token.start, token.end):
            yield text.annotation((token.start, token.end), "neutral", text.text[token.start : token.end])


def _is_free_product(law: Register, lexicon: Lexicon, heading: str) -> bool:
    """Return whether a heading is for finished products, and no entry is printed beside it."""
    return is_finished(lexicon, heading) and not law.by_heading.get(heading[:_HEADING])


def _is_of_the_list(lexicon: Lexicon, text: AnnotatedText) -> bool:
    """Return whether a word outside the materials of the product is one that the list uses."""
    words = [word for token in text.unread for word in features(text.text[token.start : token.end])]
    return not lexicon.careful.isdisjoint(words) or bool(lexicon.nearest.lines_of(words))


def _is_within(segments: Sequence[Segment], token: Token) -> bool:
    return any(segment.start <= token.start and token.end <= segment.end for segment in segments)
