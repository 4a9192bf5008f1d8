"""An annotation says what some words of a text mean: a name, a form, a share, a purpose, or nothing of what the goods are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from exportctl.goods.figure_range import Figure

ShownLabel = Literal[
    "code", "customs_code", "cas", "name", "formula", "form", "share", "property", "measure", "grade",
    "absent", "purpose", "term", "neutral",
]  # fmt: skip
"""The labels that a reader of the answer sees."""
Label = ShownLabel | Literal["elements", "repeated", "technology", "part", "bound", "letter"]
NAMES: Final = frozenset({"code", "cas", "name", "formula"})
"""The labels of what names goods."""
POINTERS: Final = frozenset({"elements", "technology", "part", "bound"})
"""The labels of words that are noticed and still unread: they can be a part of what a later annotator reads."""
UNSHOWN: Final = POINTERS | {"repeated", "letter"}
"""The labels that a reader of the answer need not see."""


class Annotation(NamedTuple):
    """What the words of a span mean: their label, the value they state, and the annotator and the rule that say so.

    The rule is the id of one of vocabulary/patterns.yaml, or the annotator itself.

    `meanings` are what the words may stand for: of a name materials and entries (with the mark of one), of a term headings, of a
    `figure` the property or the element that it is a figure of.
    """

    start: int
    end: int
    words: str
    label: Label
    value: str = ""
    annotator: str = ""
    rule: str = ""
    meanings: tuple[str, ...] = ()
    figure: Figure | None = None

    @property
    def certainty(self) -> Literal["yes", "possible"]:
        """Whether the words can mean one thing alone: one material or entry, one exact figure."""
        one_figure = self.figure is None or self.figure.exact is not None
        return "yes" if len(self.meanings) <= 1 and one_figure else "possible"
