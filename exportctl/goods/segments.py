"""Split a description into segments: at marks, at figures, and before words such as `in`, `with` and `for`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.text import is_within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.goods.annotation import Annotation, Label
    from exportctl.goods.text import AnnotatedText, Spanned
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.trie import Token

_MARK: Final = re.compile(
    r"[,;:，；、。：()（）\[\]【】|+&]|/(?!(?<=[a-z]{3}/)[a-z]{3,}\s[a-z]{3})|\s[-–—]\s|"
    r"\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+"
)
"""The marks between segments. Between two English words that describe a third one, a stroke is none: steel/brass additive."""
_FIGURES: Final[frozenset[Label]] = frozenset({"measure", "property", "share", "cas"})
"""Figures separate segments: measures, contents and quantities of the goods, and their CAS number."""
_WHOLE: Final[frozenset[Label]] = _FIGURES | {
    "code",
    "cas",
    "name",
    "formula",
    "grade",
    "absent",
    "repeated",
    "elements",
}
"""The annotations inside which a mark does not separate segments: 10x10/5, Terfenol-D (TbDyFe)."""
_OPENING: Final[tuple[PhraseLabel, ...]] = ("packed", "part", "purpose")
"""The words with which a segment begins."""
LABELS: Final[tuple[PhraseLabel, ...]] = ("label", "address")
"""The words before a number, a mark, a party or a place. A segment begins with them if what follows is one: order no 7781."""
COLON: Final = re.compile(r"\s*[:：]\s*")
_NO_OPENING: Final = ("含量", "掺杂")
"""Words that begin like one with which a segment begins, but are none."""
_PARTY: Final = re.compile(r"\s*[:：]?\s*[A-Za-z]")
_NUMBER: Final = re.compile(
    r"\s*(?:[:：#№]|(?:no|nr|ref|code)\b)?[.:：#]?\s*[A-Za-z/-]*\d[A-Za-z\d./-]*(?:\s*[:：])?", re.IGNORECASE
)
"""The number or mark behind a label. What follows it is a segment of its own."""


class Segment(NamedTuple):
    """A part of a text that names goods, or describes the goods of another part.

    A segment after a figure or a blank only `may_continue` the name in the segment before it.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    may_continue: bool

    def holds(self, part: Spanned) -> bool:
        """Whether a part of the text begins in this segment."""
        return self.start <= part.start < self.end


def segments_of(text: AnnotatedText) -> tuple[Segment, ...]:
    """Return the segments of a text in order, without figures and empty ones."""
    return text.once(_segments_of)


def labelled_segments_of(text: AnnotatedText) -> tuple[Segment, ...]:
    """Return the segments of a text that labels open, too: order no 7781. A label and what follows its colon are one segment."""
    return text.once(_labelled_segments_of)


def _segments_of(text: AnnotatedText) -> tuple[Segment, ...]:
    return _segments(text.text, text.tokens, _whole(text), _openings(text))


def _labelled_segments_of(text: AnnotatedText) -> tuple[Segment, ...]:
    labels = [(label, hit) for label in LABELS for hit in text.phrases(label, text.tokens)]
    if not labels:
        return segments_of(text)
    colons = [(hit.end, colon.end(), False) for _, hit in labels if (colon := COLON.match(text.text, hit.end))]
    openings: list[tuple[int, bool]] = []
    for label, hit in labels:
        number = _NUMBER.match(text.text, hit.end) if label == "label" else None
        if number or (label == "address" and hit.words.isascii() and _PARTY.match(text.text, hit.end)):
            openings.append((hit.start, False))
        if number:
            openings.append((number.end(), True))
    return _segments(text.text, text.tokens, (*_whole(text), *colons), (*_openings(text), *openings))


def _whole(text: AnnotatedText) -> tuple[tuple[int, int, bool], ...]:
    """Return the annotations that no mark divides, each with whether it is a figure, other than one in a name: W80Cu20.

    The name in a content is a segment before the figure: Lu of Lu 99.99%.
    """
    return tuple(
        [
            (_behind_names(text, note), note.end, True)
            if note.label in _FIGURES and not is_within(note, text.names)
            else (note.start, note.end, False)
            for note in text.annotations_of(*_WHOLE)
        ]
    )


def _behind_names(text: AnnotatedText, figure: Annotation) -> int:
    """Return the start of a figure, or the end of the name that it begins with."""
    return max([figure.start, *(name.end for name in text.names if name.start == figure.start)])


def _openings(text: AnnotatedText) -> tuple[tuple[int, bool], ...]:
    """Return the positions of words with which segments begin, each with whether the segment may continue the one before.

    含 of 含量 is none, and neither is a word within a phrase of dispatch: handle with care.
    """
    openings = [hit for label in _OPENING for hit in text.phrases(label, text.tokens)]
    phrases = text.phrases("dispatch", text.tokens) if openings else ()
    return tuple(
        [
            (hit.start, False)
            for hit in openings
            if not text.text.startswith(_NO_OPENING, hit.start)
            and not any(phrase.start < hit.start < phrase.end for phrase in phrases)
        ]
    )


def segment_of(segments: Iterable[Segment], note: Annotation) -> Segment | None:
    """Return the segment in which an annotation begins; None if it is a figure between segments."""
    return next((segment for segment in segments if segment.holds(note)), None)


def _segments(
    text: str,
    tokens: tuple[Token, ...],
    whole: tuple[tuple[int, int, bool], ...],
    openings: tuple[tuple[int, bool], ...],
) -> tuple[Segment, ...]:
    """Return the segments between marks and `openings` that do not lie within a `whole`, each with whether it is a figure."""
    segments, start, may_continue, at = [], 0, False, 0
    for end, behind, next_may_continue in [*_boundaries(text, whole, openings), (len(text), len(text), False)]:
        first = at
        while at < len(tokens) and tokens[at].end <= end:
            at += 1
        within = tuple([token for token in tokens[first:at] if start <= token.start])
        if within:
            segments.append(Segment(start, end, within, may_continue))
            may_continue = next_may_continue
        start, may_continue = max(start, behind), may_continue and next_may_continue
    return tuple(segments)


def _boundaries(
    text: str, whole: Iterable[tuple[int, int, bool]], openings: Iterable[tuple[int, bool]]
) -> list[tuple[int, int, bool]]:
    """Return the end of each segment, the start of the next one, and whether the next one may continue it, in the order of the text."""
    figures = [part for part in whole if part[2]]
    marks = [(*mark.span(), not mark.group().strip()) for mark in _MARK.finditer(text)]  # a blank leaves it open
    beyond = [mark for mark in marks if not any(start < mark[1] and mark[0] < end for start, end, _ in whole)]
    before = [
        (at, at, may_continue) for at, may_continue in openings if not any(start < at < end for start, end, _ in whole)
    ]
    return sorted([*figures, *beyond, *before])
