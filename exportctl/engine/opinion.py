"""An opinion is what the law of one day says to one question: a reading, or two where the law of that day is not settled.

docs/reasoning.md, sections 2 and 6.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from exportctl.engine.rules import Outcome, outcomes
from exportctl.facts.logic import NO
from exportctl.law.days import is_active, span_on
from exportctl.law.scale import READINGS, STRICTNESS, strictest

if TYPE_CHECKING:
    from datetime import date

    from exportctl.engine.situation import Situation
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Effect


class Question(NamedTuple):
    """A missing fact, and the strictest effect that could follow if it were known."""

    fact: str
    could_become: Effect


class Reading(NamedTuple):
    """One way to read what is not settled, and what follows from it. `outcomes` holds also those that do not bind that day."""

    assume: Assume
    decision: Effect
    worst_case: Effect
    active: frozenset[str]
    outcomes: tuple[Outcome, ...]

    def binding(self) -> frozenset[Outcome]:
        """Return the outcomes that count: their provision is active, and they are not NO."""
        return frozenset(item for item in self.outcomes if item.truth is not NO and item.provision in self.active)

    def questions(self) -> tuple[Question, ...]:
        """Return each missing fact that could make the decision stricter, the strictest first."""
        could_become: dict[str, Effect] = {}
        for item in self.binding():
            if STRICTNESS[item.effect] > STRICTNESS[self.decision]:
                for fact in item.truth.missing:
                    could_become[fact] = strictest([item.effect, could_become.get(fact, item.effect)])
        found = [Question(fact, effect) for fact, effect in could_become.items()]
        return tuple(sorted(found, key=lambda item: (-STRICTNESS[item.could_become], item.fact)))


class Opinion(NamedTuple):
    """The readings of one day's law: on its face, and, where something is not settled, as though it had been extended."""

    on_face: Reading
    extended: Reading | None

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Return the readings there are, on-face first."""
        return (self.on_face, self.extended) if self.extended else (self.on_face,)

    def under(self, assume: Assume) -> Reading:
        """Return the reading that was asked for, or the only one."""
        return self.extended if self.extended and assume == "extended" else self.on_face

    @property
    def settled(self) -> bool:
        """Tell whether the readings agree in decision and worst case."""
        return len({(reading.decision, reading.worst_case) for reading in self.readings}) == 1


@lru_cache(maxsize=1 << 16)
def opinion(law: Register, situation: Situation, day: date, known: date) -> Opinion:
    """Return what the law as known on a day of `knowledge` says on a day."""
    on_face, extended = (_reading(law, situation, assume, active_on(law, day, known, assume)) for assume in READINGS)
    unsettled = on_face.binding() != extended.binding() or any(
        span.status == "unsettled"
        for item in on_face.binding()
        if (span := span_on(law, item.provision, day, known)) is not None
    )
    return Opinion(on_face, extended if unsettled else None)


@lru_cache(maxsize=1 << 14)
def active_on(law: Register, day: date, known: date, assume: Assume) -> frozenset[str]:
    """Return the provisions that bind on a day under a reading."""
    return frozenset(provision for provision in law.provisions if is_active(law, provision, day, known, assume))


def _reading(law: Register, situation: Situation, assume: Assume, active: frozenset[str]) -> Reading:
    found = outcomes(law, situation, active)
    binding = [item for item in found if item.provision in active]
    return Reading(
        assume=assume,
        decision=strictest(item.effect for item in binding if item.truth.value is True),
        worst_case=strictest(item.effect for item in binding if item.truth is not NO),
        active=active,
        outcomes=found,
    )
