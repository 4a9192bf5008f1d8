"""An assessment is the result of the law for one question: decision, findings, questions and the next change."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self

from exportctl.engine.findings import Finding, SuspensionPeriod, suspension_in
from exportctl.engine.rules import Context, Outcome, outcomes_of
from exportctl.engine.screening import PartyMatch, screening
from exportctl.facts.transaction import UNREAD
from exportctl.law.grouping import unique
from exportctl.law.logic import NO, YES
from exportctl.law.scale import STRICTNESS, Assume, Decision, Effect, ExitCode, exit_code_at
from exportctl.law.status import ActiveOn, LawAsOf, binds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from exportctl.engine.forecast import DayResult, Forecast, NextChange, Question, Reading
    from exportctl.engine.index import Index
    from exportctl.engine.scope import Scope
    from exportctl.engine.situation import Situation
    from exportctl.facts.transaction import Facts, Party
    from exportctl.goods.classify import Classification
    from exportctl.law.calendar import Interval
    from exportctl.law.register import Register


class _Grounds(NamedTuple):
    """The inputs of an assessment. `number` is the number of the forecast interval that contains the day."""

    law_index: Index
    known: LawAsOf
    facts: Facts
    on: date
    known_on: date | None
    assume: Assume
    classification: Classification
    situation: Situation
    scope: Scope
    forecast: Forecast
    number: int


class Assessment(_Grounds):
    """The result of the law for one question under the requested reading; expensive properties are computed once, when first read."""

    @property
    def law(self) -> Register:
        """The law that was applied."""
        return self.law_index.law

    def on_day(self, day: date) -> Self:
        """Return the assessment of the same facts on another day."""
        return self._replace(on=day, number=self.forecast.number(day))

    @property
    def interval(self) -> Interval:
        """The days around the requested day on which the law does not change."""
        return self.forecast.intervals[self.number]

    @cached_property
    def result(self) -> DayResult:
        """The readings of the law on the day."""
        return self.forecast.result(self.number)

    @property
    def next_change(self) -> NextChange | None:
        """The first later day with another decision, worst case or settledness; None if none is known."""
        return self.forecast.next_change(self.number, self.assume)

    @property
    def recognised(self) -> bool:
        """Whether every list that can bind this exporter can decide the goods: all their stated facts are accounted for."""
        return self.forecast.coverage.recognised

    @property
    def may_be_anything(self) -> bool:
        """Whether nothing about the goods is recognised by some list that can bind this exporter: any control is possible."""
        return self.forecast.coverage.anything

    @property
    def may_be_on_unread_list(self) -> bool:
        """Whether a list of goods that was not read in full may prohibit the export to the stated destination."""
        return bool(self._unread_lists)

    @property
    def unread_lists_on_form(self) -> tuple[str, ...]:
        """Those of these lists whose read words name goods of a form that these goods have or may have: metals, machinery."""
        law, goods = self.law, self.situation.goods
        forms = {*self.facts.goods.forms, *(law.materials[name].form for name in goods.materials | goods.may_be)}
        codes = (code for item in self.classification.matches for code in law.entries_at(item.entry))
        forms.update(form for code in codes for form in law.entries[code].forms)
        return tuple(name for name in self._unread_lists if not forms.isdisjoint(law.provisions[name].names_forms))

    @property
    def _unread_lists(self) -> tuple[str, ...]:
        unread = self.law.with_unread_list
        return unique(item.provision for item in self.findings if item.provision in unread and UNREAD in item.missing)

    @property
    def covered(self) -> bool:
        """Whether the data covers the day and the day of knowledge; on earlier days, a control may be missing here."""
        return self.forecast.coverage.includes(self.on)

    @property
    def covered_from(self) -> date:
        """The first day on which the data covers all law that binds this exporter."""
        return self.forecast.coverage.begins

    @cached_property
    def reading(self) -> Reading:
        """The requested reading, or the only one."""
        return self.result.under(self.assume)

    @property
    def decision(self) -> Decision:
        """The strictest effect that surely applies; undecided if there is none and something is open."""
        return self.reading.decision

    @property
    def worst_case(self) -> Decision:
        """The strictest effect that could apply, if every missing fact turned out the stricter way."""
        return self.reading.worst_case

    @property
    def settled(self) -> bool:
        """Whether all readings of the law lead to the same decision and worst case."""
        return self.result.settled

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The missing facts that could make the decision stricter."""
        return self.reading.questions()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The provisions that apply or may apply, strictest first; suspended and pending provisions included."""
        return self._findings_of(self.reading)

    @property
    def unconfirmed_suspensions(self) -> list[tuple[str, SuspensionPeriod]]:
        """The provisions of sure findings, or else of possible ones, whose suspension may have been extended."""
        face = self.result.on_face
        findings = self.findings if self.reading is face else self._findings_of(face)
        unsettled = [item for item in findings if item.status == "unsettled"]
        decisive = [item for item in unsettled if item.applies == "yes"] or unsettled
        return [(item.relies_on or item.provision, item.suspension) for item in decisive if item.suspension]

    @property
    def ending_suspensions(self) -> list[Finding]:
        """The findings that would be stricter than the decision if their suspension did not include its last day, this one.

        No act states whether the day is included; that it is, is a reading.
        """
        sure = STRICTNESS[self.reading.effect]
        return [
            item
            for item in self.findings
            if item.status == "suspended" and item.suspension and item.suspension.through == self.on
            if STRICTNESS[item.effect] > sure
        ]

    @cached_property
    def provisions(self) -> tuple[str, ...]:
        """The provisions of the findings, each once, in their order."""
        standing = self.interval.standing
        # Suspended ones, too: they bind again when the suspension ends, so the answer must name them.
        return tuple(dict.fromkeys([item.provision for item in self.reading.outcomes if item.provision in standing]))

    @property
    def possible_provisions(self) -> tuple[str, ...]:
        """The provisions of the findings that may apply without a rule that surely does."""
        sure = {item.provision for item in self.reading.outcomes if item.truth is YES}
        return tuple([name for name in self.provisions if name not in sure])

    @cached_property
    def party_matches(self) -> tuple[tuple[Party, tuple[PartyMatch, ...]], ...]:
        """Each party, with the designations that its name means or may mean."""
        return tuple((party, screening(self.known, party.hits, self.on).matches) for party in self.facts.parties)

    def all_findings(self) -> tuple[Finding, ...]:
        """Return a finding for every provision known on the day, including provisions that have ended or do not apply."""
        outcomes = self.reading.outcomes
        present = {(item.provision, item.effect) for item in outcomes}
        absent = {(pid, rule.effect) for pid, rules in self.law.rules.items() for rule in rules} - present
        return self._findings([*outcomes, *(Outcome(pid, None, effect, NO) for pid, effect in absent)])

    @cached_property
    def context(self) -> Context:
        """The situation with every provision that is active on the day, for duties and exemptions that decide nothing."""
        return Context(self.law_index, self.situation, self.scope, ActiveOn(self.known, self.on, self.assume))

    def exit_code(self, gate: Effect) -> ExitCode:
        """Return 1 if the decision reaches the gate, 3 if it could, 0 if it is certain that it does not.

        Before the first day that the data covers, the result is never 0 for an answer below the gate: a stricter
        control may be missing.
        """
        return exit_code(self.result, self.assume, gate, known=self.recognised and self.covered)

    def _findings_of(self, reading: Reading) -> tuple[Finding, ...]:
        standing = self.interval.standing
        return self._findings(item for item in reading.outcomes if item.provision in standing)

    def _findings(self, outcomes: Iterable[Outcome]) -> tuple[Finding, ...]:
        findings = [item for outcome in outcomes if (item := self._finding(outcome))]
        return tuple(sorted(findings, key=lambda item: (-STRICTNESS[item.effect], item.provision, item.entry or "")))

    def _finding(self, outcome: Outcome) -> Finding | None:
        span = self.known.span_on(outcome.provision, self.on)
        if span is None:
            return None
        item, act = self.law.provisions[outcome.provision], self.law.act_of(outcome.provision)
        relies_on = None
        if span.status == "in_force":
            relies_on = self._relies_on(outcome)
        elif span.status == "unsettled":
            relies_on = span.suspended_with
        basis = (relies_on and self.known.span_on(relies_on, self.on)) or span
        return Finding(
            provision=outcome.provision,
            act=act.id,
            jurisdiction=act.jurisdiction,
            entry=outcome.entry,
            effect=outcome.effect,
            status=basis.status,
            applies="no" if outcome.truth is NO else "yes" if outcome.truth.value else "unknown",
            missing=tuple(sorted(outcome.truth.missing)),
            binds=binds(span, self.assume),
            in_force_from=item.from_,
            suspension=suspension_in(self.known, basis),
            relies_on=relies_on,
            title=item.title,
            sources=act.sources,
        )

    def _relies_on(self, outcome: Outcome) -> str | None:
        """Return the unsettled provision without which a provision in force has another outcome: the first if there are several."""
        face, extended = self.result.on_face, self.result.extended
        if extended is None or outcome not in face.binding or _is_among(extended.outcomes, outcome):
            return None
        others = self.scope.candidates(self.situation).references.get(outcome.provision, frozenset())
        unsettled = sorted(others & self.interval.unsettled)

        def has_outcome_with(other: str) -> bool:
            context = Context(self.law_index, self.situation, self.scope, self.interval.extended | {other})
            return _is_among(outcomes_of(context, outcome.provision), outcome)

        # If no single provision makes the difference, several do together, and the first stands for them.
        return next(filter(has_outcome_with, unsettled), unsettled[0] if unsettled else None)


def exit_code(result: DayResult, assume: Assume, gate: Effect, *, known: bool) -> ExitCode:
    """Return 1 if a sure effect under a reading reaches the gate, 3 if a possible one does or goods or day are not `known`, else 0."""
    possible = [item.possible for item in result.readings]
    return exit_code_at(gate, result.under(assume).effect, possible, is_open=not known)


def _is_among(outcomes: Iterable[Outcome], outcome: Outcome) -> bool:
    """Return whether the same rules have an outcome as sure or as open as this one, whatever the missing facts."""
    return any(item[:3] == outcome[:3] and item.truth.value == outcome.truth.value for item in outcomes)
