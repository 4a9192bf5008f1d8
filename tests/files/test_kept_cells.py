"""Customs codes and days as people keep them: each is read as they read it, or rejected with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.program import ask
from tests.files.program import Screening, column, given, screen

CODE = "8112929010"


def _book(path: Path, rows: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def _codes(folder: Path, codes: list[object]) -> Screening:
    rows: list[list[object]] = [
        ["Goods", "to", "on", "HS code"],
        *(["metal", "US", "2026-08-01", code] for code in codes),
    ]
    return screen(_book(folder / "in.xlsx", rows), "out.csv")


@pytest.mark.parametrize(
    "code",
    [
        *("８１１２９２９０１０", "'8112929010", "’8112929010", "\u00a08112929010\u200b", "8112\u00a09290\u00a010"),
        *(
            "HS8112929010",
            "HS Code: 8112929010",
            "HS编码：8112929010",
            "8112929010（镓）",
            "8,112,929,010",
            "8112929010.0",
        ),
    ],
)
def test_a_customs_code_is_read_as_a_person_reads_it(code: str, tmp_path: Path) -> None:
    """In a sheet and in a text, and by `check`, with the same answer as its digits."""
    alike = _codes(tmp_path, [CODE, code])
    assert (alike.rejected, column(alike.rows, "HS code")) == ([], [CODE, code])
    first, second = ({**row, "HS code": ""} for row in alike.rows)
    assert first == second
    assert first["entries"] == "3C001.a"
    one, other = (
        ask("check", "metal", "--hs-code", text, "--to", "US", "--on", "2026-08-01", "-f", "json")
        for text in (CODE, code)
    )
    assert (one.code, one.json["decision"]) == (other.code, other.json["decision"])


@pytest.mark.parametrize(
    "code",
    [
        *("8112929010/3801100030", "811292901O", "8112929010000", "8112.9", "8112", "8112929010¹", "8112929010 (4N)"),
        *("8112,9290", "-", "0"),
    ],
)
def test_a_text_that_may_be_another_code_is_rejected(code: str, tmp_path: Path) -> None:
    """No digit is guessed."""
    (row,) = _codes(tmp_path, [code]).rejected
    assert row["reason"].endswith("is not a customs code; write 6 to 10 digits")


@pytest.mark.parametrize("code", ["8.11E+09", "8.11293E+09", "2.85e9", "２.８５E+０９"])
def test_a_code_in_scientific_notation_is_rejected_with_what_to_do(code: str, tmp_path: Path) -> None:
    """A text file from a spreadsheet has it as the narrow column showed it: the digits are lost."""
    lost = screen(given(tmp_path, "in.csv", f"item,to,on,hs_code\nmetal,US,2026-08-01,{code}\n"), "out.csv")
    assert [row["reason"] for row in lost.rejected] == [
        f"'{code}' may be a rounded number; write all its digits with a dot, like 8112.929010"
    ]


@pytest.mark.parametrize("among", ["811292", 811292])
def test_a_number_that_may_be_rounded_is_no_code(among: object, tmp_path: Path) -> None:
    """2810000000, boron oxides, may be 2805301100, rare-earth metals, from a text file with 2.81E+09.

    A column that also has texts has it as a text, so texts without a dot are rejected, too.
    """
    rounded = _codes(tmp_path, [2810000000, 8110000000, 28100000, 8112929010, 3605000000, 81129290.1, among])
    assert [row["value"] for row in rounded.rejected] == ["2810000000", "8110000000", "28100000"]
    assert rounded.rejected[0]["reason"] == (
        "'2810000000' may be a rounded number; write all its digits with a dot, like 8112.929010"
    )
    assert column(rounded.rows, "HS code") == ["8112929010", "3605000000", "81129290.1", "811292"]
    exact = _codes(tmp_path, ["2810.000000", "2805301100"])
    assert (exact.rejected, column(exact.rows, "decision")[0]) == ([], "no_control_found")
    assert column(exact.rows, "decision")[1] != "no_control_found"


def test_a_code_that_lost_zeros_at_its_end_never_becomes_another(tmp_path: Path) -> None:
    """9012.10 (electron microscopes) and 7115.10 as numbers are 9012.1 and 7115.1: not 0901.21 (coffee) and 0711.51 (mushrooms)."""
    lost = _codes(tmp_path, [9012.1, 7115.1, 8112.92])
    assert [row["value"] for row in lost.rejected] == ["9012.1", "7115.1"]
    assert column(lost.rows, "HS code") == ["8112.92"]


@pytest.mark.parametrize(
    "day",
    [
        *(
            "２０２６年８月１日",
            "'2026-08-01",
            "2026-08-01\u200b",
            "\u3000２０２６－０８－０１",
            "2026年8月1号",
            "2026年8月1號",
        ),
        *("2026年08月01日 星期六", "2026年8月1日（周六）", "2026/8/1 (星期六)", "2026-08-01 08:00 星期六"),
    ],
)
def test_a_day_is_read_as_a_person_reads_it(day: str, tmp_path: Path) -> None:
    """The row has the answer of 2026-08-01."""
    rows: list[list[object]] = [["item", "to", "on"], ["gallium", "US", "2026-08-01"], ["gallium", "US", day]]
    screening = screen(_book(tmp_path / "in.xlsx", rows), "out.csv")
    assert screening.rejected == []
    one, other = ({**row, "on": ""} for row in screening.rows)
    assert one == other


@pytest.mark.parametrize(
    ("day", "why"),
    [
        *((day, "is not a date") for day in ("2026年8月", "8月1日", "2026年8月上旬", "星期六", "2026.8")),
        ("2026年8月1日前", "is not a date: '前' is not a time"),
        ("2026年8月1日 星期日", "is not a date: 2026-08-01 is another day of the week"),
        ("26年8月1日", "has a year of two digits"),
    ],
)
def test_a_text_that_is_no_sure_day_is_rejected(day: str, why: str, tmp_path: Path) -> None:
    """A day of the week that the date does not have is a doubt, too."""
    rows: list[list[object]] = [["item", "to", "on"], ["gallium", "US", day]]
    (row,) = screen(_book(tmp_path / "in.xlsx", rows), "out.csv").rejected
    assert row["reason"].startswith(f"'{day}' {why}; write ")
    assert row["reason"].endswith("like 2025-12-01")
