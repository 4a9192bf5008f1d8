"""A line is known from the day on which the second mind reads the first act that names it."""

from __future__ import annotations

from datetime import date

import pytest

from exportctl.law.register import Register
from tests.model.model import Model


def test_every_line_is_known_from_the_day_of_the_model(law: Register, model: Model) -> None:
    """In the project's own data, an act of its own day or an older list names every entry."""
    assert law.published == model.register.there_from
    assert law.published.keys() == law.entries.keys()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("3C001.a", "2023-07-03"),  # No. 23/2023; the unified list names it again
        ("1C902.a.4", "2025-04-04"),  # No. 18/2025; the annexes of No. 61 name it again
        (
            "3C901.b.1",
            "2025-10-09",
        ),  # No. 58/2025; that No. 46/2024 means it is unclear, and could not be read there
        ("1C108.b", "2006-07-31"),  # may have been on the list of No. 50/2006
        ("9A012.d", "2015-07-31"),  # No. 31/2015
    ],
)
def test_lines_by_hand(law: Register, line: str, day: str) -> None:
    """The days of acts."""
    assert law.published[line] == date.fromisoformat(day)
