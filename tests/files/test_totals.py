"""Rows of totals, of headings and blank rows are counted and passed over; one that may state goods is not, and lists all errors."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from exportctl.facts.totals import is_total
from tests.cli.program import ask
from tests.files.program import column, given, screen

NAMES = "No,SKU,Goods,HS Code,Destination,Ship date,Quantity,Remarks"
GOODS = "1,A-1,gallium,811292,US,2025-12-01,5 kg,\n"


@pytest.mark.parametrize(
    "word",
    [
        "Total",
        "TOTAL:",
        "Grand total",
        "Sub-total",
        "Subtotal",
        "合计",
        "总 计：",
        "小计",
        "合计 Total",
        "合计(Total)",
        "总计（TOTAL）：",
        "Summe / Total",
    ],
)
@pytest.mark.parametrize("place", [0, 2, 3, 4, 7])
def test_a_row_of_totals_is_passed_over(tmp_path: Path, word: str, place: int) -> None:
    """With the word in any column, and any sums in the others."""
    cells = ["", "", "", "", "", "", "12 kg", ""]
    cells[place] = word
    file = given(tmp_path, "in.csv", f"{NAMES}\n{GOODS}{','.join(cells)}\n{','.join(' ' * 8)}\n")
    screening = screen(file, "out.csv")
    assert (screening.counts.rows, screening.counts.screened, screening.counts.totals, screening.counts.blank) == (
        3,
        1,
        1,
        1,
    )
    assert screening.code == 1
    assert not screening.rejects.exists()
    document = ask("screen", str(file), "--format", "json").json
    assert document["passed_over"] == {"blank": 1, "total": 1}
    assert document["rows"] == document["screened"] + document["rejected"] + 2


@pytest.mark.parametrize(
    "row",
    [
        ",,,,US,2025-12-01,5 kg,Total",
        ",,Total,811292,,,5 kg,",
        ",A-7,,,,,5 kg,Total",
        ",,,,,2025-12-01,,Subtotal",
        "7,,,,,,5 kg,",
        ",,,,,,,sold to Total SA",
    ],
)
def test_a_row_that_may_be_of_goods_is_rejected(tmp_path: Path, row: str) -> None:
    """It states a place, a day or goods, or no cell marks it as a total."""
    screening = screen(given(tmp_path, "in.csv", f"{NAMES}\n{GOODS}{row}\n"), "out.csv")
    assert (screening.counts.screened, screening.counts.rejected, screening.counts.totals) == (1, 1, 0)
    assert column(screening.rejected, "row") == ["3"]


@pytest.mark.parametrize(("row", "totals"), [("Total,,12", 1), ('"合计","",,5 kg', 1), (",,,", 0), ("Total,,US", None)])
def test_a_line_with_too_few_cells_may_be_of_totals(tmp_path: Path, row: str, totals: int | None) -> None:
    """Spreadsheet programs leave the last ones out."""
    screening = screen(given(tmp_path, "in.csv", f"{NAMES}\n{GOODS}{row}\n"), "out.csv")
    expected = (1, 0, 0) if totals is None else (0, totals, 1 - totals)
    assert (screening.counts.rejected, screening.counts.totals, screening.counts.blank) == expected


@pytest.mark.parametrize(
    "row",
    [
        "序号,料号,货物名称,海关编码,目的国,出口日期,数量,备注",
        ",,Goods / 货物,HS code,Destination,Date,Qty (kg),USD",
        ",,文本,10 digits,ISO code,YYYY-MM-DD,kg,",
        ",,,,,,(KGS),",
        ",,,,,,台/千克,元",
    ],
)
def test_a_row_of_further_headings_is_passed_over(tmp_path: Path, row: str) -> None:
    """In another language, with the units or with notes on the cells; printed lists repeat their headings on each page."""
    file = given(tmp_path, "in.csv", f"{NAMES}\n{row}\n{GOODS}{row}\n{GOODS}")
    screening = screen(file, "out.csv")
    assert (screening.counts.rows, screening.counts.screened, screening.counts.headings) == (4, 2, 2)
    assert column(screening.rows, "Goods") == ["gallium", "gallium"]
    assert not screening.rejects.exists()
    assert "略过2行（表头2行）" in ask("screen", str(file), "--lang", "zh").err


@pytest.mark.parametrize(
    "row",
    [
        ",,Goods,HS code,US,,,",
        ",,Goods,HS code,Destination,,5 kg,",
        ",,gallium,HS code,Destination,,,",
        ",A-7,,,,,kg,",
        ",,Goods,HS code,Destination,,,End use",
        ",,,,,,5,",
    ],
)
def test_a_row_with_more_than_headings_is_rejected(tmp_path: Path, row: str) -> None:
    """It may be of goods, or name a fact in a column that is not read: nobody must miss either."""
    screening = screen(given(tmp_path, "in.csv", f"{NAMES}\n{row}\n{GOODS}"), "out.csv")
    assert (screening.counts.screened, screening.counts.rejected, screening.counts.headings) == (1, 1, 0)


def test_a_workbook_has_them_too(tmp_path: Path) -> None:
    """Rows keep the numbers that the spreadsheet shows."""
    path = tmp_path / "in.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(
            (NAMES, GOODS.strip(), "", GOODS.replace("US", "nowhere").strip(), "Total,,,,,,10")
        ):
            sheet.write_row(number, 0, row.split(","))
    screening = screen(path, "out.xlsx")
    assert (screening.counts.rows, screening.counts.screened, screening.counts.totals, screening.counts.blank) == (
        4,
        1,
        1,
        1,
    )
    assert column(screening.rejected, "row") == ["4"]


@pytest.mark.parametrize(
    "text",
    [
        "total synthesis",
        "Total Quartz 5W-30 oil",
        "summer tyres",
        "totally",
        "gallium total 5 kg",
        "合计镓",
        "sum of gallium",
    ],
)
def test_goods_are_no_total(text: str) -> None:
    """A name may begin like one."""
    assert not is_total(text)


def test_a_rejected_row_lists_every_error(tmp_path: Path) -> None:
    """The first with its column and cell, and all others after it, so that a row is corrected once."""
    header = "item,hs_code,form,to,origin,on,end_use,party,quantity"
    row = ",12,fluid,Atlantis,Utopia,2026-13-31,fun,x=y=z,5 bottles"
    screening = screen(given(tmp_path, "in.csv", f"{header}\n{row}\ngallium,,,US,CN,2025-12-01,,,\n"), "out.csv")
    (rejected,) = screening.rejected
    assert (rejected["row"], rejected["column"], rejected["value"]) == ("2", "item", "")
    for fact, what in (
        ("hs_code", "'12' is not a customs code"),
        ("form", "'fluid' is not one of"),
        ("to", "'Atlantis' is not a country"),
        ("origin", "'Utopia' is not a country"),
        ("on", "'2026-13-31' is not a date"),
        ("end_use", "'fun' is not one of"),
    ):
        assert f"{fact}: {what}" in rejected["reason"]
    table = ask("screen", str(tmp_path / "in.csv")).err
    assert "row 2, item: the item is empty" in table
    assert table.count("'Atlantis'") == 1


def test_the_amounts_of_totals_are_no_amounts_of_goods(tmp_path: Path) -> None:
    """Only the quantities of screened rows count as amounts that are not stated."""
    rows = "gallium,US,2025-12-01,25 KGS", "gallium,US,2025-12-01,25", "Total,,,50"
    file = given(tmp_path, "in.csv", "\n".join(["item,to,on,quantity", *rows, ""]))
    assert "count as not stated: 1 in 'quantity'" in screen(file, "out.csv").answer.err
