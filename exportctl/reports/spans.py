"""Arrange the spans of provisions in rows for timelines: provisions about the goods first."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from exportctl.inquiry.history import effects_of, names_goods, names_places_of_dual_use_items
from exportctl.law.scale import STRICTNESS, STRONGEST_FIRST
from exportctl.law.status import DAY
from exportctl.reports.i18n.language import translate
from exportctl.reports.i18n.terms import status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.law.register import Register
    from exportctl.law.status import Span
    from exportctl.reports.results import Timeline


class Row(NamedTuple):
    """The spans of one provision, and the span of the marked day, if its act was published by then."""

    provision: str
    spans: Sequence[Span]
    now: Span | None


def marked_day(result: Timeline) -> date:
    """Return the marked day: the requested day, today, or the last day of the data."""
    return result.on or result.today or result.law.home.checked_through


def rows_of(result: Timeline) -> list[Row]:
    """Return a row for each provision: for goods, sorted by how closely each concerns them."""
    on, law = marked_day(result), result.law
    grouped = [(key, list(own)) for key, own in groupby(result.spans, key=lambda span: span.provision)]
    rows = [Row(provision, own, at(own, on)) for provision, own in grouped]
    return sorted(rows, key=lambda row: _place(law, row)) if result.inquiry.item else rows


def visible_rows(result: Timeline, rows: Sequence[Row], most: int) -> Sequence[Row]:
    """Return the rows to show: all, if `everything` is set; the first `most` for goods; else those that have not ended."""
    if result.everything:
        return rows
    if result.inquiry.item:
        return rows[:most]
    return [row for row in rows if row.now is None or row.now.status != "ended"]


def at(spans: Sequence[Span], day: date) -> Span | None:
    """Return the span of a day; None before the first."""
    return next((span for span in reversed(spans) if span.from_ <= day), None)


def status_line(row: Row) -> str:
    """Return the status of a provision on the marked day, with its first or last day."""
    if row.now is None:
        return translate("published {day}", day=row.spans[0].from_)
    word = status(row.now.status)
    if row.now.status in ("suspended", "pending") and row.now.through:
        return translate("{status} through {day}", status=word, day=row.now.through)
    if row.now.status == "ended":
        return translate("{status} on {day}", status=word, day=row.now.from_ - DAY)
    return translate("{status} from {day}", status=word, day=row.now.from_)


def extent(law: Register, rows: Sequence[Row], on: date) -> tuple[date, date]:
    """Return the first and last day to draw: from the first span or the start of the data, to some months after the last change."""
    begins = law.home.begins
    first = min(max(min(row.spans[0].from_ for row in rows), begins), on)
    last = max(on, *(row.spans[-1].from_ for row in rows))
    return first, last + min(timedelta(days=max((last - first).days // 8, 90)), date.max - last)


def _place(law: Register, row: Row) -> tuple[bool, ...] | tuple[int, ...]:
    """Return the sort key of a row: provisions that name the goods or the place first, then all others.

    Among them, ended ones come last, those that name the goods before those that name only the place, and those for
    exporters at home before others.
    """
    effects, item = effects_of(law, row.provision), law.provisions[row.provision]
    strictness = STRICTNESS[effects[0]] if effects else 0
    at_ = STRONGEST_FIRST.index(row.now.status) if row.now else STRONGEST_FIRST.index("pending")
    ended = row.now is not None and row.now.status == "ended"
    by_goods = names_goods(law, row.provision)
    by_place = names_places_of_dual_use_items(law, row.provision)
    return not (by_goods or by_place), ended, not by_goods, item.binds != "exporters-at-home", at_, -strictness
