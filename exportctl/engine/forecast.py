"""An answer changes only at a turning point of the law, so the next change is found by asking again at each one ahead."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from exportctl.engine.opinion import Opinion, opinion
from exportctl.law.days import turning_points
from exportctl.law.scale import READINGS

if TYPE_CHECKING:
    from datetime import date

    from exportctl.engine.situation import Situation
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Effect


class NextChange(NamedTuple):
    """The first later day on which decision, worst case or settledness differs, and the provisions that make it so."""

    on: date
    decision: Effect
    worst_case: Effect
    settled: bool
    because: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def next_change(law: Register, situation: Situation, day: date, known: date, assume: Assume) -> NextChange | None:
    """Return the next change after a day, the situation and all knowledge unchanged; None if none is known."""
    now = opinion(law, situation, day, known)
    points = turning_points(law, known)
    for point in points[bisect_right(points, day) :]:
        then = opinion(law, situation, point, known)
        if _headline(then, assume) != _headline(now, assume):
            reading = then.under(assume)
            return NextChange(point, reading.decision, reading.worst_case, then.settled, _because(now, then))
    return None


def _headline(answer: Opinion, assume: Assume) -> tuple[Effect, Effect, bool]:
    reading = answer.under(assume)
    return reading.decision, reading.worst_case, answer.settled


def _because(now: Opinion, then: Opinion) -> tuple[str, ...]:
    changed = {effect[0] for assume in READINGS for effect in _effects(now, assume) ^ _effects(then, assume)}
    return tuple(sorted(changed))


def _effects(answer: Opinion, assume: Assume) -> set[tuple[str, str | None, Effect, bool | None]]:
    return {(item.provision, item.entry, item.effect, item.truth.value) for item in answer.under(assume).binding()}
