"""The outlook of a situation is what the law says to it over time: an opinion for each interval of its calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.engine.day_result import DayResult, Reading, reading_of
from exportctl.law.calendar import number_of
from exportctl.law.scale import READINGS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from exportctl.engine.rules import Outcome
    from exportctl.law.calendar import Interval
    from exportctl.law.scale import Assume, Decision, Effect


class NextChange(NamedTuple):
    """The first later day on which decision, worst case or settledness differs, and the opinions before and from then on."""

    on: date
    decision: Decision
    worst_case: Decision
    settled: bool
    now: DayResult
    then: DayResult

    @property
    def because(self) -> tuple[str, ...]:
        """The provisions that make it so."""
        changed = {
            effect[0] for assume in READINGS for effect in _effects(self.now, assume) ^ _effects(self.then, assume)
        }
        return tuple(sorted(changed))


class Coverage(NamedTuple):
    """Whether the goods are recognised, whether they could be anything, and the first day on which the data covers the law."""

    recognised: bool
    anything: bool
    begins: date


class Forecast:
    """The opinions on one situation, as somebody knew the law, each formed when it is first asked for.

    `said` is all that is said while just those provisions of the `seen` ones are active, the strictest effect first.
    """

    def __init__(
        self,
        intervals: tuple[Interval, ...],
        seen: frozenset[str],
        said: Mapping[frozenset[str], tuple[Outcome, ...]],
        goods: Coverage,
    ) -> None:
        """Form no opinion yet."""
        self.intervals, self._goods = intervals, goods
        self._seen, self._said = seen, said
        self._readings: dict[tuple[Assume, frozenset[str]], Reading] = {}
        self._opinions: dict[int, DayResult] = {}
        self._changes: dict[tuple[int, Assume], int | None] = {}

    def number(self, day: date) -> int:
        """Return the number of the interval a day lies in."""
        return number_of(self.intervals, day)

    def opinion(self, number: int) -> DayResult:
        """Return what the law says in a interval."""
        found = self._opinions.get(number)
        if found is None:
            interval = self.intervals[number]
            extended = self._reading("extended", interval.extended) if interval.unsettled else None
            on_face = self._reading("on-face", interval.on_face)
            if extended and on_face.binding == extended.binding and not on_face.rests_on(interval.unsettled):
                extended = None
            found = self._opinions[number] = self._formed(interval, on_face, extended)
        return found

    def _formed(self, interval: Interval, on_face: Reading, extended: Reading | None) -> DayResult:
        """Return an opinion whose readings know what is known of the goods and the day; each is decided by itself."""
        recognised, anything, begins = self._goods
        covered = interval.from_ >= begins
        return DayResult(
            on_face.decided_for(recognised=recognised, anything=anything, covered=covered),
            extended and extended.decided_for(recognised=recognised, anything=anything, covered=covered),
        )

    def next_change(self, number: int, assume: Assume) -> NextChange | None:
        """Return the next change after a interval, the situation and all knowledge unchanged; None if none is known."""
        later = self._changes_at(number, assume)
        if later is None:
            return None
        now, then = self.opinion(number), self.opinion(later)
        return NextChange(self.intervals[later].from_, *_headline(then, assume), now, then)

    def _changes_at(self, number: int, assume: Assume) -> int | None:
        """Return the number of the next interval with another headline; it is the same one for all intervals up to it."""
        key = number, assume
        if key not in self._changes:
            passed, headline = [key], _headline(self.opinion(number), assume)
            found = None
            for later in range(number + 1, len(self.intervals)):
                if _headline(self.opinion(later), assume) != headline:
                    found = later
                    break
                passed.append((later, assume))
            self._changes.update(dict.fromkeys(passed, found))
        return self._changes[key]

    def _reading(self, assume: Assume, active: frozenset[str]) -> Reading:
        key = assume, active
        found = self._readings.get(key)
        if found is None:
            found = self._readings[key] = reading_of(assume, self._said[active & self._seen], active)
        return found


def _headline(answer: DayResult, assume: Assume) -> tuple[Decision, Decision, bool]:
    reading = answer.under(assume)
    return reading.decision, reading.worst_case, answer.settled


def _effects(answer: DayResult, assume: Assume) -> set[tuple[str, str | None, Effect, bool | None]]:
    return {(item.provision, item.entry, item.effect, item.truth.value) for item in answer.under(assume).binding}
