"""A sheet of an Excel workbook is a table: its first row names the columns, and each column is of one kind or is text."""

from __future__ import annotations

import re
import zipfile
import zlib
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Final

import pyarrow as pa
from python_calamine import CalamineError, load_workbook

from exportctl.batch.columns import EXACT
from exportctl.errors import InputError
from exportctl.files.rows import BATCH, Source, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

_LARGEST: Final = 1 << 31
_DENSEST: Final = 200
"""How large a workbook may be once unpacked, in bytes, and how many times larger than it is packed."""
_WIDEST: Final = 1 << 20
_SHEET: Final = "xl/worksheets/"
_PLACE: Final = re.compile(rb"""\sr=["']([A-Z]{0,3})([0-9]{1,7})["']""")
_LONGEST: Final = 16
_MOST_CELLS: Final = 1 << 26
"""How many cells a sheet may have, empty ones too: it is held in memory as a rectangle."""


def read_sheet(file: BinaryIO, wanted: str | None = None) -> Source:
    """Open a sheet of a workbook by its name or number, else the first; raises InputError if there is none, or it is too large."""
    _fits(file)
    try:
        book = load_workbook(file)
        place = _place(book.sheet_names, wanted) if wanted else 0
        sheet = book.get_sheet_by_index(place)
        rows = sheet.to_python(skip_empty_area=True)
    except (CalamineError, ValueError, IndexError) as error:
        raise InputError("file", f"cannot be read as a workbook: {error}") from None
    if not rows:
        return Source(pa.schema([]), iter(()), 0)
    names, cells = [_text(name) or "" for name in rows[0]], rows[1:]
    table = pa.table([_column([row[place] for row in cells]) for place in range(len(names))], names=names)
    batches = table.combine_chunks().to_batches(BATCH)
    part = f"sheet {place + 1} of {len(book.sheet_names)}" if len(book.sheet_names) > 1 else ""
    top = sheet.start[0] if sheet.start else 0
    return Source(table.schema, numbered(batches), table.num_rows, first=top + 2, part=part)


def _place(names: Sequence[str], wanted: str) -> int:
    """Return which sheet has a name, or a number from 1 on."""
    if wanted in names:
        return names.index(wanted)
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:_LONGEST]) <= len(names):
        return int(wanted) - 1
    raise InputError("sheet", f"there is no sheet '{wanted}'; there are {', '.join(names[:_LONGEST])}")


def _fits(file: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            _is_honest(parts)
            for part in parts:
                if part.filename.startswith(_SHEET):
                    _is_dense(packed.open(part))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ):  # packed or encrypted in no known way
        raise InputError("file", "is no Excel workbook, or a damaged or encrypted one") from None
    file.seek(0)


def _is_honest(parts: Sequence[zipfile.ZipInfo]) -> None:
    """Raise InputError for what is small only as long as it is packed."""
    size, stored = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if size > _LARGEST or (size > _WIDEST and size > _DENSEST * stored):
        raise InputError("file", f"would unpack to {size} bytes; that is no honest workbook, or one too large to read")


def _is_dense(sheet: IO[bytes]) -> None:
    """Raise InputError for a sheet with few cells far from each other."""
    columns, rows, rest = set[bytes](), 0, b""
    with sheet:
        while chunk := sheet.read(_WIDEST):
            places = _PLACE.findall(rest + chunk)
            columns.update(column for column, _ in places)
            rows = max([rows, *(int(row) for _, row in places)])
            rest = chunk[-_LONGEST:]
    width = max((_number(column) for column in columns), default=0)
    if width * rows > _MOST_CELLS:
        raise InputError("file", f"its sheet has {rows} rows of {width} cells, too many to read; save it as csv")


def _number(column: bytes) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number


def _column(cells: Sequence[Any]) -> pa.Array:
    """Return cells as numbers, truth values, days or times if all are such, else as texts."""
    kinds = {type(cell) for cell in cells if cell != ""}
    values = [None if cell == "" else cell for cell in cells]
    if kinds <= {int, float} and kinds:
        whole = all(value is None or (value == int(value) and abs(value) < EXACT) for value in values)
        return pa.array([None if value is None else int(value) for value in values] if whole else values)
    if kinds == {date}:
        return pa.array(values, pa.date32())
    if kinds and kinds <= {datetime, date}:
        return pa.array([_moment(value) for value in values], pa.timestamp("s"))
    if kinds == {bool}:
        return pa.array(values, pa.bool_())
    return pa.array([_text(value) for value in values], pa.string())


def _moment(value: date | None) -> datetime | None:
    return value if value is None or isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001


def _text(cell: object) -> str | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell == int(cell) and abs(cell) < EXACT:
        return str(int(cell))
    return str(cell)
