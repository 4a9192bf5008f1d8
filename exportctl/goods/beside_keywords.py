"""Whether the words beside keywords name other goods than the entry of these: a part, accessories, another subject of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.segment_contents import OPENING, ends_with, ends_with_noun, names_nothing, opens_with
from exportctl.goods.segments import segments_of
from exportctl.goods.text import is_within
from exportctl.law.inflection import singular
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.keywords import KeywordMatch
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText, Spanned
    from exportctl.law import lexicon
    from exportctl.law.lexicon import Lexicon

_PARTS: Final[tuple[lexicon.Label, ...]] = ("spare", "manual")
"""The labels of words for what is not a machine itself."""
_FOR_OR_IN: Final[tuple[lexicon.Label, ...]] = ("purpose", "packed")
"""Those of words before what goods are for, or packed in."""
_DESCRIBING: Final[tuple[lexicon.Label, ...]] = ("describing", "adjective", "quality", "form", "shape", "neutral")
"""The labels of words beside the keywords of a material."""
_CARRIERS: Final[tuple[lexicon.Label, ...]] = ("technology", "carrier", "manual", "medium", "taught")
"""The labels of words for what holds technology or software, or these."""


def names_other_things(lexicon: Lexicon, text: AnnotatedText, keyed: KeywordMatch, *, material: bool) -> bool:
    """Return whether the goods may be another thing than the head: a germanium ingot, infrared lens; a press, seal ring.

    A segment after the head of a `material` ends with a noun for a thing, or the only one after that of a machine does; several
    describe a machine, unless one ends with a word for what is only for machines. In the segment of the head, a term of
    trade is what a part is for (air compressor check valve), and beside a material, words that do not describe goods may name a
    thing: gallium lithographic sheet.
    """
    purposes: list[Spanned] = [*text.annotations_of("purpose"), *keyed.annotations]
    segments = segments_of(text)
    if keyed.forms:
        return _names_another_subject(lexicon, text, segments, keyed.annotations)
    head = min((note.start for note in keyed.annotations if note.label == "name"), default=0)
    own = next((segment for segment in segments if head < segment.end), None)
    if own is None:
        return True
    described = [hit for label in _DESCRIBING for hit in text.phrases(label, own.tokens)]
    rest = [token for token in own.tokens if not is_within(token, [*purposes, *described])]
    if material and not names_nothing(text, rest):
        return True
    if not material and opens_with(text, own, ("component",)):
        return True
    terms = [note for note in text.annotations_of("term") if own.holds(note)]
    if not all(any(_overlap(term, note) for note in keyed.annotations) for term in terms):
        return True
    behind = [
        segment
        for segment in segments
        if segment.start > head
        and not opens_with(text, segment, _FOR_OR_IN if material else OPENING)
        and not names_nothing(text, segment.tokens)
        and not is_within(segment.tokens[-1], purposes)
        and not (material and ends_with(text, segment, ("container",)))
    ]
    if material:
        return any(ends_with_noun(lexicon, text, segment) for segment in behind)
    if any(ends_with(text, segment, _PARTS) for segment in behind):
        return True
    return len(behind) == 1 and _has_thing(lexicon, text, behind[0])


def _names_another_subject(
    lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], fields: Sequence[Annotation]
) -> bool:
    """Return whether papers or software may be about another thing, come with one, or are those of a course."""
    subjects = [segment for segment in segments if any(map(segment.holds, fields))]
    behind = [
        segment
        for segment in segments[1:]
        if not (opens_with(text, segment, OPENING) or names_nothing(text, segment.tokens))
    ]
    return (
        text.holds("taught")
        or any(_extends(lexicon, text, segment, fields) for segment in subjects)
        or (len(behind) == 1 and ends_with_noun(lexicon, text, behind[0]) and not ends_with(text, behind[0], _CARRIERS))
    )


def _extends(lexicon: Lexicon, text: AnnotatedText, segment: Segment, fields: Sequence[Annotation]) -> bool:
    """Return whether another thing directly follows a field at the end of a segment: drawings for a streak camera bracket."""
    last = segment.tokens[-1]
    follows = any(adjacent(text.text, note.end, last.start) for note in fields if note.end <= last.start)
    return (
        follows
        and not is_within(last, fields)
        and ends_with_noun(lexicon, text, segment)
        and not ends_with(text, segment, _CARRIERS)
    )


def _has_thing(lexicon: Lexicon, text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment has a noun for a thing, or a term of trade."""
    nouns = any(singular(token.word) in lexicon.things for token in segment.tokens)
    terms = any(segment.holds(note) for note in text.annotations_of("term"))
    return nouns or terms or any(text.phrases(label, segment.tokens) for label in ("thing", "form", "device"))


def _overlap(one: Spanned, other: Spanned) -> bool:
    """Return whether two parts of a text have a character in common."""
    return one.start < other.end and other.start < one.end
