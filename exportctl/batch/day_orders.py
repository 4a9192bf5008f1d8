"""Find the order of day and month that the dates of a column show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.arrow_types import holds_texts
from exportctl.facts.texts import plain_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MONTHS, _DAYS = 12, 31
_EVIDENCE: Final = r"^\s*(?P<date>(?P<first>[0-9]{1,2})[-/.](?P<second>[0-9]{1,2})[-/.][0-9]{4})(?:[^0-9].*)?\s*$"
_WHOLE_YEAR_FIRST: Final = r"^\s*(?P<date>[0-9]{4}[-/.][0-9]{1,2}[-/.](?P<day>[0-9]{1,2}))(?:[^0-9].*)?\s*$"
_LEAST_SWAPPED: Final = 3
"""The number of different dates of each kind from which it is unlikely that their days are above 12, or not, by chance."""

_YEAR_FIRST: Final = r"^\s*[0-9]{4}"
_NOT_PLAIN: Final = r"[^\x00-\x7f]|^\s*['`]"
"""Texts that may have wide digits, invisible characters, or a mark of a text cell before the date."""


def has_year_last(texts: pa.Array) -> bool:
    """Return whether some cell is a date with the year last."""
    return holds_texts(texts.type) and True in pc.match_substring_regex(_plain(texts), _EVIDENCE).unique().to_pylist()


def evidence(columns: Iterable[pa.Array]) -> tuple[str, str]:
    """Return a text of a column with a day from 13 on before a month, and one with it after a month; empty if there is none.

    A text such as 31/31/2026 is a date in no order, so it shows none.
    """
    shown = ["", ""]
    for column in columns:
        texts = column.dictionary if pa.types.is_dictionary(column.type) else column
        if not holds_texts(texts.type):
            continue
        texts = _plain(texts)
        parts = pc.extract_regex(texts, _EVIDENCE)
        for place, (name, other) in enumerate((("first", "second"), ("second", "first"))):
            if not shown[place]:
                is_day, is_month = _is_within(parts, name, _MONTHS + 1, _DAYS), _is_within(parts, other, 1, _MONTHS)
                row = pc.index(pc.and_(is_day, is_month), True).as_py()
                shown[place] = "" if row < 0 else texts[row].as_py().strip()
    return shown[0], shown[1]


class SwappedDays:
    """Collects the dates of a column that a spreadsheet program may have read with day and month swapped.

    A program that expects the month first stores 11/01/2026 (1 November, day first) as 11 January, and leaves 28/11/2026 as a text. So
    no date with the year first has a day above 12, and each with the year last has one.
    """

    def __init__(self) -> None:
        """Start without dates."""
        self._year_first: set[str] = set()
        self._year_last: set[str] = set()
        self._is_excluded = False

    def collect(self, columns: Iterable[pa.Array]) -> Iterator[pa.Array]:
        """Yield the parts of a column, and collect their dates."""
        for column in columns:
            texts = column.dictionary if pa.types.is_dictionary(column.type) else column
            if not self._is_excluded and holds_texts(texts.type):
                self._note(_plain(pc.unique(texts)))
            yield column

    def _note(self, texts: pa.Array) -> None:
        whole = pc.extract_regex(texts, _WHOLE_YEAR_FIRST).drop_null()
        last = pc.extract_regex(texts, _EVIDENCE).drop_null()
        is_small = pc.and_(_is_within(last, "first", 1, _MONTHS), _is_within(last, "second", 1, _MONTHS))
        has_late_days = pc.any(pc.invert(_is_within(whole, "day", 1, _MONTHS))).as_py()
        self._is_excluded = bool(has_late_days or pc.any(is_small).as_py())
        self._year_first.update(pc.struct_field(whole, "date").to_pylist())
        self._year_last.update(pc.struct_field(last, "date").to_pylist())

    def example(self) -> str:
        """Return a date that may be swapped; empty if the dates are few, or show that none is."""
        if self._is_excluded or min(len(self._year_first), len(self._year_last)) < _LEAST_SWAPPED:
            return ""
        return min(self._year_first)


def without_year_first(columns: Iterable[pa.Array]) -> Iterator[tuple[str, int]]:
    """Yield the distinct texts of a column that do not begin with a year, and the number of their cells in each batch."""
    for column in columns:
        texts = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
        if not holds_texts(texts.type):
            continue
        others = texts.filter(pc.invert(pc.match_substring_regex(texts, _YEAR_FIRST)))
        for item in pc.value_counts(others.drop_null()).to_pylist():
            yield item["values"], item["counts"]


def _plain(texts: pa.Array) -> pa.Array:
    """Return texts with ordinary digits and without marks, as days are read; in Python, but only for texts that need it."""
    needed = pc.fill_null(pc.match_substring_regex(texts, _NOT_PLAIN), False)  # noqa: FBT003 - the one argument
    if not needed.true_count:
        return texts
    distinct = pc.unique(texts.filter(needed)).to_pylist()
    plain = pa.array([plain_cell(text) for text in distinct], texts.type)
    return pc.replace_with_mask(
        texts, needed, plain.take(pc.index_in(texts.filter(needed), pa.array(distinct, texts.type)))
    )


def _is_within(parts: pa.StructArray, name: str, least: int, most: int) -> pa.BooleanArray:
    """Return which numbers of a part of dates are from `least` to `most`."""
    numbers = pc.cast(pc.struct_field(parts, name), pa.int32())
    return pc.and_(pc.greater_equal(numbers, least), pc.less_equal(numbers, most))
