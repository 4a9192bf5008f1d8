"""Screen record batches: label each row with the classes of its facts and its day, and gather the answers."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.answer_cache import Answer, Grid
from exportctl.batch.columns import Encoder, column_of
from exportctl.batch.days import DayCell, day_of
from exportctl.batch.dimensions import Dimension, Labels, dimensions
from exportctl.batch.goods_beside import GoodsBeside
from exportctl.batch.headers import QUANTITY, meaning_of
from exportctl.batch.heading_rows import is_heading, names_columns
from exportctl.batch.interner import Interner
from exportctl.batch.quantize import quantize
from exportctl.batch.row_details import RowDetails
from exportctl.batch.screened_batch import Reject, ScreenedBatch
from exportctl.batch.stated_cells import NO_AMOUNT, UNKNOWN_UNIT, USES, fact_of, has_placeholder, without_mark
from exportctl.batch.totals import passed_over
from exportctl.batch.unread_parties import UnreadParties
from exportctl.batch.unread_texts import unread_texts
from exportctl.engine.engine import Engine
from exportctl.errors import InputError
from exportctl.facts.formula_cells import missing_value
from exportctl.facts.placeholders import names_nobody
from exportctl.facts.registry import ITEM, PARTY
from exportctl.gc_pause import gc_paused
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from exportctl.batch.binding import ColumnBinding
    from exportctl.batch.columns import EncodedColumn
    from exportctl.batch.days import Order
    from exportctl.batch.goods_reader import Cells, GoodsProcesses
    from exportctl.batch.text_reader import Fault
    from exportctl.batch.totals import PassedOver
    from exportctl.batch.unread_texts import UnreadTexts
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled

    Dictionaries = Mapping[str, pa.DictionaryArray]

_OTHER_TABLE: Final = Sentence(
    "the row names columns, like the header of another table; move that table to a file or a sheet of its own"
)
_NONE: Final[Mapping[str, pa.DictionaryArray]] = {}
_MAX_CELLS: Final = 1 << 19
_MAX_ANSWERS: Final = 1 << 24
"""The limit on cached cells, and on answers of situations, at which a screener clears its caches to bound its memory."""


_MANY_GOODS: Final = 1 << 9
"""The number of unread goods from which evaluating the first situations of a batch while they are read saves time."""
_FIRST_ROWS: Final = 1 << 10
"""The number of rows in the first part whose situations are evaluated before those of all rows of a batch."""


class Screener:
    """Screens the batches of one file or table; classes and answers are kept from one batch to the next.

    The numbers of rows are indices of `answers` and of `entries`, those that goods match or may match; both only grow.
    """

    def __init__(
        self,
        store: Store | Compiled,
        binding: ColumnBinding,
        processes: GoodsProcesses | None = None,
        *,
        in_words: bool = False,
    ) -> None:
        """Start without classes; `processes` read many goods at once, if there are any. Rows may be put `in_words` for people."""
        self._binding = binding
        self._columns, self._today, self._constant = binding.columns, binding.options.day, binding.constant
        self._readers = binding.days
        engine = Engine(store.law)
        self._coarse = quantize(engine.index)
        self._encoders = {fact: Encoder.of_column(binding, fact, lambda: store.headings) for fact in binding.columns}
        self._dimensions = dimensions(engine, store, binding, processes, in_words=in_words)
        self._days = Dimension(("on",), self._day)
        self._grid = Grid(engine, binding.options, self._dimensions)
        self._entries = Interner[tuple[str, ...]]()
        self._first_alike: dict[Hashable, int] = {}
        self._of_goods: tuple[list[int], list[int]] = [], []
        self.details = RowDetails(self._columns, self._dimensions, self._days, self._grid, engine.law_as_of)
        self._states_nothing: dict[str, list[bool]] = {}
        self._unread_parties, self._goods_beside = UnreadParties(store, binding), GoodsBeside(store.law, binding)

    @property
    def answers(self) -> Sequence[Answer]:
        """The answers so far."""
        return self._grid.answers

    @property
    def entries(self) -> Sequence[tuple[str, ...]]:
        """The entries of goods so far, by the numbers of their rows."""
        return self._entries.values

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
        unread = [*unread_texts(batch, self._binding.may_name_parties | self._binding.may_name_goods)]
        joined = self._goods_beside.join(batch, unread)
        if joined:
            distinct = {**distinct, ITEM: self._encoders[ITEM].apart(joined.items)}
        columns = {
            fact: self._encoders[fact].encode(column_of(self._binding, batch, fact), distinct[fact])
            for fact in self._columns
        }
        combinations = Labels(*(dimension.combinations(columns) for dimension in (*self._dimensions, self._days)))
        if self._dimensions.goods.unread >= _MANY_GOODS:
            self._evaluate_first_rows(combinations, len(batch))
        labels = self._labels(combinations)
        rejects = self._rejects(labels, batch, unread)
        lacking = self._lacking_orders(columns, rejects)
        if rejects:
            readable = pa.array(sorted(set(range(len(batch))) - {item.row for item in rejects}), pa.int64())
            batch, labels = batch.take(readable), labels.take(readable)
            columns = {fact: item._replace(numbers=item.numbers.take(readable)) for fact, item in columns.items()}
        row_entries, numbers = self._entries_and_answers(labels, len(batch))
        if self._grid.limited:
            numbers = self._take_amounts(numbers, columns)
        return ScreenedBatch(
            batch=batch,
            entries=row_entries,
            numbers=numbers,
            rejects=rejects,
            orders=self._orders(columns),
            lacking_orders=lacking,
            placeholders={
                **self._cells_without_value(columns, PARTY, has_placeholder),
                **{
                    name: count
                    for fact in USES
                    for name, count in self._cells_without_value(columns, fact, _is_placeholder).items()
                },
            },
            without_amount=self._cells_without_value(columns, QUANTITY, NO_AMOUNT.__eq__),
            unknown_units=_unknown_units(columns.get(QUANTITY)),
            goods_beside=joined.counts if joined else {},
            labels=labels,
        )

    def _evaluate_first_rows(self, combinations: Labels, rows: int) -> None:
        """Evaluate the situations of the first rows, in growing parts, while other processes still read goods of later rows."""
        start, end = 0, _FIRST_ROWS
        while end < rows:
            part = self._labels(combinations.slice(start, end - start))
            stated = [label for label in part if label is not None]
            is_readable = reduce(pc.and_, [pc.greater_equal(label, 0) for label in stated]) if stated else None
            if is_readable is not None and pc.any(is_readable).as_py():
                part = part.filter(is_readable)
                self._entries_and_answers(part, pc.sum(is_readable).as_py())
            start, end = end, 2 * end

    def _labels(self, combinations: Labels) -> Labels:
        """Return the classes of rows, from the numbers of their combinations of cells."""
        dimensions = (*self._dimensions, self._days)
        return Labels(
            *(
                item if item is None else dimension.classes(item)
                for dimension, item in zip(dimensions, combinations, strict=True)
            )
        )

    def _entries_and_answers(self, labels: Labels, rows: int) -> tuple[pa.Array, pa.Array]:
        """Return the numbers of the entries and of the answer of each row."""
        points = pa.array(self._days.parts, pa.int64())
        points = points[0] if labels.day is None else points.take(labels.day)
        numbers, alike = self._entries_and_alike()
        if labels.goods is None:
            goods, row_entries = None, pa.repeat(pa.scalar(numbers[0], pa.int32()), rows)
        else:
            row_entries = pa.array(numbers, pa.int32()).take(labels.goods)
            goods = pa.array(alike, pa.int32()).take(labels.goods)
        of_answers = labels._replace(goods=goods, parties=self._parties_of_answers(labels.parties))
        return row_entries, self._grid.gather(of_answers.of_situation, points, rows)

    def _parties_of_answers(self, classes: pa.Array | None) -> pa.Array | None:
        """Return the classes of parties that answers distinguish: no answer depends on nearly listed names."""
        if classes is None:
            return None
        firsts: dict[Hashable, int] = {}
        keys = enumerate(self._dimensions.parties.keys)
        return pa.array([firsts.setdefault(answer_key, number) for number, (answer_key, _) in keys], pa.int32()).take(
            classes
        )

    def _orders(self, columns: Mapping[str, EncodedColumn]) -> Mapping[str, int]:
        """Return how many dates were read in an order that the column shows or the caller states."""
        counts: Counter[str] = Counter()
        for fact, reader in self._readers.items():
            if reader.has_ordered:
                orders = [value.order if isinstance(value, DayCell) else None for value in columns[fact].values]
                counts.update(filter(None, pa.array(orders, pa.string()).take(columns[fact].numbers).to_pylist()))
        return counts

    def _lacking_orders(
        self, columns: Mapping[str, EncodedColumn], rejects: Sequence[Reject]
    ) -> Mapping[tuple[Order, ...], int]:
        """Return in how many rejected rows a date lacks its order, by the orders of which one would make it a day."""
        of_days = [
            columns[fact] for fact in self._readers if rejects and any(map(_orders_to_choose, columns[fact].values))
        ]
        counts: Counter[tuple[Order, ...]] = Counter()
        for row in (item.row for item in rejects if of_days and not item.passed_over):
            lacking = [_orders_to_choose(column.values[column.numbers[row].as_py()]) for column in of_days]
            counts.update([*filter(None, lacking)][:1])
        return counts

    def _cells_without_value(
        self, columns: Mapping[str, EncodedColumn], fact: str, states_nothing: Callable[[str], bool]
    ) -> Mapping[str, int]:
        """Return how many cells of each column of a fact state nothing although they are not empty."""
        counts: dict[str, int] = {}
        for key, column in columns.items():
            if fact_of(key) == fact:
                flags = self._states_nothing.setdefault(key, [])
                flags += [cell is not None and states_nothing(cell) for cell in column.values[len(flags) :]]
                if any(flags):
                    counts[self._columns[key]] = pc.sum(pa.array(flags, pa.bool_()).take(column.numbers)).as_py() or 0
        return {name: count for name, count in counts.items() if count}

    def _take_amounts(self, numbers: pa.Array, columns: Mapping[str, EncodedColumn]) -> pa.Array:
        """Return the answers of rows after counting down amounts of licences, row by row."""
        from exportctl.batch.company import amount_of  # noqa: PLC0415 - most runs have no company

        result = numbers.to_pylist()
        for row in pc.indices_nonzero(pc.is_in(numbers, pa.array(self._grid.limited, pa.int32()))).to_pylist():
            amount, item = (self._text(columns, fact, row) for fact in (QUANTITY, ITEM))
            result[row] = self._grid.take_amount(result[row], amount_of(amount), item or "")
        return pa.array(result, pa.int32())

    def _text(self, columns: Mapping[str, EncodedColumn], fact: str, row: int) -> str | None:
        """Return the text of a fact in a row, or the one that is stated for all rows."""
        if fact not in columns:
            return self._constant.item if fact == ITEM else self._constant.quantity
        column = columns[fact]
        text: str | None = column.values[column.numbers[row].as_py()]
        return text and without_mark(text)

    def _distinct_column(self, batch: pa.RecordBatch, shared: Mapping[str, pa.DictionaryArray], fact: str) -> pa.Array:
        """Return a fact's column, encoded if it is shared, with as few values of shares as the law distinguishes."""
        coarsen, name = self._coarse.get(fact), self._columns[fact]
        if coarsen:
            return coarsen(batch.column(name))
        return shared[name] if name in shared else column_of(self._binding, batch, fact)

    def _entries_and_alike(self) -> tuple[list[int], list[int]]:
        """Return for each class of goods the number of its entries, and the first class with the same answers, whatever its entries."""
        numbers, alike = self._of_goods
        for entries, answer_key in self._dimensions.goods.keys[len(numbers) :]:
            alike.append(self._first_alike.setdefault(answer_key, len(numbers)))
            numbers.append(self._entries.number(entries))
        return numbers, alike

    def _rejects(self, labels: Labels, batch: pa.RecordBatch, unread: Sequence[UnreadTexts]) -> tuple[Reject, ...]:
        """Return the rows in which some dimension has a fault, with the first fault of each and the others."""
        by_row: dict[int, list[Fault]] = {}
        for dimension, label in zip((*self._dimensions, self._days), labels, strict=True):
            if label is not None and dimension.faults:
                for row in pc.indices_nonzero(pc.less(label, 0)).to_pylist():
                    by_row.setdefault(row, []).extend(dimension.faults_of(label[row].as_py()))
        with_names = dict(self._unread_parties.faults(unread))
        for row, fault in with_names.items():
            by_row.setdefault(row, []).append(fault)
        distinct = {row: _first_of_columns(faults) for row, faults in sorted(by_row.items())}
        doubtful = [row for row, faults in distinct.items() if row not in with_names and _may_need_none(faults[0])]
        reasons: dict[int, PassedOver] = {}
        for row, cells in zip(doubtful, _rows_of(batch, doubtful), strict=True):
            if reason := passed_over(cells, self._columns):
                reasons[row] = reason
            elif names_columns(cells.values()):
                fault = distinct[row][0]
                distinct[row] = (fault._replace(reason=_OTHER_TABLE),)
        return tuple(Reject(row, faults[0], faults[1:], reasons.get(row)) for row, faults in distinct.items())

    def _day(self, cells: Cells) -> tuple[Hashable, int]:
        """Return the point of a row's day."""
        day: date | None = day_of(cells.get("on"), "on") or self._today
        if day is None:
            raise InputError("on", "no date is stated; write it like 2025-12-01, or state one for all rows")
        point = self._grid.point(day)
        return point, point

    def _stay_within_bounds(self) -> None:
        if len(self._grid) > _MAX_ANSWERS or sum(map(len, self._dimensions)) + len(self._days) > _MAX_CELLS:
            for encoder in self._encoders.values():
                encoder.forget()
            for dimension in (*self._dimensions, self._days):
                dimension.forget()
            self._first_alike, self._of_goods = {}, ([], [])
            self._states_nothing = {}
            self._grid.forget()
            self.details.forget()


def _rows_of(batch: pa.RecordBatch, rows: Sequence[int]) -> Iterator[Mapping[str, Any]]:
    """Yield the cells of some rows by their columns."""
    if rows:
        for cells in zip(*(column.take(pa.array(rows)).to_pylist() for column in batch.columns), strict=True):
            yield dict(zip(batch.schema.names, cells, strict=True))


def _may_need_none(fault: Fault) -> bool:
    """Return whether a row with a fault may need no correction, or may be a header: it lacks goods, or the cell is a heading."""
    return fault.column == ITEM or is_heading(fault.value, fault.column) or meaning_of(fault.value) is not None


def _orders_to_choose(value: object) -> tuple[Order, ...]:
    """Return the orders of which the caller can state one, so that a value becomes a day."""
    return value.lacking if isinstance(value, DayCell) else ()


def _is_placeholder(cell: str) -> bool:
    """Return whether a cell of uses has a placeholder in place of a word."""
    return bool(cell.strip()) and missing_value(cell) is None and names_nobody(cell)


def _unknown_units(column: EncodedColumn | None) -> Mapping[str, int]:
    """Return how many quantities are in each unit that is not known."""
    if column is None or not any(cell is not None and cell.startswith(UNKNOWN_UNIT) for cell in column.values):
        return {}
    cells = pa.array(column.values, pa.string()).take(column.numbers)
    counts = Counter(cells.filter(pc.starts_with(cells, UNKNOWN_UNIT)).to_pylist())
    return {cell.removeprefix(UNKNOWN_UNIT): count for cell, count in counts.items()}


def _first_of_columns(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return the first fault of each column: without the cell that cannot be read, others follow from it."""
    firsts: dict[str, Fault] = {}
    for fault in faults:
        firsts.setdefault(fault.column, fault)
    return tuple(firsts.values())
