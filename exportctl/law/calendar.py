"""A calendar: the intervals between the turning points of some provisions. Within one interval, the law does not change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from exportctl.law.status import DAY, GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.law.status import Group, Phase


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
    members: dict[Group, set[str]] = {group: set() for group in GROUPS}
    groups: dict[Group, frozenset[str]] = {group: frozenset() for group in GROUPS}
    intervals = []
    for start, end in zip(starts, ends, strict=True):
        groups_to_copy: set[Group] = set()
        for phase in changes[start]:
            for group in phase.enters:
                members[group].add(phase.provision)
            for group in phase.leaves:
                members[group].remove(phase.provision)
            groups_to_copy.update(phase.enters, phase.leaves)
        # Only the groups that changed are copied; neighbouring intervals share the others.
        for group in groups_to_copy:
            groups[group] = frozenset(members[group])
        intervals.append(Interval(start, end, **groups))
    return tuple(intervals)
