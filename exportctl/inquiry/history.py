"""What happens to provisions over time: the spans of those that bear on some goods, and the days on which their status changes."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from exportctl.engine.candidates import candidates
from exportctl.engine.rules import outcomes, speaks
from exportctl.engine.situation import ELSEWHERE, situation
from exportctl.law.days import Announcement, announcement, spans

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta

    from exportctl.facts.transaction import Facts
    from exportctl.law.days import Span
    from exportctl.law.register import Register
    from exportctl.law.scale import Status


class Transition(NamedTuple):
    """A provision goes from one status to another; `on` is the first day of the new one, `before` None if there was none yet."""

    provision: str
    before: Status | None
    after: Status
    on: date
    by: str
    announced_extension: Announcement | None


def bearing(law: Register, facts: Facts, known: date) -> tuple[str, ...]:
    """Return the provisions that could ever speak to these facts, active or not, whoever ships: an exporter in China or abroad.

    What the goods are, guidance published by the day `known` decides with the list.
    """
    everything = frozenset(law.provisions)
    found = set()
    for way in (facts, facts._replace(from_=ELSEWHERE)):
        here = situation(law, way, known)
        found |= {item.provision for item in outcomes(law, here, everything, candidates(law, here).speaking)}
        found |= {
            pid for pid, item in law.provisions.items() if item.not_evaluated and speaks(law, here, everything, pid)
        }
    return tuple(pid for pid in law.provisions if pid in found)


def timeline(law: Register, provisions: Iterable[str], known: date) -> tuple[Span, ...]:
    """Return every span of the provisions, past and to come, in the order of the acts."""
    return tuple(span for provision in provisions for span in spans(law, provision, known))


def transitions(
    law: Register, provisions: Iterable[str], after: date, through: date, known: date
) -> tuple[Transition, ...]:
    """Return every change of status later than one day and not later than another, in the order of days."""
    found = []
    for provision in provisions:
        for before, span in pairwise([None, *spans(law, provision, known)]):
            if span and after < span.from_ <= through:
                found.append(_transition(law, before, span, known))
    return tuple(sorted(found, key=lambda item: (item.on, item.provision)))


def expiring(law: Register, day: date, within: timedelta, known: date) -> tuple[Transition, ...]:
    """Return the suspensions and the measures that end in the days after a day."""
    last = day + within if within < date.max - day else date.max
    changes = transitions(law, law.provisions, day, last, known)
    return tuple(item for item in changes if item.before == "suspended" or item.after == "ended")


def _transition(law: Register, before: Span | None, span: Span, known: date) -> Transition:
    longer = announcement(law, before.by, known) if before and before.status == "suspended" else None
    return Transition(
        provision=span.provision,
        before=before.status if before else None,
        after=span.status,
        on=span.from_,
        by=span.by,
        announced_extension=longer if longer and longer.through >= span.from_ else None,
    )
