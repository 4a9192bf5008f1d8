"""Screen a table in memory batch by batch; an unreadable row keeps its place, with the reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import pyarrow as pa

from exportctl.batch.answers import REJECTED, Gatherer, columns_before_answers, columns_of_company, widen
from exportctl.batch.arrow_types import without_views
from exportctl.batch.binding import bind
from exportctl.batch.goods_reader import goods_processes
from exportctl.batch.screener import Screener
from exportctl.sentences import Column, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from exportctl.batch.binding import ColumnBinding, ScreenOptions
    from exportctl.batch.goods_reader import GoodsProcesses
    from exportctl.batch.screened_batch import Reject
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled

_ROWS: Final = 1 << 20


class TableObserver(NamedTuple):
    """Takes the notes about a table, and translates the reasons of its rejected rows."""

    note: Callable[[str], None]
    translate: Callable[[str], str]


def screen_table(store: Store | Compiled, table: object, options: ScreenOptions) -> pa.Table:
    """Return any object with an Arrow stream as a table, with the answers of its rows."""
    rows = pa.table(table)
    rows = rows.select(columns_before_answers(rows.column_names))
    rows = rows.cast(without_views(rows.schema))
    binding = bind(rows.column_names, options, store.law)
    # The whole column is in memory, so all its rows show the order of its dates.
    for fact, reader in binding.days.items():
        reader.column = rows.column(binding.columns[fact]).iterchunks
    schema = widen(rows.schema, *columns_of_company(options.company), REJECTED)
    with goods_processes(store, binding) as processes:
        batches = map(TableScreener(store, binding, processes).screen, rows.to_batches(_ROWS))
        return pa.Table.from_batches(batches, schema).unify_dictionaries()


class TableScreener:
    """Screens the batches of one table; classes and answers are kept from one batch to the next."""

    def __init__(
        self,
        store: Store | Compiled,
        binding: ColumnBinding,
        processes: GoodsProcesses | None = None,
        observer: TableObserver | None = None,
    ) -> None:
        """Start without classes. With an observer, blank rows and rows of totals have no reason, because they need no correction."""
        self._observer = observer
        self.passed_over: Counter[str] = Counter()
        self._screener = Screener(store, binding, processes)
        self._more = columns_of_company(binding.options.company)
        self._gatherer = Gatherer(self._screener, *self._more)

    def screen(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return a batch with the answers of its rows; all batches have one schema. Raises InputError as the screener does."""
        schema = widen(batch.schema, *self._more, REJECTED)
        screened = self._screener.screen(batch)
        gained = self._gatherer.columns(screened)
        reasons: list[str | None] = [None] * len(batch)
        if screened.rejects:
            for item in screened.rejects:
                if self._observer and item.passed_over:
                    self.passed_over[item.passed_over] += 1
                else:
                    reasons[item.row] = self._reason(item)
            places = _places(len(batch), {item.row for item in screened.rejects})
            gained = {name: column.take(places) for name, column in gained.items()}
        return pa.record_batch([*batch.columns, *gained.values(), pa.array(reasons, pa.string())], schema=schema)

    def _reason(self, item: Reject) -> str:
        """Return the faults of a row, the first after its fact."""
        reason = Sentence("{fact}: {what}", fact=Column(item.fault.column), what=item.reasons())
        return self._observer.translate(reason) if self._observer else reason


def _places(rows: int, rejected: set[int]) -> pa.Array:
    """Return for each row its index among the answered rows, or null."""
    places: list[int | None] = []
    count = 0
    for row in range(rows):
        places.append(None if row in rejected else count)
        count += row not in rejected
    return pa.array(places, pa.int64())
