"""A table in memory is screened batch by batch; a row that cannot be read keeps its place and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyarrow as pa

from exportctl.batch.answers import Gatherer, widened
from exportctl.batch.asking import asked
from exportctl.batch.screener import Screener

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.batch.asking import Asked, Wishes
    from exportctl.store.compiled import Compiled, Store

REJECTED: Final = "rejected"
"""The column that says why a row could not be read; it is empty for every other row, as the answers are for this one."""
_ROWS: Final = 1 << 20


def screened(store: Store | Compiled, table: object, wishes: Wishes) -> pa.Table:
    """Return anything that gives an Arrow stream as a table, with the answers of its rows."""
    given = pa.table(table)
    found = screen_batches(store, asked(given.column_names, wishes), given.to_batches(_ROWS))
    return pa.Table.from_batches(found, widened(given.schema, REJECTED)).unify_dictionaries()


def screen_batches(
    store: Store | Compiled, asked: Asked, batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Yield batches with the answers of their rows; all batches have one schema."""
    screener = Screener(store, asked)
    gatherer = Gatherer(screener)
    for batch in batches:
        schema = widened(batch.schema, REJECTED)
        screened = screener.screen(batch)
        gained = gatherer.columns(screened)
        reasons: list[str | None] = [None] * len(batch)
        if screened.rejects:
            for row, fault in screened.rejects:
                reasons[row] = f"{fault.column}: {fault.reason}"
            places = _places(len(batch), {row for row, _ in screened.rejects})
            gained = {name: column.take(places) for name, column in gained.items()}
        yield pa.record_batch([*batch.columns, *gained.values(), pa.array(reasons, pa.string())], schema=schema)


def _places(rows: int, rejected: set[int]) -> pa.Array:
    """Return for each row its place among those that were answered, or null."""
    places: list[int | None] = []
    answered = 0
    for row in range(rows):
        places.append(None if row in rejected else answered)
        answered += row not in rejected
    return pa.array(places, pa.int64())
