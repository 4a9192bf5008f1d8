"""The interpretation of an item's text: the goods that it names, surely or possibly, and the unread words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

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
    """What the item's text says, before anything else is known of the goods.

    `basis` is None if the text says nothing. `entries` are the entries that it surely names, `possible_entries` those that it may name,
    `may_be` the materials that it may name. `similar_entries` are entries whose names are only like it, the nearest first; that one has
    so much `shared` with it. `elements` are those that the goods surely contain, `may_contain` those that they may; `closed` tells that
    they contain nothing else. `recognised_by` are the jurisdictions whose data knows the whole text, `partly_recognised_by` those whose
    data knows some of it. `guess` are headings that the words are like, and `ordinary` tells that by their score they are no goods of
    the list; `technology` tells that the words describe technology. `common` are words that are common in ordinary trade: no slips for
    others. `forms`, `contains` and `params` are facts that the words state as options would: shares in percent, quantities in the
    unit of their property. Entries that are `apart` are printed beside the headings of its words, or beside a customs code of such a
    heading, and have no word in common with it. The elements that are `held` have no settled share, and figures that settle nothing are
    `within` bounds. Names of goods that are `made_up` are those of raw materials before nouns for
    things; `materials` is set if all names are those of materials, raw or worked, and no word states a form of these.
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
    recognised_by: frozenset[str] = frozenset()
    partly_recognised_by: frozenset[str] = frozenset()

    def names_heading(self, code: str) -> bool:
        """Return whether a term of trade has the heading, in four digits, of a customs code."""
        return any(heading[:_HEADING] == code[:_HEADING] for heading in self.headings)

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


def says_software(wording: InterpretedText) -> bool:
    """Return whether a word of a text describes part of the goods as software."""
    return any(item.label == "form" and item.value == "software" for item in wording.annotations)
