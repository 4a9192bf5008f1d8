"""Realistic files of shipments: every row that a person could read is answered, the others list all errors."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

import exportctl
from tests.files.program import column, screen
from tests.hostile import shipments
from tests.hostile.twins import in_this_process, small_law

DAY = date(2026, 1, 1)
PLACES = [
    ("USA (United States)", "US"),
    ("Japan 日本", "JP"),
    ("Korea, South", "KR"),
    ("中国香港", "HK"),
    ("Viet Nam", "VN"),
]


@pytest.mark.parametrize(("order", "pattern"), [("dmy", "%d/%m/%Y"), ("mdy", "%m/%d/%Y")])
def test_the_workbook_of_an_officer_is_screened(tmp_path: Path, order: str, pattern: str) -> None:
    """41 rows: 27 dates in its own order, others as days and numbers, places under their names on forms, subtotals and mistakes."""
    rows: list[list[Any]] = []
    facts: list[dict[str, Any]] = []
    for number in range(36):
        name, code = PLACES[number % len(PLACES)]
        day = DAY + timedelta(days=9 * number)
        written: Any = day.strftime(pattern) if number < 27 else (day - date(1899, 12, 30)).days if number < 30 else day
        goods = ("gallium", "graphite", "cotton T-shirts")[number % 3]
        rows.append([number + 1, goods, name, written, "5 kg"])
        facts.append({"item": goods, "to": code, "on": day, "quantity": "5 kg"})
    rows[12:12] = [["", "", "", "", ""], ["", "Subtotal", "", "", "60 kg"]]
    rows += [[37, "gallium", "Atlantis", "32/32/2026", "5 kg"], [38, "", "Shanghai Pudong", "soon", ""]]
    rows.append(["", "合计 Total", "", "", "180 kg"])
    path = tmp_path / "in.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, days = book.add_worksheet("2026"), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["出口台账 Export register"])
        sheet.write_row(2, 0, ["No", "Goods description", "Country", "Ship date", "Quantity"])
        for number, row in enumerate(rows, 3):
            for place, cell in enumerate(row):
                sheet.write_datetime(number, place, cell, days) if isinstance(cell, date) else sheet.write(
                    number, place, cell
                )
    screening = screen(path, "out.csv")
    assert (screening.counts.rows, screening.counts.screened, screening.counts.rejected) == (41, 36, 2)
    assert (screening.counts.totals, screening.counts.blank) == (2, 1)
    assert column(screening.rows, "decision") == [exportctl.check(**stated).decision for stated in facts]
    assert f"--date-order {order}" in screening.answer.err
    first, second = screening.rejected
    assert (first["row"], second["row"]) == ("42", "43")
    assert "'Atlantis' is not a country or territory" in first["reason"]
    assert "Ship date: '32/32/2026' is not a date" in first["reason"]
    for what in ("the item is empty", "Country: 'Shanghai Pudong' is not a country", "Ship date: 'soon' is not a date"):
        assert what in second["reason"]


def test_generated_files_lose_no_row(tmp_path: Path) -> None:
    """`python -m tests.hostile.shipments 500` draws more."""
    law = small_law(tmp_path / "law")
    with in_this_process():
        counts = [shipments.fate(shipments.kept(number), law, tmp_path) for number in range(40)]
    assert sum(part.rows_screened for part in counts) > 500
    assert sum(part.rejected for part in counts) > 20
    assert {reason for part in counts for reason in part.passed_over} == {"blank", "total"}
