"""Parquet, Feather, Excel and bills of materials are read with their types; what only pretends to be one is refused."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest
import xlsxwriter

from tests.files.program import SAID, column, given, lines, refused, screen, unreadable

DAY = date(2025, 12, 1)


OLD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)
"""The beginning of an old Excel workbook, or of one with a password."""


def workbook(folder: Path, *rows: tuple[Any, ...]) -> Path:
    """Write a workbook of one sheet."""
    path = folder / "in.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, cell, day)
                elif cell is not None:
                    sheet.write(number, place, cell)
    return path


def packed(path: Path, **parts: bytes) -> Path:
    """Write a file of parts as a workbook has them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", content)
    return path


@pytest.mark.parametrize("name", ["in.parquet", "in.pq", "in.feather", "in.arrow"])
class TestTables:
    """Parquet and Feather."""

    def test_types_are_kept(self, tmp_path: Path, name: str) -> None:
        """Days are days, and whatever else a column holds passes through."""
        table = pa.table(
            {
                "item": pa.array(["gallium", "graphite"]).dictionary_encode(),
                "to": pa.array(["US", None], pa.large_string()),
                "on": pa.array([DAY, DAY]),
                "parts": [[1, 2], None],
                "price": [1.5, None],
            }
        )
        path = tmp_path / name
        (pa.parquet.write_table if "p" in path.suffix else pa.feather.write_feather)(table, path)
        screening = screen(path, "out.parquet")
        assert [row["decision"] for row in screening.rows] == ["license_required", "undecided"]
        kept = pa.parquet.read_table(screening.output).select(table.column_names)
        assert kept.to_pylist() == table.to_pylist()
        assert [kept.schema.field(name_).type for name_ in ("on", "parts", "price")] == [
            table.schema.field(name_).type for name_ in ("on", "parts", "price")
        ]

    def test_no_rows_and_no_columns(self, tmp_path: Path, name: str) -> None:
        """Nothing was checked."""
        path = tmp_path / name
        write = pa.parquet.write_table if "p" in path.suffix else pa.feather.write_feather
        write(pa.table({"item": pa.array([], pa.string())}), path)
        assert screen(path, "out.csv").code == 4

    def test_damage_is_reported(self, tmp_path: Path, name: str) -> None:
        """Half a file, its middle overwritten, and no such file at all."""
        path = tmp_path / name
        write = pa.parquet.write_table if "p" in path.suffix else pa.feather.write_feather
        write(pa.table({"item": [f"gallium {number}" for number in range(1000)]}), path)
        whole = path.read_bytes()
        for damaged in (whole[: len(whole) // 2], whole[:10] + b"\xff" * 500 + whole[510:], b"", b"hello", b"x" * 999):
            path.write_bytes(damaged)
            assert refused(path, "out.csv").startswith(f"{path}: ")


@pytest.mark.parametrize("dictionary", [True, False, ["item"]])
@pytest.mark.parametrize("group", [2, 5, 1000])
def test_it_does_not_matter_how_a_file_shares_texts(tmp_path: Path, dictionary: bool | list[str], group: int) -> None:
    """Answers and rejects are those of the same rows in a text, cells without a text among them."""
    rows = 24
    table = pa.table(
        {
            "item": ["gallium", "", "cotton shirts", "gallium", "neodymium magnets", "=x"] * 4,
            "to": ["US", None, "JP", "Nowhere"] * 6,
            "owned_by": [f"Skydio, Inc.={number}.5%" for number in range(rows)],
            "on": ["2025-12-01", "31/12/2025", "2026-11-28"] * 8,
        }
    )
    path = tmp_path / "in.parquet"
    pa.parquet.write_table(table, path, use_dictionary=dictionary, row_group_size=group)
    shared, text = (
        screen(path, "out.jsonl"),
        screen(given(tmp_path, "in.jsonl", lines(*table.to_pylist())), "text.jsonl"),
    )
    assert shared.rows == text.rows
    assert shared.rejected == text.rejected
    assert len(shared.rows) > rows // 4 < len(shared.rejected)


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ([DAY], "item: a column of type date32[day] cannot state this; use text"),
        ([{"a": 1}], "item: a column of type struct<a: int64> cannot state this; use text"),
        ([b"gallium"], "item: a column of type binary cannot state this; use text"),
    ],
)
def test_a_column_of_another_kind_is_refused(tmp_path: Path, cells: list[Any], what: str) -> None:
    """The type is named."""
    assert refused(given(tmp_path, "in.parquet", pa.table({"item": cells})), "out.csv") == what


class TestSheets:
    """Excel."""

    def test_cells_are_what_they_look_like(self, tmp_path: Path) -> None:
        """Days, whole numbers, numbers and truth values; a column of several kinds is text."""
        path = workbook(
            tmp_path,
            ("item", "to", "on", "n", "x", "yes", "some"),
            ("gallium", "US", DAY, 1, 1.5, True, 7),
            (8112929010, "US", DAY, 2, 2, False, "07"),
        )
        screening = screen(path, "out.jsonl")
        assert screening.counts.screened == 2
        assert column(screening.rows, "item") == ["gallium", "8112929010"]
        assert column(screening.rows, "on") == ["2025-12-01"] * 2
        assert (column(screening.rows, "n"), column(screening.rows, "x")) == ([1, 2], [1.5, 2.0])
        assert (column(screening.rows, "yes"), column(screening.rows, "some")) == ([True, False], ["7", "07"])

    def test_days_may_be_written_in_several_ways(self, tmp_path: Path) -> None:
        """As dates, times, numbers of days, ISO text, and in the order that the column shows; a row without goods is rejected."""
        days = (DAY, datetime(2025, 12, 1, 23, 59), "2025-12-01", 45992, "1.12.2025")  # noqa: DTZ001 - sheets have no zones
        path = workbook(tmp_path, ("item", "on"), *(("gallium", day) for day in days), (None, DAY))
        screening = screen(path, "out.csv")
        assert column(screening.rows, "decision") == ["license_required"] * 4
        assert [(row["row"], row["column"]) for row in screening.rejected] == [("6", "on"), ("7", "item")]

    @pytest.mark.parametrize("rows", [(), (("item", "to"),)])
    def test_an_empty_sheet_is_no_fault(self, tmp_path: Path, rows: tuple[tuple[str, ...], ...]) -> None:
        """Nothing was checked."""
        assert screen(workbook(tmp_path, *rows), "out.xlsx").code == 4

    def test_a_title_above_the_names_is_skipped(self, tmp_path: Path) -> None:
        """The row that names goods and more names the columns; rows are counted from the top, and days stay days."""
        path = workbook(
            tmp_path,
            ("My shipments",),
            (),
            ("item", "to", "on"),
            *(("gallium", to, DAY) for to in ("US", "nowhere")),
        )
        screening = screen(path, "out.csv")
        assert column(screening.rows, "on") == ["2025-12-01"]
        assert column(screening.rejected, "row") == ["5"]
        assert "read: item, on, to; column names are in row 3; the rows above it are skipped\n" in screening.answer.err

    def test_an_ambiguous_title_is_reported(self, tmp_path: Path) -> None:
        """One name is too little to know a row of names by."""
        path = workbook(tmp_path, ("My shipments",), ("item", "whatever"), ("gallium", "US"))
        assert refused(path, "out.csv").startswith("item: no column is recognised as the goods")

    def test_a_bomb_is_not_opened(self, tmp_path: Path) -> None:
        """What unpacks to far more than it is, and two cells at the far ends of a sheet."""
        bomb = packed(tmp_path / "in.xlsx", xl__worksheets__sheet1=b"0" * 50_000_000)
        assert "would unpack to 50,000,000 bytes" in refused(bomb, "out.csv")
        with xlsxwriter.Workbook(str(tmp_path / "far.xlsx")) as book:
            sheet = book.add_worksheet()
            sheet.write(0, 0, "item")
            sheet.write(1_048_575, 16_383, "x")
        line = unreadable(tmp_path / "far.xlsx", "out.csv")
        assert line.startswith("is a damaged workbook, or needs more than 4 GB of memory")

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "is empty; save the workbook again"),
            (b"Goods,Destination\ngallium,US\n", "is not an Excel workbook; save it as .xlsx, or if it is text: "),
            (OLD, "is an old Excel workbook (.xls), or has a password; save it as .xlsx without a password"),
            (b"PK\x03\x04" + b"0" * 100, "is a damaged workbook; open it in a spreadsheet program and save it again"),
        ],
    )
    def test_another_file_with_the_ending_of_a_workbook_is_refused_with_what_to_do(
        self, tmp_path: Path, content: bytes, reason: str
    ) -> None:
        """People rename files in place of saving them in another format."""
        assert unreadable(given(tmp_path, "in.xlsx", content), "out.csv").startswith(reason)

    def test_an_old_workbook_is_no_text(self, tmp_path: Path) -> None:
        """No encoding makes it one."""
        path = given(tmp_path, "in.csv", OLD)
        for options in ((), ("--encoding", "cp1252")):
            assert unreadable(path, "out.csv", *options).startswith(
                "is an old Excel workbook (.xls), or has a password;"
            )

    def test_an_invalid_workbook_is_reported(self, tmp_path: Path) -> None:
        """Text, another archive, and half a workbook."""
        whole = workbook(tmp_path, ("item",), ("gallium",)).read_bytes()
        for content in (
            b"",
            b"hello",
            whole[:3000],
            whole[: len(whole) - 50],
            whole[:200] + b"\xff" * 300 + whole[500:],
        ):
            assert unreadable(given(tmp_path, "in.xlsx", content), "out.csv")
        assert unreadable(packed(tmp_path / "in.xlsx", anything=b"x"), "out.csv").startswith(
            "cannot be read as a workbook"
        )


BILL: dict[str, Any] = {
    "bomFormat": "CycloneDX",
    "components": [
        {
            "name": "part 7",
            "type": "device",
            "properties": [
                {"name": "exportctl:item", "value": "neodymium magnet"},
                {"name": "exportctl:contains", "value": "Nd=30%"},
                {"name": "exportctl:contains", "value": "Dy=2%"},
                {"name": "to", "value": "JP"},
                {"name": "weight", "value": 3},
            ],
            "components": [{"name": "graphite", "version": "1", "components": [{"name": "gallium"}]}],
        },
        {"name": "steel"},
    ],
}
"""A magnet with a stated form and composition, two parts in it, and another component."""


class TestBills:
    """CycloneDX bills of materials."""

    def test_a_component_is_a_row(self, tmp_path: Path) -> None:
        """Nested ones too; properties state facts or pass through, and a repeated one states two values."""
        screening = screen(given(tmp_path, "in.json", json.dumps(BILL)), "out.jsonl", "--on", "2025-12-01")
        assert column(screening.rows, "item") == ["neodymium magnet", "graphite", "gallium", "steel"]
        assert column(screening.rows, "name") == ["part 7", "graphite", "gallium", "steel"]
        assert column(screening.rows, "contains")[0] == "Nd=30%;Dy=2%"
        assert (column(screening.rows, "to")[0], column(screening.rows, "weight")[0]) == ("JP", "3")
        assert column(screening.rows, "decision")[0] == "license_required"

    def test_a_bill_without_components_is_no_fault(self, tmp_path: Path) -> None:
        """Nothing was checked."""
        assert screen(given(tmp_path, "in.json", '{"bomFormat": "CycloneDX"}'), "out.csv").code == 4

    @pytest.mark.parametrize("text", ["", "{", "[]", "{}", json.dumps([SAID]), '{"bomFormat": "SPDX"}', "\xff\xfe"])
    def test_an_invalid_bill_is_reported(self, tmp_path: Path, text: str) -> None:
        """Rows of JSON have another ending."""
        assert unreadable(given(tmp_path, "in.json", text), "out.csv").startswith("is not ")

    @pytest.mark.parametrize(
        "components",
        [
            *(3, "x", {"a": 1}, [1], [["a"]], [{"name": "a", "components": 3}]),
            *([{"name": "a", "properties": 5}], [{"name": "a", "properties": ["x"]}], [{"name": "\ud800"}]),
        ],
    )
    def test_a_bill_of_another_shape_is_reported(self, tmp_path: Path, components: object) -> None:
        """One line, for any content in place of components."""
        bill = json.dumps({"bomFormat": "CycloneDX", "components": components})
        assert unreadable(given(tmp_path, "in.json", bill), "out.csv")

    @pytest.mark.parametrize("depth", [400, 401, 3000, 300_000])
    def test_a_deep_bill_is_read_or_refused(self, tmp_path: Path, depth: int) -> None:
        """However deep, it is no crash."""
        text = (
            '{"bomFormat": "CycloneDX", "components": '
            + '[{"name": "a", "components": ' * depth
            + "[]"
            + "}]" * depth
            + "}"
        )
        file = given(tmp_path, "in.json", text)
        if depth > 400:
            assert unreadable(file, "out.csv")
        else:
            assert screen(file, "out.csv").counts.rows == depth


@pytest.mark.parametrize("format_", ["parquet", "feather", "xlsx"])
def test_a_stream_is_no_different_from_a_file(tmp_path: Path, format_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that is read from its end can be read from standard input too."""
    table = pa.table({name: [cell] for name, cell in SAID.items()})
    sheet = workbook(tmp_path, tuple(SAID), tuple(SAID.values()))
    path = sheet if format_ == "xlsx" else given(tmp_path, f"in.{format_}", table)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    monkeypatch.chdir(tmp_path)
    screening = screen(Path("-"), "out.csv", "--input-format", format_)
    assert column(screening.rows, "decision") == ["license_required"]
