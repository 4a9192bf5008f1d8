"""The history of the law data lists every Chinese act of the data with its day and its effect on others."""

from __future__ import annotations

from exportctl.law.register import Register
from tests.acts import PAGE, page


def test_the_page_of_history_lists_the_acts(law: Register) -> None:
    """`make golden` writes it."""
    text = PAGE.read_text(encoding="utf-8")
    assert text == page(text, law)


def test_a_row_states_the_day_and_what_an_act_suspends() -> None:
    """As the act of 9 November 2025 does, and the later of two acts comes first."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| 2")]
    (row,) = [line for line in rows if line.startswith("| 2025-11-09 | No. 72/2025 |")]
    assert row.endswith("| suspends No. 46/2024, para. 2 from 2025-11-09 through 2026-11-27 |")
    days = [line[2:12] for line in rows]
    assert days == sorted(days, reverse=True)
