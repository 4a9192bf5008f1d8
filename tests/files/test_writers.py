"""The output can be read back unchanged, and no cell of it runs as a formula."""

from __future__ import annotations

import io
import re
import zipfile
from codecs import BOM_UTF8
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest
from python_calamine import load_workbook

from exportctl.batch.answers import COLUMNS
from tests.cli.program import ask
from tests.clock import TODAY
from tests.files.program import HEADER, ROW, SAID, column, given, lines, refused, screen

FORMATS = ("csv", "csv.gz", "csv.zst", "tsv", "tsv.gz", "jsonl", "jsonl.zst", "parquet", "feather", "xlsx")
DAY = date(2025, 12, 1)
TABLE = pa.table(
    {
        "item": ["gallium", "graphite", "", "镓"],
        "to": ["US", "JP", "US", None],
        "on": [DAY] * 4,
        "whole": [1, -2, None, 2**40],
        "share": [0.5, -1.25, None, 3.0],
        "fine": [True, False, None, True],
        "text": ['a "b", c', "line\nend\ttab", None, "'"],
    }
)
"""Rows of many types, the third of which cannot be read."""


@pytest.mark.parametrize("format_", FORMATS)
def test_written_tables_are_read_back(tmp_path: Path, format_: str) -> None:
    """Columns pass through in order, and answers follow them."""
    screening = screen(given(tmp_path, "in.parquet", TABLE), f"out.{format_}")
    (rejected,) = screening.rejected
    assert (rejected["row"], rejected["column"]) == ("3", "item")
    assert list(screening.rows[0]) == [*TABLE.column_names, *COLUMNS]
    for name in TABLE.column_names:
        cells = [_plain(cell) for cell in TABLE.take([0, 1, 3])[name].to_pylist()]
        assert [_plain(cell) for cell in column(screening.rows, name)] == cells
    assert column(screening.rows, "decision")[0::2] == ["license_required"] * 2
    assert [_plain(cell) for cell in column(screening.rows, "settled")] == ["true"] * 3
    assert _plain(column(screening.rows, "next_change_on")[0]) == "2026-11-28"


def _plain(cell: Any) -> str:
    """Return a cell as any format shows it."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    text = "" if cell is None else str(cell)
    return re.sub(r"^(-?\d+)\.0$", r"\1", text)


@pytest.mark.parametrize("format_", ["parquet", "feather"])
def test_types_are_kept(tmp_path: Path, format_: str) -> None:
    """Other programs read them as they were, and texts of answers as texts."""
    screening = screen(given(tmp_path, "in.feather", TABLE), f"out.{format_}")
    read = pa.parquet.read_table if format_ == "parquet" else pa.feather.read_table
    table = read(screening.output)
    assert table.select(TABLE.column_names) == TABLE.take([0, 1, 3])
    assert (table.schema.field("settled").type, table.schema.field("next_change_on").type) == (pa.bool_(), pa.date32())


ODD = pa.table(
    {
        "item": ["gallium"],
        "list": [["a", "b"]],
        "record": [{"a": 1, "b": [None]}],
        "bytes": [b"a\xff"],
        "decimal": [Decimal("1.50")],
        "time": [time(1, 2, 3)],
        "zoned": pa.array([datetime(2025, 1, 1, tzinfo=UTC)]),
        "moment": [datetime(2025, 1, 1, 13, 14, 15)],  # noqa: DTZ001 - without a zone on purpose
        "old": [date(1850, 1, 1)],
        "nan": [float("nan")],
        "inf": [float("-inf")],
        "large": [2**60 + 1],
        "view": pa.array(["=1"], pa.string_view()),
    }
)
"""A row of types that not every format has."""


@pytest.mark.parametrize("format_", FORMATS)
def test_types_that_a_format_lacks_are_text(tmp_path: Path, format_: str) -> None:
    """Nothing is left out: lists and records are JSON, and numbers keep all their digits."""
    (row,) = screen(given(tmp_path, "in.feather", ODD), f"out.{format_}", "--on", "2025-12-01").rows
    if format_ in {"parquet", "feather"}:
        assert [row[name] for name in ODD.column_names if name != "nan"] == [
            ODD[name][0].as_py() for name in ODD.column_names if name != "nan"
        ]
        return
    assert _plain(row["large"]) == str(2**60 + 1)
    if format_.startswith("jsonl"):
        assert (row["list"], row["record"]) == (["a", "b"], {"a": 1, "b": [None]})
        assert (row["nan"], row["inf"]) == (None, None)
    else:
        assert (row["list"], row["record"]) == ('["a", "b"]', '{"a": 1, "b": [null]}')
    assert row["bytes"] == "a\\xff"
    assert str(row["old"]) == "1850-01-01"
    assert "13:14:15" in str(row["moment"])
    assert _plain(row["decimal"]) in {"1.50", "1.5"}


def test_texts_that_hardly_repeat_have_no_dictionary(tmp_path: Path) -> None:
    """In Parquet, where it would make the column larger; texts that repeat have one."""
    rows = 500
    names = ["gallium", "cotton shirts"] * (rows // 2)
    table = pa.table({"item": names, "to": ["US"] * rows, "invoice": [f"INV-{number}" for number in range(rows)]})
    screening = screen(given(tmp_path, "in.parquet", table), "out.parquet", "--on", "2025-12-01")
    assert column(screening.rows, "invoice") == table["invoice"].to_pylist()
    group = pa.parquet.read_metadata(screening.output).row_group(0)
    chunks = {chunk.path_in_schema: chunk for chunk in map(group.column, range(group.num_columns))}
    assert {name: chunks[name].has_dictionary_page for name in ("item", "invoice", "provisions")} == {
        "item": True,
        "invoice": False,
        "provisions": True,
    }


class TestFormulas:
    """A spreadsheet that opens a text runs no cell of it."""

    RUNNING = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "-", "+x", "=")
    HARMLESS = ("-1", "+1", "-1.5", "-1,234.5", "-12%", "+49", "-1.5e-7", "1-1", "a=1", " x", "")

    @pytest.mark.parametrize("format_", ["csv", "tsv", "csv.gz"])
    def test_a_cell_that_would_run_is_text(self, tmp_path: Path, format_: str) -> None:
        """A quote precedes it; negative numbers are numbers."""
        cells = [*self.RUNNING, *self.HARMLESS]
        screening = screen(
            given(tmp_path, "in.jsonl", lines(*(SAID | {"=n": cell} for cell in cells))), f"out.{format_}"
        )
        assert column(screening.rows, "'=n") == [*(f"'{cell}" for cell in self.RUNNING), *self.HARMLESS]

    @pytest.mark.parametrize("type_", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())])
    def test_a_cell_among_empty_ones_is_seen(self, tmp_path: Path, type_: pa.DataType) -> None:
        """Wherever its text lies in memory, in the whole file or in a selection of its rows."""
        cells = ["", "=1", None, "x", "", "+x", "", ""]
        items = ["gallium"] * 4 + ["cotton shirts"] * 4
        table = pa.table({"item": items, "to": ["US"] * 8, "on": [DAY] * 8, "n": pa.array(cells, type_)})
        screening = screen(given(tmp_path, "in.parquet", table), "out.csv")
        assert column(screening.rows, "n") == ["", "'=1", "", "x", "", "'+x", "", ""]
        screening = screen(given(tmp_path, "in.parquet", table), "few.csv", "--only", "no_control_found")
        assert column(screening.rows, "n") == ["", "'+x", "", ""]

    def test_answers_and_rejects_run_neither(self, tmp_path: Path) -> None:
        """The content of a rejected row is written as text."""
        screening = screen(given(tmp_path, "in.csv", f"{HEADER}\n=1+1,=x,2025-12-01\n"), "out.csv")
        assert column(screening.rejected, "value") == ["'=x"]

    def test_other_formats_keep_cells_as_they_are(self, tmp_path: Path) -> None:
        """A column of text is text there."""
        rows = lines(*(SAID | {"n": cell} for cell in self.RUNNING))
        for format_ in ("jsonl", "parquet", "feather", "xlsx"):
            screening = screen(given(tmp_path, "in.jsonl", rows), f"out.{format_}")
            assert column(screening.rows, "n") == list(self.RUNNING)


WORDS = ["Row", "Day checked", "Decision", "To do", "Reason", "Next change"]
CODES = [
    *COLUMNS,
    *("other_reading", "possible_provisions", "day_covered", "party_lists", "law_data_too_old"),
    "unconfirmed_suspensions",
]
CHINESE_WORDS = ["行", "判定日期", "判定结果", "处理建议", "理由", "下次变化"]
SHEETS = ["Summary", "Rows", "Rejected rows"]


def sheet_of(path: Path, name: str) -> list[list[Any]]:
    """Return the cells of a sheet."""
    cells: list[list[Any]] = load_workbook(path).get_sheet_by_name(name).to_python()
    return cells


class TestWorkbooks:
    """A workbook can be worked with at once."""

    def test_it_has_a_frozen_header_filters_and_links(self, tmp_path: Path) -> None:
        """And no formula or macro, and no link to the content of a cell."""
        text = f"{HEADER},note\n{ROW},=1+1\n{ROW},http://example.com\n"
        screening = screen(given(tmp_path, "in.csv", text), "out.xlsx")
        with zipfile.ZipFile(screening.output) as book:
            parts = {name: book.read(name).decode() for name in book.namelist()}
        sheet = parts["xl/worksheets/sheet2.xml"]
        assert 'state="frozen"' in sheet
        assert '<autoFilter ref="A1:X3"/>' in sheet
        assert "<f>" not in sheet
        links = set(
            re.findall(r'Target="(http[^"]*)"', "".join(part for name, part in parts.items() if "_rels" in name))
        )
        assert {link.split("/")[2] for link in links} <= {"exportcontrol.mofcom.gov.cn", "www.mofcom.gov.cn"}
        assert re.findall(r'<hyperlink ref="([A-Z]+[0-9]+)"', sheet) == ["O2", "O3"]
        assert not [name for name in parts if "vba" in name or "external" in name]

    def test_law_data_that_is_too_old_is_renewed(self, tmp_path: Path) -> None:
        """No missing information would clear cotton shirts; the day before, they need none either."""
        text = "item,to,on\ncotton T-shirts,DE,2026-11-28\ncotton T-shirts,DE,2026-11-29\ngallium,DE,2026-11-29\n"
        found = screen(given(tmp_path, "in.csv", text), "out.xlsx", "--max-age", "50")
        names, *rows = sheet_of(found.output, "Rows")
        before, stale, gallium = (dict(zip(names, row, strict=True)) for row in rows)
        assert stale["decision"] == "undecided"
        assert stale["law_data_too_old"] is True
        assert stale["To do"] == "Update the law data (exportctl data status shows how) and screen the file again."
        assert stale["Reason"] == "The law data is older than max_age allows, so it clears no goods."
        assert (before["decision"], before["law_data_too_old"]) == ("no_control_found", "")
        assert (gallium["decision"], gallium["law_data_too_old"]) == ("license_required", "")
        summary = "\n".join(str(cell) for row in sheet_of(found.output, "Summary") for cell in row)
        assert "Update the law data" in summary
        assert "missing information" not in summary

    @pytest.mark.parametrize("options", [(), ("--only", "no_control_found,prohibited"), ("--compare", "2023-01-01")])
    def test_the_reason_names_the_lists_of_a_party(self, tmp_path: Path, options: tuple[str, ...]) -> None:
        """Also where the goods are ordinary, so that no control applies; the column has the same in codes."""
        shirts, gallium = "cotton T-shirts,JP,2026-11-29", "gallium,US,2026-11-29"
        text = f"{HEADER},party\n{gallium},\n{shirts},Acme\n{shirts},Subaru Corporation\n{gallium},Lockheed Martin\n"
        found = screen(given(tmp_path, "in.csv", text), "out.xlsx", *options)
        names, *rows = sheet_of(found.output, "Rows")
        told = {row[names.index("party")]: dict(zip(names, row, strict=True)) for row in rows}
        assert told.keys() >= {"Acme", "Subaru Corporation", "Lockheed Martin"}
        subaru, lockheed = told["Subaru Corporation"], told["Lockheed Martin"]
        assert (subaru["decision"], subaru["party_lists"]) == ("no_control_found", "watch_list mofcom-2026-12/1")
        assert subaru["Reason"].endswith("A party is designated by No. 12/2026 (watch list, in force).")
        assert "designated by No. 1/2025 (control list, in force) and UEL No. 1/2023" in lockheed["Reason"]
        assert "may be one designated by MFA decision of 2020-07-14" in lockheed["Reason"]
        assert not any("designated" in told[name]["Reason"] for name in told.keys() & {"", "Acme"})

    def test_an_unconfirmed_suspension_is_named_with_its_act_and_day(self, tmp_path: Path) -> None:
        """A Chinese workbook names the act, the last day, where to look, and the columns in Chinese."""
        source = given(tmp_path, "in.csv", "品名,目的国\n金属镓,美国\n石墨,美国\n金属镓,德国\n")
        path = tmp_path / "out.xlsx"
        ask("--lang", "zh", "screen", str(source), "-o", str(path), "--on", "2026-11-30")
        head, refused, open_, licence = sheet_of(path, "数据行")
        row = dict(zip(head, refused, strict=True))
        assert "商务部公告2025年第72号暂停实施商务部公告2024年第46号第二款至2026-11-27，是否延期待确认。" in row["理由"]
        question = "请核实商务部公告2025年第72号是否已延期：https://exportcontrol.mofcom.gov.cn。"
        assert row["处理建议"].startswith(question)
        assert "确认商务部是否已将暂停实施延期" not in row["处理建议"]
        assert "请增加“最终用途”和“最终用户类型”列" in row["处理建议"]
        assert row["下次变化"] == "取决于暂停实施是否已延期。"
        undecided = dict(zip(head, open_, strict=True))
        assert undecided["判定结果"] == "无法判定"
        assert "商务部公告2025年第70号暂停实施商务部公告2025年第58号第一款至2026-11-10" in undecided["理由"]
        assert "商务部公告2025年第72号" not in str(licence)
        assert (
            sheet_of(path, "摘要")[0][0]
            == "3行中有2行须取得许可或者禁止出口；1行需补充信息。全部行中，1行的判定结果取决于暂停实施是否已延期。"
        )

    @pytest.mark.parametrize(
        ("lang", "heading", "words"),
        [
            ("en", "Reason", "No. 70/2025 suspended No. 57/2025, para. 1 through 2026-11-10."),
            ("zh", "理由", "商务部公告2025年第70号暂停实施商务部公告2025年第57号第一款至2026-11-10。"),
        ],
    )
    def test_a_suspended_control_is_named_with_its_act_and_last_day(
        self, tmp_path: Path, lang: str, heading: str, words: str
    ) -> None:
        """No. 57/2025 on holmium, on any day of its suspension; no act suspends a control on gallium to Germany."""
        path = tmp_path / "out.xlsx"
        source = given(tmp_path, "in.csv", "item,to\nholmium metal,JP\ngallium,DE\n")
        ask("--lang", lang, "screen", str(source), "-o", str(path), "--on", "2026-06-01")
        head, holmium, gallium = sheet_of(path, {"en": "Rows", "zh": "数据行"}[lang])
        assert holmium[head.index(heading)].endswith(words)
        assert words[:10] not in gallium[head.index(heading)]

    def test_words_stand_before_codes(self, tmp_path: Path) -> None:
        """Decision, to do, reason and next change; a day is a day, and columns are as wide as their cells and headings."""
        screening = screen(given(tmp_path, "in.csv", f"{HEADER},remark\n{ROW},{'x' * 30}\n"), "out.xlsx")
        assert load_workbook(screening.output).sheet_names == SHEETS
        names, cells = sheet_of(screening.output, "Rows")
        assert names == ["item", "to", "on", "remark", *WORDS, *CODES]
        row = dict(zip(names, cells, strict=True))
        assert row["Decision"] == "licence required"
        assert row["To do"].startswith(
            "Rule out military users and uses; such exports are prohibited. Apply on MOFCOM's platform; ship once licensed."
        )
        assert row["Reason"].startswith("This export needs a licence from MOFCOM. No. 51/2024: ")
        assert row["Next change"] == "from 2026-11-28: presumption of denial, unless extended"
        assert (row["on"], row["decision"], row["next_change_on"]) == (DAY, "license_required", date(2026, 11, 28))
        with zipfile.ZipFile(screening.output) as packed:
            sheet = packed.read("xl/worksheets/sheet2.xml").decode()
        widths = [float(width) for width in re.findall(r'<col [^>]*width="([0-9.]+)"', sheet)]
        assert 30 < widths[3] < 40
        assert max(widths) < 65
        assert all(width > len(name) for name, width in zip(names, widths, strict=False))

    @pytest.mark.parametrize(
        ("more", "printed", "repeated"),
        [
            ([], "$A$1:$I$2", "$1:$1"),
            (["remark"], "$E$1:$J$2", "Rows!$A:$B,Rows!$1:$1"),
            (["remark", "order", "contract"], "$G$1:$L$2", "Rows!$A:$B,Rows!$1:$1"),
        ],
    )
    def test_paper_has_readable_words(self, tmp_path: Path, more: list[str], printed: str, repeated: str) -> None:
        """Columns of the file that would make letters too small are left out, except for the goods and the destination."""
        text = ",".join([HEADER, *more]) + "\n" + ",".join([ROW, *["x" * 50 for _ in more]]) + "\n"
        screening = screen(given(tmp_path, "in.csv", text), "out.xlsx")
        with zipfile.ZipFile(screening.output) as packed:
            book, sheet = (packed.read(f"xl/{name}.xml").decode() for name in ("workbook", "worksheets/sheet2"))
        names = dict(re.findall(r'name="_xlnm.(Print_\w+)" localSheetId="1">(.*?)<', book))
        assert names["Print_Area"] == f"Rows!{printed}"
        assert names["Print_Titles"].removeprefix("Rows!") == repeated.removeprefix("Rows!")
        assert 'fitToHeight="0" orientation="landscape"' in sheet

    @pytest.mark.parametrize("options", [(), ("--only", "no_control_found"), ("--compare", "2023-01-01")])
    def test_each_row_has_its_number_in_the_file(self, tmp_path: Path, options: tuple[str, ...]) -> None:
        """As the file's own program shows it, beside rows that cannot be read or are not selected; the rejected rows have it, too."""
        rows = ("gallium,US", "gallium,Atlantis", "cotton T-shirts,DE", "germanium,US", "cotton T-shirts,FR")
        text = "item,to\n" + "".join(f"{row}\n" for row in rows)
        screening = screen(given(tmp_path, "in.csv", text), "out.xlsx", "--on", "2026-06-01", *options)
        names, *cells = sheet_of(screening.output, "Rows")
        found = [(row[names.index("Row")], f"{row[0]},{row[1]}") for row in cells]
        assert found
        assert all(rows[int(number) - 2] == row for number, row in found)
        rejected = sheet_of(screening.output, "Rejected rows")[1]
        assert rejected[0] == 3

    def test_long_texts_of_the_summary_are_wrapped(self, tmp_path: Path) -> None:
        """A sentence lies across all columns, in a row that has room for its lines."""
        text = (
            "item,to,on\n"
            + "gallium,US,2026-12-01\nmagnets,DE,2026-12-01\ngallium,,2026-12-01\n" * 3
            + "gallium,Atlantis,\n"
        )
        screening = screen(given(tmp_path, "in.csv", text), "out.xlsx")
        with zipfile.ZipFile(screening.output) as packed:
            sheet, styles = (packed.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
        assert re.findall('<mergeCell ref="([^"]+)"/>', sheet) == ["A1:C1", "A2:C2"]
        style = re.search('<c r="A1" s="([0-9]+)"', sheet)
        assert style
        assert 'wrapText="1"' in styles.partition("<cellXfs")[2].split("<xf ")[1:][int(style[1])]
        height = re.search('<row r="1"[^>]* ht="([0-9.]+)"', sheet)
        assert height
        assert 36 < float(height[1]) < 80, "two lines or three"

    def test_the_day_that_was_checked_is_a_day(self, tmp_path: Path) -> None:
        """The cells of the file stay as they are: dates in the order that the column shows, in Chinese, or none at all."""
        days = ["03/12/2026", "12/25/2026", "2026年12月7日", ""]
        text = "item,to,on\n" + "".join(f"gallium,DE,{day}\n" for day in days)
        screening = screen(given(tmp_path, "in.csv", text), "out.xlsx")
        names, *rows = sheet_of(screening.output, "Rows")
        assert [row[names.index("on")] for row in rows] == days
        checked = [date(2026, 3, 12), date(2026, 12, 25), date(2026, 12, 7), TODAY]
        assert [row[names.index("Day checked")] for row in rows] == checked

    def test_numbers_are_numbers_and_codes_are_texts(self, tmp_path: Path) -> None:
        """In both sheets: a customs code, a company's number of goods and a code with a zero in front keep their digits."""
        head = "No.,Part no.,Bin,item,hs_code,to,Price,EAN\n"
        row = "1,00123,0017,gallium,811292,{},12.50,4006381333931\n2,124,18,gallium,811292,{},n/a,40063813339312345\n"
        text = head + row.format("DE", "DE") + row.format("Atlantis", "Atlantis")
        screening = screen(given(tmp_path, "in.csv", text), "out.xlsx", "--on", "2025-12-01", "--allow-rejects")
        _, first, second = sheet_of(screening.output, "Rows")
        ean = ("4006381333931", "40063813339312345")
        assert first[:8] == [1, "00123", "0017", "gallium", "811292", "DE", 12.5, ean[0]]
        assert second[:8] == [2, "124", "18", "gallium", "811292", "DE", "n/a", ean[1]], (
            "no digit of a long number is lost"
        )
        _, *rejected = sheet_of(screening.output, "Rejected rows")
        assert rejected[0][2:] == [1, "00123", "0017", "gallium", "811292", "Atlantis", 12.5, ean[0]]
        with zipfile.ZipFile(screening.output) as packed:
            assert 'formatCode="0.00"' in packed.read("xl/styles.xml").decode()
        assert screen(screening.output, "again.csv").rows[0]["Bin"] == "0017"

    def test_a_column_with_a_code_in_a_late_row_has_texts_only(self, tmp_path: Path) -> None:
        """The rows before it are written earlier, and must not be numbers; a column with a late word stays one of numbers."""
        lots = [*map(str, range(1000, 7000)), "000099"]
        prices = ["12.50"] * 6000 + ["n/a"]
        rows = zip(lots, prices, strict=True)
        text = "item,to,Lot,Price\n" + "".join(f"gallium,DE,{lot},{price}\n" for lot, price in rows)
        screening = screen(given(tmp_path, "in.csv", text), "out.xlsx", "--on", "2025-12-01")
        _, *cells = sheet_of(screening.output, "Rows")
        assert [row[2] for row in cells] == lots
        assert [row[3] for row in cells] == [12.5] * 6000 + ["n/a"]

    def test_the_numbers_of_a_stream_stay_texts(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Its rows can be read only once, and a later one could have a code."""
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"item,to,Lot\ngallium,DE,12\n")))
        output = tmp_path / "out.xlsx"
        assert ask("screen", "-", "--input-format", "csv", "--on", "2025-12-01", "-o", str(output)).code == 1
        assert sheet_of(output, "Rows")[1][2] == "12"

    def test_long_texts_are_wrapped(self, tmp_path: Path) -> None:
        """No cell is cut off, neither one of the file nor the provisions of an answer."""
        text = f"{HEADER},remark\n{ROW},{'long ' * 100}\n"
        screening = screen(given(tmp_path, "in.csv", text), "out.xlsx")
        with zipfile.ZipFile(screening.output) as packed:
            sheet, styles = (packed.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet2", "styles"))
        formats = styles.partition("<cellXfs")[2].split("<xf ")[1:]
        cells_ = dict(re.findall(r'<c r="([A-Z]+2)" s="([0-9]+)"', sheet))
        assert all('wrapText="1"' in formats[int(cells_[place])] for place in ("D2", "H2", "I2", "J2", "O2"))

    def test_the_colour_of_a_decision_is_its_severity(self, tmp_path: Path) -> None:
        """A cell of a row that needs a licence is filled, one without a control is not."""
        text = f"{HEADER}\n{ROW}\ncotton T-shirts,DE,2025-12-01\n"
        screening = screen(given(tmp_path, "in.csv", text), "out.xlsx")
        with zipfile.ZipFile(screening.output) as packed:
            sheet, styles = (packed.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet2", "styles"))
        first, second = re.findall(r'<c r="F[23]" s="([0-9]+)"', sheet)
        formats = re.findall(r"<xf [^>]*/?>", styles.partition("<cellXfs")[2])
        assert 'applyFill="1"' in formats[int(first)]
        assert 'applyFill="1"' not in formats[int(second)]

    def test_the_summary_counts_and_leads_to_the_acts(self, tmp_path: Path) -> None:
        """It begins with a sentence, its sums are those of the last line, and it is seen first."""
        text = f"{HEADER}\n{ROW}\n{ROW}\ncotton T-shirts,DE,2025-12-01\n"
        screening = screen(given(tmp_path, "in.csv", text), "out.xlsx", "--format", "json")
        lines = [[cell for cell in line if cell != ""] for line in sheet_of(screening.output, "Summary")]
        assert lines[0] == ["2 of 3 rows need a licence or are prohibited."]
        by_first = {line[0]: line[1:] for line in lines if line}
        assert by_first["licence required"] == [
            "Rule out military users and uses; such exports are prohibited. Apply on MOFCOM's platform; ship once licensed.",
            2,
        ]
        assert by_first["no control found"][-1] == 1
        assert by_first["No. 51/2024"] == ["Licence for every item of the unified list", 2]
        assert by_first[date(2026, 11, 28)] == [2]
        with zipfile.ZipFile(screening.output) as packed:
            sheet, book = (packed.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "workbook"))
        assert sheet.count("<hyperlink ") == len(screening.answer.json["by_provision"])
        assert "activeTab" not in book or 'activeTab="0"' in book

    def test_rejected_rows_have_all_their_cells_and_errors(self, tmp_path: Path) -> None:
        """Two errors of a row are two lines; the columns are named as in the file."""
        text = f"{HEADER},note\n{ROW},fine\ngallium,Atlantis,2026-02-30,twice wrong\n"
        screening = screen(given(tmp_path, "in.csv", text), "out.xlsx", "--allow-rejects")
        names, cells = sheet_of(screening.output, "Rejected rows")
        assert names == ["Row", "Errors", *HEADER.split(","), "note"]
        assert [int(cells[0]), *cells[2:]] == [3, "gallium", "Atlantis", "2026-02-30", "twice wrong"]
        first, second = cells[1].splitlines()
        assert first.startswith("to: 'Atlantis'")
        assert second.startswith("on: '2026-02-30'")

    def test_a_chinese_workbook_has_no_english(self, tmp_path: Path) -> None:
        """Sheets, headings, words and errors are Chinese; codes and the cells of the file stay."""
        text = "货物,目的地,on\n镓,US,2025-12-01\n镓,Atlantis,2026-02-30\n"
        options = ("--map", "item=货物", "--map", "to=目的地", "--allow-rejects", "--lang", "zh")
        book = tmp_path / "out.xlsx"
        ask("screen", str(given(tmp_path, "in.csv", text)), "-o", str(book), *options)
        assert load_workbook(book).sheet_names == ["摘要", "数据行", "无法读取的行"]
        names, cells = sheet_of(book, "数据行")
        assert names[3:9] == CHINESE_WORDS
        assert not [name for name in names[3:] if re.search("[A-Za-z]", name)]
        assert not re.findall("[A-Za-z]+", " ".join(cells[5:9]))
        summary = " ".join(str(cell) for line in sheet_of(book, "摘要") for cell in line)
        assert not re.findall("[A-Za-z]+", summary)
        errors = sheet_of(book, "无法读取的行")[1][1]
        assert set(re.findall("[A-Za-z]+", errors)) == {"Atlantis", "ISO", "on"}
        assert [line.partition("：")[0] for line in errors.splitlines()] == ["目的地", "on"]
        assert list(screen(book, "again.csv", "--map", "item=货物", "--map", "to=目的地").rows[0]) == [
            *("货物", "目的地", "on"),
            *COLUMNS,
        ]

    def test_a_report_is_a_workbook_by_its_ending(self, tmp_path: Path) -> None:
        """`report -o x.xlsx` writes the sheets that screen writes, and no other file."""
        file = given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\ngallium,Atlantis,2025-12-01\n")
        assert ask("report", str(file), "-o", str(tmp_path / "report.xlsx")).code == 2, "a row is rejected"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "report.xlsx"]
        screened = screen(file, "screened.xlsx", "--allow-rejects")
        for name in SHEETS:
            assert sheet_of(tmp_path / "report.xlsx", name) == sheet_of(screened.output, name)

    def test_rejects_of_a_workbook_are_for_a_spreadsheet(self, tmp_path: Path) -> None:
        """They begin with a BOM; those of a text do not, nor does the text."""
        file = given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\ngallium,Atlantis,2025-12-01\n")
        for name, mark in (("a.xlsx", True), ("b.csv", False)):
            screen(file, name, "--allow-rejects")
            rejects = (tmp_path / name).with_suffix(".rejects.csv").read_bytes()
            assert rejects.startswith(BOM_UTF8) is mark

    @pytest.mark.parametrize("words", [WORDS[1:], CHINESE_WORDS[1:], WORDS[2:], CHINESE_WORDS[2:]])
    def test_rows_of_an_earlier_workbook_are_screened_again(self, tmp_path: Path, words: list[str]) -> None:
        """Workbooks of earlier builds have no number of the row; older ones have the four columns of words alone."""
        head = ",".join(["item", "to", *words, *COLUMNS])
        file = given(tmp_path, "in.csv", f"{head}\ngallium,DE{',x' * len([*words, *COLUMNS])}\n")
        assert list(screen(file, "out.csv", "--on", "2025-12-01").rows[0]) == ["item", "to", *COLUMNS]

    @pytest.mark.parametrize("output", ["again.csv", "again.xlsx"])
    def test_it_is_screened_again_as_it_is(self, tmp_path: Path, output: str) -> None:
        """The sheet of rows is read, and its answers are replaced; so are those of a text that was saved from it."""
        first = screen(given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\n"), "out.xlsx")
        again = screen(first.output, output)
        if output.endswith("csv"):
            assert list(again.rows[0]) == [*HEADER.split(","), *COLUMNS]
        else:
            assert sheet_of(again.output, "Rows") == sheet_of(first.output, "Rows")
        heads, cells = sheet_of(first.output, "Rows")
        quoted = ",".join(f'"{cell}"' for cell in cells)
        saved = given(tmp_path, "saved.csv", f"{','.join(map(str, heads))}\n{quoted}\n")
        assert list(screen(saved, "more.csv").rows[0]) == [*HEADER.split(","), *COLUMNS]

    def test_the_same_rows_are_the_same_bytes(self, tmp_path: Path) -> None:
        """They contain no time of writing."""
        file = given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\n")
        assert screen(file, "a.xlsx").output.read_bytes() == screen(file, "b.xlsx").output.read_bytes()

    def test_the_limits_of_a_sheet_are_reported(self, tmp_path: Path) -> None:
        """A cell that would be cut off, more columns than there are, and more rows."""
        file = given(tmp_path, "in.csv", f"{HEADER},note\n{ROW},{'x' * 40_000}\n")
        expected = "--output: row 2, column 'note': the limit of a cell is 32,767 characters; write csv"
        assert refused(file, "out.xlsx") == expected
        wide = pa.table({"item": ["gallium"]} | {f"c{number}": [1] for number in range(16_384)})
        expected = "--output: the limit of a sheet is 16,384 columns; write csv or parquet"
        assert refused(given(tmp_path, "in.parquet", wide), "out.xlsx") == expected


def test_a_line_of_json_cannot_hold_a_name_twice(tmp_path: Path) -> None:
    """One of the columns would be lost."""
    file = given(tmp_path, "in.csv", f"{HEADER},x,x\n{ROW},1,2\n")
    assert (
        refused(file, "out.jsonl")
        == "--output: two columns are named 'x', which JSON does not permit; rename one, or write csv"
    )


@pytest.mark.parametrize("name", ["out.parquet.gz", "out.xlsx.zst", "out.feather.gz"])
def test_compressed_formats_are_not_compressed_again(tmp_path: Path, name: str) -> None:
    """The error requests a name without the ending."""
    format_ = name.split(".")[1]
    file = given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\n")
    assert refused(file, name) == f"--output: {format_} is already compressed; remove the last ending of the name"
