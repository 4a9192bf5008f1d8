"""Read the time behind a day: of 24 hours, with AM or PM, or in Chinese words."""

from __future__ import annotations

import re
from typing import Final

_MORNING: Final = r"am|a\.m\.|上午|早上|凌晨"
_AFTERNOON: Final = r"pm|p\.m\.|下午|晚上"
_NOON: Final = "中午"
_HALF: Final = rf"(?P<{{}}>{_MORNING}|{_AFTERNOON}|{_NOON})"
SEPARATOR: Final = r"(?:[T\s,]+|(?<=[日号號])|(?=[^\x00-\x7f]))"
"""What is between a day and its time; nothing needs to be there before or after a Chinese word."""
_TIME: Final = re.compile(
    rf"(?:{_HALF.format('before')}\s*)?"
    r"(?P<hour>[0-9]{1,2})(?:\s*[:时時点點]\s*(?:(?P<minute>[0-9]{1,2})(?:\s*[:分]\s*(?:(?P<second>[0-9]{1,2})(?:[.][0-9]+)?\s*秒?)?)?)?)?"
    rf"(?:\s*{_HALF.format('after')})?",
    re.IGNORECASE,
)
_HALF_DAY: Final = 12


def iso_time(text: str) -> str:
    """Return a time as ISO 8601 has it; a text of another kind as it is. Raises ValueError for an hour that the words exclude."""
    match = _TIME.fullmatch(text.strip())
    if match is None or text.strip().isdecimal():
        return text
    hour, half = int(match["hour"]), match["before"] or match["after"]
    if match["before"] and match["after"]:
        raise ValueError(text)
    if half:
        hour = _of_day(hour, half.lower(), text)
    return f"{hour:02}:{int(match['minute'] or 0):02}:{int(match['second'] or 0):02}"


def _of_day(hour: int, half: str, text: str) -> int:
    """Return the hour of the day that an hour of one half of it is; raises ValueError for an hour that cannot be in that half."""
    if re.fullmatch(_MORNING, half):
        if hour > _HALF_DAY:
            raise ValueError(text)
        return hour % _HALF_DAY
    # Noon is from 11 on, and 12 in the evening may be the next day.
    if half == "晚上" and hour in (0, _HALF_DAY):
        raise ValueError(text)
    is_before_noon = half == _NOON and hour == _HALF_DAY - 1
    return hour if hour >= _HALF_DAY or is_before_noon else hour + _HALF_DAY
