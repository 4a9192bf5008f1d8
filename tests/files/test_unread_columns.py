"""The columns of a file that were not read are listed for people who have only a report of the run."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest
from python_calamine import load_workbook

from tests.cli.program import ask

COLUMNS = "Remarks,goods,to,Country of goods origin,Batch"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text(f"{COLUMNS}\nurgent,gallium,US,CN,7\n", encoding="utf-8")


def _summary_sheet(name: str) -> list[str]:
    return [str(cell) for row in load_workbook(name).get_sheet_by_index(0).to_python() for cell in row]


@pytest.mark.parametrize(
    ("lang", "label", "columns"),
    [
        (
            "en",
            "Columns not read",
            (
                "'Country of goods origin' (may state: Country of origin), 'Remarks', 'Batch'. "
                "If a column states such a fact, give it that name and screen the file again."
            ),
        ),
        (
            "zh",
            "未读取的列",
            "“Country of goods origin”（可能为：原产国）、“Remarks”、“Batch”。如该列确为所列信息，请改用该列名后重新筛查该文件。",
        ),
    ],
)
def test_the_workbook_and_the_page_list_them(lang: str, label: str, columns: str) -> None:
    """A column that may state a fact comes first."""
    ask("--lang", lang, "screen", "in.csv", "-o", "out.xlsx")
    cells = _summary_sheet("out.xlsx")
    assert cells[cells.index(label) + 1] == columns
    page = html.unescape(ask("--lang", lang, "report", "in.csv", "-o", "-").out)
    assert f"<dt>{label}</dt><dd>{columns}</dd>" in page


def test_a_file_without_such_columns_has_no_such_line() -> None:
    """Neither in the workbook, nor on the page, nor in the summary."""
    Path("in.csv").write_text("item,to\ngallium,US\n", encoding="utf-8")
    ask("screen", "in.csv", "-o", "out.xlsx", "--summary", "s.json")
    assert "Columns not read" not in _summary_sheet("out.xlsx")
    assert "unread_columns" not in json.loads(Path("s.json").read_text(encoding="utf-8"))
    assert "<dt>Columns not read</dt>" not in ask("report", "in.csv", "-o", "-").out


def test_a_fact_for_all_rows_leaves_no_doubt() -> None:
    """An option that states the fact of a column settles what the column may state."""
    ask("screen", "in.csv", "-o", "out.xlsx", "--set", "origin=CN")
    cells = _summary_sheet("out.xlsx")
    assert cells[cells.index("Columns not read") + 1] == "'Remarks', 'Country of goods origin', 'Batch'"


def test_the_summary_lists_them_by_file() -> None:
    """With the fact that each may state; other files have other columns."""
    Path("more.csv").write_text("item,Port\ngermanium,Hamburg\n", encoding="utf-8")
    ask("screen", "in.csv", "more.csv", "--summary", "s.json")
    assert json.loads(Path("s.json").read_text(encoding="utf-8"))["unread_columns"] == [
        {
            "file": "in.csv",
            "columns": [
                {"column": "Remarks", "may_state": None},
                {"column": "Country of goods origin", "may_state": "origin"},
                {"column": "Batch", "may_state": None},
            ],
        },
        {"file": "more.csv", "columns": [{"column": "Port", "may_state": None}]},
    ]


def test_many_long_names_are_cut_and_counted() -> None:
    """A sheet has room for the first hundred, and for the beginning of each; the summary in JSON has them all."""
    names = [f"{number}-{'x' * 200}" for number in range(150)]
    Path("in.csv").write_text(f"item,{','.join(names)}\ngallium{',' * len(names)}\n", encoding="utf-8")
    ask("screen", "in.csv", "-o", "out.xlsx", "--summary", "s.json")
    cells = _summary_sheet("out.xlsx")
    listed = cells[cells.index("Columns not read") + 1]
    assert listed.startswith(f"'0-{'x' * 78}…', '1-")
    assert listed.endswith("and 50 more")
    in_json = json.loads(Path("s.json").read_text(encoding="utf-8"))["unread_columns"][0]["columns"]
    assert [item["column"] for item in in_json] == names


@pytest.mark.parametrize("report", ["github", "markdown", "junit", "sarif"])
def test_reports_of_gates_list_them(report: str) -> None:
    """With the file, because a reader of such a report does not see stderr."""
    line = "columns not read in in.csv: 'Country of goods origin' (may state: Country of origin), 'Remarks', 'Batch'"
    assert line in html.unescape(
        ask("screen", "in.csv", "--format", report).out.replace("\\", "").replace("Col", "col")
    )
    Path("in.csv").write_text("item,to\ngallium,US\n", encoding="utf-8")
    assert "columns not read" not in ask("screen", "in.csv", "--format", report).out.lower()
