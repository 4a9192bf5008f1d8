"""Screen record batches: label each row with the classes of its facts and its day, and gather the answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.answer_cache import Answer, Grid
from exportctl.batch.columns import CODES, Encoder
from exportctl.batch.days import DayCell, day_of
from exportctl.batch.dimensions import PARTIES, Dimension, dimensions
from exportctl.batch.quantize import quantize
from exportctl.batch.totals import passed_over
from exportctl.engine.engine import Engine
from exportctl.engine.reduction import listed_parties
from exportctl.errors import InputError
from exportctl.facts.registry import ITEM
from exportctl.gc_pause import gc_paused
from exportctl.sentences import Sentence, side_by_side

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence
    from datetime import date

    from exportctl.batch.binding import ColumnBinding
    from exportctl.batch.columns import EncodedColumn
    from exportctl.batch.goods_reader import Cells, Fault, GoodsProcesses
    from exportctl.batch.totals import PassedOver
    from exportctl.engine.situation import Listed
    from exportctl.facts.transaction import Party
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled

    Dictionaries = Mapping[str, pa.DictionaryArray]

_NONE: Final[Mapping[str, pa.DictionaryArray]] = {}
_MOST_CELLS: Final = 1 << 19
_MOST_ANSWERS: Final = 1 << 24
"""The limit on cached cells, and on answers of situations, at which a screener clears its caches to bound its memory."""


class Reject(NamedTuple):
    """A row, counted from 0 in its batch, that cannot be read, and why; `others` are its further faults.

    A row that is `passed_over` states no goods and needs no correction.
    """

    row: int
    fault: Fault
    others: tuple[Fault, ...] = ()
    passed_over: PassedOver | None = None

    def reasons(self) -> str:
        """Return all faults of the row; the first without its column, because the reject names that column."""
        if not self.others:
            return self.fault.reason
        others = side_by_side(Sentence("{fact}: {what}", fact=other.column, what=other.reason) for other in self.others)
        return Sentence("{reason}; also {others}", reason=self.fault.reason, others=others)


class ScreenedBatch(NamedTuple):
    """A batch without the rows that could not be read, the numbers of each row's lines and answer, and those rejected rows.

    `parties` has the class of each row's parties until the next batch is screened; None if they are the same in all rows.
    `orders` counts the dates that were read in an order other than year first.
    """

    batch: pa.RecordBatch
    lines: pa.Array
    numbers: pa.Array
    rejects: tuple[Reject, ...]
    orders: Mapping[str, int]
    parties: pa.Array | None


class Screener:
    """Screens the batches of one file or table; classes and answers are kept from one batch to the next.

    The numbers of rows are indices of `answers` and of `lines` (the entries that goods match or may match); both only
    grow.
    """

    def __init__(
        self, store: Store | Compiled, binding: ColumnBinding, processes: GoodsProcesses | None = None
    ) -> None:
        """Start without classes; `processes` read many goods at once, if there are any."""
        self._columns, self._today, self._alike = binding.columns, binding.options.day, binding.constant.quantity
        self._readers = binding.days
        engine = Engine(store.law)
        self._coarse = quantize(engine.index)
        self._encoders = {
            fact: Encoder(fact, (lambda: store.headings) if fact in CODES else None, binding.days.get(fact))
            for fact in binding.columns
        }
        self._dimensions = dimensions(engine, store, binding, processes)
        self._days = Dimension(("on",), self._day)
        self._grid = Grid(engine, binding.options, self._dimensions)
        self.lines: list[tuple[str, ...]] = []
        self._line_numbers: dict[tuple[str, ...], int] = {}
        self._first_alike: dict[Hashable, int] = {}
        self._of_goods: tuple[list[int], list[int]] = [], []
        self.designations: list[tuple[Listed, ...]] = []
        self._designation_numbers: dict[tuple[Listed, ...], int] = {}

    @property
    def answers(self) -> Sequence[Answer]:
        """The answers so far."""
        return self._grid.answers

    def dictionaries(self, batch: pa.RecordBatch, shared: Mapping[str, pa.DictionaryArray] = _NONE) -> Dictionaries:
        """Dictionary-encode the columns that state facts; raises InputError if one cannot state its fact.

        Columns that are `shared` are encoded already. It keeps no state, so it can run ahead, while earlier rows are answered.
        """
        return {fact: self._encoders[fact].apart(self._distinct_column(batch, shared, fact)) for fact in self._columns}

    def screen(self, batch: pa.RecordBatch, dictionaries: Dictionaries | None = None) -> ScreenedBatch:
        """Answer the rows of a batch; raises InputError for an invalid fact of all rows, and for columns refused by `dictionaries`."""
        with gc_paused():  # the classes of a batch outlive it
            return self._screen(batch, dictionaries)

    def _screen(self, batch: pa.RecordBatch, dictionaries: Dictionaries | None) -> ScreenedBatch:
        # Between batches: the numbers of rows must stay valid until the answers are gathered.
        self._stay_within_bounds()
        distinct = self.dictionaries(batch) if dictionaries is None else dictionaries
        columns = {
            fact: self._encoders[fact].encode(batch.column(name), distinct[fact])
            for fact, name in self._columns.items()
        }
        labels = [dimension.numbers(columns) for dimension in (*self._dimensions, self._days)]
        rejects = self._rejects(labels, batch)
        if rejects:
            readable = pa.array(sorted(set(range(len(batch))) - {item.row for item in rejects}), pa.int64())
            batch, labels = batch.take(readable), [label if label is None else label.take(readable) for label in labels]
        else:
            readable = None
        goods, *others, days = labels
        parties = labels[PARTIES]
        points = pa.array(self._days.parts, pa.int64())
        points = points[0] if days is None else points.take(days)
        lines, alike = self._lines_and_alike()
        if goods is None:
            rows_lines = pa.repeat(pa.scalar(lines[0], pa.int32()), len(batch))
        else:
            rows_lines, goods = pa.array(lines, pa.int32()).take(goods), pa.array(alike, pa.int32()).take(goods)
        numbers = self._grid.gather([goods, *others], points, len(batch))
        if self._grid.limited:
            numbers = self._take_amounts(numbers, columns.get("quantity"), readable)
        return ScreenedBatch(batch, rows_lines, numbers, rejects, self._orders(columns), parties)

    def designations_of(self, screened: ScreenedBatch) -> pa.Array:
        """Return for each row the number of the designations that its parties hit or may hit; it is an index of `designations`."""
        numbers = [self._designation_number(part["parties"]) for part in self._dimensions[PARTIES].parts]
        if screened.parties is None:
            return pa.repeat(pa.scalar(numbers[0], pa.int32()), len(screened.batch))
        return pa.array(numbers, pa.int32()).take(screened.parties)

    def _designation_number(self, parties: Sequence[Party]) -> int:
        listed = tuple(sorted(listed_parties(parties) or (), key=lambda item: (not item.certain, item.provision)))
        number = self._designation_numbers.setdefault(listed, len(self.designations))
        if number == len(self.designations):
            self.designations.append(listed)
        return number

    def _orders(self, columns: Mapping[str, EncodedColumn]) -> Mapping[str, int]:
        """Return how many dates were read in an order that the column shows or the caller states."""
        counts: Counter[str] = Counter()
        for fact, reader in self._readers.items():
            if reader.has_ordered:
                orders = [value.order if isinstance(value, DayCell) else None for value in columns[fact].values]
                counts.update(filter(None, pa.array(orders, pa.string()).take(columns[fact].numbers).to_pylist()))
        return counts

    def _take_amounts(self, numbers: pa.Array, amounts: EncodedColumn | None, readable: pa.Array | None) -> pa.Array:
        """Return the answers of rows after counting down amounts of licences, row by row."""
        from exportctl.batch.company import amount_of  # noqa: PLC0415 - most runs have no company

        stated = None if amounts is None else amounts.numbers if readable is None else amounts.numbers.take(readable)
        result = numbers.to_pylist()
        for row in pc.indices_nonzero(pc.is_in(numbers, pa.array(self._grid.limited, pa.int32()))).to_pylist():
            text = self._alike if amounts is None or stated is None else amounts.values[stated[row].as_py()]
            result[row] = self._grid.take_amount(result[row], amount_of(text))
        return pa.array(result, pa.int32())

    def _distinct_column(self, batch: pa.RecordBatch, shared: Mapping[str, pa.DictionaryArray], fact: str) -> pa.Array:
        """Return a fact's column, encoded if it is shared, with as few values of shares as the law distinguishes."""
        coarsen, name = self._coarse.get(fact), self._columns[fact]
        if coarsen:
            return coarsen(batch.column(name))
        return shared[name] if name in shared else batch.column(name)

    def _lines_and_alike(self) -> tuple[list[int], list[int]]:
        """Return for each class of goods the number of its entries, and the first class with the same answers, whatever its entries."""
        numbers, alike = self._of_goods
        for lines, answered_by in self._dimensions[0].keys[len(numbers) :]:
            number = self._line_numbers.setdefault(lines, len(self.lines))
            if number == len(self.lines):
                self.lines.append(lines)
            alike.append(self._first_alike.setdefault(answered_by, len(numbers)))
            numbers.append(number)
        return numbers, alike

    def _rejects(self, labels: Sequence[pa.Array | None], batch: pa.RecordBatch) -> tuple[Reject, ...]:
        """Return the rows in which some dimension has a fault, with the first fault of each and the others."""
        by_row: dict[int, list[Fault]] = {}
        for dimension, label in zip((*self._dimensions, self._days), labels, strict=True):
            if label is not None and dimension.faults:
                for row in pc.indices_nonzero(pc.less(label, 0)).to_pylist():
                    by_row.setdefault(row, []).extend(dimension.faults_of(label[row].as_py()))
        distinct = {row: _first_of_columns(faults) for row, faults in sorted(by_row.items())}
        reasons = self._passed_over(batch, [row for row, faults in distinct.items() if faults[0].column == ITEM])
        return tuple(Reject(row, faults[0], faults[1:], reasons.get(row)) for row, faults in distinct.items())

    def _passed_over(self, batch: pa.RecordBatch, rows: Sequence[int]) -> Mapping[int, PassedOver]:
        """Return which rows whose goods cannot be read are blank or of totals."""
        if not rows:
            return {}
        cells = zip(*(column.take(pa.array(rows)).to_pylist() for column in batch.columns), strict=True)
        whole = (dict(zip(batch.schema.names, row, strict=True)) for row in cells)
        reasons = (
            (row, passed_over(cells_of_row, self._columns)) for row, cells_of_row in zip(rows, whole, strict=True)
        )
        return {row: reason for row, reason in reasons if reason}

    def _day(self, cells: Cells) -> tuple[Hashable, int]:
        """Return the point of a row's day."""
        day: date | None = day_of(cells.get("on"), "on") or self._today
        if day is None:
            raise InputError("on", "no date is stated; write it like 2025-12-01, or state one for all rows")
        point = self._grid.point(day)
        return point, point

    def _stay_within_bounds(self) -> None:
        if len(self._grid) > _MOST_ANSWERS or sum(map(len, self._dimensions)) + len(self._days) > _MOST_CELLS:
            for encoder in self._encoders.values():
                encoder.forget()
            for dimension in (*self._dimensions, self._days):
                dimension.forget()
            self._first_alike, self._of_goods = {}, ([], [])
            self._grid.forget()


def _first_of_columns(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return the first fault of each column: without the cell that cannot be read, others follow from it."""
    firsts: dict[str, Fault] = {}
    for fault in faults:
        firsts.setdefault(fault.column, fault)
    return tuple(firsts.values())
