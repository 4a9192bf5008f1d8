"""A screener answers record batches: it labels each row with its situation and its day, evaluates what is new, and gathers."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.aspects import Aspect, Fault, aspects
from exportctl.batch.columns import Encoded, day_of, distinct, encode
from exportctl.engine.evaluate import evaluate
from exportctl.errors import InputError
from exportctl.facts.transaction import Facts
from exportctl.law.calendar import days_that_matter

if TYPE_CHECKING:
    from collections.abc import Hashable

    from exportctl.batch.asking import Asked
    from exportctl.batch.aspects import Cells, Read
    from exportctl.engine.course import Course
    from exportctl.engine.verdict import ExitCode, Verdict
    from exportctl.law.scale import Effect
    from exportctl.store.compiled import Compiled, Store

_MOST_CELLS: Final = 1 << 20
_MOST_ANSWERS: Final = 1 << 24
"""Beyond so many remembered cells, or answers of situations, a screener starts anew: its memory stays within bounds."""


class Answer(NamedTuple):
    """What a row is answered; every row of the same situation in the same stretch of days shares one."""

    decision: Effect
    worst_case: Effect
    settled: bool
    provisions: tuple[str, ...]
    questions: tuple[str, ...]
    next_change_on: date | None
    next_change_decision: Effect | None
    exit_code: ExitCode


class Reject(NamedTuple):
    """A row, counted from 0 in its batch, that cannot be read, and why."""

    row: int
    fault: Fault


class Screened(NamedTuple):
    """A batch without the rows that could not be read, the numbers of each row's goods and answer, and those rejected rows."""

    batch: pa.RecordBatch
    goods: pa.Array
    numbers: pa.Array
    rejects: tuple[Reject, ...]


class Screener:
    """Screens the batches of one file or table; what it has learned is kept from one batch to the next."""

    def __init__(self, store: Store | Compiled, asked: Asked) -> None:
        """Learn nothing yet."""
        self._law, self._asked = store.law, asked
        self._points = days_that_matter(store.law)
        self._aspects = aspects(store, asked.said)
        self._days = Aspect(("on",), _day_reader(self._points, asked.today))
        self.answers: list[Answer] = []
        self._answer_numbers: dict[Answer, int] = {}
        self._width = len(self._points) + 1
        self._situations: dict[tuple[int, ...], int] = {}
        self._numbers: list[tuple[int, ...]] = []
        self._rows: dict[tuple[Course, bool], int] = {}
        self._table = array("i")

    def screen(self, batch: pa.RecordBatch) -> Screened:
        """Answer the rows of a batch; raises InputError if a column cannot hold its fact, or for what all rows say alike."""
        self._stay_within_bounds()
        columns = {fact: encode(batch.column(name), fact) for fact, name in self._asked.columns.items()}
        labels = [aspect.numbers(columns) for aspect in (*self._aspects, self._days)]
        rejects = self._rejects(labels)
        if rejects:
            kept = pa.array(sorted(set(range(len(batch))) - {item.row for item in rejects}), pa.int64())
            batch, labels = batch.take(kept), [label if label is None else label.take(kept) for label in labels]
        goods = pa.repeat(pa.scalar(0, pa.int32()), len(batch)) if labels[0] is None else labels[0]
        return Screened(batch, goods, self._answered([self._alike(labels[0]), *labels[1:]], len(batch)), rejects)

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """For each number of goods the lines of the list that they match or may match."""
        return [lines for lines, _ in self._aspects[0].keys]

    def _alike(self, goods: pa.Array | None) -> pa.Array | None:
        """Return for each row the first goods that have the same answer, whatever lines they match."""
        if goods is None:
            return None
        first: dict[Hashable, int] = {}
        firsts = [first.setdefault(key, number) for number, (_, key) in enumerate(self._aspects[0].keys)]
        return pa.array(firsts, pa.int32()).take(goods)

    def _answered(self, labels: list[pa.Array | None], rows: int) -> pa.Array:
        """Return the number of each row's answer: it stands in the table at the row's situation and day."""
        *of_aspects, days = labels
        points = pa.array(self._days.parts, pa.int64())
        places = pc.multiply(self._situations_of(of_aspects, rows), self._width)
        places = pc.add(places, points[0] if days is None else points.take(days))
        found = self._taken(places)
        missing = pc.unique(pc.divide(places.filter(pc.less(found, 0)), self._width))
        for situation in missing.to_pylist():
            self._answer(situation, sorted(set(self._days.parts)))
        return self._taken(places) if len(missing) else found

    def _taken(self, places: pa.Array) -> pa.Array:
        table = pa.Array.from_buffers(pa.int32(), len(self._table), [None, pa.py_buffer(self._table)])
        return table.take(places)

    def _situations_of(self, labels: list[pa.Array | None], rows: int) -> pa.Array:
        """Return the number of each row's situation."""
        varying = [number for number, label in enumerate(labels) if label is not None]
        if not varying:
            return pa.repeat(pa.scalar(self._situation((0,) * len(labels)), pa.int64()), rows)
        found = distinct([Encoded(labels[number], range(len(self._aspects[number].parts))) for number in varying])
        situations = []
        for classes in found.values:
            numbers = [0] * len(labels)
            for number, class_ in zip(varying, classes, strict=True):
                numbers[number] = class_
            situations.append(self._situation(tuple(numbers)))
        return pa.array(situations, pa.int64()).take(found.numbers)

    def _situation(self, numbers: tuple[int, ...]) -> int:
        """Return the number of a situation; nothing is answered for a new one yet."""
        found = self._situations.setdefault(numbers, len(self._situations))
        if found * self._width == len(self._table):
            self._table.extend(repeat(-1, self._width))
            self._numbers.append(numbers)
        return found

    def _answer(self, situation: int, points: list[int]) -> None:
        """Fill the table for a situation at the days that occur, and at all others of the same stretches, or as for one like it."""
        *parts, known_on = (
            aspect.parts[number] for aspect, number in zip(self._aspects, self._numbers[situation], strict=True)
        )
        facts = Facts(**{name: value for part in parts for name, value in part.items()})
        verdict = evaluate(self._law, facts, date.min, known_on, self._asked.assume)
        row, begin = situation * self._width, self._law.release.covers_from
        like = self._rows.setdefault((verdict.course, verdict.classification.recognised), row)
        self._table[row : row + self._width] = self._table[like : like + self._width]
        for point in points:
            if self._table[row + point] < 0:
                day = self._points[point - 1] if point else date.min
                verdict = verdict.on_day(day)
                first, last = self._point(verdict.stretch.from_), self._point(verdict.stretch.through or date.max)
                if day < begin:  # what is green on later days is not before the data begins
                    last = min(last, self._point(begin) - 1)
                else:
                    first = max(first, self._point(begin))
                number = self._number(verdict)
                self._table[row + first : row + last + 1] = array("i", [number]) * (last + 1 - first)

    def _point(self, day: date) -> int:
        """Return how many of the days that matter lie on or before a day."""
        return bisect_right(self._points, day)

    def _number(self, verdict: Verdict) -> int:
        change = verdict.next_change
        answer = Answer(
            decision=verdict.decision,
            worst_case=verdict.worst_case,
            settled=verdict.settled,
            provisions=verdict.provisions,
            questions=tuple(question.fact for question in verdict.questions),
            next_change_on=change.on if change else None,
            next_change_decision=change.decision if change else None,
            exit_code=verdict.exit_code(self._asked.gate),
        )
        number = self._answer_numbers.setdefault(answer, len(self.answers))
        if number == len(self.answers):
            self.answers.append(answer)
        return number

    def _rejects(self, labels: list[pa.Array | None]) -> tuple[Reject, ...]:
        """Return the rows in which some aspect has a fault, with the first one of each."""
        found: dict[int, Fault] = {}
        for aspect, label in zip((*self._aspects, self._days), labels, strict=True):
            if label is not None and aspect.faults:
                for row in pc.indices_nonzero(pc.less(label, 0)).to_pylist():
                    found.setdefault(row, aspect.fault(label[row].as_py()))
        return tuple(Reject(row, found[row]) for row in sorted(found))

    def _stay_within_bounds(self) -> None:
        if len(self._table) > _MOST_ANSWERS or sum(map(len, self._aspects)) + len(self._days) > _MOST_CELLS:
            for aspect in (*self._aspects, self._days):
                aspect.forget()
            self._situations.clear()
            self._numbers.clear()
            self._rows.clear()
            self._table = array("i")


def _day_reader(points: tuple[date, ...], today: date | None) -> Read:
    """Return what reads a row's day, as the number of the last day that matters on or before it; 0 stands for none."""

    def read(cells: Cells) -> tuple[Hashable, int]:
        day = day_of(cells.get("on"), "on") or today
        if day is None:
            raise InputError("on", "no day is stated; write it like 2025-12-01, or give one for all rows")
        number = bisect_right(points, day)
        return number, number

    return read
