"""A calendar: the intervals between the turning points of some provisions. Within one interval, the law does not change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.status import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.law.status import Phase

_GROUPS: Final = 4


class Interval(NamedTuple):
    """The days from one turning point to the next (None: no end), and the provisions that bind, or are unsettled, on these days.

    `standing` are the provisions that were published by then and have not ended, suspended ones included.
    """

    from_: date
    through: date | None
    on_face: frozenset[str]
    extended: frozenset[str]
    unsettled: frozenset[str]
    standing: frozenset[str]


def calendar(beginnings: Iterable[date], phases: Iterable[Phase]) -> tuple[Interval, ...]:
    """Return the intervals of the provisions with these phases, in order; the first interval begins on the first day of all.

    `beginnings` are the first days that the data of jurisdictions covers. They are turning points, because earlier days
    stay undecided.
    """
    changes: dict[date, list[Phase]] = {day: [] for day in (date.min, *beginnings)}
    for phase in phases:
        changes.setdefault(phase.from_, []).append(phase)
    starts = sorted(changes)
    ends = [*(day - DAY for day in starts[1:]), None]
    members: list[set[str]] = [set() for _ in range(_GROUPS)]
    groups: list[frozenset[str]] = [frozenset()] * _GROUPS
    intervals = []
    for start, end in zip(starts, ends, strict=True):
        numbers: set[int] = set()
        for _, provision, _, enters, leaves in changes[start]:
            for number in enters:
                members[number].add(provision)
            for number in leaves:
                members[number].remove(provision)
            numbers.update(enters, leaves)
        # Only the groups that changed are copied; neighbouring intervals share the others.
        for number in numbers:
            groups[number] = frozenset(members[number])
        intervals.append(Interval(start, end, *groups))
    return tuple(intervals)
