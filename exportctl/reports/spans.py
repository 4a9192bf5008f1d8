"""Arranges the spans of provisions in rows for timelines: provisions about the goods first."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.inquiry.history import asks, names_goods
from exportctl.law.scale import STRICTNESS
from exportctl.reports.i18n.language import translate
from exportctl.reports.i18n.terms import status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.law.register import Register
    from exportctl.law.scale import Status
    from exportctl.law.status import Span
    from exportctl.reports.results import Timeline

ORDER: Final[tuple[Status, ...]] = ("in_force", "unsettled", "suspended", "pending", "ended")
"""The statuses in the order in which rows, counts and legends have them."""


class Row(NamedTuple):
    """The spans of one provision, and the one that the marked day lies in, if its act was published by then."""

    provision: str
    spans: Sequence[Span]
    now: Span | None


def marked_day(result: Timeline) -> date:
    """Return the day that is marked: the one asked about, today, or the last that the data knows."""
    return result.on or result.today or result.law.home.checked_through


def rows_of(result: Timeline) -> list[Row]:
    """Return the spans by their provisions: those that bear on goods by how much they concern them, all others as they come."""
    on, law = marked_day(result), result.law
    grouped = [(key, list(own)) for key, own in groupby(result.spans, key=lambda span: span.provision)]
    rows = [Row(provision, own, at(own, on)) for provision, own in grouped]
    return sorted(rows, key=lambda row: _place(law, row)) if result.asked.item else rows


def visible_rows(result: Timeline, rows: Sequence[Row], most: int) -> Sequence[Row]:
    """Return the rows that are drawn: all, if everything is wanted; so many of goods; and without goods those that have not ended."""
    if result.everything:
        return rows
    if result.asked.item:
        return rows[:most]
    return [row for row in rows if row.now is None or row.now.status != "ended"]


def at(spans: Sequence[Span], day: date) -> Span | None:
    """Return the span that a day lies in; None before the first."""
    return next((span for span in reversed(spans) if span.from_ <= day), None)


def status_line(row: Row) -> str:
    """Return how a provision stands on the marked day, and since or until when."""
    if row.now is None:
        return translate("published {day}", day=row.spans[0].from_)
    word = status(row.now.status)
    if row.now.status in ("suspended", "pending") and row.now.through:
        return translate("{status} to {day}", status=word, day=row.now.through)
    return translate("{status} from {day}", status=word, day=row.now.from_)


def extent(law: Register, rows: Sequence[Row], on: date) -> tuple[date, date]:
    """Return the days that are drawn: from where a row begins, but not from before the data does, to a while after all is said."""
    begins = law.home.covers_from or date.min
    first = min(max(min(row.spans[0].from_ for row in rows), begins), on)
    last = max(on, *(row.spans[-1].from_ for row in rows))
    return first, last + min(timedelta(days=max((last - first).days // 8, 90)), date.max - last)


def _place(law: Register, row: Row) -> tuple[bool, ...] | tuple[int, ...]:
    """Return where a row stands: what names the goods first, what has ended last, exporters at home before others."""
    effects, item = asks(law, row.provision), law.provisions[row.provision]
    strictness = STRICTNESS[effects[0]] if effects else 0
    at_ = ORDER.index(row.now.status) if row.now else ORDER.index("pending")
    ended = row.now is not None and row.now.status == "ended"
    return not names_goods(law, row.provision), ended, item.binds != "exporters-at-home", at_, -strictness
