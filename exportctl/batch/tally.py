"""Count the rows of a run by their answers."""

from __future__ import annotations

from collections import Counter
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self, TypeVar, get_args

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.days import Order
from exportctl.batch.first_steps import (
    CAUTIONS,
    COVERED_BY_LICENCES,
    UNLESS_EXTENDED_STEP,
    UNREAD_STEP,
    FirstSteps,
    by_extension,
    general_steps,
    has_first_steps,
    is_licensed,
)
from exportctl.batch.interner import Interner
from exportctl.engine.gate_policy import ONLY_STALE, STALE, UNDECIDED_PASSED
from exportctl.engine.warnings.warning import BEFORE_COVERAGE, NO_DESTINATION
from exportctl.law.grouping import by_key
from exportctl.law.scale import DECISIONS, EFFECTS
from exportctl.list_cells import join_cell, split_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exportctl.batch.answer_cache import Answer
    from exportctl.batch.binding import Unstated
    from exportctl.batch.screened_batch import ScreenedBatch
    from exportctl.batch.screener import Screener
    from exportctl.batch.totals import PassedOver
    from exportctl.law.procedure import Requirement
    from exportctl.law.register import Register
    from exportctl.law.scale import Decision

Head = TypeVar("Head", bound="str | DecidedSteps")
_WIDTH: Final = 1 << 32
"""A pair of entries and an answer is encoded as one number: the number of the entries times this, plus that of the answer."""
_BATCHES: Final = 8
"""The number of batches that are counted at once: they have hardly more distinct answers than one of them."""


DESTINATION_NOT_STATED: Final = "destination_not_stated"
"""The count of answered rows in files without a stated destination."""
DAY_NOT_STATED: Final = "day_not_stated"
"""The count of answered rows in files without a column of days, which are checked on the day of the run."""


MAX_EMPTY: Final = 10
"""The number of rows with an empty cell that are kept: a sentence names a few of them."""
MAX_UNITS: Final = 10
"""The number of unknown units that are counted apart; the others count together, under an empty text."""
NO_EXPORT: Final = "no_export"
"""The count of answered rows without a control whose goods stay in the home jurisdiction."""
UNSETTLED: Final = "unsettled"
"""The count of answered rows whose answer depends on whether a suspension was extended."""


_NUMBERS: Final = ("rows", "rejected", "written")
"""The fields of counts that are plain numbers."""
_OF_ONE_FILE: Final = ("empty_destinations", "unread_columns")
"""The fields of counts that have no meaning for several files: they hold numbers of rows, or columns, of one."""


class DecidedSteps(NamedTuple):
    """The first steps of rows of a decision, by the ids of their requirements; none if no step follows from the decision."""

    decision: Decision
    steps: tuple[str, ...]


class Counts(NamedTuple):
    """The numbers of rows read, rejected and written, and of answered rows under each heading."""

    rows: int
    rejected: int
    written: int
    by_decision: Mapping[str, int]
    by_provision: Mapping[str, int]
    by_change: Mapping[str, int]
    by_exit_code: Mapping[str, int]
    """The selected rows by exit code, without those that the baseline holds."""
    by_warning: Mapping[str, int]
    by_answer: Mapping[str, int]
    by_comparison: Mapping[str, int]
    """With a baseline, the rows at the gate, as `known`, `new` or `worse`.

    In a comparison of answers, all rows, as `better`, `worse`, `moved` (the same decision by other provisions) or `same`.
    """
    by_place: Mapping[str, int] = {}
    """Rows by the line of a file with the company's setting that affected the answer."""
    by_step: Mapping[DecidedSteps, int] = {}
    """Each row once, by decision and first steps."""
    by_date_order: Mapping[str, int] = {}
    """Dates in an order other than year first."""
    by_lacking_order: Mapping[str, int] = {}
    """The rejected rows with a date that one of some orders would read."""
    passed_over: Mapping[str, int] = {}
    """Blank rows, rows of totals and rows of further headings."""
    left_out: Mapping[str, int] = {}
    """The rows that the caller did not select, by exit code."""
    by_placeholder: Mapping[str, int] = {}
    """The cells of each column with a placeholder for a party or a use."""
    by_unknown_amount: Mapping[str, int] = {}
    """The cells of each column with no known amount of goods."""
    by_unknown_unit: Mapping[str, int] = {}
    """The quantities in each of the first unknown units."""
    by_goods_beside: Mapping[str, int] = {}
    """The rows whose goods are read with the name of a listed substance, by the unused column of that name."""
    by_perhaps_destination: Mapping[str, int] = {}
    """Rows without a column of destinations, by the unused column that may state it."""
    by_perhaps_day: Mapping[str, int] = {}
    """Rows without a column of days, by the unused column that may state it."""
    by_assumed_day: Mapping[str, int] = {}
    """Rows without a column of days, by the day of the run."""
    by_announced: Mapping[str, int] = {}
    """Rows that depend on an extension, by its announced last day."""
    empty_destinations: Mapping[str, Sequence[int]] = {}
    """The first rows of one file whose cell of the destination is empty, by its column."""
    unread_columns: Mapping[str, str] = {}
    """The unused columns of one file, with the fact that each may state, or an empty text."""

    @classmethod
    def none(cls) -> Self:
        """Return the counts of no rows."""
        return cls(0, 0, 0, {}, {}, {}, {}, {}, {}, {})

    @classmethod
    def total(cls, parts: Iterable[Self]) -> Self:
        """Return the counts of several runs together; the numbers of rows are those of one file."""
        first, *others = [*parts] or [cls.none()]
        if not others:
            return first
        all_parts = (first, *others)
        sums: dict[str, Any] = {name: sum(getattr(part, name) for part in all_parts) for name in _NUMBERS}
        for name in cls._fields:
            if name not in (*_NUMBERS, *_OF_ONE_FILE):
                sums[name] = _sum(getattr(part, name) for part in all_parts)
        return cls(**sums)

    @property
    def lacking_orders(self) -> tuple[Order, ...]:
        """The orders of dates of which the caller can state one, so that more rows can be read."""
        keys = (split_cell(key) for key in self.by_lacking_order)
        stated = {order for orders in keys for order in orders}
        return tuple(order for order in get_args(Order) if order in stated)

    @property
    def rows_screened(self) -> int:
        """The number of answered rows."""
        return self.rows_of_goods - self.rejected

    @property
    def rows_of_goods(self) -> int:
        """The number of rows that are not passed over."""
        return self.rows - self.number_passed_over

    @property
    def decisions(self) -> dict[Decision, int]:
        """The number of rows of each decision, the strictest first."""
        return {word: self.by_decision[word] for word in reversed(DECISIONS) if word in self.by_decision}

    def steps_of(self, decision: Decision) -> list[tuple[tuple[str, ...], int]]:
        """Return the steps with which rows of a decision begin, and the number of these rows, the most frequent first.

        Rows with the same first step are together; the steps that follow it are those that all of them have.
        """
        of_decision = [(key.steps, rows) for key, rows in self.by_step.items() if key.decision == decision and rows]
        groups = by_key(((steps[:1], (steps, rows)) for steps, rows in of_decision), list).values()
        common = [
            (_common_beginning([steps for steps, _ in group]), sum(rows for _, rows in group)) for group in groups
        ]
        return sorted(common, key=lambda item: -item[1])

    @property
    def rows_to_compare(self) -> int:
        """The number of undecided rows that no stated fact settles: their goods may be on a list that was not read."""
        return self.by_step.get(DecidedSteps("undecided", (UNREAD_STEP,)), 0)

    @property
    def number_passed_over(self) -> int:
        """The number of rows that are passed over."""
        return sum(self.passed_over.values())

    def to_plain(self) -> dict[str, Any]:
        """Return the counts as plain values for JSON, whose keys are texts."""
        by_step = [[key.decision, join_cell(key.steps), rows] for key, rows in self.by_step.items()]
        return {**self._asdict(), "by_step": by_step}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return the counts of plain values."""
        by_step = {DecidedSteps(decision, tuple(split_cell(steps))): rows for decision, steps, rows in plain["by_step"]}
        return cls(**{**plain, "by_step": by_step})


class Tally:
    """Counts answers batch by batch, starting from the counts of an interrupted run."""

    def __init__(
        self,
        screener: Screener,
        law: Register,
        before: Counts,
        unstated: Unstated,
    ) -> None:
        """Take the screener, to whose answers and entries the numbers of rows refer, and what no column of the file states."""
        self._screener, self._before, self._unstated = screener, before, unstated
        self._empty = {column: [*rows] for column, rows in before.empty_destinations.items()}
        self._law, self._first_steps = law, FirstSteps(law)
        self._steps = Interner[DecidedSteps]()
        self._places_of_pairs: dict[int, int] = {}
        self._rows_of_steps: list[int] = []
        self._answered: Counter[int] = Counter()
        self._written: Counter[int] = Counter()
        self._left_out: Counter[int] = Counter()
        self._uncounted: list[tuple[pa.Array, pa.Array, pa.Array]] = []
        self._known: Counter[int] = Counter()
        self._compared = Counter(before.by_comparison)
        self._orders = Counter(before.by_date_order)
        self._lacking_orders = Counter(before.by_lacking_order)
        self._placeholders = Counter(before.by_placeholder)
        self._without_amount = Counter(before.by_unknown_amount)
        self._unknown_units = Counter(before.by_unknown_unit)
        self._goods_beside = Counter(before.by_goods_beside)
        self._passed_over: Counter[str] = Counter()
        self._heads = Interner[_Heads]()
        self._heads_of_answers: list[int] = []
        self._rejected = 0

    def compare(self, counts: Mapping[str, int], known: pa.Array | None = None) -> None:
        """Count the results of a comparison; `known` answers do not fail the gate."""
        self._compared.update(counts)
        if known is not None:
            self._known.update(_count([known]))

    def add(
        self,
        screened: ScreenedBatch,
        written: pa.Array,
        left_out: pa.Array,
        rejected: int,
        passed_over: Iterable[PassedOver] = (),
    ) -> None:
        """Count the answers of some rows, of those written and left out, and rows that could not be read or were passed over."""
        self._orders.update(screened.orders)
        self._lacking_orders.update({join_cell(key): rows for key, rows in screened.lacking_orders.items()})
        self._placeholders.update(screened.placeholders)
        self._without_amount.update(screened.without_amount)
        self._goods_beside.update(screened.goods_beside)
        for unit, cells in screened.unknown_units.items():
            # A file may have a new one in each row, and a sentence names a few of them.
            named = unit in self._unknown_units or len(self._unknown_units) < MAX_UNITS
            self._unknown_units[unit if named else ""] += cells
        self._passed_over.update(passed_over)
        self._rejected += rejected
        entries = pc.multiply(screened.entries.cast(pa.int64()), _WIDTH)
        self._uncounted.append((pc.add(entries, screened.numbers.cast(pa.int64())), written, left_out))
        if len(self._uncounted) == _BATCHES:
            self._count_rows()

    @property
    def knows_empty_destinations(self) -> bool:
        """Whether enough rows with an empty destination are known: sentences name no more."""
        return any(len(rows) == MAX_EMPTY for rows in self._empty.values())

    def add_empty_destinations(self, column: str, rows: Iterable[int]) -> None:
        """Keep the first rows whose cell of the destination, in a column, is empty."""
        known = self._empty.setdefault(column, [])
        known.extend(islice(rows, MAX_EMPTY - len(known)))

    def _count_rows(self) -> None:
        """Count the rows of the batches that are not counted yet."""
        if not self._uncounted:
            return
        pairs, written, left_out = map(_count, zip(*self._uncounted, strict=True))
        self._uncounted.clear()
        for pair in pairs.keys() - self._places_of_pairs.keys():
            self._places_of_pairs[pair] = self._place_of_steps(pair)
        for pair, rows in pairs.items():
            self._rows_of_steps[self._places_of_pairs[pair]] += rows
            self._answered[pair % _WIDTH] += rows
        self._written.update(written)
        self._left_out.update(left_out)
        for answer in self._screener.answers[len(self._heads_of_answers) :]:
            self._heads_of_answers.append(self._heads.number(_heads_of(answer, self._law.home.id)))

    def counts(self) -> Counts:
        """Return all counts so far."""
        self._count_rows()
        before = self._before
        answered = self._by_heads(self._answered)
        written = self._by_heads(self._written - self._known) if self._known else self._by_heads(self._written)
        warnings = [(heads.warning, rows) for heads, rows in answered]
        whole = self._answered.total()
        if answered:
            warnings += [((code,), whole) for code in _missing_columns(self._unstated)]
        return Counts(
            rows=before.rows + whole + self._rejected + self._passed_over.total(),
            rejected=before.rejected + self._rejected,
            written=before.written + self._written.total(),
            by_decision=_totals(before.by_decision, ((heads.decision, rows) for heads, rows in answered)),
            by_provision=_totals(before.by_provision, ((heads.provision, rows) for heads, rows in answered)),
            by_change=_totals(before.by_change, ((heads.change, rows) for heads, rows in answered)),
            by_exit_code=_totals(before.by_exit_code, ((heads.exit_code, rows) for heads, rows in written)),
            by_warning=_totals(before.by_warning, warnings),
            by_answer=_totals(before.by_answer, ((heads.answer, rows) for heads, rows in answered)),
            by_comparison=dict(sorted(self._compared.items())),
            by_place=_totals(before.by_place, ((heads.place, rows) for heads, rows in answered)),
            by_step=_totals(
                before.by_step,
                (((key,), rows) for key, rows in zip(self._steps.values, self._rows_of_steps, strict=True)),
            ),
            by_date_order=dict(sorted(self._orders.items())),
            by_lacking_order=dict(sorted(self._lacking_orders.items())),
            passed_over=dict(sorted((Counter(before.passed_over) + self._passed_over).items())),
            left_out=_totals(
                before.left_out, ((heads.exit_code, rows) for heads, rows in self._by_heads(self._left_out))
            ),
            by_perhaps_destination=_totals(
                before.by_perhaps_destination, [(self._unstated.perhaps_destination, whole)]
            ),
            by_perhaps_day=_totals(before.by_perhaps_day, [(self._unstated.perhaps_day, whole)]),
            by_assumed_day=_totals(before.by_assumed_day, [(_assumed_days(self._unstated), whole)]),
            by_announced=_totals(before.by_announced, ((heads.announced, rows) for heads, rows in answered)),
            empty_destinations=self._empty,
            by_placeholder=dict(sorted(self._placeholders.items())),
            by_unknown_amount=dict(sorted(self._without_amount.items())),
            by_unknown_unit=dict(sorted(self._unknown_units.items())),
            by_goods_beside=dict(sorted(self._goods_beside.items())),
            unread_columns=self._unstated.columns,
        )

    def _place_of_steps(self, pair: int) -> int:
        """Return the place of the first steps of the rows with a pair of entries and an answer."""
        entries, number = divmod(pair, _WIDTH)
        answer = self._screener.answers[number]
        general = general_steps(self._law, answer)
        if is_licensed(answer.decision, answer.permits):
            cautions = (step for step in general if step in CAUTIONS)
            return self._place_in_counts(DecidedSteps(answer.decision, (COVERED_BY_LICENCES, *cautions)))
        first: Iterable[Requirement] = ()
        if has_first_steps(answer, general):
            first = self._first_steps.of(
                answer, self._screener.entries[entries], answer.unconfirmed, settled=answer.settled
            )
        due, waiting = by_extension(self._law, answer, first, answer.unconfirmed)
        steps = [*general, *(item.id for item in due)]
        if waiting:
            steps += [UNLESS_EXTENDED_STEP, *(item.id for item in waiting)]
        return self._place_in_counts(DecidedSteps(answer.decision, tuple(steps)))

    def _place_in_counts(self, steps: DecidedSteps) -> int:
        """Return the place of some first steps in the counts of rows; new ones have no rows yet."""
        place = self._steps.number(steps)
        if place == len(self._rows_of_steps):
            self._rows_of_steps.append(0)
        return place

    def _by_heads(self, counts: Counter[int]) -> list[tuple[_Heads, int]]:
        """Return the number of rows for each combination of headings: thousands of answers have a few hundred of them."""
        totals = [0] * len(self._heads)
        for number, rows in counts.items():
            totals[self._heads_of_answers[number]] += rows
        return [(heads, rows) for heads, rows in zip(self._heads.values, totals, strict=True) if rows]


class _Heads(NamedTuple):
    """The headings of each kind under which an answer counts."""

    decision: tuple[str, ...]
    provision: tuple[str, ...]
    change: tuple[str, ...]
    announced: tuple[str, ...]
    exit_code: tuple[str, ...]
    warning: tuple[str, ...]
    answer: tuple[str, ...]
    place: tuple[str, ...]


def _missing_columns(unstated: Unstated) -> Iterator[str]:
    """Yield the codes under which the rows of a file count that lacks a column."""
    if unstated.destination:
        yield DESTINATION_NOT_STATED
    if unstated.day:
        yield DAY_NOT_STATED


def _assumed_days(unstated: Unstated) -> tuple[str, ...]:
    """Return the day under which the rows of a file count that has no column of days."""
    return (unstated.day.isoformat(),) if unstated.day else ()


def _heads_of(answer: Answer, home: str) -> _Heads:
    """Return the headings under which an answer counts."""
    warnings = (
        (BEFORE_COVERAGE, not answer.covered),
        (NO_DESTINATION, "to" in answer.questions),
        (STALE, answer.stale),
        (ONLY_STALE, answer.only_stale),
        (UNDECIDED_PASSED, answer.passed),
        (UNSETTLED, not answer.settled),
        (NO_EXPORT, answer.to == home and answer.decision == EFFECTS[0]),
    )
    return _Heads(
        decision=(answer.decision,),
        provision=answer.provisions,
        change=(answer.next_change_on.isoformat(),) if answer.next_change_on else (),
        announced=answer.announced_days,
        exit_code=(str(answer.exit_code),),
        warning=(*(code for code, holds in warnings if holds), *answer.notes),
        answer=answer.permit_kinds,
        place=answer.configured,
    )


def _common_beginning(sequences: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the items with which all sequences begin."""
    alike = (items[0] for items in takewhile(lambda items: len({*items}) == 1, zip(*sequences, strict=False)))
    return tuple(alike)


def _sum(counts: Iterable[Mapping[Any, int]]) -> Mapping[Any, int]:
    """Return the sums of counts under each heading, in the order of the headings."""
    total: Counter[Any] = Counter()
    for part in counts:
        total.update(part)
    return dict(sorted(total.items()))


def _totals(before: Mapping[Head, int], counts: Iterable[tuple[tuple[Head, ...], int]]) -> Mapping[Head, int]:
    """Return the counts of an interrupted run with those of rows that count under several headings, in the order of the headings."""
    total = Counter(before)
    for heads, rows in counts:
        for head in heads:
            total[head] += rows
    return dict(sorted(total.items()))


def _count(numbers: Sequence[pa.Array]) -> Mapping[int, int]:
    """Return how often each number occurs."""
    counts = pc.value_counts(pa.chunked_array(numbers))
    return dict(zip(counts.field(0).to_pylist(), counts.field(1).to_pylist(), strict=True))
