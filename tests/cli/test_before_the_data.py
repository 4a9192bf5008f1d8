"""For a day before the data begins, every command reports that nothing is decided, and the reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import ask, json_of, table, verdict, words
from tests.files.program import given, screen

WHY = "the law data begins on 2023-08-01 and lacks earlier controls; check the acts of that time yourself"
WARNING = [{"code": "before_coverage", "text": WHY}]
SAID = f"Warning {WHY}"
SHIRTS = "'cotton T-shirts' --to US"
DAYS = [("--on 2023-07-31", True), ("--on 2023-08-01", False), ("--on 2024-01-01 --known-on 2023-07-31", True)]


@pytest.mark.parametrize(("days", "before"), DAYS)
def test_check_decides_nothing(days: str, before: bool) -> None:
    """The headline names the day on which the data begins, and no worst case is shown as though it were known."""
    answer = verdict(f"{SHIRTS} {days}")
    shown = table(f"{SHIRTS} {days}").words
    noted = table(f"{SHIRTS} {days} --notes").words
    assert answer["decision"] == ("undecided" if before else "no_control_found")
    assert (WARNING[0] in answer["warnings"]) is (f"Note {WHY} [before_coverage]" in noted) is before
    assert ("The law data begins on 2023-08-01; earlier controls are missing." in shown) is before
    assert "Worst case" not in shown
    begins = "Next change 2023-08-01 (in 1 day): no control found (the law data begins)"
    assert (begins in shown) is (days == DAYS[0][0])


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (DAYS[0][0], "To do Check 2023-08-01 or a later day."),
        (DAYS[2][0], "To do State 2023-08-01 or a later day as --known-on, or leave it out."),
    ],
)
def test_check_names_the_day_that_would_do(days: str, step: str) -> None:
    """The option that lies before the data is named, and the first day on which it would not."""
    assert step in table(f"{SHIRTS} {days}").words


@pytest.mark.parametrize(("days", "before"), DAYS)
def test_classify_decides_nothing(days: str, before: bool) -> None:
    """That no line matches is no answer there."""
    arguments = ("classify", "cotton T-shirts", *days.split())
    document = ask(*arguments, "--format", "json")
    shown = ask(*arguments)
    assert document.code == shown.code == (3 if before else 0)
    assert document.json["warnings"] == (WARNING if before else [])
    assert shown.words.startswith(
        "UNDECIDED cotton T-shirts | " if before else "NOT ON A CONTROL LIST cotton T-shirts | "
    )
    assert ("No list entry matches, but the law data begins on 2023-08-01." in shown.words) is before


@pytest.mark.parametrize(("days", "before"), DAYS)
def test_party_decides_nothing(days: str, before: bool) -> None:
    """On such a day, a name without a listing is not an answer."""
    arguments = ("party", "Acme Toys", *days.split())
    document = ask(*arguments, "--format", "json").json
    shown = ask(*arguments).words
    assert document["decisions"][0]["decision"] == ("undecided" if before else "no_control_found")
    assert document["warnings"] == (WARNING if before else [])
    assert shown.startswith("UNDECIDED Acme Toys | " if before else "NOT LISTED Acme Toys | ")
    assert ("The law data holds the lists from 2023-08-01 on" in shown) is before


def test_screen_counts_the_rows_and_gives_the_reason(tmp_path: Path) -> None:
    """The rows themselves are undecided, with the day from which they are decided."""
    file = given(tmp_path, "in.csv", "item,to,on\ncotton T-shirts,US,2023-07-31\ncotton T-shirts,US,2023-08-01\n")
    summary = tmp_path / "summary.json"
    screening = screen(file, "out.csv", "--summary", str(summary), "--format", "table")
    assert [(row["decision"], row["next_change_on"]) for row in screening.rows] == [
        ("undecided", "2023-08-01"),
        ("no_control_found", ""),
    ]
    document = json.loads(summary.read_text(encoding="utf-8"))
    assert document["by_warning"] == {"before_coverage": 1}
    assert f"Warning 1 of the rows cannot be cleared: {WHY}" in screening.answer.words
    assert "undecided 1 Check the acts of the days before the law data begins yourself." in screening.answer.words
    assert "State missing facts" not in screening.answer.words
    *_, note, last = screening.answer.err.splitlines()
    assert note == f"exportctl: 1 of the rows cannot be cleared: {WHY}"
    assert last.startswith("2 rows: ")


@pytest.mark.parametrize(
    ("arguments", "before"),
    [
        ("timeline gallium --to US", True),
        ("timeline holmium --to DE --known-on 2023-07-31", True),
        ("diff 2023-07-31 2023-12-31 gallium", True),
        ("diff 2023-08-01 2023-12-31 gallium", False),
        ("diff 2023-08-01 2023-12-31 gallium --known-on 2023-07-31", True),
        ("expiring --on 2023-08-30", True),
        ("expiring --on 2023-08-31", False),
    ],
)
def test_commands_over_time_state_where_the_data_begins(arguments: str, before: bool) -> None:
    """Earlier changes may be missing."""
    assert json_of(*arguments.split())["warnings"] == (WARNING if before else [])
    assert (SAID in words(*arguments.split())) is before
