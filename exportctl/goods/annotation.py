"""An annotation gives the meaning of some words of a text: a name, a form, a share, a purpose, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from exportctl.goods.figures.figure_range import Figure

ShownLabel = Literal[
    "code", "customs_code", "cas", "name", "formula", "form", "share", "property", "measure", "grade",
    "absent", "purpose", "term", "neutral",
]  # fmt: skip
"""The labels that a reader of the answer sees."""
Label = ShownLabel | Literal["elements", "repeated", "technology", "part", "bound", "letter", "aside", "description"]
NAMES: Final[tuple[Label, ...]] = ("code", "cas", "name", "formula")
"""The labels of names of goods."""
BOUND: Final = "bound"
"""The meaning of elements that are bound in a compound: it is no metal and no alloy of theirs."""
ANALYSIS: Final = "analysis"
"""The value of an annotation of an impurity, which is an aside."""
KEYWORDS: Final = "keywords"
"""The annotator of the words by which goods without a known name are known."""
POINTERS: Final = frozenset({"elements", "technology", "part", "bound", "aside", "description"})
"""The labels that only point to words: these stay unread, so that a later annotator can read them."""
UNSHOWN: Final = POINTERS | {"repeated", "letter"}
"""The labels that an answer for people omits."""


class Annotation(NamedTuple):
    """The meaning of the words of a span: their label, the value they state, and the annotator and the rule behind it.

    The rule is the id of one of vocabulary/patterns.yaml, or the annotator itself. `meanings` are the possible
    meanings: of a name materials and entries (with the prefix of entries), of a term headings, of a `figure` its
    property or element.
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
    def is_of_rule(self) -> bool:
        """Whether a rule marks the words. Otherwise their annotator does, whose name the annotation has in place of a rule."""
        return self.rule != self.annotator

    @property
    def certainty(self) -> Literal["yes", "possible"]:
        """Whether the words have one possible meaning: one material or entry, one exact figure."""
        one_figure = self.figure is None or self.figure.exact is not None
        return "yes" if len(self.meanings) <= 1 and one_figure else "possible"
