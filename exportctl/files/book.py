"""Write screened rows as an Excel workbook that can be screened again: a summary, the rows, and the rejected rows."""

from __future__ import annotations

import io
import shutil
import tempfile
import unicodedata
from contextlib import suppress
from datetime import date, datetime
from math import ceil
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple, cast
from weakref import finalize

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from exportctl.batch.answers import DAY, FOR_WORDS, NUMBER, WORDED
from exportctl.errors import InputError
from exportctl.facts.registry import ITEM
from exportctl.files import paper
from exportctl.files.cells import cells
from exportctl.files.headings import CHOICES, DAYS, NUMBERS, REJECTED, ROWS, SHEET, SUMMARY, heading
from exportctl.files.overview import Line, Overview, RowWords
from exportctl.files.sheet_cells import Formats, day_in, number_in, write_value
from exportctl.list_cells import CELL_SEPARATOR, split_cell
from exportctl.sentences import Sentence, with_capital

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import pyarrow as pa


_LONGEST: Final = (1 << 15) - 1
"""The limit of a cell in characters."""
_NARROWEST, _BROADEST = 8, 60
_BROADEST_WORDS: Final = {"exportctl:to_do": 42, "exportctl:reason": 42, "exportctl:next_change": 30}
"""The limits of columns of words, which have several lines in a cell, so that they fit on a page together."""
_ARROW: Final = 4
"""The room for the arrow of a filter."""
_OF_ROW: Final = (NUMBER.name, DAY)
"""The first columns of words, which hold the number and the day of the row."""
_ON_PAPER: Final = (ITEM, "to")
"""The facts whose columns identify a row on paper, if not all columns fit."""
_NUMBERS: Final = 2
"""The column of the summary with numbers."""
_SUMMARY_WIDTHS: Final = (46, 78, 16)
_FONT_SIZE, _ROW_HEIGHT = 11, 15
"""The usual size of letters, and the height of a row of them, in points."""
_BROAD_LETTERS: Final = 1.15
"""The width of bold letters, and of the letters of some fonts, in columns: a row has room to spare rather than too little."""


class _Layout(NamedTuple):
    """The columns of the rows in the sheet.

    `places` maps them to those of the sheet, `choices` to the columns with the proposals for their cells; `days` and `numbers` are
    columns of days and of numbers in texts, and `linked` is that of provisions. The columns of `words` begin before those of codes,
    with the number and the day of the row.
    """

    places: dict[int, int]
    choices: dict[int, int]
    days: frozenset[int]
    numbers: frozenset[int]
    linked: int
    words: int
    width: int


class Book:
    """Rows in a sheet with a frozen first row and filters, after a summary of them, and before the rejected rows.

    The row in the file, the day of the answer, the decision, what to do, the reason and the next change precede the columns of codes,
    in words. No cell is a formula, and texts from rows are never links: only the provisions of an answer link to their acts. Without an
    overview there is only the sheet of rows.
    """

    piece = 1 << 12
    _MAX_ROWS: Final = (1 << 20) - 1
    _WIDEST: Final = 1 << 14
    _LONGEST_CHOICE: Final = 255
    _MAX_LINKS: Final = 65_000
    _MEASURED: Final = 1_000

    def __init__(self, file: BinaryIO, schema: pa.Schema, overview: Overview | None = None) -> None:
        """Start the sheets."""
        if len(schema) + len(WORDED) > self._WIDEST:
            raise InputError(
                "output", "the limit of a sheet is {widest} columns; write csv or parquet", widest=self._WIDEST
            )
        folder = tempfile.mkdtemp()
        self._file, self._packed = file, io.BytesIO()
        self._book = Workbook(
            self._packed,
            # With constant memory, a row is on disk as soon as the next one begins, so each sheet is written top down.
            {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self._book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same bytes each time
        self._translate = overview.translate if overview else str
        self._overview, self._links, self._rows, self._names = overview, 0, 0, schema.names
        self._sheets: list[Any] = []
        self._finalizer = finalize(self, _clear, self._sheets, folder)
        self._formats = Formats(self._book)
        self._layout = _layout(schema, overview)
        self._words = RowWords(overview, schema.names) if overview else None
        self._summary: Any = self._add_sheet(SUMMARY) if overview else None
        self._sheet = self._add_sheet((schema.metadata or {}).get(SHEET, b"").decode() or ROWS)
        self._rejected: Any = self._add_sheet(REJECTED) if overview else None
        self._widths = [0] * self._layout.width
        self._write_header()

    def _write_header(self) -> None:
        """Write the names of the columns."""
        for place, in_sheet in self._layout.places.items():
            self._write_text(in_sheet, self._translate(heading(self._names[place])), self._formats.heading)
        for place, column in enumerate(WORDED if self._words else (), self._layout.words):
            self._write_text(place, self._translate(heading(column)), self._formats.heading)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)

    def _add_sheet(self, name: str) -> Any:  # noqa: ANN401 - the library has no types
        sheet = self._book.add_worksheet(self._translate(name))
        self._sheets.append(sheet)
        paper.set_up(sheet)
        return sheet

    def write(self, batch: pa.RecordBatch) -> None:
        """Write the rows of a batch."""
        if self._rows + batch.num_rows > self._MAX_ROWS:
            raise InputError("output", "the limit of a sheet is {most} rows; write csv or parquet", most=self._MAX_ROWS)
        for row in zip(*map(cells, batch.columns), strict=True):
            self._rows += 1
            for place in self._layout.places:
                self._put(place, row[place])
            for place, source in self._layout.choices.items():
                self._offer(place, row[source])
            if self._words:
                self._write_words(row, self._words)

    def _write_words(self, row: Sequence[Any], words: RowWords) -> None:
        """Write the columns of words; the colour of the decision is its severity."""
        decision, texts = words.of(row)
        for place, text in enumerate(texts):
            style = self._formats.wrapped if place else self._formats.fills[decision]
            self._write_text(self._layout.words + len(_OF_ROW) + place, text, style)

    def _put(self, place: int, cell: Any) -> None:  # noqa: ANN401 - any cell of a column
        """Write a cell in its type if a sheet supports it, else as text; `place` is its column in the rows."""
        if cell is None:
            return
        if place in self._layout.days and isinstance(cell, str):
            cell = day_in(cell)
        if place == self._layout.linked and isinstance(cell, str):
            self._write_link(self._layout.places[place], cell)
            return
        if place in self._layout.numbers and isinstance(cell, str):
            cell = number_in(cell)
        is_number_of_row = self._names[place] == NUMBER.name
        place = self._layout.places[place]
        self._widen(place, cell)
        if is_number_of_row:
            self._sheet.write_number(self._rows, place, cell, self._formats.ordinal)
            return
        text = write_value(self._sheet, self._rows, place, cell, self._formats)
        if text is not None:
            self._write_text(place, text)

    def _offer(self, place: int, proposed: str | None) -> None:
        """Offer the proposed values in a cell as a list; other values are also accepted."""
        choices = [*split_cell(proposed), "none"]
        while len(",".join(choices)) > self._LONGEST_CHOICE:
            choices.pop(-2)
        offered = {"validate": "list", "source": choices, "error_type": "information"}
        self._sheet.data_validation(self._rows, place, self._rows, place, offered)

    def _write_text(self, place: int, text: str, style: object = None) -> None:
        self._require_short(text, place)
        self._widen(place, text)
        self._sheet.write_string(self._rows, place, text, style or self._formats.wrapped)

    def _write_link(self, place: int, provisions: str) -> None:
        """Write provisions, with a link to the act of the strictest while the sheet allows more links."""
        first = provisions.partition(CELL_SEPARATOR)[0]
        wanted = first and self._overview and self._links < self._MAX_LINKS
        address = self._overview.law.source_address(first) if wanted and self._overview else None
        if address is None:
            self._write_text(place, provisions)
            return
        self._links += 1
        self._widen(place, provisions)
        self._sheet.write_url(self._rows, place, address, self._formats.address, string=provisions)

    def _require_short(self, text: str, place: int) -> None:
        """Raise InputError for a text that is too long for a cell."""
        if len(text) > _LONGEST:
            where = Sentence("row {rows}, column '{place}'", rows=str(self._rows + 1), place=self._names[place])
            raise InputError(
                "output",
                "{where}: the limit of a cell is {longest} characters; write csv",
                where=where,
                longest=_LONGEST,
            )

    def _widen(self, place: int, cell: object) -> None:
        if self._rows <= self._MEASURED:
            self._widths[place] = max(self._widths[place], _width_of(str(cell)))

    def close(self) -> None:
        """Fit the widths of columns to their cells, and write the summary and the rejected rows."""
        self._sheet.autofilter(0, 0, self._rows, len(self._widths) - 1)
        first_code = self._layout.words + len(WORDED)
        limits = dict(enumerate(map(_BROADEST_WORDS.get, WORDED), self._layout.words)) if self._overview else {}
        widths = [_width_within(width, limits.get(place) or _BROADEST) for place, width in enumerate(self._widths)]
        _set_widths(self._sheet, widths)
        if self._overview:
            stated = [self._place_of(fact) for fact in _ON_PAPER]
            # Codes are not for paper.
            paper.choose_columns(self._sheet, self._rows, widths[:first_code], self._layout.words, stated)
            _write_summary(self._summary, self._overview, self._formats)
            _write_rejected(self._rejected, self._overview, self._layout.numbers, self._formats)
        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # errors of the temporary files of a growing workbook
        self._file.write(self._packed.getbuffer())

    def _place_of(self, fact: str) -> int | None:
        """Return the column of the sheet that states a fact; None if there is none."""
        column = self._overview.facts.get(fact) if self._overview else None
        return self._layout.places.get(self._names.index(column)) if column in self._names else None

    def drop(self) -> None:
        """Discard the workbook."""
        self._finalizer()


def _layout(schema: pa.Schema, overview: Overview | None) -> _Layout:
    """Return the columns of rows in the sheet; with an overview, words precede the codes of answers, and replace some columns."""
    names, worded = schema.names, overview is not None
    count = len(WORDED) if worded else 0
    first_code = schema.get_field_index("decision") if worded else len(schema)
    replaced = {*FOR_WORDS, *_OF_ROW} if worded else set()
    written = [place for place, name in enumerate(names) if name not in replaced]
    fields = [(place, field.metadata) for place, field in enumerate(schema) if field.metadata]
    places = {place: number + count * (place >= first_code) for number, place in enumerate(written)}
    return _Layout(
        places=places | {names.index(name): first_code + number for number, name in enumerate(_OF_ROW) if worded},
        choices={place: schema.get_field_index(data[CHOICES].decode()) for place, data in fields if CHOICES in data},
        days=frozenset(place for place, data in fields if DAYS in data),
        numbers=frozenset(place for place, data in fields if NUMBERS in data),
        linked=schema.get_field_index("provisions") if worded else -1,
        words=first_code,
        width=len(written) + count,
    )


def _write_summary(sheet: Any, overview: Overview, formats: Formats) -> None:  # noqa: ANN401 - the library has no types
    """Write the counts of the rows."""
    for row, line in enumerate(overview.lines()):
        if len(line.cells) == 1:
            style = formats.title if line.heads else formats.wrapped
            _write_across(sheet, row, with_capital(overview.translate(cast("str", line.cells[0]))), style)
            continue
        for place, cell in enumerate(line.cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, place, cell, formats.day)
            elif isinstance(cell, int):
                sheet.write_number(row, place, cell, formats.count)
            elif line.link and not place:
                sheet.write_url(row, place, line.link, formats.address, string=overview.translate(cell))
            else:
                sheet.write_string(row, place, overview.translate(cell), _format_of(formats, line, place))
    for place, width in enumerate(_SUMMARY_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.hide_gridlines(2)
    sheet.activate()


def _write_across(sheet: Any, row: int, text: str, style: Any) -> None:  # noqa: ANN401 - the library has no types
    """Write a text across all columns of the summary, in a row of its height: spreadsheets do not fit that of merged cells."""
    relative = style.font_size / _FONT_SIZE
    lines = ceil(_width_of(text) * relative * _BROAD_LETTERS / sum(_SUMMARY_WIDTHS))
    sheet.set_row(row, lines * _ROW_HEIGHT * relative)
    sheet.merge_range(row, 0, row, len(_SUMMARY_WIDTHS) - 1, text, style)


def _format_of(formats: Formats, line: Line, place: int) -> object:
    """Return the format of a text in the summary."""
    if line.heads:
        return formats.over_numbers if place == _NUMBERS else formats.bold
    if line.decision and not place:
        return formats.fills[line.decision]
    return formats.wrapped if place == 1 else formats.plain


def _write_rejected(sheet: Any, overview: Overview, numbers: Collection[int], formats: Formats) -> None:  # noqa: ANN401 - the library has no types
    """Write the rejected rows, with every error of each and all their cells; those in columns of `numbers` as such."""
    first = (Sentence("Row"), Sentence("Errors"))
    names = [*map(overview.translate, first), *overview.columns]
    widths = [_width_of(name) for name in names]
    for place, name in enumerate(names):
        sheet.write_string(0, place, name[:_LONGEST], formats.heading)
    for row, item in enumerate(overview.rejected, 1):
        errors = "\n".join(overview.translate(_error(column, reason)) for column, reason in item.errors)
        sheet.write_number(row, 0, item.row, formats.ordinal)
        for place, cell in enumerate((errors, *item.cells), 1):
            value = number_in(cell) if place - 2 in numbers and isinstance(cell, str) else "" if cell is None else cell
            text = write_value(sheet, row, place, value, formats)
            if text is not None:
                sheet.write_string(row, place, text[:_LONGEST], formats.wrapped)
            widths[place] = max(widths[place], *map(_width_of, str(value).splitlines() or [""]))
    _set_widths(sheet, [_width_within(width, _BROADEST) for width in widths])
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(len(overview.rejected), 1), len(names) - 1)
    sheet.freeze_panes(1, 0)


def _error(column: str, reason: str) -> str:
    """Return an error of a row, after the column that has it."""
    return Sentence("{column}: {reason}", column=column, reason=reason) if column else reason


def _width_within(width: int, broadest: int) -> int:
    """Return the width of a column for texts of a width, within limits."""
    return min(max(width + _ARROW, _NARROWEST), broadest)


def _set_widths(sheet: Any, widths: Sequence[int]) -> None:  # noqa: ANN401 - the library has no types
    """Set the widths of columns."""
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)


def _width_of(text: str) -> int:
    """Return the width of a text in columns; a Chinese character takes two."""
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)


def _clear(sheets: list[Any], folder: str) -> None:
    """Remove the temporary files of the sheets, whether or not the workbook was finished."""
    for sheet in sheets:
        with suppress(OSError):
            sheet.row_data_fh.close()
    shutil.rmtree(folder, ignore_errors=True)
