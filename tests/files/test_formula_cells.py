"""A formula that gave no value states no fact: its row is rejected, and in other columns its text is passed on."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.program import ask
from tests.files.program import column, given, screen

HEAD = ("item", "to", "on", "end_user", "hs_code", "note")
MUGS = ("coffee mugs", "DE", "2026-12-01", "", "", "")
ERRORS = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"]
OPEN = "=A2&B2"
"""A formula that the workbook stores without a value, as libraries write it."""


def workbook(folder: Path, rows: Sequence[Sequence[str]], top: int = 0, left: int = 0) -> Path:
    """Write a workbook whose cells that begin with # hold errors, and those that begin with = formulas without a value."""
    path = folder / "in.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(rows, top):
            for place, cell in enumerate(cells, left):
                if cell.startswith(("#", "=")):
                    sheet.write_formula(
                        row, place, cell if cell == OPEN else "=1/0", None, "none" if cell == OPEN else cell
                    )
                elif cell:
                    sheet.write_string(row, place, cell)
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(rb' t="str"><f>([^<]*)</f><v>none</v>', rb"><f>\1</f><v></v>", parts[name])
    with zipfile.ZipFile(path, "w") as packed:
        for part, content in parts.items():
            packed.writestr(part, content)
    return path


@pytest.mark.parametrize("fact", HEAD[:-1])
def test_an_error_in_a_column_of_facts_rejects_its_row(tmp_path: Path, fact: str) -> None:
    """It is no empty cell: a lost customs code or end user would clear the goods."""
    place = HEAD.index(fact)
    screening = screen(
        workbook(tmp_path, [HEAD, MUGS, *((*MUGS[:place], error, *MUGS[place + 1 :]) for error in ERRORS)]), "out.csv"
    )
    assert (screening.code, screening.counts.screened) == (2, 1)
    assert column(screening.rejected, "row") == [str(number) for number in range(3, len(ERRORS) + 3)]
    assert column(screening.rejected, "value") == ERRORS
    for row, error in zip(screening.rejected, ERRORS, strict=True):
        assert row["reason"].startswith(f"'{error}' is an error of a spreadsheet formula; correct the cell")


@pytest.mark.parametrize("fact", HEAD[:-1])
def test_a_formula_without_a_stored_value_rejects_its_row(tmp_path: Path, fact: str) -> None:
    """The program calculates nothing; a spreadsheet program stores the values."""
    place = HEAD.index(fact)
    screening = screen(workbook(tmp_path, [HEAD, (*MUGS[:place], OPEN, *MUGS[place + 1 :])]), "out.csv")
    [row] = screening.rejected
    assert row["reason"] == (
        f"'{OPEN}' is a formula without a stored value; open and save the file in a spreadsheet program"
    )


@pytest.mark.parametrize(("cell", "text"), [("#N/A", "#N/A"), (OPEN, f"#FORMULA! {OPEN}")])
@pytest.mark.parametrize(("top", "left"), [(0, 0), (3, 2)])
def test_in_other_columns_its_text_is_passed_on(tmp_path: Path, cell: str, text: str, top: int, left: int) -> None:
    """Wherever the table begins; a formula is marked as one."""
    screening = screen(workbook(tmp_path, [HEAD, (*MUGS[:-1], cell), (*MUGS[:-1], "kept")], top, left), "out.csv")
    assert column(screening.rows, "note") == [text, "kept"]
    assert column(screening.rows, "decision") == ["no_control_found"] * 2


def test_a_row_of_nothing_but_an_error_is_rejected(tmp_path: Path) -> None:
    """It is not blank."""
    screening = screen(workbook(tmp_path, [HEAD, MUGS, ("", "", "", "", "", "#N/A")]), "out.csv")
    assert (screening.counts.rejected, screening.counts.blank) == (1, 0)


@pytest.mark.parametrize(
    "name", [*HEAD[:-1], "quantity", "contains", "param", "end_use", "cn_content", "owned_by", "form"]
)
def test_the_same_texts_in_csv_reject_their_rows(tmp_path: Path, name: str) -> None:
    """A workbook that was saved as text has its errors as texts, in the language of the spreadsheet program."""
    cells = [*ERRORS, "#NV", "#BEZUG!", "#¡VALOR!", "Err:502", "#####"]
    rows = [{"item": "coffee mugs", "to": "DE", "on": "2026-12-01", name: cell} for cell in cells]
    text = "\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)])
    screening = screen(given(tmp_path, "in.csv", f"{text}\n"), "out.csv")
    assert screening.counts.rejected == len(cells)
    for row, cell in zip(screening.rejected, cells, strict=True):
        assert row["reason"].startswith(f"'{cell}' is ")
        assert "formula" in row["reason"]


def test_one_of_several_parties_may_be_an_error(tmp_path: Path) -> None:
    """The others do not hide it."""
    source = given(tmp_path, "in.csv", "item,to,on,party\ncoffee mugs,DE,2026-12-01,Acme Toys; #N/A\n")
    assert screen(source, "out.csv").counts.rejected == 1


def test_texts_with_such_marks_are_kept(tmp_path: Path) -> None:
    """A number sign or a question mark alone is no error."""
    source = given(tmp_path, "in.csv", "item,to,on,party\ncoffee mugs #5,DE,2026-12-01,Yahoo!\n")
    assert screen(source, "out.csv").counts.screened == 1


def test_an_item_of_the_company_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lost code or composition of an item would clear its goods."""
    given(tmp_path, "exportctl.toml", 'items = "items.csv"\n')
    given(tmp_path, "items.csv", "sku,description,hs_code\nBX-1,coffee mugs,#REF!\n")
    monkeypatch.chdir(tmp_path)
    answer = ask("check", "BX-1", "--to", "DE", "--on", "2026-12-01")
    assert answer.code == 2
    assert "items.csv:2: hs_code: '#REF!' is an error of a spreadsheet formula; correct the cell" in answer.err


def test_a_formula_that_only_quotes_its_text_is_this_text(tmp_path: Path) -> None:
    """So exports write codes whose zeros a spreadsheet would drop; no party, place or day is lost."""
    plain = ["coffee mugs", "TechInsights", "CA", "2025-12-01", "0801110000", "5%"]
    cells = ",".join(f'"=""{cell}"""' for cell in plain)
    source = given(tmp_path, "in.csv", f"item,party,to,on,hs_code,cn_content\n{cells}\n{','.join(plain)}\n")
    screening = screen(source, "out.csv")
    assert column(screening.rows, "decision") == ["prohibited"] * 2
    assert screening.rows[0]["provisions"] == screening.rows[1]["provisions"]
    assert column(screen(screening.output, "again.csv").rows, "decision") == ["prohibited"] * 2


@pytest.mark.parametrize(("word", "decision"), [("yes", "license_required"), ("no", "no_control_found")])
def test_truth_values_state_yes_or_no(tmp_path: Path, word: str, decision: str) -> None:
    """Spreadsheets write TRUE and FALSE into CSV, databases 1 and 0."""
    words = [word, *(("TRUE", "true", "Y", "1") if word == "yes" else ("FALSE", "false", "N", "0"))]
    rows = "".join(f"SmCo magnet,JP,JP,FR,2025-12-01,{text},0\n" for text in words)
    source = given(tmp_path, "in.csv", f"item,from,origin,to,on,cn_technology,cn_content\n{rows}")
    screening = screen(source, "out.csv", "--assume", "extended", "--known-on", "2025-11-06")
    assert column(screening.rows, "decision") == [decision] * len(words)
