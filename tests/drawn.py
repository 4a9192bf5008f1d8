"""The inputs of property tests are drawn from the project's own data: its days, and descriptions that people type for its goods."""

from __future__ import annotations

import os
from datetime import date, timedelta
from functools import cache
from typing import Final

from hypothesis import strategies as st

from exportctl.api import load_law
from exportctl.engine.engine import Engine
from exportctl.law.register import Register
from exportctl.law.status import LawAsOf

DRAWS: Final = int(os.environ.get("DRAWS", "1"))
"""The factor of the number of drawn inputs: `make suite DRAWS=5` before a release."""

FIRST, LAST = date(2022, 12, 1), date(2028, 1, 31)


@cache
def the_law() -> Register:
    """Return the register of the project's own data."""
    return load_law().law


def the_engine() -> Engine:
    """Return the engine that answers from it."""
    return load_law().engine


@cache
def items() -> st.SearchStrategy[str]:
    """Draw descriptions that people type: names, codes, numbers and nonsense."""
    law = the_law()
    names = sorted(name for item in law.materials.values() for name in (*item.names.en, *item.names.zh, *item.trade))
    return st.sampled_from([*names, *sorted(law.entries), *sorted(law.families), *sorted(law.names.cas), "unobtainium"])


@cache
def days() -> st.SearchStrategy[date]:
    """Draw any day, or one next to a date of the law."""
    law = the_law()
    edges = sorted({span.from_ for pid in law.provisions for span in LawAsOf(law).spans(pid)})
    near = [day + timedelta(days=shift) for day in edges for shift in (-1, 0, 1) if FIRST < day < LAST]
    return st.one_of(st.dates(FIRST, LAST), st.sampled_from(near))
