"""Writes screened rows as an Excel workbook that can be screened again, with a summary on a second sheet."""

from __future__ import annotations

import io
import shutil
import tempfile
import unicodedata
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from weakref import finalize

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from exportctl.batch.columns import EXACT
from exportctl.effects import APPEARANCES
from exportctl.errors import InputError
from exportctl.files.cells import cell_text, cells
from exportctl.files.headings import CHOICES, DAYS, SHEET, heading
from exportctl.files.overview import NAME
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    import pyarrow as pa

    from exportctl.files.overview import Overview

_DAY_LENGTH: Final = 10


class Book:
    """Rows in one sheet, with a frozen first row, filters and a colour for each decision, and an overview of them in another.

    No cell is a formula, and no cell of the input is a link: only the provisions of an answer link to their acts.
    """

    piece = 1 << 12
    _MOST: Final = (1 << 20) - 1
    _WIDEST: Final = 1 << 14
    _LONGEST: Final = (1 << 15) - 1
    _LONGEST_CHOICE: Final = 255
    _FIRST_YEAR: Final = 1901
    _MOST_LINKS: Final = 65_000
    _MEASURED: Final = 1_000
    _NARROWEST, _BROADEST, _ARROW = 8, 60, 3
    _COLOURED: Final = (
        *("decision", "worst_case", "next_change_decision"),
        *("compared_decision", "compared_worst_case"),
    )

    def __init__(self, file: BinaryIO, schema: pa.Schema, overview: Overview | None = None) -> None:
        """Begin the sheet of rows."""
        if len(schema) > self._WIDEST:
            raise InputError(
                "output",
                Sentence("the limit of a sheet is {widest} columns; write csv or parquet", widest=self._WIDEST),
            )
        folder = tempfile.mkdtemp()
        self._file, self._packed = file, io.BytesIO()
        self._book = Workbook(
            self._packed,
            {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self._book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same file each time
        sheet = (schema.metadata or {}).get(SHEET, b"screened").decode()
        self._sheet, self._names, self._rows = self._book.add_worksheet(sheet), schema.names, 0
        self._choices = {
            place: schema.get_field_index(field.metadata[CHOICES].decode())
            for place, field in enumerate(schema)
            if field.metadata and CHOICES in field.metadata
        }
        self._days = {place for place, field in enumerate(schema) if field.metadata and DAYS in field.metadata}
        self._overview, self._links = overview, 0
        self._linked = schema.get_field_index("provisions") if overview else -1
        self._widths = [0] * len(schema)
        self._sheets = [self._sheet]
        self._finalizer = finalize(self, _clear, self._sheets, folder)
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._bold = bold = self._book.add_format({"bold": True})
        fills = [(decision, appearance.fill) for decision, appearance in APPEARANCES.items() if appearance.fill]
        self._styles = {name: self._book.add_format({"bg_color": colour}) for name, colour in fills}
        for place, name in enumerate(schema.names):
            self._write_text(place, heading(name), bold)
        self._sheet.freeze_panes(1, 0)

    def write(self, batch: pa.RecordBatch) -> None:
        """Write the rows of a batch."""
        if self._rows + batch.num_rows > self._MOST:
            raise InputError(
                "output", Sentence("the limit of a sheet is {most} rows; write csv or parquet", most=self._MOST)
            )
        for row in zip(*map(cells, batch.columns), strict=True):
            self._rows += 1
            for place, cell in enumerate(row):
                self._put(place, cell)
            for place, source in self._choices.items():
                self._offer(place, row[source])

    def _put(self, place: int, cell: Any) -> None:  # noqa: ANN401 - whatever a column holds
        """Write a cell with its own type if a sheet has it, else as text."""
        if cell is None:
            return
        if place in self._days and isinstance(cell, str):
            cell = _day(cell)
        self._widen(place, cell)
        if isinstance(cell, bool):
            self._sheet.write_boolean(self._rows, place, cell)
        elif isinstance(cell, (int, float)) and abs(cell) <= EXACT:
            self._sheet.write_number(self._rows, place, cell)
        elif isinstance(cell, date) and cell.year >= self._FIRST_YEAR and getattr(cell, "tzinfo", None) is None:
            style = self._moment if isinstance(cell, datetime) else self._day
            self._sheet.write_datetime(self._rows, place, cell, style)
        else:
            self._write_text(place, cell if isinstance(cell, str) else cell_text(cell))

    def _offer(self, place: int, proposed: str | None) -> None:
        """Offer the proposed values in a cell as a list; any other value can be written, too."""
        choices = [*(proposed or "").split(";"), "none"] if proposed else ["none"]
        while len(",".join(choices)) > self._LONGEST_CHOICE:
            choices.pop(-2)
        offered = {"validate": "list", "source": choices, "error_type": "information"}
        self._sheet.data_validation(self._rows, place, self._rows, place, offered)

    def _write_text(self, place: int, text: str, style: object = None) -> None:
        if len(text) > self._LONGEST:
            where = Sentence("row {rows}, column '{place}'", rows=str(self._rows + 1), place=self._names[place])
            raise InputError(
                "output",
                Sentence(
                    "{where}: the limit of a cell is {longest} characters; write csv",
                    where=where,
                    longest=self._LONGEST,
                ),
            )
        self._widen(place, text)
        address = self._address(text) if place == self._linked and self._rows else None
        if address:
            self._links += 1
            self._sheet.write_url(self._rows, place, address, string=text)
        else:
            self._sheet.write_string(self._rows, place, text, style)

    def _address(self, provisions: str) -> str | None:
        """Return the address of the act of the strictest provision, as long as the sheet takes more links."""
        first = provisions.partition(";")[0]
        return self._overview.address(first) if first and self._overview and self._links < self._MOST_LINKS else None

    def _widen(self, place: int, cell: object) -> None:
        if self._rows <= self._MEASURED:
            self._widths[place] = max(self._widths[place], _width(str(cell)))

    def close(self) -> None:
        """Colour the decisions, fit the widths of columns to their cells, and add the summary sheet."""
        self._sheet.autofilter(0, 0, self._rows, len(self._names) - 1)
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, min(max(width + self._ARROW, self._NARROWEST), self._BROADEST))
        for place in (place for place, name in enumerate(self._names) if name in self._COLOURED):
            for decision, style in self._styles.items():
                rule = {"type": "cell", "criteria": "==", "value": f'"{decision}"', "format": style}
                self._sheet.conditional_format(1, place, max(self._rows, 1), place, rule)
        if self._overview:
            self._add_overview(self._overview)
        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # what went wrong with the files that stand beside while a workbook grows
        self._file.write(self._packed.getbuffer())

    def _add_overview(self, overview: Overview) -> None:
        """Write the counts into a sheet of their own, which is the one that is seen first."""
        sheet = self._book.add_worksheet(NAME)
        self._sheets.append(sheet)
        for row, line in enumerate(overview.lines()):
            for place, cell in enumerate(line.cells):
                style = self._bold if line.heads else self._styles.get(str(cell)) if place == 0 else None
                if line.link and not place:
                    sheet.write_url(row, place, line.link, string=str(cell))
                elif isinstance(cell, date):
                    sheet.write_datetime(row, place, cell, self._day)
                else:
                    sheet.write(row, place, cell, style)
        for place, width in enumerate((28, 60, 12, 40)):
            sheet.set_column(place, place, width)
        sheet.activate()

    def drop(self) -> None:
        """Give up."""
        self._finalizer()


def _day(text: str) -> str | date:
    """Return a day for a text that is one, as all formats write days; else the text."""
    try:
        return date.fromisoformat(text) if len(text) == _DAY_LENGTH and text.isascii() else text
    except ValueError:
        return text


def _width(text: str) -> int:
    """Return how many columns of a line a text takes; a Chinese letter takes two."""
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)


def _clear(sheets: list[Any], folder: str) -> None:
    """Remove the temporary files of the sheets, whether the workbook was finished or not."""
    for sheet in sheets:
        with suppress(OSError):
            sheet.row_data_fh.close()
    shutil.rmtree(folder, ignore_errors=True)
