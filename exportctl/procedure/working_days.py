"""Counts China's working days, as far as the State Council has published which weekend days are working days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from exportctl.law.status import DAY

if TYPE_CHECKING:
    from holidays import HolidayBase

_NEW_YEAR: Final = timedelta(days=11)
"""So many days before it, a year's arrangement can move working days: that of 2019 moved 29 and 31 December 2018."""


def last_working_day(after: date, count: int) -> date | None:
    """Return the last of so many working days, of which the first follows the day `after`; None where one is not known."""
    day, left = after, count
    while left and day < date.max - _NEW_YEAR:
        day += DAY
        calendar, following = _calendar_of(day.year), _calendar_of((day + _NEW_YEAR).year)
        if calendar is None or following is None:
            return None
        if calendar.is_working_day(day):
            left -= 1
    return None if left else day


@cache
def _calendar_of(year: int) -> HolidayBase | None:
    """Return the calendar of a year; None if its arrangement is not published, or the extra `calendar` is not installed.

    The library has the days of festivals of every year. Working days at weekends, which make up for the longer holidays, come with the
    arrangement of the State Council alone, so a year without any has none.
    """
    try:
        from holidays import country_holidays  # noqa: PLC0415 - it takes long to import, and few ask for a date
    except ModuleNotFoundError:
        return None
    calendar = country_holidays("CN", years=year)
    return calendar if any(day.year == year for day in calendar.weekend_workdays) else None
