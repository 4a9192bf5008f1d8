"""Workbooks and folders as people keep them: several sheets, merged cells, one name with two endings, old line ends."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter

from exportctl import screen as screen_table
from exportctl.files.rows import Broken, Merged, Rows, in_pieces, repeat_merged
from tests.cli.program import ask
from tests.files.program import HEADER, ROW, column, given, lines, refused, screen


def workbook(folder: Path, **sheets: Sequence[Sequence[str]]) -> Path:
    """Write the rows of sheets to a workbook, and return its path."""
    path = folder / "in.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_the_other_sheets_are_reported(tmp_path: Path) -> None:
    """The notes name the sheet that is read, and of each of the others its headings and the number of rows below them."""
    path = tmp_path / "in.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, goods in (("Jan", ["gallium"]), ("Feb", ["graphite", "steel"]), ("empty", None)):
            sheet = book.add_worksheet(name)
            for number, row in enumerate([["item", "to", "on"], *([item, "US", "2025-12-01"] for item in goods or ())]):
                if goods:
                    sheet.write_row(number, 0, row)
    screening = screen(path, "out.csv")
    assert column(screening.rows, "item") == ["gallium"]
    assert "read: item, on, to; sheet 1 of 3, not read: 'Feb' (2 rows: item, to, on)" in screening.answer.err


def test_another_sheet_with_goods_ends_with_2(tmp_path: Path) -> None:
    """Goods that were not screened may not pass a gate, unless a caller chooses the sheet or allows it."""
    path = workbook(
        tmp_path,
        January=[["Goods description", "Destination"], ["fresh apples", "US"]],
        February=[["Goods description", "Destination"], ["gallium metal", "US"]],
        Notes=[["Remark", "By"], ["sent on Monday", "Li"]],
    )
    answer = screen(path, "out.csv", "--on", "2025-12-01").answer
    assert answer.code == 2
    assert "sheet 'February' was not read: it has goods, too; screen it with --sheet" in answer.err.replace("\n", " ")
    assert "'Notes' was not read" not in answer.err
    assert screen(path, "out.csv", "--on", "2025-12-01", "--sheet", "January").code == 0
    assert screen(path, "out.csv", "--on", "2025-12-01", "--allow-skipped").code == 0


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["Plan of February"], [], ["Goods description", "Destination"]], id="below a title"),
        pytest.param([[*(f"note {number}" for number in range(30)), "Goods description"]], id="in the 31st column"),
        pytest.param([["remark"] * 6] * 30_000, id="of a large sheet"),
    ],
)
def test_goods_of_another_sheet_are_noticed(tmp_path: Path, rows: list[list[str]]) -> None:
    """Wherever its names of columns are; a large sheet is not read for them, so it may have goods."""
    path = workbook(tmp_path, January=[["Goods"], ["apples"]], February=[*rows, ["gallium"] * 31])
    answer = screen(path, "out.csv", "--on", "2025-12-01").answer
    assert answer.code == 2
    assert "sheet 'February' was not read: it " in answer.err.replace("\n", " ")


def test_a_cover_sheet_leads_to_the_other_sheets(tmp_path: Path) -> None:
    """The error for a sheet without goods names the others, and the option that chooses one."""
    path = tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("说明").write(0, 0, "出口计划表")
        for name in ("十二月", "一月"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["品名", "目的国"])
            sheet.write_row(1, 0, ["镓", "美国"])
    assert refused(path, "out.csv").endswith(
        "(出口计划表); the other sheets are '十二月' (1 row: 品名, 目的国); '一月' (1 row: 品名, 目的国); choose one with --sheet"
    )
    assert screen(path, "out.csv", "--sheet", "一月", "--on", "2025-12-01").rows[0]["decision"] == "license_required"


def test_long_cells_of_other_sheets_are_marked_as_cut(tmp_path: Path) -> None:
    """A sheet of remarks, or the summary of an earlier screening, begins with a sentence."""
    path = tmp_path / "in.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("rows").write_row(0, 0, ["item"])
        book.add_worksheet("notes").write_row(0, 0, ["All rows leave the port of Shanghai in December", "remark"])
    line = screen(path, "out.csv").answer.err
    assert "'notes' (All rows leave the port of Shanghai in D…, remark)" in line


def test_a_merged_cell_counts_for_each_of_its_rows(tmp_path: Path) -> None:
    """In columns that state facts, but for amounts, which are those of all rows together; the output has it in each row."""
    path = tmp_path / "in.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:F1", "Shipments")
        sheet.write_row(1, 0, ["Goods", "Destination", "when", "Quantity", "Remarks", "No"])
        for number, goods in enumerate(["gallium", "germanium", "gallium", "gallium"], 2):
            sheet.write_row(number, 0, [goods, "DE" if number == 2 else "", "", "", "", number])
        sheet.merge_range("B4:B6", "US")
        sheet.merge_range("C3:C6", "2025-12-01")
        sheet.merge_range("D3:D6", "5 kg")
        sheet.merge_range("E3:E6", "urgent")
    screening = screen(path, "out.csv", "--map", "on=when")
    assert column(screening.rows, "Destination") == ["DE", "US", "US", "US"]
    assert column(screening.rows, "when") == ["2025-12-01"] * 4
    assert column(screening.rows, "Quantity") == ["5 kg", "", "", ""]
    assert column(screening.rows, "Remarks") == ["urgent", "", "", ""]
    assert "a merged cell counts for each of its rows" in screening.answer.err
    assert column(screen(screening.output, "again.csv", "--map", "on=when").rows, "decision") == column(
        screening.rows, "decision"
    )


@pytest.mark.parametrize("top", [0, 2])
def test_a_column_below_a_merged_heading_is_not_missed(tmp_path: Path, top: int) -> None:
    """Both columns are below `Consignee`, of which the file names only the first: the second has a listed party."""
    path = tmp_path / "in.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 1, "Shipments")
        sheet.write_row(top, 1, ["Goods", "Destination", "Consignee"])
        sheet.write_row(top + 1, 1, ["coffee mugs", "US", "Acme", "TechInsights"])
        sheet.merge_range(top, 3, top, 4, "Consignee")
    screening = screen(path, "out.csv", "--on", "2025-12-01")
    assert screening.code == 2
    reason = "column E was not read: it has no name below the merged cell 'Consignee'; give it a name"
    assert reason in screening.answer.err.replace("\n", " ")
    assert screen(path, "out.csv", "--on", "2025-12-01", "--allow-skipped", "--map", "party=-").code == 0
    assert reason in ask("classify", str(path), "-o", str(tmp_path / "review.csv")).err.replace("\n", " ")


@pytest.mark.parametrize("below", ["", "urgent"])
def test_other_columns_without_a_name_are_reported(tmp_path: Path, below: str) -> None:
    """If they have values; a merged heading whose other columns are empty names one column, as in forms."""
    path = tmp_path / "in.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(1, 0, ["coffee mugs", "", "US", below, "x" if below else ""])
        sheet.write_row(0, 0, ["Goods", "", "Destination"])
        sheet.merge_range("A1:B1", "Goods")
        sheet.write_blank(3, 27, None, book.add_format({"bold": True}))
    answer = screen(path, "out.csv", "--on", "2025-12-01").answer
    assert answer.code == 0
    assert ("not read, because they have no name: column D, column E" in answer.err) == bool(below)


@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_a_merged_cell_may_reach_over_batches(size: int) -> None:
    """The rows are the same, however they are divided."""
    cells = ["a", "b", None, None, None, None, "c", None, "d", None]
    table = pa.record_batch({"x": cells, "y": cells})
    parts = (Rows(start + 1, table.slice(start, size)) for start in range(0, len(cells), size))
    repeated = [part.batch for part in repeat_merged(parts, [Merged(0, 2, 6), Merged(0, 7, 8)], {0})]
    result = pa.Table.from_batches(repeated).to_pydict()
    assert result == {"x": ["a", *["b"] * 5, "c", "c", "d", None], "y": cells}


def test_files_that_differ_in_their_ending_go_into_one_folder(tmp_path: Path) -> None:
    """Their rejects and outputs keep the ending in their names."""
    folder = tmp_path / "in"
    folder.mkdir()
    given(folder, "a.csv", f"{HEADER}\n{ROW}\ngallium,nowhere,\n")
    given(folder, "a.jsonl", '{"item": "graphite", "to": "US"}\n{"item": "graphite", "to": "nowhere"}\n')
    given(folder, "b.csv", f"{HEADER}\n{ROW}\ngallium,nowhere,\n")
    for more, names in (
        ((), ["a.csv", "a.jsonl"]),
        (("--output-format", "csv"), ["a.csv", "a.jsonl.csv"]),
    ):
        out = tmp_path / f"out{len(more)}"
        answer = ask("screen", str(folder), "-o", f"{out}/", *more)
        assert answer.code == 2
        assert sorted(path.name for path in out.iterdir()) == sorted(
            [*names, *(f"{name}.rejects.csv" for name in names), "b.csv", "b.rejects.csv"]
        )
        assert [(out / f"{name}.rejects.csv").read_text().count("nowhere") for name in names] == [2, 2]


@pytest.mark.parametrize("inside", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("last", ["", "\r"])
def test_lines_may_end_as_on_an_old_macintosh(tmp_path: Path, inside: str, last: str) -> None:
    """A cell of several lines among them is one cell."""
    text = "\r".join([f"{HEADER},note", f'{ROW},"a{inside}b"', f"{ROW},x"]) + last
    screening = screen(given(tmp_path, "in.csv", text.encode()), "out.jsonl")
    assert [note.replace("\r", "\n").replace("\n\n", "\n") for note in column(screening.rows, "note")] == ["a\nb", "x"]


def test_a_merged_cell_may_be_in_a_table_that_begins_further_right(tmp_path: Path) -> None:
    """Its column is counted from the first filled one."""
    path = tmp_path / "in.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(3, 2, ["item", "to", "on"])
        for number, goods in enumerate(["gallium", "germanium"], 4):
            sheet.write_row(number, 2, [goods, "", "2025-12-01"])
        sheet.merge_range("D5:D6", "US")
    assert column(screen(path, "out.csv").rows, "to") == ["US", "US"]


@pytest.mark.parametrize("most", [1, 2, 3, 5, 9])
def test_pieces_of_rows_keep_their_numbers(most: int) -> None:
    """Each row of goods and each broken row is in one piece, under the number that it has in the file."""
    batch = pa.record_batch({"item": ["a", "b", "c", "d", "e"]})
    broken = tuple(Broken(number, "", "") for number in (4, 6, 7, 12))  # the rows of goods are 3, 5, 8, 9 and 10
    pieces = [*in_pieces(iter([Rows(3, batch, broken)]), most)]
    rows = [
        (piece.batch["item"][row].as_py(), piece.number(row)) for piece in pieces for row in range(len(piece.batch))
    ]
    assert rows == [("a", 3), ("b", 5), ("c", 8), ("d", 9), ("e", 10)]
    assert [item.number for piece in pieces for item in piece.broken] == [4, 6, 7, 12]
    ends = [piece.start + len(piece.batch) + len(piece.broken) for piece in pieces]
    assert [piece.start for piece in pieces] == [3, *ends[:-1]]


def test_a_share_that_a_sheet_stores_as_part_of_one_needs_its_sign(tmp_path: Path) -> None:
    """A cell that shows 5% is 0.05, which is below the threshold of No. 61/2025 if it is read as a percentage."""
    path = tmp_path / "in.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, percent = book.add_worksheet(), book.add_format({"num_format": "0%"})
        sheet.write_row(0, 0, ["item", "from", "origin", "to", "on", "cn_technology", "cn_content"])
        for row in range(1, 5):
            sheet.write_row(row, 0, ["SmCo magnet", "JP", "JP", "FR", "2025-12-01", "no"])
        for row, share in ((1, 0.05), (3, 0)):
            sheet.write_number(row, 6, share, percent)
        for row, text in ((2, "5%"), (4, "0.05%")):
            sheet.write_string(row, 6, text)
    screening = screen(path, "out.csv", "--assume", "extended", "--known-on", "2025-11-06")
    (rejected,) = screening.rejected
    reason = "'0.05' may be a part of 1 or a percentage; write it with its sign, like 5%"
    assert (rejected["row"], rejected["column"], rejected["reason"]) == ("2", "cn_content", reason)
    assert rejected["value"] == "0.05"
    assert column(screening.rows, "decision") == ["license_required", "no_control_found", "no_control_found"]


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_such_a_share_needs_its_sign_in_every_format(tmp_path: Path, kind: str) -> None:
    """Programs that read spreadsheets write the same number to other files."""
    shares = [0.05, 5.0, 0.0, 1.0]
    facts = {"item": "SmCo magnet", "from": "JP", "origin": "JP", "to": "FR", "on": "2025-12-01", "cn_technology": "no"}
    rows = [{**facts, "cn_content": share} for share in shares]
    content = {
        "csv": "\n".join([",".join(rows[0]), *(",".join(map(str, row.values())) for row in rows)]),
        "jsonl": lines(*rows),
        "parquet": pa.Table.from_pylist(rows),
    }
    source = given(tmp_path, f"in.{kind}", content[kind])
    screening = screen(source, "out.csv", "--assume", "extended", "--known-on", "2025-11-06")
    reason = "'0.05' may be a part of 1 or a percentage; write it with its sign, like 5%"
    assert column(screening.rejected, "reason") == [reason]
    assert column(screening.rows, "decision") == ["license_required", "no_control_found", "license_required"]
    table = pa.table({name: [row[name] for row in rows] for name in rows[0]})
    assert screen_table(table, assume="extended", known_on="2025-11-06")["rejected"].to_pylist() == [
        f"cn_content: {reason}",
        *([None] * 3),
    ]


def test_a_share_of_an_owner_that_may_be_a_part_of_one_needs_its_sign(tmp_path: Path) -> None:
    """0.6 in a spreadsheet is 60%, from which an owner on the control list is a ground for refusal, and 0.6% is not."""
    owner, facts = "Lockheed Martin Missiles and Fire Control", "SmCo magnet,JP,JP,FR,2025-12-01,no,5%,civil,civil,Acme"
    head = "item,from,origin,to,on,cn_technology,cn_content,end_use,end_user_type,end user,owned_by"
    shares = ["60%", "60", "0.6%", "0", "0.6", "0,6", "1"]
    rows = "".join(f'{facts},"{owner}={share}"\n' for share in shares)
    source = tmp_path / "in.csv"
    source.write_text(f"{head}\n{rows}")
    screening = screen(source, "out.csv", "--assume", "extended", "--known-on", "2025-11-06")
    denied, licensed = "presumption_of_denial", "license_required"
    assert column(screening.rows, "decision") == [denied, denied, licensed, licensed]
    assert [row["reason"] for row in screening.rejected] == [
        f"'{share}' may be a part of 1 or a percentage; write it with its sign, like 5%" for share in shares[4:]
    ]
    answer = ask("check", "gallium", "--to", "DE", "--on", "2025-12-01", "--owned-by", "Acme=0.6")
    assert (answer.code, answer.err) == (
        2,
        "exportctl: --owned-by: '0.6' may be a part of 1 or a percentage; write it with its sign, like 5%\n",
    )


def test_a_workbook_with_macros_is_read_and_never_written(tmp_path: Path) -> None:
    """Its rows are those of the workbook without them; in a folder its output has another extension."""
    folder = tmp_path / "in"
    folder.mkdir()
    source = workbook(tmp_path, Rows=[["item", "to", "on"], ["gallium", "US", "2025-12-01"]]).rename(folder / "in.xlsm")
    assert column(screen(source, "out.csv").rows, "decision") == ["license_required"]
    answer = ask("screen", str(folder), "-o", f"{tmp_path / 'out'}/")
    assert answer.code == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["in.xlsx"]
    assert "'out.xlsm' names no format" in refused(source, "out.xlsm")
    assert ask("classify", str(source), "-o", str(tmp_path / "review.csv")).code == 1
