"""Answers stand in a grid of situations and days; what is not there yet is evaluated once, and rows are gathered from it."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.seen import Combined
from exportctl.facts.transaction import Facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.batch.binding import ColumnBinding
    from exportctl.batch.dimensions import Dimension
    from exportctl.engine.engine import Engine
    from exportctl.engine.outlook import Outlook
    from exportctl.engine.verdict import Verdict
    from exportctl.law.scale import Decision


class Answer(NamedTuple):
    """What a row is answered, the lines of its goods aside."""

    decision: Decision
    worst_case: Decision
    settled: bool
    provisions: tuple[str, ...]
    questions: tuple[str, ...]
    next_change_on: date | None
    next_change_decision: Decision | None
    exit_code: int
    covered: bool
    stale: bool
    passed: bool


class Grid:
    """The answers met so far. A situation is a class of each dimension; a point is the last day that matters on or before a day.

    The first point stands for all days before any that matters. An answer fills the whole interval of days around it.
    """

    def __init__(self, engine: Engine, binding: ColumnBinding, dimensions: Sequence[Dimension]) -> None:
        """Begin without answers."""
        self._engine, self._binding, self._dimensions = engine, binding, dimensions
        stale_from = binding.terms.stale_from(engine.law)
        self.days = tuple(sorted({*engine.index.turning_points, *([stale_from] if stale_from else [])}))
        self._stale_from = self.point(stale_from) if stale_from else self.point(date.max) + 1
        self._width = len(self.days) + 1
        self.answers: list[Answer] = []
        self._numbers: dict[Answer, int] = {}
        self.forget()

    def forget(self) -> None:
        """Start anew, because the classes do; the numbers of answers stay what they are."""
        self._situations: dict[tuple[int, ...], int] = {}
        self._classes: list[tuple[int, ...]] = []
        self._like: WeakKeyDictionary[Outlook, int] = WeakKeyDictionary()
        self._cells = array("i")
        self._combined: Combined | None = None
        self._of: list[int] = []

    def __len__(self) -> int:
        """Return how many answers of situations are remembered."""
        return len(self._cells)

    def gather(self, labels: Sequence[pa.Array | None], points: pa.Array, rows: int) -> pa.Array:
        """Return the number of each row's answer; a label is the class of an dimension row by row, None if all rows are of class 0."""
        places = pc.add(pc.multiply(self._situations_of(labels, rows), self._width), points)
        found = self._at(places)
        missing = places.filter(pc.less(found, 0))
        if not len(missing):
            return found
        occurring = sorted(pc.unique(points).to_pylist()) if isinstance(points, pa.Array) else [points.as_py()]
        for situation in pc.unique(pc.divide(missing, self._width)).to_pylist():
            self._fill(situation, occurring)
        return self._at(places)

    def point(self, day: date) -> int:
        """Return how many of the days that matter lie on or before a day."""
        return bisect_right(self.days, day)

    def _at(self, places: pa.Array) -> pa.Array:
        cells = pa.Array.from_buffers(pa.int32(), len(self._cells), [None, pa.py_buffer(self._cells)])
        return cells.take(places)

    def _situations_of(self, labels: Sequence[pa.Array | None], rows: int) -> pa.Array:
        varying = [number for number, label in enumerate(labels) if label is not None]
        if not varying:
            return pa.repeat(pa.scalar(self._situation((0,) * len(labels)), pa.int64()), rows)
        self._combined = self._combined or Combined(len(varying))
        met = self._combined.numbers([labels[number] for number in varying])
        for varied in self._combined.values[len(self._of) :]:
            classes = [0] * len(labels)
            for number, class_ in zip(varying, varied, strict=True):
                classes[number] = class_
            self._of.append(self._situation(tuple(classes)))
        return pa.array(self._of, pa.int64()).take(met)

    def _situation(self, classes: tuple[int, ...]) -> int:
        """Return the number of a situation; nothing is answered for a new one yet."""
        number = self._situations.setdefault(classes, len(self._classes))
        if number == len(self._classes):
            self._classes.append(classes)
            self._cells.extend(repeat(-1, self._width))
        return number

    def _fill(self, situation: int, points: Sequence[int]) -> None:
        """Answer a situation at the points that occur. What has the same outlook as one that was answered is answered like it."""
        parts = [
            dimension.parts[class_]
            for dimension, class_ in zip(self._dimensions, self._classes[situation], strict=True)
        ]
        *stated, known_on = parts
        facts = Facts(**{name: value for part in stated for name, value in part.items()})
        verdict = self._engine.evaluate(facts, date.min, known_on, self._binding.assume)
        row = situation * self._width
        like = self._like.setdefault(verdict.outlook, row)
        self._cells[row : row + self._width] = self._cells[like : like + self._width]
        for point in points:
            if self._cells[row + point] < 0:
                verdict = verdict.on_day(self.days[point - 1] if point else date.min)
                first, last = self.point(verdict.interval.from_), self.point(verdict.interval.through or date.max)
                if first < self._stale_from <= last:  # the law stands still, and what it is worth does not
                    first, last = (
                        (self._stale_from, last) if point >= self._stale_from else (first, self._stale_from - 1)
                    )
                self._cells[row + first : row + last + 1] = array("i", [self._number(verdict)]) * (last + 1 - first)

    def _number(self, verdict: Verdict) -> int:
        reading, change, terms = verdict.reading, verdict.next_change, self._binding.terms
        code = verdict.exit_code(self._binding.gate)
        answer = Answer(
            decision=reading.decision,
            worst_case=reading.worst_case,
            settled=verdict.settled,
            provisions=verdict.provisions,
            questions=tuple(question.fact for question in reading.questions()),
            next_change_on=change.on if change else None,
            next_change_decision=change.decision if change else None,
            exit_code=terms.code(code, verdict.law, verdict.on),
            covered=verdict.covered,
            stale=terms.stale(verdict.law, verdict.on),
            passed=terms.waives(code, verdict.law, verdict.on),
        )
        number = self._numbers.setdefault(answer, len(self.answers))
        if number == len(self.answers):
            self.answers.append(answer)
        return number
