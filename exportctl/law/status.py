"""The status of a provision on a day, from the dates of acts that were published by a day; all date arithmetic is here.

The law counts in whole days of its own zone; first and last days are both included. docs/reasoning.md, sections 1 and 2.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta, timezone
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from exportctl.law.memo import memo
from exportctl.law.scale import STRONGEST_FIRST, Assume, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.law.history import Window
    from exportctl.law.model import Announced, Statement
    from exportctl.law.register import Register

DAY: Final = timedelta(days=1)
ZONE: Final = timezone(timedelta(hours=8))
"""Asia/Shanghai, which has had no summer time since 1991."""


class State(NamedTuple):
    """A status, the act that causes it, and the provision whose suspension it is, if that is another one."""

    status: Status
    by: str
    suspended_with: str | None = None


class Span(NamedTuple):
    """The days from `from_` through `through` (None: no end) on which a provision has one status, because of the act `by`.

    `suspended_with` is the provision on which this one rests, if the suspension is that of the other.
    """

    provision: str
    status: Status
    from_: date
    through: date | None
    by: str
    suspended_with: str | None = None


Group = Literal["on_face", "extended", "unsettled", "standing"]
"""The provisions of a day that bind on face, that bind if extended, that are unsettled, and that have not ended."""
GROUPS: Final[tuple[Group, ...]] = get_args(Group)


class Phase(NamedTuple):
    """The groups of a provision from a day on.

    `enters` are the groups that it joins on that day, `leaves` the groups that it leaves.
    """

    from_: date
    provision: str
    groups: frozenset[Group]
    enters: frozenset[Group]
    leaves: frozenset[Group]


class Announcement(NamedTuple):
    """The longest extension of a suspension that known statements announced."""

    through: date
    statement: Statement
    announced: Announced

    @property
    def is_inferred(self) -> bool:
        """Whether the statement does not name the suspending act, so that its extension is inferred."""
        return self.announced.confidence == "inferred"


def announcements_of(law: Register, suspended_by: str) -> Iterator[Announcement]:
    """Yield the days that statements announce for suspensions by an act."""
    return (
        Announcement(item.through, statement, item)
        for statement in law.statements.values()
        for item in statement.announces
        if item.suspended_by == suspended_by
    )


def open_statements(law: Register, suspended_by: str, known_on: date) -> Iterator[Statement]:
    """Yield the statements published by a day of which it is not settled whether they extend suspensions by an act, the last first."""
    last_first = sorted(law.statements.values(), key=lambda item: item.published, reverse=True)
    return (item for item in last_first if suspended_by in item.leaves_open and item.published <= known_on)


class LawAsOf:
    """The law as known on a day; the spans of each provision are computed once.

    `day` represents all days with exactly the same known law. Only acts and statements published by then count.
    """

    def __init__(self, law: Register, known_on: date | None = None) -> None:
        """Take the law and the last day whose publications count; without a day, all data counts."""
        self.law, self.day = law, knowledge(law, known_on)

    @memo
    def spans(self, provision: str) -> tuple[Span, ...]:
        """Return the spans of a provision in order, without gaps, from the day its act was published; empty if not yet known."""
        own = tuple(_spans(provision, _own_states(self.law, provision, self.day)))
        bases = self.law.bases.get(provision, ())
        return tuple(_spans(provision, self._states(own, bases))) if own and bases else own

    def _states(self, own: tuple[Span, ...], bases: tuple[str, ...]) -> Iterator[tuple[date, State]]:
        """Yield the states of a provision that rests on others: while none of them binds, it is suspended as they are."""
        days = {span.from_ for provision in bases for span in self.spans(provision)} | {span.from_ for span in own}
        for day in sorted(day for day in days if day >= own[0].from_):
            span = next(span for span in reversed(own) if span.from_ <= day)
            suspension = self._suspension_of_bases(bases, day) if span.status == "in_force" else None
            yield day, suspension or State(span.status, span.by)

    def _suspension_of_bases(self, bases: tuple[str, ...], day: date) -> State | None:
        """Return the suspended or unsettled state that provisions have together on a day, if none of them is in force."""
        spans = [span for provision in bases if (span := self.span_on(provision, day))]
        # Reversed, so that the first provision of each status remains.
        by_status = {span.status: span for span in reversed(spans)}
        # One that may be in force again leaves the whole open, however many others are surely suspended.
        base = by_status.get("unsettled") or by_status.get("suspended")
        if base is None or "in_force" in by_status:
            return None
        return State(base.status, base.by, base.suspended_with or base.provision)

    def span_on(self, provision: str, day: date) -> Span | None:
        """Return the span that contains a day, or None before the act was published."""
        latest = None
        for span in self.spans(provision):
            if span.from_ > day:
                break
            latest = span
        return latest

    def phases(self, provision: str) -> Iterator[Phase]:
        """Yield the phases of a provision in order, one for each of its spans."""
        before: frozenset[Group] = frozenset()
        for span in self.spans(provision):
            belongs: dict[Group, bool] = {
                "on_face": binds(span, "on-face"),
                "extended": binds(span, "extended"),
                "unsettled": span.status == "unsettled",
                "standing": span.status != "ended",
            }
            groups = frozenset(group for group, within in belongs.items() if within)
            yield Phase(span.from_, provision, groups, groups - before, before - groups)
            before = groups

    def status_on(self, provision: str, day: date) -> Status | None:
        """Return the status of a provision on a day, or None if its act was not published by then (or not known)."""
        span = self.span_on(provision, day)
        return span.status if span else None

    def control_status(self, entry: str, day: date) -> Status | None:
        """Return the status of the control of an entry on a day: the strongest of the provisions that list it.

        None if none of them was published by then; an entry that no provision lists counts as in force.
        """
        listings = self.law.listings_of(entry)
        statuses = {self.status_on(provision, day) for provision in listings}
        return next((status for status in STRONGEST_FIRST if status in statuses), None) if listings else "in_force"

    def window_of(self, span: Span) -> Window | None:
        """Return the suspension that causes a suspended or unsettled span."""
        if span.status not in ("suspended", "unsettled"):
            return None
        # A provision that rests on another one has no window of its own for that suspension.
        windows = _known_windows(self.law, span.suspended_with or span.provision, self.day)
        return max(
            (window for window in windows if window.by == span.by and window.from_ <= span.from_),
            key=lambda window: window.through,
        )

    @memo
    def announcement(self, suspended_by: str) -> Announcement | None:
        """Return the latest day that statements known by then announce for suspensions by an act."""
        known = (item for item in announcements_of(self.law, suspended_by) if item.statement.published <= self.day)
        return max(known, key=lambda item: (item.through, item.statement.published), default=None)


class ActiveOn:
    """The provisions that bind on a day under a reading of unsettled suspensions; each is evaluated when it is needed."""

    def __init__(self, known: LawAsOf, day: date, assume: Assume) -> None:
        """Take the law, the day and the reading."""
        self._known, self._day, self._assume = known, day, assume

    def __contains__(self, provision: object) -> bool:
        """Return whether a provision binds."""
        span = self._known.span_on(provision, self._day) if isinstance(provision, str) else None
        return span is not None and binds(span, self._assume)


def binds(span: Span, assume: Assume) -> bool:
    """Return whether a provision binds in a span under a reading: an unsettled one does unless its suspension was extended.

    The end of an announced extension does not end the reading `extended`: the extension may have been extended again.
    """
    return span.status == "in_force" or (span.status == "unsettled" and assume == "on-face")


def knowledge(law: Register, known_on: date | None) -> date:
    """Return the first day on which exactly the same law was known as on `known_on`.

    The known law changes when an act, a statement or guidance is published, and on the day after the last day of a
    suspension. The result is never later than the last day through which the data was checked.
    """
    if known_on is None or known_on >= law.horizon:
        return law.horizon
    place = bisect_right(law.knowledge_days, known_on)
    return law.knowledge_days[place - 1] if place else date.min


def knowledge_days(law: Register, provision: str) -> tuple[date, ...]:
    """Return the days on which acts about a provision or its bases were published, and the last days of their suspensions."""
    windows, ends = law.history[provision].windows, law.history[provision].ends
    days = {law.act_of(provision).published, *(end.published for end in ends)}
    for window in windows:
        days |= {window.published, window.through, *(day for longer in window.extended for day in longer)}
    for base in law.bases.get(provision, ()):
        days.update(knowledge_days(law, base))
    return tuple(sorted(days))


def turning_points(law: Register) -> tuple[date, ...]:
    """Return every day on which the status of a provision can change, for any day of knowledge."""
    days = set(law.beginnings)
    for provision, item in law.provisions.items():
        windows, ends = law.history[provision].windows, law.history[provision].ends
        last_days = [window.through for window in windows]
        last_days += [longer for window in windows for _, longer in window.extended]
        last_days += [item.through] if item.through else []
        days |= {law.act_of(provision).published, item.from_, *(end.from_ for end in ends)}
        days |= {*(window.from_ for window in windows), *(day + DAY for day in last_days)}
    return tuple(sorted(days))


def last_days(law: Register) -> frozenset[date]:
    """Return the last day of every suspension, for any day of knowledge."""
    windows = [window for history in law.history.values() for window in history.windows]
    return frozenset(
        {window.through for window in windows} | {longer for window in windows for _, longer in window.extended}
    )


def _own_states(law: Register, provision: str, known: date) -> Iterator[tuple[date, State]]:
    """Yield the days on which the state of a provision may change, and its state on each by the acts about itself."""
    act = law.act_of(provision)
    if act.published > known:
        return
    windows = _known_windows(law, provision, known)
    item = law.provisions[provision]
    starts = {act.published, item.from_, *(end.from_ for end in law.history[provision].ends if end.published <= known)}
    starts.update(day for window in windows for day in (window.from_, window.through + DAY))
    if item.through:
        starts.add(item.through + DAY)
    yield from ((day, _state(law, provision, day, known)) for day in sorted(starts) if day >= act.published)


def _spans(provision: str, states: Iterable[tuple[date, State]]) -> Iterator[Span]:
    """Yield the spans of a provision: days with the same state are one span."""
    turns = [next(same) for _, same in groupby(states, key=lambda turn: turn[1])]
    ends = [day - DAY for day, _ in turns[1:]] + [None]
    for (day, state), end in zip(turns, ends, strict=False):
        yield Span(provision, state.status, day, end, state.by, state.suspended_with)


def _known_windows(law: Register, provision: str, known: date) -> tuple[Window, ...]:
    windows = []
    for window in law.history[provision].windows:
        if window.published <= known:
            longer = [through for published, through in window.extended if published <= known]
            windows.append(window._replace(through=max([window.through, *longer])))
    return tuple(windows)


def _state(law: Register, provision: str, day: date, known: date) -> State:
    """Return the status of a published provision on a day and the act that causes it: the first test that applies decides."""
    item, act = law.provisions[provision], law.act_of(provision)
    ends = [end for end in law.history[provision].ends if end.published <= known and end.from_ <= day]
    # No suspension revives a provision that an act has ended.
    if ends:
        return State("ended", min(ends, key=lambda end: (end.from_, end.by)).by)
    if item.through and day > item.through:
        return State("ended", act.id)
    windows = _known_windows(law, provision, known)
    running = [window for window in windows if window.from_ <= day <= window.through]
    # Before the test for pending: No. 70/2025 suspended limbs of No. 61/2025 that were to begin on 2025-12-01.
    if running:
        return State("suspended", max(running, key=lambda window: window.through).by)
    if day < item.from_:
        return State("pending", act.id)
    horizon = min(known, law.jurisdiction_of(provision).checked_through)
    # What is known ends before the window did, so an act that extended it may be missing.
    over = [window for window in windows if horizon < window.through < day]
    if over:
        return State("unsettled", max(over, key=lambda window: window.through).by)
    return State("in_force", act.id)
