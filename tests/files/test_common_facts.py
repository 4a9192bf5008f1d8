"""Every report of a file names the facts that the caller states for all rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from python_calamine import load_workbook

from tests.cli.program import ask
from tests.files.program import given, refused, screen

pytestmark = pytest.mark.usefixtures("remembered")
STATED = ("--set", "to=US", "--set", "end_use=民用", "--set", "party=Acme", "--on", "2026-06-01")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text("item\ngallium\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("lang", "label", "facts"),
    [
        ("en", "For all rows", "Destination: United States; End use: civil; Parties: Acme"),
        ("zh", "全部行", "目的国：美国；最终用途：民用；交易相关方：Acme"),
    ],
)
def test_the_summary_names_them(lang: str, label: str, facts: str) -> None:
    """A place has its name and an accepted word is translated; the headline has the day."""
    out = ask("--lang", lang, "screen", "in.csv", *STATED).out
    assert re.search(rf"^{label} +{facts}$", out, re.MULTILINE)
    assert label not in ask("--lang", lang, "screen", "in.csv", "--on", "2026-06-01").out


def test_the_workbook_names_them_with_the_days() -> None:
    """In the summary, once."""
    ask("screen", "in.csv", "-o", "out.xlsx", *STATED, "--known-on", "2026-05-31")
    cells = [str(cell) for row in load_workbook("out.xlsx").get_sheet_by_index(0).to_python() for cell in row]
    facts = (
        "Destination: United States; End use: civil; Parties: Acme; Shipment date: 2026-06-01; As known on: 2026-05-31"
    )
    assert cells[cells.index("Stated for all rows") + 1] == facts
    ask("screen", "in.csv", "-o", "plain.xlsx")
    assert "Stated for all rows" not in str(load_workbook("plain.xlsx").get_sheet_by_index(0).to_python())


def test_the_page_names_them_and_escapes_their_words() -> None:
    """The page has lines of its own for the days."""
    hostile = ask("report", "in.csv", "-o", "-", *STATED, "--set", "origin=CN", "--set", "hs_code=<b>811292").out
    assert "<b>811292" not in hostile
    page = ask("report", "in.csv", "-o", "-", *STATED).out
    assert "<dt>Stated for all rows</dt><dd>Destination: United States; End use: civil; Parties: Acme</dd>" in page
    assert "Stated for all rows</dt>" not in ask("report", "in.csv", "-o", "-", "--on", "2026-06-01").out


def test_a_place_that_does_not_exist_is_an_error_of_its_option() -> None:
    """With one line, for one file and for several."""
    Path("more.csv").write_text("item\ngermanium\n", encoding="utf-8")
    for files in (("in.csv",), ("in.csv", "more.csv")):
        answer = ask("screen", *files, "--set", "to=Atlantis", "--on", "2026-06-01")
        assert answer.code == 2
        assert answer.err.count("--set to: 'Atlantis' is not a country or territory") == len(files)


def test_a_column_may_be_left_out_for_a_fact_of_all_rows(tmp_path: Path) -> None:
    """`--map to=-` ignores the column, and `--set` states the fact; a column and a value together are a contradiction."""
    source = given(tmp_path, "in.csv", "item,to,on\ngallium,Hamburg,2025-12-01\n")
    screening = screen(source, "out.csv", "--map", "to=-", "--set", "to=US")
    assert "mofcom-2024-46/1" in screening.rows[0]["provisions"]
    line = refused(source, "both.csv", "--map", "to=to", "--set", "to=US")
    assert line == "--set: 'to' is stated for all rows, and --map also reads it from a column; leave out one of them"
