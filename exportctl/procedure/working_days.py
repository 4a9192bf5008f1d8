"""Count China's working days, for the years whose working weekend days the State Council has published."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from exportctl.law.status import DAY

if TYPE_CHECKING:
    from holidays import HolidayBase

_NEW_YEAR: Final = timedelta(days=11)
"""The number of days before a year that its arrangement can change: that of 2019 moved 29 and 31 December 2018."""


def last_working_day(after: date, count: int) -> date | None:
    """Return the last of `count` working days, the first of which follows the day `after`; None if one is unknown."""
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

    The library has the festivals of every year. Working days at weekends, which compensate for longer holidays, are
    published only in the arrangement of the State Council, so a year without any is not published.
    """
    try:
        from holidays import country_holidays  # noqa: PLC0415 - slow to import, and seldom needed
    except ModuleNotFoundError:
        return None
    calendar = country_holidays("CN", years=year)
    return calendar if any(day.year == year for day in calendar.weekend_workdays) else None
