"""Read a date like 2025-12-01, and explain why another text is none: its text, the reason, and the correct notation."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from exportctl.errors import InputError
from exportctl.sentences import Sentence

_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR_LAST: Final = re.compile(r"[0-9]{1,2}([-/.])(?:[0-9]{1,2}|[a-z]{3,9})\1[0-9]{4}", re.IGNORECASE)
_SHORT_YEAR: Final = re.compile(
    r"[0-9]{1,2}([-/.])(?:[0-9]{1,2}|[a-z]{3,9})\1[0-9]{1,2}|[0-9]{2}年.*|[0-9]{1,2} [a-z]{3,9} [0-9]{2}", re.IGNORECASE
)
_MONTHS: Final = 12
_SHOWN: Final = 40


class DateError(ValueError):
    """Parts of a text that make no date, with the reason."""

    def __init__(self, reason: str) -> None:
        """Take the reason."""
        super().__init__(reason)
        self.reason = reason


def date_of(year: int, month: int, day: int) -> date:
    """Return a date; raises DateError if the calendar does not have it."""
    if not 1 <= month <= _MONTHS:
        raise DateError(Sentence("there is no month {month}", month=str(month)))
    try:
        return date(year, month, day)
    except ValueError:
        reason = Sentence("{month} has no day {day}", month=f"{year:04}-{month:02}", day=str(day))
        raise DateError(reason) from None


def iso_date(text: str, where: str) -> date:
    """Return the date of a text like 2025-12-01; raises InputError for any other text."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise InputError(where, _without_full_year_first(text) or not_a_date(text))
    try:
        return date_of(*map(int, match.groups()))
    except DateError as error:
        raise InputError(where, not_a_date(text, error.reason)) from None


def not_a_date(text: str, reason: str = "") -> str:
    """Return that a text is no date, with the reason, if it is known, and the correct notation."""
    if reason:
        return Sentence("'{text}' is not a date: {reason}; write it like 2025-12-01", text=text[:_SHOWN], reason=reason)
    return Sentence("'{text}' is not a date; write it like 2025-12-01", text=text[:_SHOWN])


def short_year(text: str) -> str:
    """Return that a text has a year of two digits, and the correct notation."""
    return Sentence(
        "'{text}' has a year of two digits; write the year in full, like 2025-12-01",
        text=text[:_SHOWN],
    )


def has_short_year(text: str) -> bool:
    """Return whether a text is a date whose year has two digits, whatever its order."""
    return bool(_SHORT_YEAR.fullmatch(text))


def _without_full_year_first(text: str) -> str:
    """Return why a text that states a date in another order, or a year of two digits, is not read; empty for any other text."""
    if _YEAR_LAST.fullmatch(text):
        return Sentence("'{text}' is not year-first; write it like 2025-12-01", text=text[:_SHOWN])
    return short_year(text) if has_short_year(text) else ""
