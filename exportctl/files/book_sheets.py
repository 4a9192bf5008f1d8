"""The sheets of a workbook beside its rows, the summary and the rejected rows, and the formats of all cells."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from exportctl.effects import APPEARANCES
from exportctl.files.cells import cell_text
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook

    from exportctl.files.overview import Line, Overview

LONGEST: Final = (1 << 15) - 1
"""The limit of a cell in characters."""
_NARROWEST, _BROADEST = 8, 60
_ARROW: Final = 4
"""The room for the arrow of a filter."""
_NUMBERS: Final = 2
"""The column of the summary with numbers."""
_SUMMARY_WIDTHS: Final = (34, 78, 16)


class Formats:
    """The formats of cells; all text is aligned to the top, because some cells have several lines."""

    def __init__(self, book: Workbook) -> None:
        """Add the formats to a workbook."""
        top = {"valign": "top"}
        self.plain = book.add_format(top)
        self.wrapped = book.add_format(top | {"text_wrap": True})
        self.day = book.add_format(top | {"num_format": "yyyy-mm-dd", "align": "left"})
        self.moment = book.add_format(top | {"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"})
        self.count = book.add_format(top | {"num_format": "#,##0"})
        self.bold = book.add_format(top | {"bold": True})
        self.over_numbers = book.add_format(top | {"bold": True, "align": "right"})
        self.title = book.add_format(top | {"bold": True, "font_size": 14})
        self.address = book.add_format(top | {"font_color": "#1A4E8A", "underline": 1})
        self.fills = {
            decision: book.add_format(top | {"bg_color": appearance.fill} if appearance.fill else top)
            for decision, appearance in APPEARANCES.items()
        }


def write_summary(sheet: Any, overview: Overview, formats: Formats) -> None:  # noqa: ANN401 - the library has no types
    """Write the counts of the rows."""
    for row, line in enumerate(overview.lines()):
        for place, cell in enumerate(line.cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, place, cell, formats.day)
            elif isinstance(cell, int):
                sheet.write_number(row, place, cell, formats.count)
            elif line.link and not place:
                sheet.write_url(row, place, line.link, formats.address, string=overview.translate(cell))
            else:
                sheet.write_string(row, place, overview.translate(cell), _format_of(formats, line, row, place))
    for place, width in enumerate(_SUMMARY_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.hide_gridlines(2)
    sheet.activate()


def _format_of(formats: Formats, line: Line, row: int, place: int) -> object:
    """Return the format of a text in the summary."""
    if line.heads:
        return formats.title if not row else formats.over_numbers if place == _NUMBERS else formats.bold
    if line.decision and not place:
        return formats.fills[line.decision]
    return formats.wrapped if place == 1 else formats.plain


def write_rejected(sheet: Any, overview: Overview, formats: Formats) -> None:  # noqa: ANN401 - the library has no types
    """Write the rejected rows, with every error of each and all their cells."""
    first = (Sentence("Row"), Sentence("Errors"))
    names = [*map(overview.translate, first), *overview.columns]
    widths = [width_of(name) for name in names]
    for place, name in enumerate(names):
        sheet.write_string(0, place, name[:LONGEST], formats.bold if place else formats.over_numbers)
    for row, item in enumerate(overview.rejected, 1):
        errors = "\n".join(f"{column}: {reason}" if column else reason for column, reason in item.errors)
        texts = ["" if cell is None else cell_text(cell) for cell in item.cells]
        sheet.write_number(row, 0, item.row, formats.plain)
        for place, text in enumerate((errors, *texts), 1):
            sheet.write_string(row, place, text[:LONGEST], formats.wrapped if place == 1 else formats.plain)
            widths[place] = max(widths[place], *map(width_of, text.splitlines() or [""]))
    fit(sheet, widths)
    sheet.autofilter(0, 0, max(len(overview.rejected), 1), len(names) - 1)
    sheet.freeze_panes(1, 0)


def fit(sheet: Any, widths: Sequence[int]) -> None:  # noqa: ANN401 - the library has no types
    """Make columns as wide as their texts, within limits."""
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width + _ARROW, _NARROWEST), _BROADEST))


def width_of(text: str) -> int:
    """Return the width of a text in columns; a Chinese character takes two."""
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)
