"""Between two turning points of the provisions that matter, the law stands still: a calendar is the list of those intervals."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from exportctl.law.days import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.law.days import KnownLaw


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


def calendar(known: KnownLaw, provisions: Iterable[str]) -> tuple[Interval, ...]:
    """Return the intervals that provisions go through, in order, as somebody knew the law; the first begins with time itself.

    The first day that the data of a jurisdiction covers is a turning point as well: before it nothing is decided.
    """
    points = {day for provision in provisions for day in _turning_points(known, provision)}
    starts = sorted({date.min, *known.law.beginnings, *points})
    ends = [*(day - DAY for day in starts[1:]), None]
    return tuple(_interval(known, provisions, *days) for days in zip(starts, ends, strict=True))


def number_of(intervals: tuple[Interval, ...], day: date) -> int:
    """Return the number of the interval that a day lies in."""
    return bisect_right(intervals, day, key=lambda interval: interval.from_) - 1


def _turning_points(known: KnownLaw, provision: str) -> Iterator[date]:
    """Yield every day on which a provision, or a reading of it, changes."""
    for span in known.spans(provision):
        yield span.from_
        announced = known.announcement(span.by) if span.status == "unsettled" else None
        if announced:
            yield announced.through + DAY


def _interval(known: KnownLaw, provisions: Iterable[str], day: date, through: date | None) -> Interval:
    spans = [span for provision in provisions if (span := known.span_on(provision, day))]
    return Interval(
        from_=day,
        through=through,
        on_face=frozenset(span.provision for span in spans if known.binds(span, day, "on-face")),
        extended=frozenset(span.provision for span in spans if known.binds(span, day, "extended")),
        unsettled=frozenset(span.provision for span in spans if span.status == "unsettled"),
        standing=frozenset(span.provision for span in spans if span.status != "ended"),
    )
