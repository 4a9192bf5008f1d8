"""Read Parquet and Arrow files; each batch is validated first, because Arrow trusts unchecked bytes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from exportctl.batch.arrow_types import holds_texts, without_views
from exportctl.files.headings import CHOICES, DAYS, NUMBERS, SHEET
from exportctl.files.rows import BATCH, Rows, Source
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS: Final = (CHOICES, DAYS, NUMBERS, SHEET)
_MAX_TEXT_BYTES: Final = 1 << 30
"""The limit on the bytes of texts in a column of the rows that are screened at a time."""


@contextmanager
def _names_are_text() -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError:
        raise pa.ArrowInvalid(Sentence("the name of a column is not UTF-8 text")) from None


@_names_are_text()
def read_feather(file: Any) -> Source:  # noqa: ANN401 - an input of Arrow
    """Open an Arrow file. Raises ArrowException if it is not one; reading its rows raises it for a damaged file."""
    reader = pa.ipc.open_file(file)
    schema = _schema(reader.schema)
    whole = (reader.get_batch(number) for number in range(reader.num_record_batches))
    return Source(schema, _sound(whole, schema))


@_names_are_text()
def read_stream(stream: Any) -> Source:  # noqa: ANN401 - an input of Arrow
    """Open an Arrow stream, as `read_feather` opens a file; cells may be empty even if its schema excludes that."""
    reader = pa.ipc.open_stream(stream)
    schema = _schema(reader.schema)
    schema = pa.schema([field.with_nullable(True) for field in schema], schema.metadata)  # noqa: FBT003 - the one argument
    return Source(schema, _sound(iter(reader), schema))


@_names_are_text()
def read_parquet(file: Any) -> Source:  # noqa: ANN401 - an input of Arrow
    """Open a Parquet file. Raises ArrowException if it is not one; reading its rows raises it for a damaged file.

    Pages with a checksum are verified. Texts stay dictionary-encoded: a file of a few kilobytes can repeat one text
    until no memory holds it.
    """
    original = pa.parquet.read_schema(file)
    schema = _schema(original)
    parquet = pa.parquet.ParquetFile(
        file,
        read_dictionary=[field.name for field in original if _is_text(field.type)],
        pre_buffer=False,  # data that is read ahead is kept until the end
        page_checksum_verification=True,
    )
    return Source(schema, _sound(parquet.iter_batches(BATCH), schema), parquet.metadata.num_rows)


def _schema(original: pa.Schema) -> pa.Schema:
    """Return the schema of the rows that are passed on: without views and run-end encoding, and without metadata."""
    for field in original:
        _check_field(field)
    fields = [field.with_type(_plain_type(field.type)).with_metadata(_foreign(field.metadata)) for field in original]
    return without_views(pa.schema(fields, _foreign(original.metadata)))


def _check_field(field: pa.Field) -> None:
    """Raise UnicodeDecodeError for a name with invalid text, and ArrowInvalid for an unknown time zone, at any depth."""
    name, type_ = field.name, field.type
    if pa.types.is_timestamp(type_) and type_.tz:
        try:
            pa.scalar(0, type_).cast(pa.string())
        except pa.ArrowInvalid as error:
            raise pa.ArrowInvalid(f"column '{name}': {error}") from None
    if isinstance(type_, pa.BaseExtensionType) or pa.types.is_dictionary(type_):
        _check_field(pa.field(name, type_.value_type if pa.types.is_dictionary(type_) else type_.storage_type))
    for number in range(type_.num_fields):
        _check_field(type_.field(number))


def _foreign(metadata: dict[bytes, bytes] | None) -> dict[bytes, bytes] | None:
    return {key: value for key, value in metadata.items() if key not in _OURS} if metadata else None


def _plain_type(type_: pa.DataType) -> pa.DataType:
    return type_.value_type if pa.types.is_run_end_encoded(type_) else type_


def _sound(batches: Iterator[pa.RecordBatch], schema: pa.Schema) -> Iterator[Rows]:
    """Yield valid rows in a schema without views. Raises ArrowInvalid for the first invalid cell."""
    row = 1
    while True:
        try:
            batch = next(batches, None)
        except (pa.ArrowException, OSError) as error:
            raise pa.ArrowInvalid(
                Sentence(
                    "the file is damaged, or its text is not UTF-8, in row {row} or after it ({error})",
                    row=str(row),
                    error=error,
                )
            ) from None
        if batch is None:
            return
        _measure(batch, row)
        for start in range(0, batch.num_rows, BATCH):
            original = batch.slice(start, BATCH)
            columns = [_plain_column(*pair) for pair in zip(original.columns, schema, strict=True)]
            for shared, column, field in zip(original.columns, columns, schema, strict=True):
                if column is shared or not _is_sound(shared):  # sound texts stay so when they are no longer shared
                    _check(column, field.name, row + start)
            cells = [column.cast(field.type) for column, field in zip(columns, schema, strict=True)]
            yield Rows(row + start, pa.record_batch(cells, schema=schema), shared=_shared_texts(original))
        row += batch.num_rows


def _shared_texts(batch: pa.RecordBatch) -> dict[str, pa.DictionaryArray]:
    """Return the columns in which the file shares texts, unless the batch has fewer rows than the column has shared texts."""
    columns = zip(batch.schema.names, batch.columns, strict=True)
    return {
        name: column
        for name, column in columns
        if pa.types.is_dictionary(column.type)
        and holds_texts(column.type.value_type)
        and len(column.dictionary) <= len(column)
    }


def _plain_column(column: pa.Array, field: pa.Field) -> pa.Array:
    """Return a column without dictionary or run-end encoding, unless the schema of the rows keeps the dictionary."""
    if pa.types.is_dictionary(column.type) and not pa.types.is_dictionary(field.type):
        return column.dictionary.take(column.indices)
    return pc.run_end_decode(column) if pa.types.is_run_end_encoded(column.type) else column


def _measure(batch: pa.RecordBatch, first: int) -> None:
    """Raise ArrowInvalid if decoding a column with shared texts would take too much memory."""
    batch.validate()  # these cells exist
    for start in range(0, batch.num_rows, BATCH):
        for name, column in zip(batch.schema.names, batch.slice(start, BATCH).columns, strict=True):
            size = _size(column)
            if size > _MAX_TEXT_BYTES:
                message = Sentence(
                    "column '{name}' has {size} bytes of text from row {first} on, which exceeds the limit; "
                    "split the file",
                    name=name,
                    size=size,
                    first=str(first + start),
                )
                raise pa.ArrowInvalid(message)


def _size(column: pa.Array) -> int:
    """Return the number of bytes of text in the cells of a column, if it can exceed that of the column."""
    if pa.types.is_dictionary(column.type):
        lengths = _lengths(column.dictionary)
        return 0 if lengths is None else int(pc.sum(lengths.take(column.indices)).as_py() or 0)
    is_view = pa.types.is_string_view(column.type) or pa.types.is_binary_view(column.type)
    return int(pc.sum(_lengths(column)).as_py() or 0) if is_view else 0


def _lengths(column: pa.Array) -> pa.Array | None:
    """Return the number of bytes of each text in a column; None for a column without texts."""
    if _is_text(column.type):
        return pc.binary_length(column)
    if not (pa.types.is_string_view(column.type) or pa.types.is_binary_view(column.type)):
        return None
    words = pa.Array.from_buffers(pa.int32(), 4 * (column.offset + len(column)), [None, column.buffers()[1]])
    lengths = pc.list_element(pa.FixedSizeListArray.from_arrays(words, 4), 0)  # a view has four words, the length first
    return pc.if_else(column.is_valid(), lengths.slice(column.offset), 0)


def _is_text(type_: pa.DataType) -> bool:
    """Return whether a column holds texts or bytes of variable length, without sharing them."""
    kinds = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)
    return any(kind(type_) for kind in kinds)


def _check(column: pa.Array, name: str, first: int) -> None:
    """Raise ArrowInvalid, with the first such row, if a column has an invalid cell."""
    if _is_sound(column):
        return
    place, more = _first_broken(column), ""
    if pa.types.is_dictionary(column.type) and not _is_sound(column.dictionary):
        place = int(pc.index(column.indices, _first_broken(column.dictionary)).as_py())
    if place < 0:  # a shared value outside these cells
        place, more = 0, Sentence(" or after it")
    raise pa.ArrowInvalid(
        Sentence(
            "row {first}{more}, column '{name}': the file is damaged, or its text is not UTF-8",
            first=str(first + place),
            more=more,
            name=name,
        )
    )


def _first_broken(column: pa.Array) -> int:
    """Return the index of the first invalid cell in its column."""
    sound, broken = 0, len(column)  # bisect: the first `sound` cells are valid, the first `broken` are not
    while broken - sound > 1:
        half = (sound + broken) // 2
        sound, broken = (half, broken) if _is_sound(column.slice(0, half)) else (sound, half)
    return sound


def _is_sound(column: pa.Array) -> bool:
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True
