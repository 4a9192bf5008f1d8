"""Screen tables that do not fit into memory: batches are answered as the reader takes them."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.dataset as ds

from exportctl.batch.answers import REJECTED, columns_before_answers, columns_of_company, widen
from exportctl.batch.arrow_types import without_views
from exportctl.batch.binding import bind
from exportctl.batch.goods_reader import goods_processes
from exportctl.batch.table import TableScreener
from exportctl.batch.totals import kinds_in_words
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.batch.binding import ScreenOptions
    from exportctl.batch.table import TableObserver
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled


_ROWS: Final = 1 << 15
"""The number of rows in a batch. The caches are large enough for one batch."""


def reader_of(source: object) -> pa.RecordBatchReader | None:
    """Return a reader of the batches of an Arrow Dataset or Scanner, or of a Polars LazyFrame; None for any other object.

    A Dataset is read without Arrow's threads, which would read gigabytes ahead of the answers. A Scanner keeps its
    owner's settings.
    """
    if isinstance(source, ds.Dataset):
        return source.scanner(batch_size=_ROWS, use_threads=False, batch_readahead=1, fragment_readahead=1).to_reader()
    if isinstance(source, ds.Scanner):
        return source.to_reader()
    if hasattr(source, "collect_batches") and hasattr(source, "collect_schema"):
        return _polars(source)
    return None


def screen_stream(
    store: Store | Compiled,
    source: pa.RecordBatchReader,
    options: ScreenOptions,
    *,
    alone: bool = False,
    observer: TableObserver | None = None,
) -> pa.RecordBatchReader:
    """Return the batches of a reader with the answers of their rows; each is answered when it is read.

    If many goods are new, several processes read them, unless `alone` is set. Texts of answers are plain, because the
    batches of a written stream cannot all share their values. The `observer` is notified of the columns that are read and those that
    are not, and after the last batch of the rows that are passed over.
    """
    places = columns_before_answers(source.schema.names)
    rows_schema = without_views(pa.schema([source.schema.field(place) for place in places], source.schema.metadata))
    binding = bind(rows_schema.names, options, store.law)
    processes = None if alone else goods_processes(store, binding)
    if observer:
        observer.note(binding.description(rows_schema.names))
    screener = TableScreener(store, binding, processes, observer)
    schema = _plain(widen(rows_schema, *columns_of_company(options.company), REJECTED), after=len(rows_schema))

    def batches() -> Iterator[pa.RecordBatch]:
        with processes or nullcontext():
            for whole in source:
                rows = pa.Table.from_batches([whole]).select(places).cast(rows_schema)
                for batch in rows.to_batches():
                    yield screener.screen(batch).cast(schema)
        if observer and screener.passed_over:
            observer.note(Sentence("rows passed over: {kinds}", kinds=kinds_in_words(screener.passed_over)))

    return pa.RecordBatchReader.from_batches(schema, batches())


def _plain(schema: pa.Schema, after: int) -> pa.Schema:
    """Return a schema whose later columns do not share their values."""
    fields = [
        field.with_type(field.type.value_type) if number >= after and pa.types.is_dictionary(field.type) else field
        for number, field in enumerate(schema)
    ]
    return pa.schema(fields, schema.metadata)


def _polars(frame: Any) -> pa.RecordBatchReader:  # noqa: ANN401 - a class of a library that is not imported
    """Return a reader that runs the query of a LazyFrame, with its batches in order."""
    schema = frame.collect_schema().to_frame().to_arrow().schema

    def batches() -> Iterator[pa.RecordBatch]:
        for part in frame.collect_batches(maintain_order=True, lazy=True):
            yield from part.to_arrow().cast(schema).to_batches()

    return pa.RecordBatchReader.from_batches(schema, batches())
