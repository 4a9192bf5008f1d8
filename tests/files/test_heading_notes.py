"""Headings with notes in brackets: a note about the cells is no part of the name, other words are."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.program import ask
from tests.files.program import screen


def _book(path: Path, rows: list[list[str]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def test_notes_in_the_brackets_of_headings_are_no_part_of_the_name(tmp_path: Path) -> None:
    """As in the forms of Chinese companies: how to fill in the cells, and the words that they may have."""
    headings = [
        "品名（中英文）",
        "目的国（必填）",
        "HS编码（10位）",
        "出口日期（年月日）",
        "最终用途（民用/军用）",
        "备注（如有）",
    ]
    rows: list[list[str]] = [headings, ["金属镓 Gallium", "美国/USA", "8112929010", "2026年8月1日", "军用", "急"]]
    screening = screen(_book(tmp_path / "in.xlsx", [["出口计划表"], *rows]), "out.csv")
    (row,) = screening.rows
    assert row["decision"] == "prohibited"
    assert "not read: '备注（如有）'; column names are in row 2" in screening.answer.err


def test_a_heading_for_one_language_yields_to_another_column(tmp_path: Path) -> None:
    """A file with the goods in two languages was read by the column without a note, and still is; two such columns are a choice."""
    rows: list[list[str]] = [["品名（中文）", "Goods", "to"], ["镓", "gallium", "US"]]
    both = screen(_book(tmp_path / "in.xlsx", rows), "out.csv")
    assert (
        "read: item from 'Goods', to; not read: '品名（中文）' (if it states item: --map item='品名（中文）')"
        in both.answer.err
    )
    rows[0][1] = "Goods (English)"
    answer = ask("screen", str(_book(tmp_path / "in2.xlsx", rows)))
    assert (answer.code, "choose one: --map item=COLUMN" in answer.err) == (2, True)


@pytest.mark.parametrize(
    "heading",
    ["国家（原产）", "Consignee (address)", "Date (invoice)", "数量（箱数）", "Country (seller)"],
)
def test_other_words_in_brackets_change_the_meaning(heading: str, tmp_path: Path) -> None:
    """Such a column is not read."""
    rows: list[list[str]] = [["item", heading], ["gallium", "US"]]
    screening = screen(_book(tmp_path / "in.xlsx", rows), "out.csv")
    assert f"read: item; not read: '{heading}'" in screening.answer.err
