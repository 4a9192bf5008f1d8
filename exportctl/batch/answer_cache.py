"""Cache answers by situation and day; a missing one is evaluated once, and the answers of rows are gathered from the cache."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.value_dictionary import CombinationDictionary
from exportctl.engine.warnings import CODE_CONFLICT, ITEM_LAPSED, PERMIT_ENDS
from exportctl.facts.transaction import Facts
from exportctl.law.scale import READINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.batch.binding import ColumnBinding
    from exportctl.batch.company import PermitApplier
    from exportctl.batch.dimensions import Dimension
    from exportctl.engine.engine import Engine
    from exportctl.engine.forecast import Forecast
    from exportctl.engine.verdict import Verdict
    from exportctl.goods.quantities import Quantity
    from exportctl.law.scale import Assume, Decision
    from exportctl.permits.apply_permits import Standing
    from exportctl.permits.permit_timeline import PermitResult, VerdictTimeline


class Answer(NamedTuple):
    """The answer to a row, without the entries that its goods match.

    `possible` are the `provisions` that may apply. `answered_by` names the licences and waivers that cover findings,
    `answered` their kinds; `not_answered` are reasons why others do not cover them, or why the decision about the item
    has lapsed; `notes` are the codes of warnings, `configured` the places of the company's settings that affected it.
    `other_reading` is the decision under the reading of the law that was not requested.
    """

    decision: Decision
    worst_case: Decision
    settled: bool
    provisions: tuple[str, ...]
    possible: tuple[str, ...]
    questions: tuple[str, ...]
    next_change_on: date | None
    next_change_decision: Decision | None
    exit_code: int
    covered: bool
    stale: bool
    passed: bool
    answered_by: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    not_answered: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    configured: tuple[str, ...] = ()
    other_reading: Decision | None = None


class Grid:
    """The answers so far. A situation is a class of each dimension; a point is the last relevant day on or before a day.

    The first point represents all days before the first relevant day. An answer fills the whole interval of days around
    it.
    """

    def __init__(self, engine: Engine, binding: ColumnBinding, dimensions: Sequence[Dimension]) -> None:
        """Start without answers."""
        self._engine, self._binding, self._dimensions = engine, binding, dimensions
        stale_from = binding.terms.stale_from(engine.law)
        self._permits = _permit_applier(engine, binding)
        more = self._permits.days if self._permits else set()
        self.days = tuple(sorted({*engine.index.turning_points, *([stale_from] if stale_from else []), *more}))
        self._stale_from = self.point(stale_from) if stale_from else self.point(date.max) + 1
        self._cuts = tuple(sorted({self._stale_from, *map(self.point, self._permits.days if self._permits else ())}))
        self._width = len(self.days) + 1
        self._nothing = array("i", [-1]) * self._width
        self.answers: list[Answer] = []
        self._numbers: dict[Answer, int] = {}
        self.forget()

    def forget(self) -> None:
        """Clear the situations, as the classes are cleared; the numbers of answers stay the same."""
        self._situations: dict[tuple[int, ...], int] = {}
        self._classes: list[tuple[int, ...]] = []
        self._like: WeakKeyDictionary[Forecast, int] = WeakKeyDictionary()
        self._cells = array("i")
        self._combined: CombinationDictionary | None = None
        self._of: list[int] = []
        self.limited: dict[int, VerdictTimeline] = {}

    def __len__(self) -> int:
        """Return the number of cached answers of situations."""
        return len(self._cells)

    def gather(self, labels: Sequence[pa.Array | None], points: pa.Array, rows: int) -> pa.Array:
        """Return the number of each row's answer; a label is the class of a dimension row by row, None if all rows are of class 0."""
        places = pc.add(pc.multiply(self._situations_of(labels, rows), self._width), points)
        numbers = self._at(places)
        missing = places.filter(pc.less(numbers, 0))
        if not len(missing):
            return numbers
        occurring = sorted(pc.unique(points).to_pylist()) if isinstance(points, pa.Array) else [points.as_py()]
        for situation in pc.unique(pc.divide(missing, self._width)).to_pylist():
            self._fill(situation, occurring)
        return self._at(places)

    def point(self, day: date) -> int:
        """Return the number of relevant days on or before a day."""
        return bisect_right(self.days, day)

    def _at(self, places: pa.Array) -> pa.Array:
        cells = pa.Array.from_buffers(pa.int32(), len(self._cells), [None, pa.py_buffer(self._cells)])
        return cells.take(places)

    def _situations_of(self, labels: Sequence[pa.Array | None], rows: int) -> pa.Array:
        varying = [number for number, label in enumerate(labels) if label is not None]
        if not varying:
            return pa.repeat(pa.scalar(self._situation((0,) * len(labels)), pa.int64()), rows)
        self._combined = self._combined or CombinationDictionary(len(varying))
        combinations = self._combined.numbers([labels[number] for number in varying])
        for varied in self._combined.values[len(self._of) :]:
            classes = [0] * len(labels)
            for number, class_ in zip(varying, varied, strict=True):
                classes[number] = class_
            self._of.append(self._situation(tuple(classes)))
        return pa.array(self._of, pa.int64()).take(combinations)

    def _situation(self, classes: tuple[int, ...]) -> int:
        """Return the number of a situation; a new one has no answers yet."""
        number = self._situations.setdefault(classes, len(self._classes))
        if number == len(self._classes):
            self._classes.append(classes)
            self._cells.extend(self._nothing)
        return number

    def _fill(self, situation: int, points: Sequence[int]) -> None:
        """Answer a situation at the requested points.

        Situations with the same forecast have the same answers, unless permits or items of a company separate them.
        """
        parts = [
            dimension.parts[class_]
            for dimension, class_ in zip(self._dimensions, self._classes[situation], strict=True)
        ]
        *stated, known_on = parts
        fields = {name: value for part in stated for name, value in part.items()}
        row = situation * self._width
        if self._permits:
            self._apply_permits(row, fields, known_on, points)
            return
        classified = fields.pop("classified")
        verdict = self._engine.evaluate(Facts(**fields), date.min, known_on, self._binding.assume, classified)
        # Warnings about a contradicted description are not shared by all goods with the same forecast.
        contradicted = classified[0].contradicted
        like = None if contradicted else self._like.get(verdict.forecast)
        if like is None:
            remaining = points
            if not contradicted:
                self._like[verdict.forecast] = row
        else:
            cells = self._cells[row : row + self._width] = self._cells[like : like + self._width]
            remaining = [point for point in points if cells[point] < 0]
        place = 0
        while place < len(remaining):
            point = remaining[place]
            verdict = verdict.on_day(self.days[point - 1] if point else date.min)
            last = self._put(row, point, verdict, self._number(self._answer(verdict)))
            place = bisect_right(remaining, last, place)

    def _apply_permits(self, row: int, fields: dict[str, Any], known_on: date | None, points: Sequence[int]) -> None:
        """Answer a situation of a company at the requested points; one with a limited amount has an answer of its own."""
        decision = fields.pop("decision")
        for point in points:
            if self._permits and self._cells[row + point] < 0:
                verdicts = self._permits.verdicts(
                    fields, decision, known_on, self.days[point - 1] if point else date.min
                )
                result = self._permits.result(verdicts)
                number = len(self.answers)
                if self._permits.is_limited(result):
                    self.answers.append(self._answer(result.standing.verdict, result))
                    self.limited[number] = verdicts
                else:
                    number = self._number(self._answer(result.standing.verdict, result))
                self._put(row, point, result.standing.verdict, number)

    def take_amount(self, number: int, quantity: Quantity | None) -> int:
        """Return the number of a row's answer after deducting its amount from the licences that cover it; call it in row order."""
        if self._permits is None or number not in self.limited:
            return number
        result = self._permits.count(self.limited[number], quantity)
        return self._number(self._answer(result.standing.verdict, result))

    def _put(self, row: int, point: int, verdict: Verdict, number: int) -> int:
        """Store the answer of a situation at a point, and at all points before and after it up to the next relevant change.

        Returns the last of these points.
        """
        first, last = self.point(verdict.interval.from_), self.point(verdict.interval.through or date.max)
        # The age of the data and the company's permits change answers within an interval of the law, too.
        place = bisect_right(self._cuts, point)
        first = max([first, *self._cuts[max(place - 1, 0) : place]])
        last = min([last, *(turning_point - 1 for turning_point in self._cuts[place : place + 1])])
        self._cells[row + first : row + last + 1] = array("i", [number]) * (last + 1 - first)
        return last

    def _answer(self, verdict: Verdict, outcome: PermitResult | None = None) -> Answer:
        """Return the answer of a verdict; the permits of a company determine its exit code and its next change."""
        result, law, on, terms = verdict.result, verdict.law, verdict.on, self._binding.terms
        reading = result.under(verdict.assume)
        change = outcome.next_change if outcome else verdict.next_change
        code = (outcome.standing if outcome else verdict).exit_code(self._binding.gate)
        answer = Answer(
            decision=terms.apply(reading.decision, law, on),
            worst_case=terms.apply(reading.worst_case, law, on),
            settled=result.settled,
            provisions=verdict.provisions,
            possible=verdict.possible_provisions,
            questions=tuple([question.fact for question in reading.questions()]),
            next_change_on=change.on if change else None,
            next_change_decision=terms.apply(change.decision, law, change.on) if change else None,
            exit_code=terms.exit_code(code, law, on),
            covered=verdict.covered,
            stale=terms.is_stale(law, on),
            passed=terms.waives(code, law, on),
            notes=(CODE_CONFLICT,) if verdict.classification.contradicted else (),
            other_reading=terms.apply(result.under(_other(verdict.assume)).decision, law, on),
        )
        if outcome is None or self._permits is None:
            return answer
        return with_permits(answer, outcome.standing)._replace(configured=self._permits.places(outcome.standing))

    def _number(self, answer: Answer) -> int:
        number = self._numbers.setdefault(answer, len(self.answers))
        if number == len(self.answers):
            self.answers.append(answer)
        return number


def _other(assume: Assume) -> Assume:
    """Return the other reading of unsettled suspensions."""
    return next(reading for reading in READINGS if reading != assume)


def with_permits(answer: Answer, standing: Standing) -> Answer:
    """Return an answer with the licences and waivers that cover its findings, and the reasons why others do not."""
    lapsed = standing.verdict.facts.goods.lapsed
    why_not = [note.text for note in standing.warnings if note.code != PERMIT_ENDS]
    return answer._replace(
        answered_by=standing.names,
        answered=tuple(dict.fromkeys(item.by.kind for item in standing.uses)),
        not_answered=(*([lapsed] if lapsed else []), *why_not),
        notes=(
            *answer.notes,
            *dict.fromkeys(note.code for note in standing.warnings),
            *([ITEM_LAPSED] if lapsed else []),
        ),
    )


def _permit_applier(engine: Engine, binding: ColumnBinding) -> PermitApplier | None:
    """Return the applier of a company's permits and decisions; None without a company."""
    if binding.company is None:
        return None
    from exportctl.batch.company import PermitApplier  # noqa: PLC0415 - most runs have no company

    return PermitApplier(engine, binding.company, binding.ledger, binding.assume)
