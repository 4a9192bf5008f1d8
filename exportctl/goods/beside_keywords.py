"""Whether the words beside keywords name other goods than the entry of these: a part, accessories, another subject of papers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.segment_contents import (
    MANUALS,
    OPENING,
    PAPERS_THAT_TEACH,
    ends_with,
    ends_with_noun,
    names_nothing,
    opens_with,
)
from exportctl.goods.segments import segments_of
from exportctl.goods.stated_amounts import FIGURE_LABELS, MASS, PIECES
from exportctl.goods.text import is_within, overlap
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.keywords import KeywordMatch
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText, Spanned
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.trie import Token

_PARTS: Final[tuple[PhraseLabel, ...]] = ("spare", "manual")
"""The labels of words for what is not a machine itself."""
_FOR_OR_IN: Final[tuple[PhraseLabel, ...]] = ("purpose", "packed")
"""Those of words before what goods are for, or packed in."""
_DESCRIBING: Final[tuple[PhraseLabel, ...]] = ("describing", "adjective", "quality", "form", "shape", "neutral")
"""The labels of words beside the keywords of a material."""
_SPARE: Final = re.compile(r"spares?(?: parts?)?|replacement(?: parts?)?|备[件品用]件?", re.IGNORECASE)
_BEFORE_MARKS: Final = frozenset({"type", "model", "no", "class", "grade", "size"})
_LONGEST_NOUN: Final = 4
"""The number of Chinese characters of a word for a part."""
_CARRIERS: Final[tuple[PhraseLabel, ...]] = ("technology", "carrier", "manual", "medium", "taught")
"""The labels of words for what holds technology or software, or these."""


def names_other_things(
    lexicon: Lexicon, text: AnnotatedText, keyed: KeywordMatch, *, material: bool, component: bool
) -> bool:
    """Return whether the goods may be another thing than the head: a germanium ingot, infrared lens; a press, seal ring.

    A segment after the head of a `material` ends with a noun for a thing, or the only one after that of a machine does; several
    describe a machine, unless one ends with a word for what is only for machines. A thing between figures of the machine describes it,
    too: bead mill 150 L, ZrO2 chamber, 75 kW. The word spare alone is about the head if its entry is for a `component`.

    In the segment of the head, a term of trade is what a part is for (air compressor check valve), and beside a material, words that
    do not describe goods may name a thing: gallium lithographic sheet.
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
    names = [note for note in keyed.annotations if note.label == "name"]
    if not material and opens_with(text, own, ("component",)) and not is_within(own.tokens[0], names):
        return True
    terms = [note for note in text.annotations_of("term") if own.holds(note)]
    if not all(any(overlap(term, note) for note in keyed.annotations) for term in terms):
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
    behind = [segment for segment in behind if not (component and _is_spare(text, segment))]
    if any(ends_with(text, segment, _PARTS) for segment in behind):
        return True
    return (
        len(behind) == 1 and _may_be_thing(lexicon, text, behind[0]) and not _is_between_figures(text, own, behind[0])
    )


def _is_spare(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment only states that the goods are spare parts: spare, 备件."""
    return _SPARE.fullmatch(text.text, segment.tokens[0].start, segment.tokens[-1].end) is not None


def _is_between_figures(text: AnnotatedText, head: Segment, segment: Segment) -> bool:
    """Return whether figures of the goods precede a segment, and others than amounts follow it behind a mark."""
    end = segment.tokens[-1].end
    figures = [note for note in text.annotations_of(*FIGURE_LABELS) if not _is_amount(text, note)]
    before = any(head.start <= note.start and note.end <= segment.tokens[0].start for note in figures)
    return before and any(end <= note.start and not adjacent(text.text, end, note.start) for note in figures)


def _is_amount(text: AnnotatedText, note: Annotation) -> bool:
    """Return whether a figure is a mass or a number of pieces."""
    return bool(MASS.search(note.words) or PIECES.search(note.words) or PIECES.match(text.text, note.end))


def _names_another_subject(
    lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], fields: Sequence[Annotation]
) -> bool:
    """Return whether papers or software may be about another thing, come with one, or are those of a course.

    Their subject is in the first two segments with a field; others have its details.
    """
    subjects = [segment for segment in segments if any(map(segment.holds, fields))][:2]
    behind = [
        segment
        for segment in segments[1:]
        if not (opens_with(text, segment, OPENING) or names_nothing(text, segment.tokens))
    ]
    return (
        _are_taught(text, segments)
        or any(_extends(lexicon, text, segment, fields) for segment in subjects)
        or (len(behind) == 1 and ends_with_noun(lexicon, text, behind[0]) and not ends_with(text, behind[0], _CARRIERS))
    )


def _are_taught(text: AnnotatedText, segments: Sequence[Segment]) -> bool:
    """Return whether a text is about a course, or begins with a manual, which may be that of any user of the goods."""
    taught = text.phrases("taught", text.tokens)
    return any(
        not hit.words.casefold().endswith(PAPERS_THAT_TEACH)
        or (segments[0].holds(hit) and hit.words.casefold().endswith(MANUALS))
        for hit in taught
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


def _may_be_thing(lexicon: Lexicon, text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment ends with a noun for a thing, but for marks, or is a short Chinese word with one: 缸体衬里."""
    last = max((at for at, token in enumerate(segment.tokens) if not _is_mark(text, token)), default=-1)
    if last < 0:
        return False
    if ends_with_noun(lexicon, text, segment._replace(tokens=segment.tokens[: last + 1])):
        return True
    short = len(segment.tokens) <= _LONGEST_NOUN and not segment.tokens[last].word.isascii()
    return short and any(token.word in lexicon.things for token in segment.tokens)


def _is_mark(text: AnnotatedText, token: Token) -> bool:
    """Return whether a word is a figure, a mark or one before a mark: type K."""
    return token.word in _BEFORE_MARKS or names_nothing(text, [token])
