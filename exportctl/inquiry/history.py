"""What happens to provisions over time: the spans of those that bear on some goods, and the days on which their status changes."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from exportctl.engine.candidates import candidates, for_goods
from exportctl.engine.rules import Context, outcomes_of, speaks
from exportctl.engine.situation import ELSEWHERE, situation_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta

    from exportctl.engine.engine import Engine
    from exportctl.facts.transaction import Facts
    from exportctl.law.days import Announcement, KnownLaw, Span
    from exportctl.law.scale import Status


class Transition(NamedTuple):
    """A provision goes from one status to another; `on` is the first day of the new one, `before` None if there was none yet."""

    provision: str
    before: Status | None
    after: Status
    on: date
    by: str
    announced_extension: Announcement | None


def bearing(engine: Engine, facts: Facts, known_on: date | None = None) -> tuple[str, ...]:
    """Return the provisions that could ever speak to these facts, active or not, whoever ships: an exporter at home or abroad.

    What the goods are, guidance published by the day `known_on` decides with the list.
    """
    law, everything = engine.law, frozenset(engine.law.provisions)
    profile = engine.profile(facts.goods, known_on)
    homes = {item.territory[0] for item in law.jurisdictions.values() if item.territory}
    found = set()
    for place in {facts.from_, ELSEWHERE} | homes:
        here = situation_of(engine.index, facts._replace(from_=place), profile)
        context = Context(engine.index, here, everything)
        asked = candidates(engine.index, here, for_goods(engine.index, profile)).speaking
        found |= {pid for pid in asked if outcomes_of(context, pid)}
        found |= {pid for pid, item in law.provisions.items() if item.not_evaluated and speaks(context, pid)}
    return tuple(pid for pid in law.provisions if pid in found)


def timeline(known: KnownLaw, provisions: Iterable[str]) -> tuple[Span, ...]:
    """Return every span of the provisions, past and to come, in the order of the acts."""
    return tuple(span for provision in provisions for span in known.spans(provision))


def transitions(known: KnownLaw, provisions: Iterable[str], after: date, through: date) -> tuple[Transition, ...]:
    """Return every change of status later than one day and not later than another, in the order of days."""
    found = []
    for provision in provisions:
        for before, span in pairwise([None, *known.spans(provision)]):
            if span and after < span.from_ <= through:
                found.append(_transition(known, before, span))
    return tuple(sorted(found, key=lambda item: (item.on, item.provision)))


def expiring(known: KnownLaw, day: date, within: timedelta) -> tuple[Transition, ...]:
    """Return the suspensions and the measures that end in the days after a day."""
    last = day + within if within < date.max - day else date.max
    changes = transitions(known, known.law.provisions, day, last)
    return tuple(item for item in changes if item.before == "suspended" or item.after == "ended")


def _transition(known: KnownLaw, before: Span | None, span: Span) -> Transition:
    longer = known.announcement(before.by) if before and before.status == "suspended" else None
    return Transition(
        provision=span.provision,
        before=before.status if before else None,
        after=span.status,
        on=span.from_,
        by=span.by,
        announced_extension=longer if longer and longer.through >= span.from_ else None,
    )
