"""The result of the law of one day for one question: one reading, or two if that law is not settled.

docs/reasoning.md, sections 2 and 6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.facts.transaction import UNANSWERABLE
from exportctl.law.scale import EFFECTS, STRICTNESS, Assume, Decision, Effect

if TYPE_CHECKING:
    from exportctl.engine.rules import Outcome


class Question(NamedTuple):
    """A missing fact, and the strictest effect that it could have."""

    fact: str
    could_become: Effect


class Reading(NamedTuple):
    """One reading of unsettled suspensions, and the decision under it.

    `effect` is the strictest that surely applies, `possible` the strictest that may. `outcomes` are YES or UNKNOWN, the
    strictest effect first, also of provisions that do not bind on the day; `binding` are the outcomes of those that
    bind. `decision` is the effect, or undecided if no effect surely applies and the goods or the day leave something
    open; `worst_case` is the possible effect, or undecided if that is not a prohibition and the goods are `unknown` or
    the day is before the data begins.
    """

    assume: Assume
    effect: Effect
    possible: Effect
    outcomes: tuple[Outcome, ...]
    binding: tuple[Outcome, ...]
    decision: Decision
    worst_case: Decision
    unknown: bool = False

    def decide(self, *, recognised: bool, anything: bool, covered: bool) -> Reading:
        """Return the reading with its decision for goods that are recognised or could be anything, on a covered day or not."""
        nothing = self.possible == "no_control_found"
        unknown = anything or (nothing and not recognised)
        open_ = not (nothing and recognised and covered)
        decision: Decision = "undecided" if open_ and self.effect == "no_control_found" else self.effect
        limitless = (unknown or not covered) and self.possible != "prohibited"
        worst: Decision = "undecided" if limitless else self.possible
        return Reading(self.assume, self.effect, self.possible, self.outcomes, self.binding, decision, worst, unknown)

    def questions(self) -> tuple[Question, ...]:
        """Return each missing fact that an option states and that could make the decision stricter, the strictest first.

        Unknown goods could also be prohibited.
        """
        strictest = STRICTNESS[EFFECTS[-1]]
        sure = STRICTNESS[self.effect]
        could_become = {"description": strictest} if self.unknown and sure < strictest else {}
        listed: set[frozenset[str]] = set()
        for item in self.binding:
            rank, missing = STRICTNESS[item.effect], item.truth.missing
            # The outcomes are in order of strictness: no later one could make the decision stricter.
            if rank <= sure:
                break
            if missing not in listed:
                listed.add(missing)
                could_become |= dict.fromkeys(missing - could_become.keys() - UNANSWERABLE, rank)
        by_rank = sorted([(-rank, fact) for fact, rank in could_become.items()])
        return tuple([Question(fact, EFFECTS[-rank]) for rank, fact in by_rank])


class DayResult(NamedTuple):
    """The readings of one day's law: on face, and, if something is not settled, as if the suspension had been extended."""

    on_face: Reading
    extended: Reading | None

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Return the one or two readings, on-face first."""
        return (self.on_face, self.extended) if self.extended else (self.on_face,)

    def under(self, assume: Assume) -> Reading:
        """Return the requested reading, or the only one."""
        return self.extended if self.extended and assume == "extended" else self.on_face

    @property
    def settled(self) -> bool:
        """Return whether the readings agree in decision and worst case."""
        face, other = self.on_face, self.extended
        return other is None or (face.decision, face.worst_case) == (other.decision, other.worst_case)


def reading_of(assume: Assume, outcomes: tuple[Outcome, ...], active: frozenset[str]) -> Reading:
    """Return the reading that follows from outcomes, the strictest first and none of them NO, if some provisions are active."""
    binding = tuple([item for item in outcomes if item.provision in active])
    worst = binding[0].effect if binding else EFFECTS[0]
    decision = next((item.effect for item in binding if item.truth.value), EFFECTS[0])
    return Reading(assume, decision, worst, outcomes, binding, decision, worst)
