"""The statuses of provisions on the day of a row, and the cells of a table that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from exportctl.engine.findings import suspension_in
from exportctl.law.status import DAY
from exportctl.list_cells import join_cell, split_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from exportctl.law.scale import Status
    from exportctl.law.status import LawAsOf, Span

Record = TypeVar("Record", bound="UnconfirmedSuspension | ProvisionStatus")


class UnconfirmedSuspension(NamedTuple):
    """The suspension of a provision by an act through a day that may have been extended, with the announced day if there is one."""

    provision: str
    by: str
    through: str
    announced: str = ""


class ProvisionStatus(NamedTuple):
    """The status of a provision, with the act that suspends it through a day if it is suspended or may be.

    One that has ended has the act that ended it, and its last day.
    """

    provision: str
    status: Status
    by: str = ""
    through: str = ""


def statuses_on(known: LawAsOf, provisions: Iterable[str], day: date) -> tuple[ProvisionStatus, ...]:
    """Return the statuses of provisions on a day, without those in force, which most are."""
    spans = [(name, known.span_on(name, day)) for name in provisions]
    return tuple(
        ProvisionStatus(name, span.status, *_change(known, span))
        for name, span in spans
        if span and span.status != "in_force"
    )


def _change(known: LawAsOf, span: Span) -> tuple[str, ...]:
    """Return the act that suspends or ended a provision, and the last day of the suspension or of the provision."""
    if span.status == "ended":
        return span.by, str(span.from_ - DAY)
    pause = suspension_in(known, span)
    return (pause.by, str(pause.through)) if pause else ()


def cell_of(records: Iterable[tuple[str, ...]]) -> str | None:
    """Return the cell that holds records; None if there are none."""
    return join_cell(" ".join(filter(None, record)) for record in records) or None


def in_cell(cell: str | None, record: Callable[..., Record]) -> tuple[Record, ...]:
    """Return the records that a cell holds."""
    return tuple(record(*item.split()) for item in split_cell(cell))
