"""Between two turning points of the provisions that matter, the law stands still: a calendar is the list of those intervals."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from exportctl.law.days import DAY, announcement, is_active, span_on, spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.law.register import Register


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


@lru_cache(maxsize=4096)
def calendar(law: Register, provisions: frozenset[str], known: date) -> tuple[Interval, ...]:
    """Return the intervals that provisions go through, in order, as somebody knew the law; the first begins with time itself."""
    points = {day for provision in provisions for day in _turning_points(law, provision, known)}
    starts = sorted({date.min, *points})
    ends = [*(day - DAY for day in starts[1:]), None]
    return tuple(_interval(law, provisions, *days, known) for days in zip(starts, ends, strict=True))


@lru_cache(maxsize=8)
def days_that_matter(law: Register) -> tuple[date, ...]:
    """Return every day on which something can change, whatever was known: between two of them every calendar stands still."""
    days = {law.release.covers_from}
    for provision, item in law.provisions.items():
        windows, ends = law.history[provision].windows, law.history[provision].ends
        last_days = [window.through for window in windows]
        last_days += [longer for window in windows for _, longer in window.extended]
        last_days += [item.through] if item.through else []
        days |= {law.act_of(provision).published, item.from_, *(end.from_ for end in ends)}
        days |= {*(window.from_ for window in windows), *(day + DAY for day in last_days)}
    days |= {item.through + DAY for statement in law.statements.values() for item in statement.announces}
    return tuple(sorted(days))


def number_of(intervals: tuple[Interval, ...], day: date) -> int:
    """Return the number of the interval that a day lies in."""
    return bisect_right(intervals, day, key=lambda interval: interval.from_) - 1


def _turning_points(law: Register, provision: str, known: date) -> Iterator[date]:
    """Yield every day on which a provision, or a reading of it, changes."""
    for span in spans(law, provision, known):
        yield span.from_
        announced = announcement(law, span.by, known) if span.status == "unsettled" else None
        if announced:
            yield announced.through + DAY


def _interval(law: Register, provisions: frozenset[str], day: date, through: date | None, known: date) -> Interval:
    status = {item: span.status for item in provisions if (span := span_on(law, item, day, known))}
    return Interval(
        from_=day,
        through=through,
        on_face=frozenset(item for item in status if is_active(law, item, day, known, "on-face")),
        extended=frozenset(item for item in status if is_active(law, item, day, known, "extended")),
        unsettled=frozenset(item for item, word in status.items() if word == "unsettled"),
        standing=frozenset(item for item, word in status.items() if word != "ended"),
    )
