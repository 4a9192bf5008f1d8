"""All date arithmetic: what the dates of acts make of a provision on a day, for somebody who knew the law up to a day.

The law counts in whole days of its own zone; first and last days are both included. docs/reasoning.md, sections 1 and 2.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.scale import Assume, Status

if TYPE_CHECKING:
    from exportctl.law.model import Announced, Statement
    from exportctl.law.register import Register, Window

DAY: Final = timedelta(days=1)
ZONE: Final = timezone(timedelta(hours=8))
"""Asia/Shanghai, which has had no summer time since 1991."""


class Span(NamedTuple):
    """A provision has one status from a day through another (none: for good), because of the act `by`."""

    provision: str
    status: Status
    from_: date
    through: date | None
    by: str


class Announcement(NamedTuple):
    """The longest extension of a suspension that known statements announced."""

    through: date
    statement: Statement
    announced: Announced


@lru_cache(maxsize=4096)
def knowledge(law: Register, known_on: date | None) -> date:
    """Return the first of the days on which somebody knew exactly the law that was known on `known_on`.

    Knowledge changes when an act, a statement or guidance is published, and when a suspension's last day comes to lie behind. It
    ends on `checked_through`.
    """
    last = law.release.checked_through
    if known_on is None or known_on >= last:
        return last
    days = _knowledge_days(law)
    position = bisect_right(days, known_on)
    return days[position - 1] if position else date.min


@lru_cache(maxsize=8)
def _knowledge_days(law: Register) -> tuple[date, ...]:
    days = {act.published for act in law.acts.values()} | {item.published for item in law.statements.values()}
    days |= {item.published for item in law.guidance.values()}
    for history in law.history.values():
        for window in history.windows:
            days |= {window.through, *(through for _, through in window.extended)}
    return tuple(sorted(days))


@lru_cache(maxsize=65536)
def spans(law: Register, provision: str, known: date) -> tuple[Span, ...]:
    """Return the spans of a provision in order, without gaps, from the day its act was published; empty if not yet known."""
    act = law.act_of(provision)
    if act.published > known:
        return ()
    windows = _known_windows(law, provision, known)
    item = law.provisions[provision]
    starts = {act.published, item.from_, *(end.from_ for end in law.history[provision].ends if end.published <= known)}
    starts.update(day for window in windows for day in (window.from_, window.through + DAY))
    if item.through:
        starts.add(item.through + DAY)
    states = [(day, *_state(law, provision, day, known)) for day in sorted(starts) if day >= act.published]
    kept = [
        state for before, state in zip([None, *states], states, strict=False) if not before or before[1:] != state[1:]
    ]
    ends = [state[0] - DAY for state in kept[1:]] + [None]
    return tuple(Span(provision, status, day, end, by) for (day, status, by), end in zip(kept, ends, strict=True))


def span_on(law: Register, provision: str, day: date, known: date) -> Span | None:
    """Return the span a day lies in, or None before the act was published."""
    found = None
    for span in spans(law, provision, known):
        if span.from_ > day:
            break
        found = span
    return found


def status_on(law: Register, provision: str, day: date, known_on: date | None = None) -> Status | None:
    """Return the status of a provision on a day, or None if its act was not published by then (or not known)."""
    span = span_on(law, provision, day, knowledge(law, known_on))
    return span.status if span else None


def is_active(law: Register, provision: str, day: date, known: date, assume: Assume) -> bool:
    """Tell whether a provision binds on a day under a reading of what is unsettled."""
    span = span_on(law, provision, day, known)
    if span is None or span.status not in ("in_force", "unsettled"):
        return False
    if span.status == "in_force" or assume == "on-face":
        return True
    announced = announcement(law, span.by, known)
    return announced is not None and day > announced.through


def covered(law: Register, day: date) -> bool:
    """Tell whether the data covers the law of a day: before its first day, a control that is missing here may have been in force."""
    return day >= law.release.covers_from


def window_of(law: Register, span: Span, known: date) -> Window | None:
    """Return the suspension that a suspended or unsettled span rests on."""
    windows = [
        window
        for window in _known_windows(law, span.provision, known)
        if window.by == span.by and window.from_ <= span.from_
    ]
    return max(windows, key=lambda window: window.through) if span.status in ("suspended", "unsettled") else None


@lru_cache(maxsize=4096)
def announcement(law: Register, suspended_by: str, known: date) -> Announcement | None:
    """Return the latest day that statements known by then announce for suspensions by an act."""
    found = [
        Announcement(item.through, statement, item)
        for statement in law.statements.values()
        for item in statement.announces
        if statement.published <= known and item.suspended_by == suspended_by
    ]
    return max(found, key=lambda item: (item.through, item.statement.published), default=None)


def _known_windows(law: Register, provision: str, known: date) -> tuple[Window, ...]:
    windows = []
    for window in law.history[provision].windows:
        if window.published <= known:
            longer = [through for published, through in window.extended if published <= known]
            windows.append(window._replace(through=max([window.through, *longer])))
    return tuple(windows)


def _state(law: Register, provision: str, day: date, known: date) -> tuple[Status, str]:
    """Return the status of a published provision on a day and the act that makes it so: the first line that fits."""
    item, act = law.provisions[provision], law.act_of(provision)
    ends = [end for end in law.history[provision].ends if end.published <= known and end.from_ <= day]
    if ends:
        return "ended", min(ends, key=lambda end: (end.from_, end.by)).by
    if item.through and day > item.through:
        return "ended", act.id
    windows = _known_windows(law, provision, known)
    running = [window for window in windows if window.from_ <= day <= window.through]
    if running:
        return "suspended", max(running, key=lambda window: window.through).by
    if day < item.from_:
        return "pending", act.id
    horizon = min(known, law.release.checked_through)
    over = [window for window in windows if horizon < window.through < day]
    if over:
        return "unsettled", max(over, key=lambda window: window.through).by
    return "in_force", act.id
