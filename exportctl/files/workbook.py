"""Read a workbook in a process of its own, whose memory and time are limited.

It runs as a script. Its arguments are the name or number of a sheet, the number of rows above the names of columns, and
the limits on memory in bytes and on processor time in seconds; its standard input is the workbook. It writes a line of
JSON, and then the rows as an Arrow stream. So the limits apply to the objects that are really built, for any notation
of a cell, a sheet or a text.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import suppress
from datetime import date, datetime
from itertools import islice
from math import isfinite
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple
from zipfile import ZipFile

if __name__ == "__main__":
    sys.modules |= {"numpy": None, "pandas": None}  # type: ignore[dict-item] # Arrow would load them
    sys.path.append(str(Path(__file__).parents[2]))  # last, so that it shadows no module
import pyarrow as pa
from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

from exportctl.files.headings import is_rows_sheet
from exportctl.files.sheetxml import (
    DAMAGED,
    DiffersError,
    FilledRows,
    counts_from_1904,
    filled_rows,
    has_values,
    size_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata

    Unread = Mapping[int, Mapping[int, str]]

_FAULTS: Final = (*DAMAGED, CalamineError, IndexError)
"""The errors of the libraries for a file that is no workbook, or a damaged one."""
_ROWS: Final = 1 << 17
_EXACT: Final = 1 << 53
_SHOWN: Final = 16
_TOP, _BROADEST, _LONGEST = 100, 1 << 8, 1 << 7
"""The limits of the preview (rows, cells of a row, characters of a cell): enough to recognise the names of columns."""
_SMALL: Final = 1 << 22
"""The limit in bytes of XML up to which the size of another sheet is determined."""
_MAX_ROWS: Final = 1 << 20
_MAX_COLUMNS: Final = 1 << 14
"""No sheet is larger; a cell beyond it would create all cells before it."""


def main() -> None:
    """Read the workbook on standard input, within limits."""
    _, sheet_name, above, memory, seconds = sys.argv
    _limit(int(memory), int(seconds))
    read(io.BytesIO(sys.stdin.buffer.read()), sheet_name, int(above), sys.stdout.buffer)


def read(file: BinaryIO, sheet_name: str, above: int, out: BinaryIO) -> None:
    """Write the rows of a sheet, by default the first visible one, to standard output.

    One row is the header; each column is of one type, or text. The line of JSON has the beginning of the first rows, with which
    the caller checks the header. If the sheet cannot be read, the line names the option that is wrong and the reason.
    """
    try:
        book = load_workbook(file)
        place = _place(book.sheet_names, sheet_name) if sheet_name else _first_visible(book.sheets_metadata)
        sheet = book.get_sheet_by_index(place)
        _require_size(sheet)
        with ZipFile(file) as packed:
            filled = filled_rows(packed, place)
            table = _table(sheet, above, filled.unread)
            table.filled.require_equal(filled)
            from_1904 = counts_from_1904(packed)
            others = [] if sheet_name else list(_others(packed, book, place))
    except _UnreadableError as error:
        _write_line(out, **error.fields)
    except DiffersError as error:
        _write_line(out, fault="differs", row=error.row)
    except _FAULTS as error:
        _write_line(out, fault="file", error=str(error))
    else:
        about = {"from_1904": from_1904, "place": place + 1, "sheets": len(book.sheet_names), "others": others}
        _write_table(table, about, out)


class _UnreadableError(Exception):
    """A workbook without the sheet that is wanted, or with one that is too large, with the fields of the line for the caller."""

    def __init__(self, **fields: object) -> None:
        """Take the fields."""
        super().__init__()
        self.fields = fields


class _Table(NamedTuple):
    """The sheet that is read, from the header in row `top` on: its columns, its number of rows, and its filled cells.

    `unread` are the texts of cells that its reader returns as empty, by row and column. `unnamed` are the columns with values but
    without a name.
    """

    sheet: CalamineSheet
    top: int
    schema: pa.Schema
    length: int
    filled: FilledRows
    unread: Unread
    unnamed: Sequence[int]

    def rows(self) -> Iterator[list[Any]]:
        """Return its rows, of which the first is the header."""
        return islice(_with_unread(self.sheet.iter_rows(), self.unread, _empty_columns(self.sheet)), self.top, None)


def _require_size(sheet: CalamineSheet) -> None:
    """Raise _UnreadableError for a sheet that is too large."""
    last_row, last_column = sheet.end or (0, 0)
    if last_row >= _MAX_ROWS or last_column >= _MAX_COLUMNS:
        raise _UnreadableError(fault="size", rows=last_row + 1, columns=last_column + 1)


def _table(sheet: CalamineSheet, above: int, unread: Unread) -> _Table:
    """Return the columns of a sheet with their types, below some rows; raises DiffersError for an unread cell outside the sheet."""
    last = max(unread, default=0)
    if last > (sheet.end[0] + 1 if sheet.end else 0):
        raise DiffersError(last)
    top, filled = (sheet.start[0] if sheet.start else 0) + above, FilledRows()
    every = _with_unread(_note_rows(sheet.iter_rows(), filled), unread, _empty_columns(sheet))
    names = [_text(name) or "" for name in next(islice(every, top, None), [])]
    kinds, count, empty = _kinds(every, len(names))
    unnamed = [place for place, name in enumerate(names) if not name.strip() and place not in empty]
    return _Table(sheet, top, pa.schema(list(zip(names, kinds, strict=True))), count, filled, unread, unnamed)


def _write_table(table: _Table, about: dict[str, object], out: BinaryIO) -> None:
    """Write the line about a table and its workbook, and its rows."""
    begin = [_preview(row) for row in islice(table.rows(), _TOP)]
    left = _empty_columns(table.sheet)
    merged = [
        (column - left, first - table.top, last - table.top)
        for (first, column), (last, _) in table.sheet.merged_cell_ranges or ()
        if table.top < first < last and left <= column < left + len(table.schema)
    ]
    unnamed = [(_letters(place + left), _merged_heading(table, place)) for place in table.unnamed]
    _write_line(out, rows=table.length, first=table.top + 2, top=begin, merged=sorted(merged), unnamed=unnamed, **about)
    with pa.ipc.new_stream(out, table.schema) as stream:
        for some in _several(islice(table.rows(), 1, None)):
            columns = zip(*some, strict=True)
            arrays = [_array(cells, kind) for cells, kind in zip(columns, table.schema.types, strict=True)]
            stream.write_batch(pa.record_batch(arrays, schema=table.schema))


def _merged_heading(table: _Table, place: int) -> str:
    """Return the heading of other columns whose merged cell reaches over a column without a name; empty if none does."""
    left = _empty_columns(table.sheet)
    for (top, first), (bottom, last) in table.sheet.merged_cell_ranges or ():
        if top <= table.top <= bottom and left <= first < place + left <= last:
            return str(table.schema.names[first - left])[:_LONGEST]
    return ""


def _letters(column: int) -> str:
    """Return the letters of a column: A for 0, AA for 26."""
    letters = ""
    while column >= 0:
        column, place = divmod(column, len(ascii_uppercase))
        letters, column = ascii_uppercase[place] + letters, column - 1
    return letters


def _limit(memory: int, seconds: int) -> None:
    """Limit the memory and time of this process, which Windows cannot do."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - the same

        for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory)):
            _, hard = resource.getrlimit(kind)
            limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (limit, limit))


def _write_line(out: BinaryIO, **fields: object) -> None:
    out.write(json.dumps(fields).encode() + b"\n")


def _place(names: Sequence[str], sheet_name: str) -> int:
    """Return the index of the sheet with a name, or with a number from 1 on; raises _UnreadableError if there is none."""
    if sheet_name in names:
        return names.index(sheet_name)
    if sheet_name.isascii() and sheet_name.isdigit() and 1 <= int(sheet_name[:_SHOWN]) <= len(names):
        return int(sheet_name) - 1
    raise _UnreadableError(fault="sheet", wanted=sheet_name, known=names[:_SHOWN])


def _first_visible(sheets: Sequence[SheetMetadata]) -> int:
    """Return the default sheet: the first visible one, or the rows after a summary of the program."""
    visible = [place for place, sheet in enumerate(sheets) if _is_visible(sheet)]
    if is_rows_sheet([sheets[place].name for place in visible]):
        return visible[1]
    return visible[0] if visible else 0


def _is_visible(sheet: SheetMetadata) -> bool:
    return sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet


def _others(
    packed: ZipFile, book: CalamineWorkbook, place: int
) -> Iterator[tuple[str, bool, int | None, list[list[str]]]]:
    """Yield the other sheets with filled cells: their names, whether they are hidden, the number of filled rows, and the first ones.

    The rows of a large sheet are neither counted nor shown.
    """
    for other, sheet in enumerate(book.sheets_metadata):
        if other != place and sheet.typ == SheetTypeEnum.WorkSheet and has_values(packed, other):
            cells = book.get_sheet_by_index(other).iter_rows() if size_of(packed, other) < _SMALL else None
            filled = (row for row in cells or () if any(cell != "" for cell in row))
            top = [_preview(row) for row in islice(filled, _TOP)]
            rows = len(top) + sum(1 for _ in filled) if cells else None
            yield sheet.name, not _is_visible(sheet), rows, top


def _preview(row: Sequence[Any]) -> list[str]:
    """Return the beginning of a row with the beginnings of its cells."""
    return [(_text(cell) or "")[:_LONGEST] for cell in row[:_BROADEST]]


def _note_rows(rows: Iterable[list[Any]], read_rows: FilledRows) -> Iterator[list[Any]]:
    """Yield rows, and record each filled one."""
    note_row, note_cells = read_rows.rows.append, read_rows.cells.append
    for number, row in enumerate(rows, 1):
        if cells := len(row) - row.count(""):
            note_row(number)
            note_cells(cells)
        yield row


def _empty_columns(sheet: CalamineSheet) -> int:
    """Return the number of empty columns before the first filled one, which rows lack."""
    return sheet.start[1] if sheet.start else 0


def _with_unread(rows: Iterator[list[Any]], unread: Unread, left: int) -> Iterator[list[Any]]:
    """Return rows in which cells with an error, or a formula without a stored value, have their text instead of nothing."""
    return _put_unread(rows, unread, left) if unread else rows


def _put_unread(rows: Iterator[list[Any]], unread: Unread, left: int) -> Iterator[list[Any]]:
    for number, row in enumerate(rows, 1):
        for column, text in unread.get(number, {}).items():
            if not left <= column < left + len(row) or row[column - left] != "":
                raise DiffersError(number)
            row[column - left] = text
        yield row


def _several(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while some := list(islice(rows, _ROWS)):
        yield some


def _kinds(rows: Iterator[list[Any]], width: int) -> tuple[list[pa.DataType], int, set[int]]:
    """Return the type of each column, the number of rows, and the columns without values."""
    kinds_of: list[set[type]] = [set() for _ in range(width)]
    whole, count = [True] * width, 0
    for some in _several(rows):
        count += len(some)
        for place, cells in enumerate(zip(*some, strict=True)):
            kinds = set(map(type, cells))
            kinds_of[place] |= {type(cell) for cell in cells if cell != ""} if str in kinds else kinds
            whole[place] = whole[place] and kinds_of[place] <= {int, float} and all(map(_is_whole, cells))
    empty = {place for place, types in enumerate(kinds_of) if not types}
    return [_kind(types, whole=whole[place]) for place, types in enumerate(kinds_of)], count, empty


def _is_whole(cell: Any) -> bool:  # noqa: ANN401 - any cell of a sheet
    return cell == "" or (isfinite(cell) and cell == int(cell) and abs(cell) < _EXACT)


def _kind(types: set[type], *, whole: bool) -> pa.DataType:
    """Return numbers, truth values, days or times if all cells are such, else texts."""
    if types and types <= {int, float}:
        return pa.int64() if whole else pa.float64()
    if types == {date}:
        return pa.date32()
    if types and types <= {datetime, date}:
        return pa.timestamp("s")
    return pa.bool_() if types == {bool} else pa.string()


def _array(cells: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_string(kind):
        return pa.array([cell or None if type(cell) is str else _text(cell) for cell in cells], kind)
    values = [None if cell == "" else cell for cell in cells]
    if pa.types.is_timestamp(kind):
        return pa.array([_moment(value) for value in values], kind)
    if pa.types.is_integer(kind):
        return pa.array([None if value is None else int(value) for value in values], kind)
    return pa.array(values, kind)


def _moment(value: date | None) -> datetime | None:
    return value if value is None or isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001


def _text(cell: object) -> str | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and isfinite(cell) and cell == int(cell) and abs(cell) < _EXACT:
        return str(int(cell))
    return str(cell)


if __name__ == "__main__":
    main()
