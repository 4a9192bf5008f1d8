"""The interpretation of an item's text: the goods that it names, surely or possibly, and the unread words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.law.model import INTANGIBLE

if TYPE_CHECKING:
    from decimal import Decimal

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.quantities import Value, Within
    from exportctl.law.vocabulary import NamedForm

Basis = Literal["name", "formula", "cas", "code", "customs_code", "composition", "description", "entry", "nearest"]

Materials = Literal["raw", "worked"]
_HEADING: Final = 4
"""The digits of a customs code that a term shares; the last two depend on figures and materials."""


class InterpretedText(NamedTuple):
    """The meaning of the item's text alone, before other facts of the goods count.

    Entries and materials: the text surely names `entries`, and may name `possible_entries` and the materials `may_be`.
    `similar_entries` only have similar names, the nearest first; `shared` is the score of the nearest. `apart` are entries that are
    printed for a heading of its words, or for a customs code of such a heading, and whose names share no word with it. `basis` is None
    if the text means nothing.

    Content: the goods surely contain `elements`, may contain `may_contain`, and contain nothing else if `closed`. They are not denser
    than `densest`, in g/cm3. `forms`, `contains` (shares in percent) and `params` (in the unit of their property) are facts that the
    words state, as options would. The elements in `held` have no settled share; figures that settle nothing are intervals in `within`.
    `stated` words meet parts of criteria.

    Trade: `headings` are those of its terms, `guess` those that its words resemble. `ordinary` is true if the score of the words
    excludes the list, `technology` if the words describe technology. `common` are words that are common in ordinary trade, and so no
    misspellings. `made_up` is true if each name is that of a raw material before a noun for a thing; `materials` is set if all names
    are those of materials, raw or worked, and no word states a form of these.

    `recognised_by` are the jurisdictions whose data knows the whole text, `partly_recognised_by` those whose data knows some of it.
    """

    basis: Basis | None = None
    code: str | None = None
    material: str | None = None
    entries: frozenset[str] = frozenset()
    may_be: frozenset[str] = frozenset()
    possible_entries: tuple[str, ...] = ()
    similar_entries: tuple[str, ...] = ()
    shared: float = 0.0
    elements: frozenset[str] = frozenset()
    may_contain: frozenset[str] = frozenset()
    closed: bool = False
    form: NamedForm | None = None
    densest: Decimal | None = None
    forms: tuple[str, ...] = ()
    contains: tuple[tuple[str, Decimal], ...] = ()
    held: tuple[str, ...] = ()
    params: tuple[tuple[str, Value], ...] = ()
    within: tuple[Within, ...] = ()
    headings: tuple[str, ...] = ()
    apart: frozenset[str] = frozenset()
    annotations: tuple[Annotation, ...] = ()
    unread: tuple[str, ...] = ()
    guess: tuple[str, ...] = ()
    common: frozenset[str] = frozenset()
    ordinary: bool = False
    made_up: bool = False
    materials: Materials | None = None
    technology: bool = False
    stated: frozenset[str] = frozenset()
    recognised_by: frozenset[str] = frozenset()
    partly_recognised_by: frozenset[str] = frozenset()

    def names_heading(self, code: str) -> bool:
        """Return whether a term of trade has the heading, in four digits, of a customs code."""
        return any(heading[:_HEADING] == code[:_HEADING] for heading in self.headings)

    @property
    def is_free_product(self) -> bool:
        """Whether a text names a finished product that no entry is about, such as a phone case."""
        return self.basis == "name" and self.form == "finished-product" and not (self.entries or self.may_be)

    def in_doubt(self, why: str) -> InterpretedText:
        """Return the text with only possible names, because its words contradict one another."""
        return self._replace(
            basis="description",
            material=None,
            entries=frozenset(),
            may_be=frozenset({self.material} if self.material else ()),
            possible_entries=tuple(sorted(self.entries)),
            elements=frozenset(),
            may_contain=self.elements | self.may_contain,
            closed=False,
            unread=(*self.unread, why),
            recognised_by=frozenset(),
            partly_recognised_by=self.recognised_by,
        )


def intangible_forms(wording: InterpretedText) -> frozenset[str]:
    """Return the intangible forms that words of a text state of the goods or a part of them: software, technology."""
    return INTANGIBLE.intersection([item.value for item in wording.annotations if item.label == "form"])
