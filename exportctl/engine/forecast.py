"""A forecast is the result of the law for one situation over time: a result for each interval of its calendar."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from exportctl.engine.day_result import DayResult, Reading, reading_of
from exportctl.law.scale import READINGS, STRICTNESS, Assume, Decision, Effect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from exportctl.engine.rules import Outcome
    from exportctl.law.calendar import Interval


class NextChange(NamedTuple):
    """The first later day with another decision, worst case or settledness, and the results before and from then on."""

    on: date
    decision: Decision
    worst_case: Decision
    settled: bool
    now: DayResult
    then: DayResult

    @property
    def because(self) -> tuple[str, ...]:
        """The provisions that cause the change."""
        effects = {
            effect[0] for assume in READINGS for effect in _effects(self.now, assume) ^ _effects(self.then, assume)
        }
        return tuple(sorted(effects))


class Coverage(NamedTuple):
    """Whether the goods are recognised, whether they could be anything, and the first day on which the data covers the law."""

    recognised: bool
    anything: bool
    covered_from: date


class Forecast:
    """The results for one situation and one day of knowledge, each computed when it is first needed.

    `by_active` has the outcomes of each provision, keyed by the set of active `referenced` provisions.
    """

    def __init__(
        self,
        intervals: tuple[Interval, ...],
        referenced: frozenset[str],
        by_active: Mapping[frozenset[str], Sequence[tuple[Outcome, ...]]],
        coverage: Coverage,
    ) -> None:
        """Take the calendar and the outcomes; no result is computed yet."""
        self.intervals, self._coverage = intervals, coverage
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
        recognised, anything, covered_from = self._coverage
        covered = interval.from_ >= covered_from
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
