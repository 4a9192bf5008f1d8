"""Read a column as its distinct values and, row by row, the numbers of those values."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from math import isnan
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.arrow_types import holds_bytes, holds_texts, is_number, value_type
from exportctl.batch.headers import QUANTITY, unit_of_column
from exportctl.batch.stated_cells import NO_AMOUNT, PART_OF_ONE, ROUNDED, SHARE, UNKNOWN_UNIT
from exportctl.batch.unit_column import BETWEEN_UNIT, amount_with_unit
from exportctl.batch.value_dictionary import ValueDictionary
from exportctl.errors import PlaceError
from exportctl.facts.formula_cells import without_formula
from exportctl.facts.registry import BY_KEY, DAYS, YES_OR_NO
from exportctl.facts.texts import means_one_of
from exportctl.goods.quantities import is_number_alone, lacks_amount, unknown_unit
from exportctl.law.customs_codes import subheading_of
from exportctl.law.status import ZONE
from exportctl.limits import CELL
from exportctl.list_cells import join_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from exportctl.batch.binding import ColumnBinding
    from exportctl.batch.days import DayCell, DayReader

EXACT: Final = 1 << 53
"""The limit up to which a float represents every whole number."""
_CODES: Final = frozenset({"item", "hs_code"})
"""Facts that a customs code can state."""
_LONG_CODE, _SHOWN_DIGITS = 8, 3
"""The digits from which a spreadsheet may show a customs code in short, and those that it then shows."""
_DAY_SECONDS: Final = 86_400
_EPOCH: Final = date(1970, 1, 1).toordinal()
_PART_OF_ONE: Final = re.compile(r"\s*0*[.,]0*[1-9][0-9]*\s*|[1-9](?:\.[0-9]+)?e-[0-9]+")
_UNITS: Final = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


_WITHOUT_FACTS: Final = (
    *(pa.types.is_temporal, pa.types.is_nested, pa.types.is_run_end_encoded, pa.types.is_interval),
    *(holds_bytes, pa.types.is_binary_view),
)
"""The types of columns that state no fact: `b'gallium'` is not a text, whatever its bytes spell."""


class EncodedColumn(NamedTuple):
    """A column: for each row the number of its value, and the values so far: texts or days, None for an empty cell."""

    numbers: pa.Array
    values: Sequence[Any]


class Encoder:
    """Reads the column of one fact, batch by batch: a value has the same number in each batch, and is read once."""

    def __init__(  # noqa: PLR0913 - the ways in which files state a fact
        self,
        fact: str,
        headings: Callable[[], Mapping[str, str]] | None = None,
        days: DayReader | None = None,
        *,
        of_sheet: bool = False,
        is_assumed: bool = False,
        unit: str | None = None,
    ) -> None:
        """Take the fact; with `headings` numbers are customs codes, which may have lost a zero, and `days` reads texts as days.

        The cells may be those `of_sheet`, which rounds long numbers. In a column that is only `assumed` to state the
        fact, cells without one of its words are empty: `Use` may also describe the goods. `unit` is that of quantities without one.
        """
        self._fact, self._headings, self._reader, self._of_sheet = fact, headings, days, of_sheet
        self._unit = unit
        self._words = BY_KEY[fact].words if is_assumed and fact in BY_KEY else ()
        self.forget()

    @classmethod
    def of_column(
        cls, binding: ColumnBinding, fact: str, headings: Callable[[], Mapping[str, str]] | None = None
    ) -> Self:
        """Return the reader of the column that is bound to a fact; with `headings`, a customs code gets a lost zero back."""
        return cls(
            fact,
            headings if fact in _CODES else None,
            binding.days.get(fact),
            of_sheet=binding.options.of_sheet,
            is_assumed=fact in binding.assumed,
            unit=unit_of_column(fact, binding.columns[fact]),
        )

    def forget(self) -> None:
        """Clear the values so far, so that the memory stays bounded."""
        reader: Callable[[object], Any] = (
            self._day_cell if self._reader else self._amount if self._fact == QUANTITY else _text
        )
        if self._fact == SHARE:
            reader = _share
        if self._of_sheet and self._fact == "hs_code":
            reader = _code_of_sheet
        if self._words:
            reader = self._known_word
        self._days, self._texts, self._codes = (
            ValueDictionary(_day),
            ValueDictionary(reader),
            ValueDictionary(self._code),
        )

    def apart(self, column: pa.Array) -> pa.DictionaryArray:
        """Return the column dictionary-encoded; raises InputError if such a column cannot state the fact.

        It keeps no state, so it can run ahead.
        """
        type_ = value_type(column.type)
        if self._is_of_days(type_):
            column = _days(column.cast(type_))
        else:
            _refuse(type_, self._fact)
        if pa.types.is_list(type_) or pa.types.is_large_list(type_):
            column = _join_lists(column)
        if pa.types.is_float16(type_):  # few functions of Arrow support float16
            column = column.cast(pa.float32())
        distinct = column if pa.types.is_dictionary(column.type) else column.dictionary_encode(null_encoding="encode")
        return _within_bounds(distinct)

    def encode(self, column: pa.Array, apart: pa.DictionaryArray | None = None) -> EncodedColumn:
        """Return the column by distinct values; raises InputError as `apart` does, unless that ran ahead."""
        type_ = value_type(column.type)
        values = self._codes if self._headings and is_number(type_) else self._texts
        values = self._days if self._is_of_days(type_) else values
        distinct = self.apart(column) if apart is None else apart
        if self._reader and values is self._texts:
            self._reader.decide_order(distinct.dictionary)
        return EncodedColumn(values.numbers(distinct), values.values)

    def _is_of_days(self, type_: pa.DataType) -> bool:
        return self._fact in DAYS and (pa.types.is_timestamp(type_) or pa.types.is_date(type_))

    def _day_cell(self, cell: object) -> DayCell | None:
        text = _text(cell)
        return self._reader.read(text) if text and self._reader else None

    def _amount(self, cell: object) -> str | None:
        text = _text(cell)
        text = amount_with_unit(text) or None if text else None
        return _amount(f"{text} {self._unit}" if text and self._unit and is_number_alone(text) else text)

    def _known_word(self, cell: object) -> str | None:
        text = _text(cell)
        return text if text and means_one_of(text, self._words) else None

    def _code(self, cell: object) -> str | None:
        code = _code_of_sheet(cell) if self._of_sheet and self._fact == "hs_code" else _text(cell)
        return with_zero(code, self._headings()) if code and self._headings else code


def column_of(binding: ColumnBinding, batch: pa.RecordBatch, fact: str) -> pa.Array:
    """Return the column of a fact; that of the quantities as texts, each with its unit in another column behind a border."""
    column = batch.column(binding.columns[fact])
    if fact != QUANTITY or not binding.units:
        return column
    amounts, units = column.cast(pa.string()), batch.column(binding.units).cast(pa.string())
    return pc.coalesce(pc.binary_join_element_wise(amounts, units, BETWEEN_UNIT), amounts)


def _within_bounds(column: pa.DictionaryArray) -> pa.DictionaryArray:
    """Return a column in which texts over the limit are cut just beyond it, because distinct values are kept in memory."""
    texts = column.dictionary
    if not holds_texts(texts.type):
        return column
    if (pc.max(pc.binary_length(texts)).as_py() or 0) <= CELL:
        return column
    return pa.DictionaryArray.from_arrays(column.indices, pc.utf8_slice_codeunits(texts, 0, CELL + 1))


def with_zero(code: str, headings: Mapping[str, str]) -> str:
    """Return a customs code that was a number, with its leading zero if it has surely lost one.

    It surely has if it has an odd number of digits and its first six are a heading only with the zero. Otherwise the
    code is unchanged: codes with a leading zero are for food and plants, so another reading makes no answer less
    strict.
    """
    padded = f"0{code}"
    is_cut = len(code) % 2 and subheading_of(code) not in headings and subheading_of(padded) in headings
    return padded if is_cut else code


def _refuse(type_: pa.DataType, fact: str) -> None:
    """Raise InputError for a type that cannot state the fact: truth values can only be yes or no."""
    yes_or_no = pa.types.is_boolean(type_) and fact not in YES_OR_NO
    items = type_.value_type if pa.types.is_list(type_) or pa.types.is_large_list(type_) else type_
    if yes_or_no or any(kind(items) for kind in _WITHOUT_FACTS) or isinstance(items, pa.BaseExtensionType):
        raise PlaceError(fact, "a column of type {type} cannot state this; use text", type=type_)


def _join_lists(column: pa.Array) -> pa.Array:
    """Return lists as cells of the items that are not empty."""
    rows = ([_text(item) for item in row or () if item is not None] for row in column.to_pylist())
    return pa.array([join_cell(text for text in row if text) for row in rows], pa.string())


def _text(value: object) -> str | None:
    """Return a cell as text: whole numbers without a point, yes and no for truth values; None for an empty one."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return None if isnan(value) else str(int(value)) if value.is_integer() and abs(value) < EXACT else str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = str(value)
    text = without_formula(text) if "=" in text else text
    return text if text.strip() else None


def _amount(text: str | None) -> str | None:
    """Return a cell of amounts; the same mark for all cells without a known amount of goods, and one for each unknown unit."""
    if text is None:
        return None
    if lacks_amount(text):
        return NO_AMOUNT
    unit = unknown_unit(text)
    return text if unit is None else f"{UNKNOWN_UNIT}{unit}"


def _share(value: object) -> str | None:
    """Return a cell of shares as text, with a mark if it may be a part of 1: so spreadsheets store and export percentages."""
    text = _text(value)
    return f"{PART_OF_ONE}{text}" if text is not None and _PART_OF_ONE.fullmatch(text) else text


def _code_of_sheet(value: object) -> str | None:
    """Return a customs code in a sheet as text, with a mark if it may be a rounded number, which a column of texts has as a text."""
    text = _text(value)
    is_rounded = (
        text is not None and text.isdigit() and len(text) >= _LONG_CODE and len(text.rstrip("0")) <= _SHOWN_DIGITS
    )
    return f"{ROUNDED}{text}" if is_rounded else text


def _days(column: pa.Array) -> pa.Array:
    """Return days and moments as the number of the day since 1970, a moment with a zone in the zone of the law."""
    type_ = column.type
    if pa.types.is_date32(type_):
        return column.cast(pa.int32()).cast(pa.int64())
    unit = _UNITS[type_.unit] if pa.types.is_timestamp(type_) else _UNITS["ms"]
    ahead = int(ZONE.utcoffset(None).total_seconds()) * unit if pa.types.is_timestamp(type_) and type_.tz else 0
    there = pc.add(column.cast(pa.int64()), ahead)
    length = _DAY_SECONDS * unit
    down = pc.if_else(pc.less(there, 0), length - 1, 0)  # division rounds towards zero, days round down
    return pc.divide(pc.subtract(there, down), length)


def _day(number: int) -> date | str:
    """Return the day of a number; a number outside the calendar becomes a text, and its rows are rejected."""
    try:
        return date.fromordinal(_EPOCH + number)
    except (ValueError, OverflowError):
        return f"{number} days after 1970-01-01"
