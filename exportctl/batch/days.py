"""Read the days of a column: year first, in the order that the column shows or the caller states, or numbered by a spreadsheet."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from exportctl.batch.clock import SEPARATOR, iso_time
from exportctl.batch.named_months import month_number, named_month
from exportctl.errors import InputError, none_of
from exportctl.facts.dates import DateError, date_of, has_short_year, not_a_date, short_year
from exportctl.facts.formula_cells import missing_value
from exportctl.facts.texts import plain_cell
from exportctl.law.status import ZONE
from exportctl.sentences import Sentence, either, translatable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pyarrow as pa

    from exportctl.batch.named_months import NamedMonth
    from exportctl.sentences import JoinedTexts

Order = Literal["ymd", "dmy", "mdy"]
"""The orders of year, month and day in a date."""
DateOrder = Literal["ymd", "dmy", "mdy", "auto"]
_ORDERS: Final[tuple[str, ...]] = get_args(DateOrder)
_DAY: Final = re.compile(
    r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*[日号號])"
    rf"(?:{SEPARATOR}(.+))?",
    re.DOTALL,
)
_WEEKDAY: Final = re.compile(r"\s*[(（]?\s*(?:星期|周|週|礼拜|禮拜)([一二三四五六日天])\s*[)）]?$")
_WEEKDAYS: Final = {
    name: number for number, names in enumerate(("一", "二", "三", "四", "五", "六", "日天")) for name in names
}
"""The days of a week by their Chinese names; Monday is 0."""
_COMPACT: Final = re.compile(
    rf"([0-9]{{4}})([0-9]{{2}})([0-9]{{2}})(?:([0-9]{{4}}(?:[0-9]{{2}})?)|{SEPARATOR}(.+))?", re.DOTALL
)
_SERIAL: Final = re.compile(r"([2-7][0-9]{4})(?:\.[0-9]+)?")
"""A day of a spreadsheet: 20000 is in 1954, 79999 in 2119."""
_YEAR_LAST: Final = re.compile(
    rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}})(?:{SEPARATOR}(.+))?", re.DOTALL
)
_SHORT_YEAR_FIRST: Final = re.compile(r"([0-9]{2})([-/.])([0-9]{1,2}|[a-z]+)\2([0-9]{1,2})(?![0-9])", re.IGNORECASE)
"""The beginning of a date whose first number may be its year: 25-12-01, 25-Dec-01."""
_MONTHS, _DAYS = 12, 31
_FULL_YEAR: Final = 4
_CENTURY: Final = 2000
_YEARS_AHEAD: Final = 1
"""The years after the law data ends in which goods are planned to be shipped: 28/11/26 is not of 2028."""
_SHOWN: Final = 40
FROM_1900: Final = date(1899, 12, 30)
FROM_1904: Final = date(1904, 1, 1)
"""Day 0 of the two systems of spreadsheets. The first is off by one before March 1900."""
_WORDS: Final = {
    "ymd": translatable("year first"),
    "dmy": translatable("day first"),
    "mdy": translatable("month first"),
}
_NO_ORDER: Final = Sentence("no order of day and month makes it one")
_OPTION: Final = {"dmy": Sentence("--date-order dmy"), "mdy": Sentence("--date-order mdy")}
"""The option that states an order; a page has a field for it."""


def date_order(text: str) -> DateOrder:
    """Return the order that a text names; raises InputError for any other text."""
    word = text.strip().lower()
    if word not in _ORDERS:
        raise none_of("date_order", text, _ORDERS)
    return word  # type: ignore[return-value] # it is one of them


class DayCell(NamedTuple):
    """A cell of text in a column of days: its day, or the reason why it states none.

    `order` is the one that made the text a day; `lacking` are those of which the caller can state one, so that it becomes one.
    """

    text: str
    day: date | None
    reason: str = ""
    order: Order | None = None
    lacking: tuple[Order, ...] = ()

    def __str__(self) -> str:
        """Return the text."""
        return self.text


def day_of(value: object, column: str) -> date | None:
    """Return the day in a cell, or None for an empty cell; raises InputError for any other text.

    A text must have the year first, unless a `DayReader` has read its column.
    """
    if value is None or isinstance(value, date):
        return value
    cell = value if isinstance(value, DayCell) else DayReader("ymd").read(value)
    if cell and cell.reason:
        raise InputError(column, cell.reason)
    return cell.day if cell else None


class DayReader:
    """Reads the texts of one column of days, batch by batch; a column that mixes both orders shows none.

    With the order `auto`, a date that does not have the year first is read only if the column shows the order: some date has a number
    from 13 to 31 in one place, and no date has one in the other. `column` returns the whole column. Without it, the first batch that
    needs the order decides it, a later row that contradicts it stops the run, and `note` must be given, which prints the order once.
    """

    def __init__(
        self, order: DateOrder, name: str = "", begins: date = date.min, checked_through: date = date.max
    ) -> None:
        """Take the order, the name of the column, and the first and the last day that the law data knows.

        A year of two digits states no day before the data begins: no goods are cleared for it, and the year is probably another
        number. A first number is not taken for a year long after the data ends.
        """
        self._stated: DateOrder = order
        self._name = name
        self._begins, self._checked_through = begins, checked_through
        self._shown: Order | None = None
        self._mixed: tuple[str, str] | None = None
        self._swapped = ""
        self._best: tuple[Order, ...] | None = None
        self._most_cells = self._cells_with_year_first = 0
        self._is_decided = order != "auto"
        self.column: Callable[[], Iterable[pa.Array]] | None = None
        self.note: Callable[[str], None] | None = None
        self.before = FROM_1900
        self.has_ordered = False

    def decide_order(self, texts: pa.Array) -> None:
        """Decide the order if these distinct cells have a date that needs it, and nothing decided it before."""
        if self._is_decided or not (self.column or self.note):
            return
        from exportctl.batch.day_orders import has_year_last  # noqa: PLC0415 - it loads Arrow, which reading goods does not need

        if not has_year_last(texts):
            return
        self._decide(self.column() if self.column else [texts])

    def read(self, value: object) -> DayCell | None:
        """Return the day of a cell, or the cell with the reason why it states none; None for an empty cell."""
        text = str(value).strip()
        if not text:
            return None
        plain = plain_cell(text)
        try:
            # First, because such a day must not depend on the order that the column shows.
            if day := self._unambiguous(plain):
                return DayCell(text, day)
        except DateError as error:
            return DayCell(text, None, not_a_date(text, error.reason))
        if match := _YEAR_LAST.fullmatch(plain):
            return self._year_last(text, match)
        if named := named_month(plain):
            return self._month_in_words(text, named)
        if has_short_year(plain):
            first = self._with_year_first(text) if self._stated == "ymd" else None
            return DayCell(text, first, "" if first else short_year(text))
        return DayCell(text, None, missing_value(text) or not_a_date(text))

    def _unambiguous(self, text: str) -> date | None:
        """Return the day of a text that can be no other; None if it is written in another way. Raises DateError for no day."""
        if weekday := _WEEKDAY.search(text):
            whole = self._unambiguous(text[: weekday.start()])
            if whole:
                _require_weekday(whole, _WEEKDAYS[weekday[1]])
            return whole
        if compact := _COMPACT.fullmatch(text):
            *parts, digits, time = compact.groups()
            return _of_moment(date_of(*map(int, parts)), digits or time)
        if serial := _SERIAL.fullmatch(text):
            return self.before + timedelta(int(serial[1]))
        if match := _DAY.fullmatch(text):
            year, _, *parts, time = match.groups()
            month, day = (int(part) for part in parts if part)
            return _of_moment(date_of(int(year), month, day), time)
        return None

    def _year_last(self, text: str, match: re.Match[str]) -> DayCell:
        """Return the day of a text with the year last."""
        first, _, second, year, time = match.groups()
        order = self._shown or (self._stated if self._stated in ("dmy", "mdy") else None)
        has_full_year = len(year) == _FULL_YEAR
        whole_year = int(year) + (0 if has_full_year else _CENTURY)
        days = _days_of(int(first), int(second), whole_year)
        if self._stated == "ymd" and not has_full_year and (first := self._with_year_first(text)):
            with suppress(DateError):
                return DayCell(text, _of_moment(first, time))
        if order is None and self._mixed and days:
            return DayCell(text, None, _mixed_orders(text, *self._mixed))
        if order is None and self._swapped and has_full_year and days:
            return DayCell(text, None, _swapped_days(text, self._swapped, next(iter(days))))
        if order is None or not (has_full_year or self._stated == order):
            if has_full_year:
                problem = Sentence("'{text}' is not year-first", text=text[:_SHOWN])
                return self._without_order(text, problem, [*days])
            return self._without_year(text, days)
        if not has_full_year and order in days and (doubt := self._doubt_about(text, days[order])):
            return DayCell(text, None, doubt)
        day, month = (first, second) if order == "dmy" else (second, first)
        try:
            whole = date(whole_year, int(month), int(day))
        except ValueError:
            is_in_other_order = int(day) <= _MONTHS and int(month) <= _DAYS
            if self._stated == "auto" and not self.column and is_in_other_order:
                raise InputError("date_order", _contradiction(text, order)) from None
            return DayCell(text, None, _not_in_order(text, order))
        try:
            moment = _of_moment(whole, time)
        except DateError as error:
            return DayCell(text, None, not_a_date(text, error.reason))
        self.has_ordered = True
        return DayCell(text, moment, order=order)

    def _month_in_words(self, text: str, named: NamedMonth) -> DayCell:
        """Return the day of a text whose month is a word; a year of two digits needs the order."""
        try:
            whole = date_of(named.year, named.month, named.day)
            _require_weekday(whole, named.weekday)
            day = _of_moment(whole, named.time)
        except DateError as error:
            if named.has_full_year or not self._with_year_first(text):
                return DayCell(text, None, not_a_date(text, error.reason))
            return self._without_year(text, {})
        if named.has_full_year:
            return DayCell(text, day)
        if self._stated in ("dmy", "mdy"):
            doubt = self._doubt_about(text, day)
            return DayCell(text, None if doubt else day, doubt)
        # Any order reads it, because its month is a word: that of the other dates of the column is as good.
        return self._without_year(text, dict.fromkeys(self._best_orders()[:1], day))

    def _without_year(self, text: str, days: Mapping[Order, date]) -> DayCell:
        """Return why a text with a year of two digits is no day; `days` are those of the orders with the year last.

        An option is no advice if the first number may be the year, and neither the other dates of the column nor a month in
        letters, before which people write the day, shows that it is not.
        """
        orders = [order for order, day in days.items() if day >= self._begins]
        may_be_first = not orders or not (self._is_year_last() or named_month(plain_cell(text)))
        if may_be_first and self._with_year_first(text):
            return DayCell(text, None, _ambiguous(text))
        if days and not orders:
            return DayCell(text, None, self._doubt_about(text, next(iter(days.values()))))
        return self._without_order(text, Sentence("'{text}' has a year of two digits", text=text[:_SHOWN]), orders)

    def _with_year_first(self, text: str) -> date | None:
        """Return the day of a text if its first number, of two digits, is the year; None if that is no day, or no likely one."""
        match = _SHORT_YEAR_FIRST.match(plain_cell(text))
        if match is None:
            return None
        year, _, month, day = match.groups()
        number = int(month) if month.isdecimal() else month_number(month)
        try:
            first = date(_CENTURY + int(year), number or 0, int(day))
        except ValueError:
            return None
        return first if self._is_likely(first) else None

    def _is_likely(self, day: date) -> bool:
        """Return whether goods are screened for a day: it is not before the law data begins, nor long after it ends."""
        return self._begins <= day and day.year <= self._checked_through.year + _YEARS_AHEAD

    def _doubt_about(self, text: str, day: date) -> str:
        """Return why a day with a year of two digits is not read; empty if nothing speaks against it.

        It is before the law data begins, or an unlikely day of a text whose first number may be the year.
        """
        if self._is_likely(day):
            return ""
        if self._with_year_first(text):
            return _ambiguous(text)
        if day >= self._begins:
            return ""
        return Sentence(
            "'{text}' has a year of two digits, and {day} is before the law data begins; write the year in full, like 2025-12-01",
            text=text[:_SHOWN],
            day=day,
        )

    def _without_order(self, text: str, problem: Sentence, orders: Sequence[Order]) -> DayCell:
        """Return why a text is no day, with each of its possible orders that reads the most cells of the column."""
        if not orders:
            return DayCell(text, None, not_a_date(text, _NO_ORDER))
        best = () if self._stated == "ymd" else tuple(order for order in orders if order in self._best_orders())
        if not best:
            return DayCell(text, None, Sentence("{problem}; write it like 2025-12-01", problem=problem))
        reason = Sentence("{problem}; add {options}", problem=problem, options=order_options(best))
        return DayCell(text, None, reason, lacking=best)

    def _is_year_last(self) -> bool:
        """Return whether dates of the column show that its years are last: the best order reads more cells than the year first."""
        self._best_orders()
        return self._most_cells > self._cells_with_year_first

    def _best_orders(self) -> tuple[Order, ...]:
        """Return the orders that read the most cells of the column; both if it cannot be read again."""
        if self._best is None:
            from exportctl.batch.day_orders import without_year_first  # noqa: PLC0415 - the same

            read: Counter[Order] = Counter({"dmy": 0, "mdy": 0})
            readers: dict[Order, DayReader] = {
                order: DayReader(order, "", self._begins, self._checked_through) for order in read
            }
            for text, cells in without_year_first(self.column() if self.column else ()):
                read.update({order: cells for order, reader in readers.items() if _is_day(reader.read(text))})
                self._cells_with_year_first += cells if self._with_year_first(text) else 0
            self._most_cells = max(read.values())
            self._best = tuple(order for order, cells in read.items() if cells == self._most_cells)
        return self._best

    def _decide(self, columns: Iterable[pa.Array]) -> None:
        """Use the order that a column shows, and print it."""
        from exportctl.batch.day_orders import SwappedDays, evidence  # noqa: PLC0415 - the same

        self._is_decided, swapped = True, SwappedDays()
        day_first, month_first = (text[:_SHOWN] for text in evidence(swapped.collect(columns)))
        if day_first and month_first:
            self._mixed = day_first, month_first
        if bool(day_first) == bool(month_first):
            return
        self._swapped = swapped.example() if self.column else ""
        if self._swapped:
            return
        self._shown = "dmy" if day_first else "mdy"
        if self.note:
            shown = Sentence(
                "'{column}' has dates with the {order}, as '{text}' shows; to state the order: {option}",
                column=self._name,
                order=Sentence(_WORDS[self._shown]),
                text=day_first or month_first,
                option=_OPTION[self._shown],
            )
            whole = Sentence("{note} (the rows that were there decided)", note=shown)
            self.note(shown if self.column else whole)


def order_options(orders: Iterable[Order]) -> JoinedTexts:
    """Return the options that state orders, as alternatives."""
    return either(_OPTION[order] for order in orders)


def _require_weekday(day: date, weekday: int | None) -> None:
    """Raise DateError for a date that is not on the day of the week that its text states."""
    if weekday not in (None, day.weekday()):
        raise DateError(Sentence("{day} is another day of the week", day=day))


def _is_day(cell: DayCell | None) -> bool:
    return cell is not None and cell.day is not None


def _days_of(first: int, second: int, year: int) -> dict[Order, date]:
    """Return the day that two numbers before a year are in each order in which they are one."""
    days: dict[Order, date] = {}
    numbers: dict[Order, tuple[int, int]] = {"dmy": (second, first), "mdy": (first, second)}
    for order, (month, day) in numbers.items():
        with suppress(ValueError):
            days[order] = date(year, month, day)
    return days


def _ambiguous(text: str) -> str:
    return Sentence(
        "'{text}' is ambiguous: its first or its last number may be the year; write the year in full, like 2025-12-01",
        text=text[:_SHOWN],
    )


def _mixed_orders(text: str, day_first: str, month_first: str) -> str:
    """Return why a text is no day in a column in which each order would be wrong for some date."""
    return Sentence(
        "'{text}' is not year-first, and the column mixes both orders ('{day_first}' has the day first, '{month_first}' the "
        "month); write all its dates like 2025-12-01",
        text=text[:_SHOWN],
        day_first=day_first,
        month_first=month_first,
    )


def _swapped_days(text: str, swapped: str, order: Order) -> str:
    """Return why a text is no day in a column whose other dates may be swapped."""
    return Sentence(
        "'{text}' is not year-first, and a spreadsheet program may have swapped day and month in the dates that are, such as "
        "'{swapped}': none has a day above 12; correct them, or add {option} if they are right",
        text=text[:_SHOWN],
        swapped=swapped,
        option=_OPTION[order],
    )


def _not_in_order(text: str, order: Order) -> str:
    return Sentence(
        "'{text}' is not a date with the {order}; write it like 2025-12-01",
        text=text[:_SHOWN],
        order=Sentence(_WORDS[order]),
    )


def _contradiction(text: str, order: Order) -> str:
    return Sentence(
        "'{text}' is not a date with the {order}, as the rows before it are; state the order of all",
        text=text[:_SHOWN],
        order=Sentence(_WORDS[order]),
    )


def _of_moment(day: date, time: str | None) -> date:
    """Return the day on which a time of a day is, where the law counts days; raises DateError for no time."""
    if not time:
        return day
    try:
        moment = datetime.fromisoformat(f"{day}T{iso_time(time)}")
        return moment.astimezone(ZONE).date() if moment.tzinfo else moment.date()
    except (ValueError, OverflowError):
        raise DateError(Sentence("'{text}' is not a time", text=time[:_SHOWN])) from None
