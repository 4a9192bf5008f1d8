"""A verdict is the answer to one question, with its reasons; what a report prints and a program reads."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from exportctl.engine.rules import Outcome
from exportctl.engine.situation import Situation, situation
from exportctl.facts.logic import NO
from exportctl.law.days import Announcement, announcement, covered, is_active, knowledge, span_on, window_of
from exportctl.law.scale import STRICTNESS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from exportctl.engine.opinion import Opinion, Question, Reading
    from exportctl.engine.outlook import NextChange, Outlook
    from exportctl.facts.goods import Classification
    from exportctl.facts.transaction import Facts
    from exportctl.law.calendar import Interval
    from exportctl.law.days import Span
    from exportctl.law.model import Name, Source
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Effect, Status

ExitCode = Literal[0, 1, 3]


class Pause(NamedTuple):
    """The suspension a provision is in, or the one whose end is not settled. Both days are included."""

    by: str
    from_: date
    through: date
    announced_extension: Announcement | None

    def days_left(self, day: date) -> int:
        """Return the days from a day to the last day; none are left once that is over."""
        return max((self.through - day).days, 0)


class Finding(NamedTuple):
    """What one provision says to the goods, or to one line of the list they match, on the day."""

    provision: str
    act: str
    entry: str | None
    effect: Effect
    status: Status
    applies: Literal["yes", "unknown", "no"]
    missing: tuple[str, ...]
    binds: bool
    in_force_from: date
    suspension: Pause | None
    title: Name
    sources: tuple[Source, ...]


class Verdict(NamedTuple):
    """The answer to one question: the outlook of the situation, and the number of the interval that the day lies in.

    `decision` and `worst_case` are those of the reading that was asked for.
    """

    law: Register
    facts: Facts
    on: date
    known_on: date | None
    assume: Assume
    classification: Classification
    outlook: Outlook
    number: int

    def on_day(self, day: date) -> Verdict:
        """Return the answer to the same question about another day."""
        return self._replace(on=day, number=self.outlook.number(day))

    @property
    def interval(self) -> Interval:
        """The days around the day asked about on which the law stands still."""
        return self.outlook.intervals[self.number]

    @property
    def opinion(self) -> Opinion:
        """What the law says that day."""
        return self.outlook.opinion(self.number)

    @property
    def next_change(self) -> NextChange | None:
        """The first later day with another decision, worst case or settledness; None if none is known."""
        return self.outlook.next_change(self.number, self.assume)

    @property
    def situation(self) -> Situation:
        """The situation that the facts describe, by the guidance that counts."""
        return situation(self.law, self.facts, knowledge(self.law, self.known_on))

    @property
    def reading(self) -> Reading:
        """The reading that was asked for, or the only one there is."""
        return self.opinion.under(self.assume)

    @property
    def decision(self) -> Effect:
        """The strictest effect that surely applies."""
        return self.reading.decision

    @property
    def worst_case(self) -> Effect:
        """The strictest effect that could apply, if every missing fact turned out the stricter way."""
        return self.reading.worst_case

    @property
    def settled(self) -> bool:
        """Whether every reading of the law comes to the same decision and worst case."""
        return self.opinion.settled

    @property
    def questions(self) -> tuple[Question, ...]:
        """The missing facts that could make the decision stricter."""
        return self.reading.questions()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What applies or may apply, strictest first; suspended and pending provisions included."""
        standing = self.interval.standing
        return self._findings(item for item in self.reading.outcomes if item.provision in standing)

    @property
    def provisions(self) -> tuple[str, ...]:
        """The provisions of the findings, each once, in their order."""
        standing = self.interval.standing
        return tuple(provision for provision in provisions_of(self.reading.outcomes) if provision in standing)

    def all_findings(self) -> tuple[Finding, ...]:
        """Return every provision known that day, also those that have ended or do not apply."""
        said = {(item.provision, item.effect) for item in self.reading.outcomes}
        unsaid = {(pid, rule.effect) for pid, rules in self.law.rules.items() for rule in rules} - said
        return self._findings([*self.reading.outcomes, *(Outcome(pid, None, effect, NO) for pid, effect in unsaid)])

    def exit_code(self, gate: Effect) -> ExitCode:
        """Return 1 if the decision reaches the gate, 3 if it could, 0 if it is decided that it does not.

        Before the first day that the data covers, nothing below the gate is decided: a stricter control may be missing here.
        """
        if STRICTNESS[self.decision] >= STRICTNESS[gate]:
            return 1
        possible = {effect for item in self.opinion.readings for effect in (item.decision, item.worst_case)}
        reached = any(STRICTNESS[effect] >= STRICTNESS[gate] for effect in possible)
        return 3 if reached or not (self.classification.recognised and covered(self.law, self.on)) else 0

    def _findings(self, outcomes: Iterable[Outcome]) -> tuple[Finding, ...]:
        found = [item for outcome in outcomes if (item := self._finding(outcome))]
        return tuple(sorted(found, key=lambda item: (-STRICTNESS[item.effect], item.provision, item.entry or "")))

    def _finding(self, outcome: Outcome) -> Finding | None:
        known = knowledge(self.law, self.known_on)
        span = span_on(self.law, outcome.provision, self.on, known)
        if span is None:
            return None
        item, act = self.law.provisions[outcome.provision], self.law.act_of(outcome.provision)
        return Finding(
            provision=outcome.provision,
            act=act.id,
            entry=outcome.entry,
            effect=outcome.effect,
            status=span.status,
            applies="no" if outcome.truth is NO else "yes" if outcome.truth.value else "unknown",
            missing=tuple(sorted(outcome.truth.missing)),
            binds=is_active(self.law, outcome.provision, self.on, known, self.assume),
            in_force_from=item.from_,
            suspension=pause(self.law, span, known),
            title=item.title,
            sources=act.sources,
        )


@lru_cache(maxsize=1 << 12)
def provisions_of(outcomes: tuple[Outcome, ...]) -> tuple[str, ...]:
    """Return the provisions of outcomes, each once, that with the strictest effect first."""
    ordered = sorted((-STRICTNESS[item.effect], item.provision) for item in outcomes)
    return tuple({provision: None for _, provision in ordered})


def pause(law: Register, span: Span, known: date) -> Pause | None:
    """Return the suspension that a suspended or unsettled span rests on, with its announced extension."""
    window = window_of(law, span, known)
    if window is None:
        return None
    longer = announcement(law, window.by, known)
    beyond = longer if longer and longer.through > window.through else None
    return Pause(window.by, window.from_, window.through, beyond)
