"""Split a description into segments: at marks, at figures, and before words such as `in`, `with` and `for`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation, Label
    from exportctl.goods.text import AnnotatedText
    from exportctl.law import lexicon
    from exportctl.law.trie import Token

_MARK: Final = re.compile(
    r"[,;:，；、。：()（）\[\]【】|/+&]|\s[-–—]\s|\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+|[\u4e00-\u9fff][（(]"
)
_FIGURES: Final[frozenset[Label]] = frozenset({"measure", "property", "share"})
"""Figures separate segments: measures, contents and quantities of the goods."""
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
_KEPT: Final = 1 << 4
"""So many texts are remembered: a text is read to its end before the next one."""
_OPENING: Final[tuple[lexicon.Label, ...]] = ("packed", "part", "purpose")
"""The words with which a segment begins."""


class Segment(NamedTuple):
    """A part of a text that names goods, or describes the goods of another part.

    A `loose` segment follows a figure or a blank only, so its words may continue the name in the segment before it.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    loose: bool

    def holds(self, note: Annotation) -> bool:
        """Whether an annotation begins in this segment."""
        return self.start <= note.start < self.end


def segments_of(text: AnnotatedText) -> list[Segment]:
    """Return the segments of a text in order, without figures and empty ones."""
    segments, start, loose = [], 0, False
    for end, behind, opens_loose in [*_boundaries(text), (len(text.text), len(text.text), False)]:
        tokens = tuple(token for token in text.tokens if start <= token.start and token.end <= end)
        if tokens:
            segments.append(Segment(start, end, tokens, loose))
            loose = opens_loose
        start, loose = max(start, behind), loose and opens_loose
    return segments


def _boundaries(text: AnnotatedText) -> Iterator[tuple[int, int, bool]]:
    """Yield the end of a segment, the start of the next one, and whether the next one is loose, in the order of the text."""
    whole = [(note.start, note.end) for note in text.annotations if note.label in _WHOLE]
    figures = [(note.start, note.end, True) for note in text.annotations if note.label in _FIGURES]
    marks = [mark for mark in _marks(text.text) if not any(start < mark[1] and mark[0] < end for start, end in whole)]
    openings = [(hit.start, hit.start, False) for label in _OPENING for hit in text.phrases(label, text.tokens)]
    openings = [place for place in openings if not any(start < place[0] < end for start, end in whole)]
    yield from sorted([*figures, *marks, *openings])


@lru_cache(maxsize=_KEPT)
def _marks(text: str) -> tuple[tuple[int, int, bool], ...]:
    """Return the marks of a text, each with whether it is only a blank."""
    return tuple([(*mark.span(), not mark.group().strip()) for mark in _MARK.finditer(text)])
