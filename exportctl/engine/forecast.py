"""A forecast is the result of the law for one situation over time: a result for each interval of its calendar.

The result of one day has one reading, or two if the law of that day is not settled: docs/reasoning.md, sections 2 and 6.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from exportctl.facts.transaction import UNANSWERABLE
from exportctl.law.scale import EFFECTS, READINGS, STRICTNESS, Assume, Decision, Effect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from exportctl.engine.rules import Outcome
    from exportctl.law.calendar import Interval


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
        """Return each missing fact that an option states and could make the decision stricter: unknown goods could be prohibited."""
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


class NextChange(NamedTuple):
    """The first later day with another decision, worst case or settledness, and the results before and from then on."""

    on: date
    decision: Decision
    worst_case: Decision
    settled: bool
    now: DayResult
    then: DayResult

    @property
    def by_law(self) -> tuple[str, ...]:
        """The ids of the provisions that cause the change."""
        effects = {
            effect[0] for assume in READINGS for effect in _effects(self.now, assume) ^ _effects(self.then, assume)
        }
        return tuple(sorted(effects))

    def as_change(self) -> Change:
        """Return the change of an answer that no decision of a company affects."""
        return Change(self.on, self.decision, self.worst_case, self.settled, self.by_law)


class Change(NamedTuple):
    """The first later day with another answer, and what causes it.

    `by_law` are ids of provisions. `ends` and `begins` are the names of licences, waivers and other decisions of a company.
    """

    on: date
    decision: Decision
    worst_case: Decision
    settled: bool
    by_law: tuple[str, ...]
    ends: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()

    @property
    def because(self) -> tuple[str, ...]:
        """All causes in a document: the names of decisions, then the ids of provisions."""
        return (*sorted((*self.ends, *self.begins)), *self.by_law)


class Coverage(NamedTuple):
    """What the data covers of a situation: its goods, and its law on a day."""

    recognised: bool
    """Whether every list that can bind the exporter can decide the goods: all their stated facts are accounted for."""
    anything: bool
    """Whether nothing about the goods is recognised by some list that can bind the exporter: any control is possible."""
    begins: date
    """The first day on which the data covers all law that binds the exporter."""
    covers_knowledge: bool
    """Whether the day of knowledge is covered; if not, no day is."""

    def includes(self, day: date) -> bool:
        """Return whether the data covers the law of a day; without that, a control may be missing here."""
        return self.covers_knowledge and day >= self.begins


class Forecast:
    """The results for a situation and a day of knowledge, each computed once; `by_active` has outcomes by active `referenced` ones."""

    def __init__(
        self,
        intervals: tuple[Interval, ...],
        referenced: frozenset[str],
        by_active: Mapping[frozenset[str], Sequence[tuple[Outcome, ...]]],
        coverage: Coverage,
    ) -> None:
        """Take the calendar and the outcomes; no result is computed yet."""
        self.intervals, self.coverage = intervals, coverage
        self._referenced, self._by_active = referenced, by_active
        self._outcomes: dict[frozenset[str], tuple[Outcome, ...]] = {}
        self._readings: dict[tuple[Assume, frozenset[str]], Reading] = {}
        self._results: dict[int, DayResult] = {}
        self._changes: dict[tuple[int, Assume], int | None] = {}

    def number(self, day: date) -> int:
        """Return the number of the interval that contains a day."""
        return bisect_right(self.intervals, day, key=lambda interval: interval.from_) - 1

    def result(self, number: int) -> DayResult:
        """Return the result of the law in an interval, by its number."""
        result = self._results.get(number)
        if result is None:
            interval = self.intervals[number]
            extended = self._reading("extended", interval.extended) if interval.unsettled else None
            on_face = self._reading("on-face", interval.on_face)
            # With equal outcomes one reading is enough, unless one rests on the suspension that may have been extended.
            if (
                extended
                and on_face.binding == extended.binding
                and not any(item.provision in interval.unsettled for item in on_face.binding)
            ):
                extended = None
            result = self._results[number] = self._decide(interval, on_face, extended)
        return result

    def _decide(self, interval: Interval, on_face: Reading, extended: Reading | None) -> DayResult:
        """Return the readings with their decisions, which depend on the known facts of the goods and the coverage of the day."""
        recognised, anything = self.coverage.recognised, self.coverage.anything
        covered = self.coverage.includes(interval.from_)
        return DayResult(
            on_face.decide(recognised=recognised, anything=anything, covered=covered),
            extended and extended.decide(recognised=recognised, anything=anything, covered=covered),
        )

    def next_change(self, number: int, assume: Assume) -> NextChange | None:
        """Return the next change after an interval, for the same situation and knowledge; None if none is known."""
        later = self._next_number(number, assume)
        if later is None:
            return None
        now, then = self.result(number), self.result(later)
        return NextChange(self.intervals[later].from_, *_headline(then, assume), now, then)

    def _next_number(self, number: int, assume: Assume) -> int | None:
        """Return the number of the next interval with another headline; all intervals up to it share the result."""
        key = number, assume
        if key not in self._changes:
            same, headline = [key], _headline(self.result(number), assume)
            change = None
            for later in range(number + 1, len(self.intervals)):
                if _headline(self.result(later), assume) != headline:
                    change = later
                    break
                same.append((later, assume))
            # The change after each of these intervals is the same, so a timeline searches for it once.
            self._changes.update(dict.fromkeys(same, change))
        return self._changes[key]

    def _reading(self, assume: Assume, active: frozenset[str]) -> Reading:
        key = assume, active
        reading = self._readings.get(key)
        if reading is None:
            reading = self._readings[key] = reading_of(assume, self._outcomes_of(active & self._referenced), active)
        return reading

    def _outcomes_of(self, active: frozenset[str]) -> tuple[Outcome, ...]:
        """Return all outcomes while just these provisions are active, the strictest effect first, those of one effect by provision."""
        outcomes = self._outcomes.get(active)
        if outcomes is None:
            every = [outcome for part in self._by_active[active] for outcome in part]
            every.sort(key=lambda outcome: (-STRICTNESS[outcome.effect], outcome.provision))
            outcomes = self._outcomes[active] = tuple(every)
        return outcomes


def _headline(result: DayResult, assume: Assume) -> tuple[Decision, Decision, bool]:
    reading = result.under(assume)
    return reading.decision, reading.worst_case, result.settled


def _effects(result: DayResult, assume: Assume) -> set[tuple[str, str | None, Effect, bool | None]]:
    return {(item.provision, item.entry, item.effect, item.truth.value) for item in result.under(assume).binding}
