"""Open a file of rows by its format, and report a fault in one line."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final, Literal, assert_never

import pyarrow as pa

from exportctl.batch.answers import COLUMNS, columns_before_answers, missing_column
from exportctl.errors import InputError, PlaceError, reason_of, with_file_name
from exportctl.files.delimited import read_delimited
from exportctl.files.formats import IS_OLD_BOOK, OLD_BOOK, Bytes
from exportctl.files.headings import names_of
from exportctl.files.jsonlines import read_json_lines
from exportctl.files.rows import Rows, Source
from exportctl.files.standard import STANDARD
from exportctl.sentences import Fact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from exportctl.files.formats import Format


_BINARY: Final[Mapping[Literal["xlsx", "parquet", "feather"], bytes]] = {
    "xlsx": b"PK\x03\x04",
    "parquet": b"PAR1",
    "feather": b"ARROW1",
}
"""The first bytes of files that are no text; those of Parquet and Feather are their last bytes, too."""


@contextmanager
def open_rows(  # noqa: PLR0913 - what the caller states about the file
    path: Path,
    format_: Format,
    encoding: str | None = None,
    sheet: str | None = None,
    columns: Collection[str] = (),
    *,
    answers: bool = False,
) -> Iterator[Source]:
    """Open a file (`-` is standard input) of one of the formats for reading; raises InputError if it is not in this format.

    `columns` are names that the header has; they show which row it is. The columns of an earlier screening are left out.
    With `answers` they are required; a file without them raises InputError.
    """
    if sheet and format_ != "xlsx":
        raise InputError("sheet", "{path} is not a workbook and has no sheets; leave the sheet out", path=path)
    with ExitStack() as stack:
        try:
            source = _open(path, format_, encoding, sheet, columns, stack=stack)
            source = _with_own_names(source)
            source = _require_answers(path, source) if answers else _without_answers(source)
        except (OSError, pa.ArrowException, InputError) as error:
            raise _with_file(path, error) from None
        try:
            yield source._replace(rows=_readable(path, source.rows))
        except BaseException as error:
            if not isinstance(error, Exception):
                stack.pop_all()  # a pipe cannot be closed during a read, and a stopped run must not wait for it
            raise


def _with_own_names(source: Source) -> Source:
    """Return a source with the original names of columns, if a sheet has headings in two languages."""
    names = names_of(source.schema.names)
    if names == source.schema.names:
        return source
    schema = pa.schema([field.with_name(name) for field, name in zip(source.schema, names, strict=True)])
    batches = (rows._replace(batch=rows.batch.rename_columns(names), shared={}) for rows in source.rows)
    return source._replace(schema=schema.with_metadata(source.schema.metadata), rows=batches)


def _without_answers(source: Source) -> Source:
    """Return a source without the answers of an earlier screening, if it has them all."""
    places = columns_before_answers(source.schema.names)
    if len(places) == len(source.schema):
        return source
    schema = pa.schema([source.schema.field(place) for place in places], source.schema.metadata)
    rows = (rows._replace(batch=rows.batch.select(places)) for rows in source.rows)
    return source._replace(schema=schema, rows=rows, screened=True)


def _require_answers(path: Path, source: Source) -> Source:
    """Return a source with the answers of an earlier screening; raises PlaceError if one is missing, or occurs twice."""
    names = source.schema.names
    if (name := missing_column(names)) is not None:
        raise PlaceError(str(path), "has no column '{name}'; use a complete file that screen wrote", name=name)
    if twice := next((name for name in COLUMNS if names.count(name) > 1), None):
        raise PlaceError(str(path), "has two columns '{twice}'; rename one of them", twice=twice)
    return source


def _open(  # noqa: PLR0913 - the same
    path: Path, format_: Format, encoding: str | None, sheet: str | None, columns: Collection[str], *, stack: ExitStack
) -> Source:
    match format_:
        case "parquet" | "feather" | "xlsx":
            return _open_from_end(path, format_, sheet, columns, stack)
        case "csv":
            return _open_delimited(_text(path, stack), encoding, None, columns)
        case "tsv":
            return _open_delimited(_text(path, stack), encoding, "\t", columns)
        case "jsonl":
            return read_json_lines(_text(path, stack).lines())
        case "cyclonedx":
            from exportctl.files.cyclonedx import read_bill  # noqa: PLC0415 - seldom needed

            return read_bill(Bytes(path, stack).whole())
        case _:
            assert_never(format_)


def _text(path: Path, stack: ExitStack) -> Bytes:
    """Open a text; raises InputError for a file of another format."""
    file = Bytes(path, stack)
    if file.head.startswith(OLD_BOOK):
        raise InputError("file", IS_OLD_BOOK)
    for format_, first in _BINARY.items():
        if file.head.startswith(first):
            raise InputError(
                "file",
                "is no text, but looks like a file of the format {format}; state {option} {format}",
                format=format_,
                option=Fact("input_format"),
            )
    return file


def _open_delimited(file: Bytes, encoding: str | None, delimiter: str | None, columns: Collection[str]) -> Source:
    """Open a text of delimited rows; an empty file has none."""
    if not file.head:
        return Source(pa.schema([]), iter(()), 0)
    return read_delimited(file.stream, file.head, encoding, delimiter, columns)


def _open_from_end(
    path: Path,
    format_: Literal["parquet", "feather", "xlsx"],
    sheet: str | None,
    columns: Collection[str],
    stack: ExitStack,
) -> Source:
    """Open a format that must be read from its end; standard input is read into memory first."""
    if format_ == "xlsx":
        from exportctl.files.sheets import LARGEST, read_sheet  # noqa: PLC0415 - seldom needed

        book = Bytes(path, stack).stream.read(LARGEST + 1)
        if len(book) > LARGEST:
            raise PlaceError(
                str(path), "is a workbook of more than {largest} GB; save it as csv", largest=LARGEST >> 30
            )
        return read_sheet(book, stack, sheet, columns)
    from exportctl.files.columnar import read_feather, read_parquet  # noqa: PLC0415 - the same

    from_input = str(path) == STANDARD
    file = stack.enter_context(
        pa.BufferReader(Bytes(path, stack).stream.read()) if from_input else pa.OSFile(str(path))
    )
    _require_whole(file, format_)
    return read_feather(file) if format_ == "feather" else read_parquet(file)


def _require_whole(file: pa.NativeFile, format_: Literal["parquet", "feather"]) -> None:
    """Raise InputError for a file that is empty, cut off, or of another format."""
    mark, size = _BINARY[format_], file.size()
    ends = (file.read_at(len(mark), 0), file.read_at(len(mark), max(size - len(mark), 0)))
    if ends != (mark, mark):
        raise InputError(
            "file", "is empty, cut off, or not a {format} file; write it again", format=format_.capitalize()
        )


def _readable(path: Path, rows: Iterator[Rows]) -> Iterator[Rows]:
    try:
        yield from rows
    except (OSError, pa.ArrowException, InputError) as error:
        raise _with_file(path, error) from None


def _with_file(path: Path, error: Exception) -> InputError:
    """Return the error of reading a file, with its name; standard input has none."""
    if isinstance(error, InputError):
        return error if str(path) == STANDARD else with_file_name(error, str(path))
    return PlaceError(str(path), reason_of(error))
