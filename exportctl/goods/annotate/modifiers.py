"""Mark the words that describe a finished product: a carbon fibre road bicycle is a bicycle.

The product closes its segment and its heading is of goods of which no list has any. Words that the list uses are never marked.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.attributes import is_finished
from exportctl.goods.annotate.heads import closes, ends_like_description, is_unlisted
from exportctl.goods.segments import segments_of
from exportctl.law.wordmodel import features

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_HEADING: Final = 4
_ORDINARY: Final = 0.5
"""A word with a higher weight belongs to ordinary trade."""
_CHANGING: Final = frozenset({"share", "property", "purpose"})
"""The labels of contents, properties and uses that may make other goods of a finished product."""


def modifiers(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the words before a finished product in its segment, and words that only describe, if no entry is about any of them.

    Around goods that no entry can be about (food, clothing, furniture) all words are yielded: makers, places, kinds, contents.
    """
    if text.names or text.annotations_of("elements") or text.annotations_of("technology"):
        return
    terms = text.annotations_of("term")
    segments = segments_of(text)
    closed = [segment for segment in segments if any(closes(lexicon, text, segment, term) for term in terms)]
    if not closed or closed[0] is not segments[0] or _is_of_the_list(lexicon, text):
        return
    if all(is_unlisted(lexicon, note) for note in terms if segments[0].holds(note)):
        if not _has_listed_share(law, text) and all(
            is_unlisted(lexicon, note) or not _carries(law, note) for note in terms
        ):
            yield from _neutral(text, text.unread)
    elif all(_is_free_product(law, lexicon, heading) for note in terms for heading in note.meanings) and not any(
        note.label in _CHANGING for note in text.annotations
    ):
        yield from _neutral(
            text,
            [token for token in text.unread if _is_within(closed, token) or ends_like_description(text, token)],
        )


def _neutral(text: AnnotatedText, tokens: Iterable[Token]) -> Iterator[Annotation]:
    for token in list(tokens):
        yield text.annotation((token.start, token.end), "neutral", text.text[token.start : token.end])


def _carries(law: Register, term: Annotation) -> bool:
    """Return whether an entry is printed beside a heading of a term, or beside one next to it."""
    return any(law.by_heading.get(heading[:_HEADING]) for heading in term.meanings)


def _has_listed_share(law: Register, text: AnnotatedText) -> bool:
    """Return whether a content is stated of something that an entry is about."""
    contents = {note.value.partition("=")[0] for note in text.annotations_of("share")}
    return any(content in law.by_element or content in law.materials for content in contents)


def _is_free_product(law: Register, lexicon: Lexicon, heading: str) -> bool:
    """Return whether a heading is for finished products, and no entry is printed beside it."""
    return is_finished(lexicon, heading) and not law.by_heading.get(heading[:_HEADING])


def _is_of_the_list(lexicon: Lexicon, text: AnnotatedText) -> bool:
    """Return whether a word outside the materials of the product is one that the list uses, and ordinary trade does not."""
    words = features(_unread_words(text))
    weights = lexicon.model.weights if lexicon.model else {}
    rare = [word for word in words if len(word) > 1 and weights.get(word, 0.0) < _ORDINARY]
    return not lexicon.careful.isdisjoint(words) or bool(lexicon.nearest.lines_of(rare))


def _unread_words(text: AnnotatedText) -> str:
    """Return a text with marks in place of the words that are read."""
    gaps = [0, *(place for token in text.unread for place in (token.start, token.end)), len(text.text)]
    return "".join(
        text.text[start:end] if number % 2 else "|" * (end - start)
        for number, (start, end) in enumerate(pairwise(gaps))
    )


def _is_within(segments: Sequence[Segment], token: Token) -> bool:
    return any(segment.start <= token.start and token.end <= segment.end for segment in segments)
