"""Between two turning points of the provisions that matter, the law stands still: a calendar is the list of those intervals."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.status import DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from exportctl.law.status import Phase

_GROUPS: Final = 4


class Interval(NamedTuple):
    """The days from one turning point to the next (none: for good), and which provisions then bind, or are not settled.

    `standing` are those that were published by then and have not ended, suspended or not.
    """

    from_: date
    through: date | None
    on_face: frozenset[str]
    extended: frozenset[str]
    unsettled: frozenset[str]
    standing: frozenset[str]


def calendar(
    beginnings: Iterable[date], phases: Iterable[Phase], kept: Callable[[frozenset[str]], frozenset[str]]
) -> tuple[Interval, ...]:
    """Return the intervals that provisions go through by their phases, in order; the first begins with time itself.

    The first day that the data of a jurisdiction covers is a turning point as well: before it nothing is decided. Each set
    of provisions is as `kept` returns it: calendars have many of them in common.
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
        changed: set[int] = set()
        for _, provision, _, enters, leaves in changes[start]:
            for number in enters:
                members[number].add(provision)
            for number in leaves:
                members[number].remove(provision)
            changed.update(enters, leaves)
        for number in changed:
            groups[number] = kept(frozenset(members[number]))
        intervals.append(Interval(start, end, *groups))
    return tuple(intervals)


def number_of(intervals: tuple[Interval, ...], day: date) -> int:
    """Return the number of the interval that a day lies in."""
    return bisect_right(intervals, day, key=lambda interval: interval.from_) - 1
