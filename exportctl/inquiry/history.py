"""Provisions over time: the spans of those that concern some goods, and the days on which their status changes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from exportctl.engine.reduction import situation_of
from exportctl.engine.rules import Context, may_matter, outcomes_of
from exportctl.engine.scope import Scope
from exportctl.engine.situation import ELSEWHERE
from exportctl.law.logic import NO
from exportctl.law.scale import STRICTNESS, Effect, Status
from exportctl.law.status import DAY, Announcement, LawAsOf, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.engine.engine import Engine
    from exportctl.facts.transaction import Facts
    from exportctl.law.model import Condition, Provision
    from exportctl.law.register import Register


class Transition(NamedTuple):
    """A change of the status of a provision, caused by the act `by`.

    `on` is the first day of the new status; `before` is None if there was none yet. If a suspension ends,
    `suspended_by` is its act.
    """

    provision: str
    before: Status | None
    after: Status
    on: date
    by: str
    suspended_by: str | None
    announced_extension: Announcement | None

    @property
    def last_day(self) -> date:
        """The last day of the previous status."""
        return self.on - DAY

    def days_left(self, day: date) -> int:
        """Return the days from a day to the last day, or 0 after it."""
        return max((self.last_day - day).days, 0)

    def days_gone(self, day: date) -> int:
        """Return the days from the last day to a day, or 0 before it."""
        return max((day - self.last_day).days, 0)


def provisions_for(engine: Engine, facts: Facts, known_on: date | None = None) -> tuple[str, ...]:
    """Return the provisions that can ever have an outcome for facts, at home or abroad, by the list and the guidance known on a day."""
    law, everything = engine.law, frozenset(engine.law.provisions)
    profile = engine.profile(facts.goods, known_on)
    scope = Scope(engine.index, profile)
    relevant = set()
    for place in _departures(law, facts.from_):
        here = situation_of(engine.index, facts._replace(from_=place), profile)
        context = Context(engine.index, here, scope, everything)
        possible = scope.candidates(here).provisions
        relevant |= {pid for pid in possible if outcomes_of(context, pid)}
        relevant |= {pid for pid, item in law.provisions.items() if item.not_evaluated and may_matter(context, pid)}
    return tuple(pid for pid in law.provisions if pid in relevant)


def provisions_to(engine: Engine, to: str) -> tuple[str, ...]:
    """Return the provisions that can have an outcome for some goods to a place, active or not, for an exporter at home or abroad."""
    law, index = engine.law, engine.index

    def concerns_place(condition: Condition | None) -> bool:
        return condition is None or (
            index.destination_among(to, condition.to) is not NO
            and (condition.any_ is None or any(map(concerns_place, condition.any_)))
        )

    def concerns(pid: str, item: Provision) -> bool:
        conditions = [rule.when for rule in law.rules.get(pid, ())] + [item.when] * bool(item.not_evaluated)
        return any(map(concerns_place, conditions))

    places = _departures(law, law.home.id)
    return tuple(
        pid
        for pid, item in law.provisions.items()
        if any(index.binds(pid, place, to) for place in places) and concerns(pid, item)
    )


def _departures(law: Register, from_: str) -> set[str]:
    """Return a place of departure, any other place, and the home of each jurisdiction with conditions on exports."""
    acting = {law.act_of(pid).jurisdiction for pid in law.provisions if matters(law, pid)}
    homes = {item.territory[0] for item in law.jurisdictions.values() if item.territory and item.id in acting}
    return {from_, ELSEWHERE} | homes


def timeline(known: LawAsOf, provisions: Iterable[str]) -> tuple[Span, ...]:
    """Return every span of the provisions, past and future, in the order of the acts."""
    return tuple(span for provision in provisions for span in known.spans(provision))


def transitions(known: LawAsOf, provisions: Iterable[str], after: date, through: date) -> tuple[Transition, ...]:
    """Return every change of status after the day `after` and up to the day `through`, in the order of days."""
    changes = []
    for provision in provisions:
        for before, span in pairwise([None, *known.spans(provision)]):
            if span and after < span.from_ <= through:
                changes.append(_transition(known, before, span))
    return tuple(sorted(changes, key=lambda item: (item.on, item.provision)))


def expiring(known: LawAsOf, day: date, within: timedelta, since: timedelta) -> tuple[Transition, ...]:
    """Return the ends of suspensions and measures after a day and up to it; an unsettled one is included, however long it is due."""
    first = day - since if since <= day - date.min else date.min
    last = day + within if within < date.max - day else date.max
    return tuple(
        item
        for item in transitions(known, known.law.provisions, date.min, last)
        if (item.before == "suspended" or item.after == "ended") and (item.on > first or _is_open(known, item, day))
    )


def _is_open(known: LawAsOf, change: Transition, day: date) -> bool:
    """Return whether the end of a suspension is still unsettled on a day."""
    span = known.span_on(change.provision, day)
    return span is not None and span.status == "unsettled" and span.from_ == change.on


def _transition(known: LawAsOf, before: Span | None, span: Span) -> Transition:
    suspension = before if before and before.status == "suspended" else None
    announced = known.announcement(suspension.by) if suspension else None
    return Transition(
        provision=span.provision,
        before=before.status if before else None,
        after=span.status,
        on=span.from_,
        by=span.by,
        suspended_by=suspension.by if suspension else None,
        announced_extension=announced if announced and announced.through >= span.from_ else None,
    )


def effects_of(law: Register, provision: str) -> tuple[Effect, ...]:
    """Return the effects of a provision's rules, strictest first; empty if it has no rule."""
    effects = {rule.effect for rule in law.rules.get(provision, ())}
    return tuple(sorted(effects, key=STRICTNESS.__getitem__, reverse=True))


def matters(law: Register, provision: str) -> bool:
    """Return whether a provision has rules, or a duty that no stated fact can test."""
    return bool(law.rules.get(provision) or law.provisions[provision].not_evaluated)


def names_goods(law: Register, provision: str) -> bool:
    """Return whether a provision names or lists goods; others bind exports of all goods."""
    return any(isinstance(rule.when.goods, tuple) for rule in law.rules.get(provision, ()))


def names_places_of_dual_use_items(law: Register, provision: str) -> bool:
    """Return whether a provision means all dual-use items to places that it names; others bind exports to all places."""
    return any(rule.when.goods == "any-dual-use" and rule.when.to for rule in law.rules.get(provision, ()))
