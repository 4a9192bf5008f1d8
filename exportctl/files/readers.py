"""A file of rows is opened by its format; what goes wrong in it is said in one line."""

from __future__ import annotations

import io
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.parquet

from exportctl.batch.answers import unanswered
from exportctl.batch.columns import without_views
from exportctl.errors import InputError, PlaceError
from exportctl.files.delimited import read_delimited
from exportctl.files.formats import STANDARD, Bytes
from exportctl.files.jsonlines import read_json_lines
from exportctl.files.rows import BATCH, Rows, Source, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READS: Final = ("csv", "tsv", "jsonl", "parquet", "feather", "xlsx", "cyclonedx")


@contextmanager
def open_rows(path: Path, format_: str, encoding: str | None = None, sheet: str | None = None) -> Iterator[Source]:
    """Hold a file (`-` is standard input) of one of the formats open; raises InputError if it cannot be read as such.

    The columns of an earlier screening are left out.
    """
    if sheet and format_ != "xlsx":
        raise InputError("sheet", f"{path} is no workbook, and has no sheets")
    with ExitStack() as opened:
        try:
            source = _unanswered(_opened(path, format_, encoding, sheet, opened))
        except (OSError, pa.ArrowException) as error:
            raise _unreadable(path, error) from None
        try:
            yield source._replace(rows=_readable(path, source.rows))
        except BaseException as error:
            if not isinstance(error, Exception):
                opened.pop_all()  # a pipe that is being read cannot be closed, and whoever stops a run does not wait for it
            raise


def _unanswered(source: Source) -> Source:
    """Return a source without the answers of an earlier screening, if it has them all."""
    kept = unanswered(source.schema.names)
    if len(kept) == len(source.schema):
        return source
    schema = pa.schema([source.schema.field(place) for place in kept], source.schema.metadata)
    return source._replace(schema=schema, rows=(rows._replace(batch=rows.batch.select(kept)) for rows in source.rows))


def _opened(path: Path, format_: str, encoding: str | None, sheet: str | None, opened: ExitStack) -> Source:
    if format_ in ("parquet", "feather", "xlsx"):
        return _whole(path, format_, sheet, opened)
    given = Bytes(path, opened)
    match format_:
        case "csv" | "tsv" if not given.head:
            return Source(pa.schema([]), iter(()), 0)
        case "csv":
            return read_delimited(given.stream, given.head, encoding)
        case "tsv":
            return read_delimited(given.stream, given.head, encoding, "\t")
        case "jsonl":
            return read_json_lines(given.lines())
        case _:
            from exportctl.files.cyclonedx import read_bill  # noqa: PLC0415 - seldom asked for

            return read_bill(given.whole())


def _whole(path: Path, format_: str, sheet: str | None, opened: ExitStack) -> Source:
    """Open a format that is read from its end: standard input is held in memory for it."""
    if format_ == "xlsx":
        from exportctl.files.sheets import read_sheet  # noqa: PLC0415 - seldom asked for

        with io.BytesIO(Bytes(path, opened).stream.read()) as file:
            return read_sheet(file, sheet)
    from_input = str(path) == STANDARD
    given = opened.enter_context(
        pa.BufferReader(Bytes(path, opened).stream.read()) if from_input else pa.OSFile(str(path))
    )
    if format_ == "feather":
        reader = pa.ipc.open_file(given)
        schema = without_views(reader.schema)
        batches = (reader.get_batch(number).cast(schema) for number in range(reader.num_record_batches))
        return Source(schema, numbered(part for batch in batches for part in _sliced(batch)))
    file = pa.parquet.ParquetFile(given, pre_buffer=False)  # what is read ahead is kept until the end
    return Source(file.schema_arrow, numbered(file.iter_batches(BATCH)), file.metadata.num_rows)


def _sliced(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    return (batch.slice(start, BATCH) for start in range(0, batch.num_rows, BATCH))


def _readable(path: Path, rows: Iterator[Rows]) -> Iterator[Rows]:
    try:
        yield from rows
    except (OSError, pa.ArrowException) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> InputError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error).partition("\n")[0]
    return PlaceError(str(path), reason)
