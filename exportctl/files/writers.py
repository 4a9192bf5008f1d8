"""Write screened rows in the format of the output: text piece by piece, other formats as a whole."""

from __future__ import annotations

import gzip
import io
from codecs import BOM_UTF8
from functools import partial, reduce
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, assert_never

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from exportctl.batch.arrow_types import holds_texts, is_number
from exportctl.errors import InputError
from exportctl.files.cells import cell_text, cells, json_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from exportctl.files.formats import Format
    from exportctl.files.overview import Overview

    Encode = Callable[[pa.Schema, pa.RecordBatch | None, BinaryIO], None]

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The first characters of cells that a spreadsheet may run as formulas; some programs accept wide characters for them."""
_FIRST: Final = sorted({sign.encode()[0] for sign in _FORMULA_STARTS})
"""The first bytes of these."""
_FORMATTED: Final = 1 << 12
"""The number of rows that are formatted at a time if they share texts; for fewer rows Arrow takes longer."""
_SAMPLE: Final = 1 << 14
_MOSTLY_DISTINCT: Final = 0.7
"""The share of distinct values in the first rows from which a column is smaller and faster to write without a dictionary."""
_NUMBER: Final = r"^[+\-＋－][0-9]+([.,][0-9]+)*([eE][+-]?[0-9]+)?%?$"


class Writer(Protocol):
    """Writes batches of one schema to an open file; slow formats are written in pieces of `piece` rows."""

    piece: int

    def write(self, batch: pa.RecordBatch) -> None:
        """Write the rows of a batch."""

    def close(self) -> None:
        """Write the end of the file."""

    def drop(self) -> None:
        """Discard the output."""


def writer(  # noqa: PLR0913 - the properties of an output file
    file: BinaryIO,
    format_: Format,
    schema: pa.Schema,
    packing: str | None = None,
    *,
    is_begun: bool = False,
    is_marked: bool = False,
    overview: Overview | None = None,
) -> Writer:
    """Return the writer of batches to a file; a file that `is_begun` has its first line already, a workbook may have an `overview`.

    A text that `is_marked` begins with a BOM, without which a spreadsheet misreads Chinese.
    """
    if packing and not is_text(format_):
        raise InputError("output", "{format} is already compressed; remove the last ending of the name", format=format_)
    match format_:
        case "csv" | "tsv" | "jsonl":
            if is_marked and not is_begun:
                file.write(BOM_UTF8)
            return _Text(file, _TEXTS[format_], schema, packing, is_begun=is_begun)
        case "parquet":
            return _Parquet(file, schema)
        case "feather":
            return _Feather(file, schema)
        case "xlsx":
            from exportctl.files.book import Book  # noqa: PLC0415 - seldom needed

            return Book(file, schema, overview)
        case "cyclonedx":
            from exportctl.files.cyclonedx import Bill  # noqa: PLC0415 - the same

            return Bill(file, schema, overview)
        case _:
            assert_never(format_)


def is_text(format_: str) -> bool:
    """Return whether an interrupted file of this format can be continued."""
    return format_ in _TEXTS


def _delimited_rows(schema: pa.Schema, batch: pa.RecordBatch | None, sink: BinaryIO, *, delimiter: str) -> None:
    if batch is None:
        names = [_harmless(pa.array([name]))[0].as_py() for name in schema.names]
        rows = pa.RecordBatch.from_arrays([pa.nulls(0, pa.string())] * len(names), names)
    else:
        rows = pa.RecordBatch.from_arrays([_harmless(_flat(column)) for column in batch.columns], schema.names)
    options = pa.csv.WriteOptions(include_header=batch is None, delimiter=delimiter, batch_size=_FORMATTED)
    pa.csv.write_csv(rows, sink, options)


def _flat(column: pa.Array) -> pa.Array:
    """Return a column as texts if its cells have parts, or are bytes or calendar spans, which no text of rows can represent."""
    type_ = column.type
    if isinstance(type_, pa.BaseExtensionType):
        return _flat(column.storage)
    if pa.types.is_string_view(type_):
        return column.cast(pa.large_string())
    if pa.types.is_nested(type_) or pa.types.is_interval(type_) or _is_bytes(type_):
        return pa.array([None if cell is None else cell_text(cell) for cell in cells(column)], pa.large_string())
    return column


def _is_bytes(type_: pa.DataType) -> bool:
    kinds = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view, pa.types.is_fixed_size_binary)
    return any(kind(type_) for kind in kinds)


def _harmless(column: pa.Array) -> pa.Array:
    """Return a column without texts that a spreadsheet runs as formulas: they get a leading quote, unless they are numbers."""
    if pa.types.is_dictionary(column.type):
        return pa.DictionaryArray.from_arrays(column.indices, _harmless(column.dictionary))
    if not holds_texts(column.type) or not _may_be_formulas(column):
        return column
    runs = reduce(pc.or_, (pc.starts_with(column, sign) for sign in _FORMULA_STARTS))
    runs = pc.and_not(runs, pc.match_substring_regex(column, _NUMBER))
    quote = pa.scalar("'", column.type)
    return pc.if_else(runs, pc.binary_join_element_wise(quote, column, pa.scalar("", column.type)), column)


def _may_be_formulas(column: pa.Array) -> bool:
    """Return whether some text may begin with the sign of a formula, by the first byte of each; an empty text has the byte of the next.

    This is fastest for columns without formulas, as most are.
    """
    _, begins, data = column.buffers()
    if not len(column) or data is None or not data.size:
        return False
    kind = pa.int64() if pa.types.is_large_string(column.type) else pa.int32()
    places = pa.Array.from_buffers(kind, len(column), [None, begins], offset=column.offset)
    places = pc.min_element_wise(places, pa.scalar(data.size - 1, kind))  # an empty text may start after the last byte
    firsts = pa.Array.from_buffers(pa.uint8(), data.size, [None, data]).take(places)
    lowest, highest = pc.min_max(firsts).as_py().values()
    if not any(lowest <= sign <= highest for sign in _FIRST):  # as for digits alone, and for Latin letters alone
        return False
    return not set(firsts.unique().to_pylist()).isdisjoint(_FIRST)


def as_it_was(text: str) -> str:
    """Return a cell without the quote that made it harmless."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA_STARTS) else text


def _json_lines(schema: pa.Schema, batch: pa.RecordBatch | None, sink: BinaryIO) -> None:
    if batch is None:
        twice = next((name for name in schema.names if schema.names.count(name) > 1), None)
        if twice is not None:
            raise InputError(
                "output",
                "two columns are named '{twice}', which JSON does not permit; rename one, or write csv",
                twice=twice,
            )
        return
    rows = (dict(zip(schema.names, row, strict=True)) for row in zip(*map(cells, batch.columns), strict=True))
    sink.write("".join(json_text(row) + "\n" for row in rows).encode())


_TEXTS: Final[dict[str, Encode]] = {
    "csv": partial(_delimited_rows, delimiter=","),
    "tsv": partial(_delimited_rows, delimiter="\t"),
    "jsonl": _json_lines,
}


class _Text:
    """Pieces of text, each compressed separately, so that a file can be cut between any two of them."""

    piece = 0

    def __init__(
        self, file: BinaryIO, encode: Encode, schema: pa.Schema, packing: str | None, *, is_begun: bool
    ) -> None:
        self._file, self._encode, self._schema, self._packing = file, encode, schema, packing
        if not is_begun:
            self._put(None)

    def write(self, batch: pa.RecordBatch) -> None:
        if batch.num_rows:
            self._put(batch)

    def close(self) -> None:
        self._file.flush()

    def drop(self) -> None:
        pass

    def _put(self, batch: pa.RecordBatch | None) -> None:
        if self._packing is None:
            self._encode(self._schema, batch, self._file)
        else:
            piece = io.BytesIO()
            self._encode(self._schema, batch, piece)
            self._file.write(_pack(piece.getvalue(), self._packing))


def _pack(text: bytes, packing: str) -> bytes:
    if not text:
        return b""
    if packing == "gzip":
        return gzip.compress(text, 6, mtime=0)
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, packing) as stream:
        stream.write(text)
    return bytes(sink.getvalue())


class _Parquet:
    """Writes a row group for each batch; columns are dictionary-encoded, except those of mostly distinct numbers or texts."""

    piece = 0

    def __init__(self, file: BinaryIO, schema: pa.Schema) -> None:
        self._file, self._schema = file, schema
        self._writer: pa.parquet.ParquetWriter | None = None

    def write(self, batch: pa.RecordBatch) -> None:
        self._open_writer(batch).write_batch(batch)

    def close(self) -> None:
        self._open_writer().close()

    def drop(self) -> None:
        self.close()  # otherwise it would be retried when the file is closed

    def _open_writer(self, first: pa.RecordBatch | None = None) -> pa.parquet.ParquetWriter:
        """Open the Parquet writer, with dictionaries according to the first batch, unless it is open."""
        if self._writer is None:
            columns = [field.name for field in self._schema if not pa.types.is_dictionary(field.type)]
            self._writer = pa.parquet.ParquetWriter(
                self._file,
                self._schema,
                use_dictionary=_repeating_columns(first) if first else True,
                write_statistics=columns,  # the smallest text is not needed
                write_page_checksum=True,
            )
        return self._writer


def _repeating_columns(batch: pa.RecordBatch) -> list[str] | bool:
    """Return the columns that benefit from a dictionary, or True for all: columns of mostly distinct values do not."""
    if any(pa.types.is_nested(field.type) for field in batch.schema):  # Arrow has other names for their parts
        return True
    columns = dict(zip(batch.schema.names, batch.slice(0, _SAMPLE).columns, strict=True))
    return [name for name, column in columns.items() if not _is_mostly_distinct(column)]


def _is_mostly_distinct(column: pa.Array) -> bool:
    """Return whether a column has mostly distinct numbers or texts; a dictionary-encoded column stays so."""
    if pa.types.is_dictionary(column.type) or not (is_number(column.type) or holds_texts(column.type)):
        return False
    return bool(pc.count_distinct(column).as_py() > _MOSTLY_DISTINCT * len(column))


class _Feather:
    """An Arrow file; its texts are plain, because such a file can have only one dictionary for each column."""

    piece = 0

    def __init__(self, file: BinaryIO, schema: pa.Schema) -> None:
        plain = [type_.value_type if pa.types.is_dictionary(type_) else type_ for type_ in schema.types]
        self._schema = pa.schema([field.with_type(type_) for field, type_ in zip(schema, plain, strict=True)])
        self._writer = pa.ipc.new_file(file, self._schema)

    def write(self, batch: pa.RecordBatch) -> None:
        self._writer.write_batch(batch.cast(self._schema))

    def close(self) -> None:
        self._writer.close()

    def drop(self) -> None:
        self._writer.close()  # otherwise it would be retried when the file is closed
