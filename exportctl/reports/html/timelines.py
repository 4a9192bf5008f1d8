"""The timelines of a page: from the last twelve months on, and whole, as pictures and in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from exportctl.inquiry.history import timeline
from exportctl.law.status import LawAsOf, Span
from exportctl.reports.i18n.page import word
from exportctl.reports.i18n.terms import status
from exportctl.reports.pictures.timeline import picture, text_of
from exportctl.reports.results import Inquiry, Timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.law.register import Register

_YEAR: Final = 365


class Days(NamedTuple):
    """The days of a page: the requested day (None if each row has its own), the day of knowledge, and the day of the page."""

    on: date | None
    known_on: date | None
    today: date


class Pictures(NamedTuple):
    """A timeline from the last twelve months on, and the whole one; both are escaped."""

    recent: Markup
    whole: Markup


def pictures(
    law: Register, provisions: Sequence[str], days: Days, item: str | None = None, to: str | None = None
) -> Pictures | None:
    """Return the timelines of provisions, of goods and a place if there are such; None if there are no provisions."""
    if not provisions:
        return None
    spans = timeline(LawAsOf(law, days.known_on), provisions)
    inquiry = Inquiry(item, to, days.known_on)
    shown = Timeline(law, inquiry, spans, days.on, today=days.today, everything=True)
    recent = text_of(picture(shown, heading=False, since=since(days.on or days.today)))
    whole = text_of(picture(shown, heading=False, second=True))
    return Pictures(Markup(recent), Markup(whole))  # noqa: S704 - written by an XML writer


def since(day: date) -> date:
    """Return the first day of the timeline, twelve months before the day that is marked."""
    return day - timedelta(days=_YEAR) if day > date.min + timedelta(days=_YEAR) else date.min


def span_lines(known: LawAsOf, provision: str, day: date) -> list[str]:
    """Return the spans of a provision from twelve months before a day on, in words."""
    first = since(day)
    return [_line(span) for span in known.spans(provision) if not span.through or span.through >= first]


def _line(span: Span) -> str:
    if span.through:
        return word("span", status=status(span.status), first=span.from_, last=span.through)
    return word("span_open", status=status(span.status), first=span.from_)
