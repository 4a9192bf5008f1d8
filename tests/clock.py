"""The day it is for the tests: no test turns on the day on which it runs."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

TODAY: Final = date(2026, 11, 25)
"""After the day up to which the data knows the law, after the end of one suspension, and before that of the other."""


def ageless(text: str) -> str:
    """Return a text without the age of the data: a program in a process of its own counts it from its own day."""
    return re.sub(r"\d+ days (?:ago|old today)", "some days", text)
