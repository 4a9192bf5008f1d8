"""A verdict is the answer to one question, with its reasons; what a report prints and a program reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from exportctl.engine.rules import Outcome
from exportctl.goods.customs import carried
from exportctl.law.logic import NO
from exportctl.law.scale import STRICTNESS
from exportctl.law.status import binds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from exportctl.engine.day_result import DayResult, Question, Reading
    from exportctl.engine.forecast import Forecast, NextChange
    from exportctl.engine.index import Index
    from exportctl.engine.situation import Situation
    from exportctl.facts.transaction import Facts
    from exportctl.goods.classify import Classification
    from exportctl.law.calendar import Interval
    from exportctl.law.model import Name, Source
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Decision, Effect, Status
    from exportctl.law.status import Announcement, LawAsOf, Span

ExitCode = Literal[0, 1, 3]


class SuspensionPeriod(NamedTuple):
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
    jurisdiction: str
    entry: str | None
    effect: Effect
    status: Status
    applies: Literal["yes", "unknown", "no"]
    missing: tuple[str, ...]
    binds: bool
    in_force_from: date
    suspension: SuspensionPeriod | None
    title: Name
    sources: tuple[Source, ...]


class Verdict(NamedTuple):
    """The answer to one question, with all it was made from.

    That is the law as it was known, what the goods were found to be, the situation and its outlook, and the number of the interval that
    the day lies in. `decision` and `worst_case` are those of the reading that was asked for.
    """

    indexed: Index
    known: LawAsOf
    facts: Facts
    on: date
    known_on: date | None
    assume: Assume
    classification: Classification
    situation: Situation
    outlook: Forecast
    number: int

    @property
    def law(self) -> Register:
        """The law that was asked."""
        return self.indexed.law

    def on_day(self, day: date) -> Verdict:
        """Return the answer to the same question about another day."""
        return self._replace(on=day, number=self.outlook.number(day))

    @property
    def interval(self) -> Interval:
        """The days around the day asked about on which the law stands still."""
        return self.outlook.intervals[self.number]

    @property
    def opinion(self) -> DayResult:
        """What the law says that day."""
        return self.outlook.opinion(self.number)

    @property
    def next_change(self) -> NextChange | None:
        """The first later day with another decision, worst case or settledness; None if none is known."""
        return self.outlook.next_change(self.number, self.assume)

    @property
    def recognised(self) -> bool:
        """Whether every list that can bind whoever ships so can decide the goods: all that is said of them is accounted for."""
        return self._lists <= self.classification.recognised

    def carries(self, digits: str, entry: str) -> bool:
        """Tell whether a customs code is printed beside a line, or may travel under it."""
        return entry in carried(self.law, digits)[0]

    @property
    def covered(self) -> bool:
        """Whether the data covers the day and what was known: a control that is missing here may have been in force before."""
        return min(self.on, self.known.day) >= self.begins

    @property
    def begins(self) -> date:
        """The first day on which the data covers all law that binds whoever ships so."""
        return self.indexed.begins(self.situation.from_, self.situation.to)

    @property
    def reading(self) -> Reading:
        """The reading that was asked for, or the only one there is."""
        return self.opinion.under(self.assume)

    @property
    def decision(self) -> Decision:
        """The strictest effect that surely applies; undecided where none does and something is open."""
        return self.reading.decision

    @property
    def worst_case(self) -> Decision:
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
        return tuple(dict.fromkeys([item.provision for item in self.reading.outcomes if item.provision in standing]))

    def all_findings(self) -> tuple[Finding, ...]:
        """Return every provision known that day, also those that have ended or do not apply."""
        said = {(item.provision, item.effect) for item in self.reading.outcomes}
        unsaid = {(pid, rule.effect) for pid, rules in self.law.rules.items() for rule in rules} - said
        return self._findings([*self.reading.outcomes, *(Outcome(pid, None, effect, NO) for pid, effect in unsaid)])

    def exit_code(self, gate: Effect) -> ExitCode:
        """Return 1 if the decision reaches the gate, 3 if it could, 0 if it is decided that it does not.

        Before the first day that the data covers, nothing below the gate is decided: a stricter control may be missing here.
        """
        return code_of(self.opinion, self.assume, gate, known=self.recognised and self.covered)

    @property
    def _lists(self) -> frozenset[str]:
        return self.indexed.lists_on(self.situation.from_, self.situation.to)

    def _findings(self, outcomes: Iterable[Outcome]) -> tuple[Finding, ...]:
        found = [item for outcome in outcomes if (item := self._finding(outcome))]
        return tuple(sorted(found, key=lambda item: (-STRICTNESS[item.effect], item.provision, item.entry or "")))

    def _finding(self, outcome: Outcome) -> Finding | None:
        span = self.known.span_on(outcome.provision, self.on)
        if span is None:
            return None
        item, act = self.law.provisions[outcome.provision], self.law.act_of(outcome.provision)
        return Finding(
            provision=outcome.provision,
            act=act.id,
            jurisdiction=act.jurisdiction,
            entry=outcome.entry,
            effect=outcome.effect,
            status=span.status,
            applies="no" if outcome.truth is NO else "yes" if outcome.truth.value else "unknown",
            missing=tuple(sorted(outcome.truth.missing)),
            binds=binds(span, self.assume),
            in_force_from=item.from_,
            suspension=pause(self.known, span),
            title=item.title,
            sources=act.sources,
        )


def code_of(opinion: DayResult, assume: Assume, gate: Effect, *, known: bool) -> ExitCode:
    """Return 1 if what surely applies under a reading reaches the gate, 3 if more could, or goods and day are not known, else 0."""
    if STRICTNESS[opinion.under(assume).effect] >= STRICTNESS[gate]:
        return 1
    reached = any(STRICTNESS[item.possible] >= STRICTNESS[gate] for item in opinion.readings)
    return 3 if reached or not known else 0


def pause(known: LawAsOf, span: Span) -> SuspensionPeriod | None:
    """Return the suspension that a suspended or unsettled span rests on, with its announced extension."""
    window = known.window_of(span)
    if window is None:
        return None
    longer = known.announcement(window.by)
    beyond = longer if longer and longer.through > window.through else None
    return SuspensionPeriod(window.by, window.from_, window.through, beyond)
