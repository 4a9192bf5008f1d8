"""A wording is what the text for an item says of the goods: what it names, surely or perhaps, and which words were left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from exportctl.goods.figure_range import FigureRange
    from exportctl.law.vocabulary import NamedForm

Basis = Literal["name", "formula", "cas", "code", "customs_code", "composition", "description", "entry", "nearest"]
As = Literal[
    "code", "customs_code", "cas", "name", "formula", "form", "share", "property", "measure", "grade",
    "absent", "purpose", "term", "neutral",
]  # fmt: skip


class Annotation(NamedTuple):
    """Words of a text, what kind of thing they say, and what that is."""

    words: str
    as_: As
    value: str


class InterpretedText(NamedTuple):
    """What the item's text says, before anything else is known of the goods.

    `basis` is None if the text says nothing. `lines` are the lines that it surely names, `may_be` the materials that it may name,
    `perhaps` the lines that it may name, and `near` those whose names are only like it, of which the nearest has so much
    `shared` with it. `elements` are those that the goods surely contain, `may_contain` those that they may; `closed` tells that they
    contain nothing else. `knowing` are the jurisdictions whose data knows the text whole, `hinting` those whose data knows some of it.
    `guess` are the headings that the words are like, and `ordinary` tells that by their score they are no goods of the list,
    `technology` that the words say that they are that. `common` are words of the text that are common in ordinary trade: no slips for
    others. Texts in `forms`, `contains` and `params` are facts that the words state as the options would; the elements that are `held`
    they state without a share, and `spans` are of figures that settle nothing by themselves.
    """

    basis: Basis | None = None
    code: str | None = None
    material: str | None = None
    lines: frozenset[str] = frozenset()
    may_be: frozenset[str] = frozenset()
    possible_entries: tuple[str, ...] = ()
    similar_entries: tuple[str, ...] = ()
    shared: float = 0.0
    elements: frozenset[str] = frozenset()
    may_contain: frozenset[str] = frozenset()
    closed: bool = False
    form: NamedForm | None = None
    forms: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    params: tuple[str, ...] = ()
    spans: tuple[FigureRange, ...] = ()
    headings: tuple[str, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    unread: tuple[str, ...] = ()
    guess: tuple[str, ...] = ()
    common: frozenset[str] = frozenset()
    ordinary: bool = False
    technology: bool = False
    recognised_by: frozenset[str] = frozenset()
    partly_recognised_by: frozenset[str] = frozenset()


def says_software(wording: InterpretedText) -> bool:
    """Tell whether a word of a text says that something of the goods is software."""
    return any(item.as_ == "form" and item.value == "software" for item in wording.annotations)
