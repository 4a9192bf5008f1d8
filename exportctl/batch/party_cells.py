"""The cells of a table that hold the designations of the parties of a row, and the listed names that theirs resemble."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.list_cells import join_cell, split_cell

if TYPE_CHECKING:
    from exportctl.batch.row_parties import RowParties

Certainty = Literal["certain", "possible", "related"]
_MARKS: Final[dict[Certainty, str]] = {"certain": "", "possible": "?", "related": "~"}
"""The last character of a designation that may mean another party, and of that of a company to which a party is related."""
_MARKED: Final[tuple[Certainty, ...]] = ("possible", "related")
_RESEMBLES: Final = "="


class Designation(NamedTuple):
    """A list and the provision that designates a party for it (`certain`), may mean it, or means a company related to it."""

    list: str
    provision: str
    certainty: Certainty = "certain"


class Resemblance(NamedTuple):
    """The name of a party, and a listed name that it resembles too little to count."""

    name: str
    listed: str


def designations_cell(parties: RowParties) -> str | None:
    """Return the cell with the designations of parties; None if there are none."""
    designations = [
        *(Designation(item.list, item.provision, "certain" if item.certain else "possible") for item in parties.listed),
        *(Designation(item.list, item.provision, "related") for item in parties.related),
    ]
    return join_cell(f"{item.list} {item.provision}{_MARKS[item.certainty]}" for item in designations) or None


def designations_in(cell: str | None) -> list[Designation]:
    """Return the designations that a cell holds."""
    return [_designation(text) for text in split_cell(cell)]


def _designation(text: str) -> Designation:
    certainty: Certainty = next((kind for kind in _MARKED if text.endswith(_MARKS[kind])), "certain")
    list_, provision = text.removesuffix(_MARKS[certainty]).split()
    return Designation(list_, provision, certainty)


def resemblances_cell(parties: RowParties) -> str | None:
    """Return the cell with the names of parties that resemble listed ones too little to count; None if there are none."""
    return join_cell(dict.fromkeys(f"{item.name}{_RESEMBLES}{item.known}" for item in parties.near)) or None


def resemblances_in(cell: str | None) -> list[Resemblance]:
    """Return the resemblances that a cell holds; a listed name has no `=`, but a party's may."""
    parts = (text.rpartition(_RESEMBLES) for text in split_cell(cell))
    return [Resemblance(name, listed) for name, _, listed in parts]
