"""The suspensions that may have been extended by the day of a row, and the cell of a table that holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_BETWEEN: Final = ";"


class Unconfirmed(NamedTuple):
    """The suspension of a provision by an act through a day that may have been extended."""

    provision: str
    by: str
    through: str


def cell_of(suspensions: Iterable[Unconfirmed]) -> str | None:
    """Return the cell that holds suspensions; None if there are none."""
    return _BETWEEN.join(map(" ".join, suspensions)) or None


def in_cell(cell: str | None) -> tuple[Unconfirmed, ...]:
    """Return the suspensions that a cell holds."""
    return tuple(Unconfirmed(*item.split()) for item in cell.split(_BETWEEN)) if cell else ()
