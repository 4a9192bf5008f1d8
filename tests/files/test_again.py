"""A file that was screened is screened again, sheets are chosen, and rows have the numbers that a spreadsheet shows."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pytest
import xlsxwriter

from exportctl import screen as screen_table
from exportctl.store.compiled import Store
from tests.files.program import HEADER, ROW, column, given, lines, refused, screen

FORMATS = ("csv", "jsonl", "parquet", "feather", "xlsx")


@pytest.mark.parametrize("format_", FORMATS)
def test_answers_of_an_earlier_run_are_replaced(tmp_path: Path, format_: str) -> None:
    """Column by column, by those of the new day."""
    first = screen(given(tmp_path, "in.csv", f"{HEADER},note\n{ROW},x\n"), f"out.{format_}", "--on", "2024-11-30")
    again = screen(first.output, f"again.{format_}")
    assert list(again.rows[0]) == list(first.rows[0])
    assert (column(again.rows, "note"), column(again.rows, "item")) == (["x"], ["gallium"])
    assert again.rows != first.rows
    assert again.rows == screen(given(tmp_path, "in.csv", f"{HEADER},note\n{ROW},x\n"), f"new.{format_}").rows


def test_columns_that_state_nothing_may_have_one_name(tmp_path: Path) -> None:
    """Both pass through the second time, too."""
    first = screen(given(tmp_path, "in.csv", f"{HEADER},x,x\n{ROW},1,2\n"), "out.csv")
    again = screen(first.output, "again.csv")
    assert again.output.read_text() == first.output.read_text()


def test_only_all_of_them_are_those_of_an_earlier_run(tmp_path: Path) -> None:
    """Some of their names may be the caller's own columns."""
    line = refused(given(tmp_path, "in.csv", f"{HEADER},settled\n{ROW},x\n"), "out.csv")
    assert line == "settled: the file already has a column of this name; rename it or remove it"


def test_tables_and_streams_are_screened_again(store: Store) -> None:
    """With the reasons of rows that were rejected."""
    rows = pa.table({"item": ["gallium", ""], "on": ["2025-12-01"] * 2})
    once = screen_table(rows, store)
    assert screen_table(once, store) == once
    assert screen_table(ds.dataset(once), store).read_all().to_pylist() == once.to_pylist()


class TestSheets:
    """A workbook may have several."""

    @pytest.fixture
    def book(self, tmp_path: Path) -> Path:
        """Two sheets with rows, the second of which begins further down, and one without."""
        with xlsxwriter.Workbook(str(tmp_path / "in.xlsx")) as book:
            for name, top, goods in (("Jan", 0, "gallium"), ("2026", 3, "antimony")):
                sheet = book.add_worksheet(name)
                sheet.write_row(top, 1, ["item", "to", "on"])
                sheet.write_row(top + 1, 1, [goods, "US", "2025-12-01"])
                sheet.write_row(top + 2, 1, [goods, "nowhere", "2025-12-01"])
            book.add_worksheet("empty")
        return tmp_path / "in.xlsx"

    @pytest.mark.parametrize(
        ("wanted", "goods", "row"),
        [([], "gallium", "3"), (["Jan"], "gallium", "3"), (["2"], "antimony", "6"), (["2026"], "antimony", "6")],
    )
    def test_one_is_chosen_by_name_or_number(self, book: Path, wanted: list[str], goods: str, row: str) -> None:
        """Rows have the numbers that the program shows; the name of the sheet that is read is printed."""
        screening = screen(book, "out.csv", *(["--sheet", *wanted] if wanted else []))
        assert (column(screening.rows, "item"), column(screening.rejected, "row")) == ([goods], [row])
        assert f"; sheet {1 if goods == 'gallium' else 2} of 3" in screening.answer.err.splitlines()[0]

    def test_a_missing_sheet_is_reported(self, book: Path) -> None:
        """With those that are."""
        for wanted in ("0", "4", "Feb", "jan"):
            line = refused(book, "out.csv", "--sheet", wanted)
            assert line == f"--sheet: there is no sheet '{wanted}'; the sheets are Jan, 2026, empty"
        file = given(book.parent, "in.csv", f"{HEADER}\n")
        assert (
            refused(file, "out.csv", "--sheet", "1")
            == f"--sheet: {file} is not a workbook and has no sheets; leave the sheet out"
        )


@pytest.mark.parametrize(("name", "row"), [("in.csv", "3"), ("in.tsv", "3"), ("in.jsonl", "2"), ("in.parquet", "2")])
def test_a_row_has_the_number_that_its_program_shows(tmp_path: Path, name: str, row: str) -> None:
    """Under a header the first row is 2, whatever lines a cell has; a line of JSON is its line."""
    table = pa.table({"item": ["gallium", "gallium"], "note": ["one\ntwo", "x"], "to": ["US", "nowhere"]})
    if name.endswith("sv"):
        mark = "," if name.endswith("csv") else "\t"
        rows = [table.column_names, *([f'"{cell}"' for cell in row.values()] for row in table.to_pylist())]
        file = given(tmp_path, name, "".join(mark.join(row) + "\n" for row in rows))
    elif name.endswith("jsonl"):
        file = given(tmp_path, name, lines(*table.to_pylist()))
    else:
        file = given(tmp_path, name, table)
    assert column(screen(file, "out.csv", "--on", "2025-12-01").rejected, "row") == [row]
