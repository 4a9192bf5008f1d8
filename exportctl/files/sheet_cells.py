"""The cells of a sheet: each is written in its type if a spreadsheet has it, and in a format for people."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from exportctl.batch.columns import EXACT
from exportctl.effects import APPEARANCES
from exportctl.files.cells import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa
    from xlsxwriter import Workbook

_FIRST_YEAR: Final = 1901
"""The first year of which the day of a spreadsheet is right."""
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.([0-9]{1,9}))?", re.ASCII)
_DIGITS: Final = 15
"""The digits that a number of a spreadsheet keeps."""
_DAY_LENGTH: Final = 10


class Formats:
    """The formats of cells; all text is aligned to the top, because some cells have several lines."""

    def __init__(self, book: Workbook) -> None:
        """Add the formats to a workbook."""
        top = {"valign": "top"}
        self._book, self._top, self._numbers = book, top, dict[int, Any]()
        self.plain = book.add_format(top)
        self.wrapped = book.add_format(top | {"text_wrap": True})
        self.day = book.add_format(top | {"num_format": "yyyy-mm-dd", "align": "left"})
        self.moment = book.add_format(top | {"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"})
        self.ordinal = book.add_format(top | {"num_format": "0", "align": "left"})
        self.count = book.add_format(top | {"num_format": "#,##0"})
        self.bold = book.add_format(top | {"bold": True})
        self.over_numbers = book.add_format(top | {"bold": True, "align": "right"})
        self.title = book.add_format(top | {"bold": True, "font_size": 14, "text_wrap": True})
        self.heading = book.add_format(top | {"bold": True, "text_wrap": True})
        self.address = book.add_format(top | {"font_color": "#1A4E8A", "underline": 1, "text_wrap": True})
        self.fills = {
            decision: book.add_format(top | {"bg_color": appearance.fill} if appearance.fill else top)
            for decision, appearance in APPEARANCES.items()
        }

    def number(self, places: int) -> Any:  # noqa: ANN401 - the library has no types
        """Return the format of a number with these decimal places, as its text has them."""
        if places not in self._numbers:
            style = "0." + "0" * places if places else "0"
            self._numbers[places] = self._book.add_format(self._top | {"num_format": style})
        return self._numbers[places]


def columns_of_numbers(batches: Iterable[pa.RecordBatch], places: Iterable[int]) -> frozenset[int]:
    """Return the columns whose texts are numbers, and none is a code such as 0012; words without a digit may be among them."""
    has_numbers = dict.fromkeys(places, False)
    for batch in batches:
        for place in [*has_numbers]:
            cells = batch.column(place).unique().to_pylist()
            texts = [cell for cell in cells if isinstance(cell, str) and any(map(str.isdigit, cell))]
            if any(isinstance(number_in(text), str) for text in texts):
                del has_numbers[place]
            elif texts:
                has_numbers[place] = True
        if not has_numbers:
            break
    return frozenset(place for place, has_some in has_numbers.items() if has_some)


def number_in(text: str) -> str | Decimal:
    """Return a text as the number that a spreadsheet shows in the same way; else unchanged."""
    match = _NUMBER.fullmatch(text)
    return Decimal(text) if match and sum(map(str.isdigit, text)) <= _DIGITS else text


def write_value(sheet: Any, row: int, place: int, cell: Any, formats: Formats) -> str | None:  # noqa: ANN401 - any cell
    """Write a cell in its type if a sheet supports it; otherwise return its text."""
    if isinstance(cell, bool):
        sheet.write_boolean(row, place, cell, formats.plain)
    elif isinstance(cell, (int, float)) and abs(cell) <= EXACT:
        sheet.write_number(row, place, cell, formats.plain)
    elif isinstance(cell, Decimal) and len(cell.as_tuple().digits) <= _DIGITS:
        sheet.write_number(row, place, float(cell), formats.number(max(-int(cell.as_tuple().exponent), 0)))
    elif isinstance(cell, date) and cell.year >= _FIRST_YEAR and getattr(cell, "tzinfo", None) is None:
        sheet.write_datetime(row, place, cell, formats.moment if isinstance(cell, datetime) else formats.day)
    else:
        return cell if isinstance(cell, str) else cell_text(cell)
    return None


def day_in(text: str) -> str | date:
    """Return a text as a day if it is one in the format of all writers; else unchanged."""
    try:
        return date.fromisoformat(text) if len(text) == _DAY_LENGTH and text.isascii() else text
    except ValueError:
        return text
