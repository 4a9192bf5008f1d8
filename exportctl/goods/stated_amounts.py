"""The figures that a text states of a material: its content and purity, a mass or a number of pieces beside its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from exportctl.goods.annotation import Annotation, Label
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText

FIGURE_LABELS: Final[tuple[Label, ...]] = ("measure", "property", "share", "grade")
"""The labels of figures of goods: their size, purity and content."""
MASS: Final = re.compile(r"(?:(?<!de)g|(?<!f)t|lbs?|oz|KGS?|MTS?|ct|克|斤|吨|克拉)$")
"""The end of a mass, but not of degrees and feet (deg, ft)."""
BULK: Final = re.compile(r"(?:\d{2,}[\d.,]*\s?(?:kgs?|公斤|千克)|[\d.,]+\s?(?:t|mts?|吨))(?:\s?/|$)", re.IGNORECASE)
"""A mass of a material in bulk, from ten kilograms. A product may weigh less."""
_COUNTED: Final = re.compile(
    r"\d\s?(?:pcs?|pieces?|sets?|units?|prs?|pairs?|ctns?|drums?|bags?|vials?|rolls?|btls?|cyls?|"
    r"[件个套只支片枚块粒颗条根张对双台把箱盒袋桶卷包瓶盘托])$",
    re.IGNORECASE,
)
"""The end of a number of pieces or containers."""
PIECES: Final = re.compile(
    r"\s?(?:(?:pcs?|pieces?|sets?|units?|nos|ea|pairs?)\b|[件个套只台支把副片枚])", re.IGNORECASE
)
"""Behind a number of goods: the words before it name these goods, and no property."""


def has_quantity(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a content or a property is stated, or a mass before the end of a segment or next to it."""
    return has_content(text) or any(
        MASS.search(note.words) and _is_up_to(text, segment, note) for note in text.annotations_of("measure")
    )


def has_amount(text: AnnotatedText, name: Annotation) -> bool:
    """Return whether a mass or a number of pieces is directly before a name, which makes it goods of its own: 1 kg SmCo magnets.

    Behind the last name, an amount may be that of all goods.
    """
    return any(
        (MASS.search(note.words) or _COUNTED.search(note.words)) and adjacent(text.text, note.end, name.start)
        for note in text.annotations_of("measure")
    )


def has_figure(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a content or a property is stated, or a figure within a segment or next to its end."""
    return has_content(text) or any(
        note.end > segment.start and _is_up_to(text, segment, note) for note in text.annotations_of(*FIGURE_LABELS)
    )


def has_purity(text: AnnotatedText) -> bool:
    """Return whether a purity is stated anywhere in a text: it is that of a material which is goods of its own."""
    return any("purity" in note.meanings for note in text.annotations_of("property"))


def has_content(text: AnnotatedText) -> bool:
    """Return whether a content or a property is stated anywhere in a text."""
    return bool(text.annotations_of("share", "property"))


def _is_up_to(text: AnnotatedText, segment: Segment, note: Annotation) -> bool:
    """Return whether an annotation begins before the end of a segment, or is the next thing after it."""
    return not text.text[segment.tokens[-1].end : note.start].strip()
