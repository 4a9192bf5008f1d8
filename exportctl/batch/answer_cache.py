"""Cache answers by situation and day; a missing one is evaluated once, and the answers of rows are gathered from the cache."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from weakref import WeakKeyDictionary

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.first_steps import awaits_confirmation
from exportctl.batch.interner import Interner
from exportctl.batch.row_statuses import UnconfirmedSuspension
from exportctl.batch.value_dictionary import CombinationDictionary, as_arrow
from exportctl.engine.findings import suspension_in
from exportctl.engine.warnings.days import suspensions_on_last_day
from exportctl.engine.warnings.parties import has_listed_group, has_listed_owners
from exportctl.engine.warnings.warning import (
    CODE_CONFLICT,
    ITEM_LAPSED,
    LAST_DAY,
    LISTED_GROUP,
    OWNER_LISTED,
    PERMIT_ENDS,
)
from exportctl.facts.transaction import Facts
from exportctl.law.scale import READINGS, ExitCode
from exportctl.law.status import last_days
from exportctl.procedure.steps import places_of_first_steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.batch.binding import ScreenOptions
    from exportctl.batch.company import PermitApplier
    from exportctl.batch.dimensions import Dimension
    from exportctl.engine.engine import Engine
    from exportctl.engine.forecast import Forecast
    from exportctl.engine.verdict import Verdict
    from exportctl.goods.quantities import Quantity
    from exportctl.law.scale import Assume, Decision
    from exportctl.permits.apply_permits import Standing
    from exportctl.permits.permit_timeline import PermitResult, VerdictTimeline

_MAX_VERDICTS: Final = 1 << 14


class Answer(NamedTuple):
    """The answer to a row, without the entries that its goods match."""

    decision: Decision
    worst_case: Decision
    settled: bool
    provisions: tuple[str, ...]
    possible: tuple[str, ...]
    """The provisions that may apply."""
    questions: tuple[str, ...]
    next_change_on: date | None
    next_change_decision: Decision | None
    exit_code: ExitCode
    covered: bool
    stale: bool
    only_stale: bool
    """Whether the answer is undecided only because the law data is stale."""
    passed: bool
    permits: tuple[str, ...] = ()
    """The names of the licences and waivers that cover findings."""
    permit_kinds: tuple[str, ...] = ()
    """The kinds of these."""
    why_not_covered: tuple[str, ...] = ()
    """The reasons why others do not cover them, or why the decision about the item has lapsed."""
    notes: tuple[str, ...] = ()
    """The codes of warnings."""
    configured: tuple[str, ...] = ()
    """The places of the company's settings that affected the answer."""
    other_reading: Decision | None = None
    """The decision under the reading of the law that was not requested."""
    unconfirmed: tuple[UnconfirmedSuspension, ...] = ()
    """The suspensions that may have been extended."""
    next_settled: bool = True
    """Whether the next change depends on none of these."""
    ending: tuple[UnconfirmedSuspension, ...] = ()
    """The suspensions that may not include their last day, that of the row."""
    to: str | None = None
    """The destination, if the steps to take depend on it."""
    awaits_confirmation: bool = False
    """Whether the decision is another if the suspensions were extended, which the answer does not assume."""
    suspended_provisions: tuple[str, ...] = ()
    """The provisions that are suspended on the day."""

    @property
    def announced_days(self) -> tuple[str, ...]:
        """The announced last days of extensions on which the answer depends."""
        days = {} if self.settled else dict.fromkeys(item.announced for item in self.unconfirmed)
        return tuple(day for day in days if day)

    @property
    def asks(self) -> bool:
        """Whether a fact, another name or another customs code would settle the answer."""
        return bool(self.questions) or CODE_CONFLICT in self.notes

    @property
    def owners_listed(self) -> bool:
        """Whether the end user belongs to owners on a list."""
        return OWNER_LISTED in self.notes

    @property
    def group_listed(self) -> bool:
        """Whether a party is on no list, but another company of its group is."""
        return LISTED_GROUP in self.notes


class Grid:
    """The answers so far. A situation is a class of each dimension; a point is the last relevant day on or before a day.

    The first point represents all days before the first relevant day. An answer fills the whole interval of days around
    it. Situations with the same forecast have the same answers, and so share one row of cells, unless permits or items of a
    company, or a contradicted description, separate them.
    """

    def __init__(self, engine: Engine, options: ScreenOptions, dimensions: Sequence[Dimension]) -> None:
        """Start without answers."""
        self._engine, self._options, self._dimensions = engine, options, dimensions
        stale_from = options.policy.stale_from(engine.law)
        self._permits = _permit_applier(engine, options)
        more = self._permits.days if self._permits else set()
        self._last_days = last_days(engine.law)
        points = {*engine.index.turning_points, *self._last_days}
        self.days = tuple(sorted({*points, *([stale_from] if stale_from else []), *more}))
        self._places_of_steps = places_of_first_steps(engine.law)
        self._stale_from = self.point(stale_from) if stale_from else self.point(date.max) + 1
        self._cuts = tuple(sorted({self._stale_from, *map(self.point, self._permits.days if self._permits else ())}))
        self._width = len(self.days) + 1
        self._nothing = array("i", [-1]) * self._width
        self._answers = Interner[Answer]()
        self.forget()

    def forget(self) -> None:
        """Clear the situations, as the classes are cleared; the numbers of answers stay the same."""
        self._rows: dict[tuple[int, ...], int] = {}
        self._typical: list[tuple[int, ...]] = []
        self._verdicts: dict[int, Verdict] = {}
        # Weak, because a forecast that the engine has dropped must not stay in memory here.
        self._like: WeakKeyDictionary[Forecast, dict[str | None, int]] = WeakKeyDictionary()
        self._cells = array("i")
        self._combined: CombinationDictionary | None = None
        self._of = array("i")
        self.limited: dict[int, VerdictTimeline] = {}

    def __len__(self) -> int:
        """Return the number of cached answers of situations."""
        return len(self._cells)

    @property
    def answers(self) -> Sequence[Answer]:
        """The distinct answers so far, by their numbers."""
        return self._answers.values

    def gather(self, labels: Sequence[pa.Array | None], points: pa.Array, rows: int) -> pa.Array:
        """Return the number of each row's answer; a label is the class of a dimension row by row, None if all rows are of class 0."""
        places = pc.add(pc.multiply(self._rows_of(labels, rows), self._width), points)
        numbers = self._at(places)
        missing = pc.unique(places.filter(pc.less(numbers, 0))).to_pylist()
        if not missing:
            return numbers
        for row, cells in groupby(sorted(missing), key=lambda place: place // self._width):
            self._fill(row, [place % self._width for place in cells])
        return self._at(places)

    def point(self, day: date) -> int:
        """Return the number of relevant days on or before a day."""
        return bisect_right(self.days, day)

    def _at(self, places: pa.Array) -> pa.Array:
        return as_arrow(self._cells).take(places)

    def _rows_of(self, labels: Sequence[pa.Array | None], rows: int) -> pa.Array:
        """Return for each row of a batch the row of cells of its situation."""
        varying = [number for number, label in enumerate(labels) if label is not None]
        if not varying:
            return pa.repeat(pa.scalar(self._row((0,) * len(labels)), pa.int64()), rows)
        self._combined = self._combined or CombinationDictionary(len(varying))
        combinations = self._combined.numbers([labels[number] for number in varying])
        for varied in self._combined.values[len(self._of) :]:
            classes = [0] * len(labels)
            for number, class_ in zip(varying, varied, strict=True):
                classes[number] = class_
            self._of.append(self._row(tuple(classes)))
        return as_arrow(self._of).take(combinations).cast(pa.int64())

    def _row(self, classes: tuple[int, ...]) -> int:
        """Return the row of cells of a situation; a new row has no answers yet."""
        row = self._rows.get(classes)
        if row is None:
            row = self._rows[classes] = self._new_row(classes) if self._permits else self._row_of_forecast(classes)
        return row

    def _row_of_forecast(self, classes: tuple[int, ...]) -> int:
        """Return the row of all situations with the same forecast and the same steps.

        The warnings about a contradicted description, owners and groups are not for all of them.
        """
        verdict = self._evaluate(classes)
        if verdict.classification.contradicted or _may_be_warned_of(verdict):
            row = self._new_row(classes)
            self._keep(row, verdict)
            return row
        like, to = self._like.setdefault(verdict.forecast, {}), self._place_of_steps(verdict)
        if to not in like:
            like[to] = self._new_row(classes)
            self._keep(like[to], verdict)
        return like[to]

    def _place_of_steps(self, verdict: Verdict) -> str | None:
        """Return the destination if the steps to take depend on it."""
        to = verdict.situation.to
        return to if to in self._places_of_steps else None

    def _new_row(self, classes: tuple[int, ...]) -> int:
        self._typical.append(classes)
        self._cells.extend(self._nothing)
        return len(self._typical) - 1

    def _parts(self, classes: tuple[int, ...]) -> tuple[dict[str, Any], date | None]:
        """Return the facts of a situation, and the day of knowledge."""
        *stated, known_on = [
            dimension.parts[class_] for dimension, class_ in zip(self._dimensions, classes, strict=True)
        ]
        return {name: value for part in stated for name, value in part.items()}, known_on

    def verdict(self, classes: tuple[int, ...], point: int) -> Verdict:
        """Return the verdict of the law alone on a situation at a point, with details that its answer lacks."""
        return self._evaluate(classes).on_day(self.day(point))

    def _evaluate(self, classes: tuple[int, ...]) -> Verdict:
        """Return the verdict on a situation, on any day."""
        fields, known_on = self._parts(classes)
        fields.pop("decision", None)
        classified = fields.pop("classified", None)
        return self._engine.evaluate(Facts(**fields), date.min, known_on, self._options.assume, classified)

    def _verdict(self, row: int) -> Verdict:
        """Return the verdict on the situations of a row, on any day."""
        verdict = self._verdicts.get(row)
        if verdict is None:
            verdict = self._evaluate(self._typical[row])
            self._keep(row, verdict)
        return verdict

    def _keep(self, row: int, verdict: Verdict) -> None:
        """Keep a verdict for further days; not all are kept, because each keeps its forecast in memory."""
        if len(self._verdicts) >= _MAX_VERDICTS:
            self._verdicts.clear()
        self._verdicts[row] = verdict

    def _fill(self, row: int, points: Sequence[int]) -> None:
        """Answer the situations of a row at the points that have no answer yet, in their order."""
        if self._permits:
            self._apply_permits(self._permits, row, points)
            return
        verdict, last = self._verdict(row), -1
        for point in points:
            # An answer fills its whole interval, which often covers the next points, too.
            if point > last:
                verdict = verdict.on_day(self.day(point))
                last = self._put(row, point, verdict, self._answers.number(self._answer(verdict)))

    def day(self, point: int) -> date:
        """Return the relevant day of a point; the first day of the calendar for the point before all of them."""
        return self.days[point - 1] if point else date.min

    def _apply_permits(self, permits: PermitApplier, row: int, points: Sequence[int]) -> None:
        """Answer a situation of a company at some points; one with a limited amount has an answer of its own."""
        fields, known_on = self._parts(self._typical[row])
        decision = fields.pop("decision")
        for point in points:
            if self._cells[row * self._width + point] < 0:
                verdicts = permits.verdicts(fields, decision, known_on, self.day(point))
                result = permits.result(verdicts)
                answer = self._answer(result.standing.verdict, result)
                if permits.is_limited(result):
                    number = self._answers.add(answer)
                    self.limited[number] = verdicts
                else:
                    number = self._answers.number(answer)
                self._put(row, point, result.standing.verdict, number)

    def take_amount(self, number: int, quantity: Quantity | None, item: str) -> int:
        """Return the number of a row's answer after deducting its amount from the licences that cover it; call it in row order."""
        if self._permits is None or number not in self.limited:
            return number
        result = self._permits.count(self.limited[number], quantity, item)
        return self._answers.number(self._answer(result.standing.verdict, result))

    def _put(self, row: int, point: int, verdict: Verdict, number: int) -> int:
        """Store the answer of a row at a point, and at all points before and after it up to the next relevant change.

        Returns the last of these points.
        """
        first, last = self.point(verdict.interval.from_), self.point(verdict.interval.through or date.max)
        if verdict.interval.through in self._last_days:  # the last day of a suspension has a caution of its own
            first, last = (last, last) if point == last else (first, last - 1)
        # The day of a listing may change nothing but the warning about it, or whether a waiver covers unrecognised goods.
        if _may_be_warned_of(verdict) or (self._permits and not verdict.recognised):
            first = last = point
        # The age of the data and the company's permits change answers within an interval of the law, too.
        place = bisect_right(self._cuts, point)
        first = max([first, *self._cuts[max(place - 1, 0) : place]])
        last = min([last, *(turning_point - 1 for turning_point in self._cuts[place : place + 1])])
        start = row * self._width
        self._cells[start + first : start + last + 1] = array("i", [number]) * (last + 1 - first)
        return last

    def _answer(self, verdict: Verdict, outcome: PermitResult | None = None) -> Answer:
        """Return the answer of a verdict; the permits of a company determine its exit code and its next change."""
        result, law, on, policy = verdict.result, verdict.law, verdict.on, self._options.policy
        reading = result.under(verdict.assume)
        change = outcome.next_change if outcome else verdict.next_change
        code = (outcome.standing if outcome else verdict).exit_code(self._options.gate)
        decision = policy.apply(reading.decision, law, on)
        other = policy.apply(result.under(_other(verdict.assume)).decision, law, on)
        unconfirmed = tuple(_unconfirmed_suspensions(verdict))
        answer = Answer(
            decision=decision,
            worst_case=policy.apply(reading.worst_case, law, on),
            settled=result.settled,
            provisions=verdict.provisions,
            possible=verdict.possible_provisions,
            questions=tuple([question.fact for question in reading.questions()]),
            next_change_on=change.on if change else None,
            next_change_decision=policy.apply(change.decision, law, change.on) if change else None,
            exit_code=policy.exit_code(code, law, on),
            covered=verdict.covered,
            stale=policy.is_stale(law, on),
            only_stale=decision != reading.decision,
            passed=policy.passes_undecided(code, law, on),
            notes=tuple(_notes(verdict)),
            other_reading=other,
            unconfirmed=unconfirmed,
            next_settled=change is None or change.settled,
            ending=tuple(dict.fromkeys(_ending_suspensions(verdict))),
            to=self._place_of_steps(verdict),
            awaits_confirmation=awaits_confirmation(decision, other, unconfirmed, verdict.assume),
            suspended_provisions=tuple(
                name for name in verdict.provisions if verdict.known.status_on(name, verdict.on) == "suspended"
            ),
        )
        if outcome is None or self._permits is None:
            return answer
        return with_permits(answer, outcome.standing)._replace(configured=self._permits.places(outcome.standing))


def _notes(verdict: Verdict) -> Iterator[str]:
    """Yield the codes of the warnings of the law that rows count."""
    if verdict.classification.contradicted:
        yield CODE_CONFLICT
    if has_listed_owners(verdict):
        yield OWNER_LISTED
    if has_listed_group(verdict):
        yield LISTED_GROUP
    if verdict.on == verdict.interval.through and suspensions_on_last_day(verdict):  # as on few days
        yield LAST_DAY


def _unconfirmed_suspensions(verdict: Verdict) -> Iterator[UnconfirmedSuspension]:
    """Yield the suspensions that may have been extended."""
    unsettled = verdict.interval.unsettled
    if not unsettled:  # as on most days
        return
    for name in dict.fromkeys(
        item.provision for item in verdict.result.on_face.outcomes if item.provision in unsettled
    ):
        span = verdict.known.span_on(name, verdict.on)
        if span and (suspension := suspension_in(verdict.known, span)):
            longer = suspension.announced_extension
            yield UnconfirmedSuspension(
                name, suspension.by, str(suspension.through), str(longer.through) if longer else ""
            )


def _ending_suspensions(verdict: Verdict) -> Iterator[UnconfirmedSuspension]:
    """Yield the suspensions that may not include this day, their last one."""
    if verdict.on == verdict.interval.through:  # as on few days
        for item in verdict.ending_suspensions:
            if item.suspension:
                yield UnconfirmedSuspension(item.provision, item.suspension.by, str(item.suspension.through))


def _may_be_warned_of(verdict: Verdict) -> bool:
    """Return whether a list of some day names an owner of the end user, or another company of the group of a party."""
    facts = verdict.facts
    return any(owner.hits for owner in facts.owners) or any(
        hit.is_related for party in facts.parties for hit in party.hits
    )


def _other(assume: Assume) -> Assume:
    """Return the other reading of unsettled suspensions."""
    return next(reading for reading in READINGS if reading != assume)


def with_permits(answer: Answer, standing: Standing) -> Answer:
    """Return an answer with the licences and waivers that cover its findings, and the reasons why others do not."""
    lapsed = standing.verdict.facts.goods.lapsed
    why_not = [note.text for note in standing.warnings if note.code != PERMIT_ENDS]
    return answer._replace(
        permits=standing.names,
        permit_kinds=tuple(dict.fromkeys(item.by.kind for item in standing.uses)),
        why_not_covered=(*([lapsed] if lapsed else []), *why_not),
        notes=(
            *answer.notes,
            *dict.fromkeys(note.code for note in standing.warnings),
            *([ITEM_LAPSED] if lapsed else []),
        ),
    )


def _permit_applier(engine: Engine, options: ScreenOptions) -> PermitApplier | None:
    """Return the applier of a company's permits and decisions; None without a company."""
    if options.company is None:
        return None
    from exportctl.batch.company import PermitApplier  # noqa: PLC0415 - most runs have no company

    return PermitApplier(engine, options.company, options.ledger, options.assume)
