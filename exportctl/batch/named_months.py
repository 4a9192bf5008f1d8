"""Days whose month is a word, as English letters and spreadsheets have them: 28 Nov 2026, November 28th, 2026, 28-NOV-2026."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

_WEEKDAY: Final = r"(?:(?P<weekday>[a-z]+)[.,]?\s+)?"
_DAY: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH: Final = r"(?P<month>[a-z]+)"
_YEAR: Final = r"(?P<year>[0-9]{4}|[0-9]{2})"
_GAP: Final = r"[\s,./-]*"
_TIME: Final = r"(?:[\s,]+(?P<time>(?:[ap]\.?m\.?\s*)?[0-9].*))?"
_LAYOUTS: Final = tuple(
    re.compile(_WEEKDAY + _GAP.join(parts) + _TIME, re.IGNORECASE)
    for parts in (
        (_DAY, r"(?:of\s)?", _MONTH, _YEAR),
        (_MONTH, _DAY + r"(?![0-9])", _YEAR),
        (r"(?P<year>[0-9]{4})", _MONTH, _DAY),
    )
)
_CENTURY: Final = 2000
_FULL_YEAR: Final = 4


class NamedMonth(NamedTuple):
    """The parts of such a day; `weekday` (0 is Monday) and `time` if they are stated. A year of two digits is in this century."""

    year: int
    month: int
    day: int
    weekday: int | None
    time: str | None
    has_full_year: bool


def named_month(text: str) -> NamedMonth | None:
    """Return the parts of a text that is a month in words, a day, a year and perhaps a weekday and a time; None for any other."""
    for layout in _LAYOUTS:
        if (match := layout.fullmatch(text)) and match["month"].lower() in _names("months"):
            break
    else:
        return None
    weekday = match["weekday"] and match["weekday"].lower()
    if weekday and weekday not in _names("days"):
        return None
    has_full_year = len(match["year"]) == _FULL_YEAR
    return NamedMonth(
        int(match["year"]) + (0 if has_full_year else _CENTURY),
        _names("months")[match["month"].lower()],
        int(match["day"]),
        _names("days")[weekday] if weekday else None,
        match["time"],
        has_full_year,
    )


def month_number(name: str) -> int | None:
    """Return the number of a month by its English name, in full or shortened; None for any other word."""
    return _names("months").get(name.lower())


@cache
def _names(kind: str) -> dict[str, int]:
    """Return the numbers of the months or days of a week (0 is Monday) by their English names, in full and shortened."""
    from babel import Locale  # noqa: PLC0415 - few files have such days

    widths = getattr(Locale("en"), kind)["format"]
    names = {name.lower(): number for width in ("wide", "abbreviated") for number, name in widths[width].items()}
    return names | {"sept": 9} if kind == "months" else names
