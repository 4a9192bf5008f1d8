"""The summary of a file, its page and its workbook show what comes first, by the lists of the rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import load_workbook

from tests.cli.program import ask

pytestmark = pytest.mark.usefixtures("remembered")

ROWS = """\
item,to
gallium,US
heavy water,DE
acetone,DE
cotton shirts,FR
helium,DE
"""
STEPS = {
    "gallium": "Apply on MOFCOM's platform; ship once licensed.",
    "heavy water": "Only a unit that the State Council has named may export nuclear goods, with a licence.",
    "acetone": "Apply to MOFCOM, or to the provincial commerce department that it entrusts.",
    "cotton shirts": "Check the parties and the other regimes.",
    "helium": "Confirm whether the temporary ban on helium still applies. Stop this export of helium.",
}
"""What comes first about the goods of each row."""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rows.csv").write_text(ROWS, encoding="utf-8")


def screened(*options: str) -> str:
    """Return the summary of the file, in one line."""
    return " ".join(ask("screen", "rows.csv", "--on", "2026-08-01", *options).out.split())


def test_the_summary_names_what_comes_first_for_each_decision() -> None:
    """The nuclear item is prohibited, and has a procedure of its own; ordinary goods have no step here."""
    words = screened("-o", "out.csv")
    assert STEPS["heavy water"] in words
    assert STEPS["gallium"] in words
    assert STEPS["cotton shirts"] not in words


def test_each_row_of_a_workbook_has_the_step_of_its_list() -> None:
    """A precursor goes to another authority than a dual-use item."""
    screened("-o", "out.xlsx")
    head, *rows = load_workbook("out.xlsx").get_sheet_by_name("Rows").to_python()
    place = {str(name): number for number, name in enumerate(head)}
    steps = {str(row[place["item"]]): str(row[place["To do"]]) for row in rows}
    assert steps.keys() == STEPS.keys()
    for goods, step in STEPS.items():
        assert step in steps[goods], goods


def test_the_summary_sheet_of_a_workbook_has_the_steps_of_all_rows_of_a_decision() -> None:
    """Dual-use items and precursors need a licence, from different authorities."""
    screened("-o", "out.xlsx")
    lines = load_workbook("out.xlsx").get_sheet_by_name("Summary").to_python()
    steps = next(str(line[1]) for line in lines if line[0] == "licence required")
    assert STEPS["gallium"] in steps
    assert STEPS["acetone"] in steps


def test_a_row_that_waits_for_an_extension_confirms_it_first() -> None:
    """On the day after the published end, the extension is unconfirmed."""
    words = " ".join(ask("screen", "rows.csv", "--on", "2026-11-28", "-o", "out.csv").out.split())
    assert "Confirm whether MOFCOM extended the suspension." in words


def test_a_measure_in_force_prohibits_before_one_that_may_be_suspended() -> None:
    """MFA Order No. 13/2024 prohibits exports to Skydio; whether the listing of UEL No. 7/2025 was extended is unconfirmed."""
    Path("rows.csv").write_text("item,to,party\nsteel bolts M8,HK,Skydio\n", encoding="utf-8")
    words = " ".join(ask("screen", "rows.csv", "--on", "2026-12-03").out.split())
    assert "Stop this export; an act on the party prohibits it." in words
    assert "the Unreliable Entity List prohibits it" not in words
