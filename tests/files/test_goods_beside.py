"""Listed goods that a file names where nothing reads them do not pass: in other columns, and on other sheets."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter

import exportctl
from tests.cli.program import Answer, ask
from tests.files.program import rows_of

DAY = ("--on", "2026-10-10")
PLAIN = "cotton T-shirts"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _screen(text: str, *options: str) -> Answer:
    Path("in.csv").write_text(text, encoding="utf-8")
    return ask("screen", "in.csv", "-o", "out.jsonl", *DAY, *options)


@pytest.mark.parametrize("header", ["Goods 2", "规格", "Remarks", "item 2"])
@pytest.mark.parametrize("cell", ["gallium", "Gallium metal 5N", "金属镓 99.99%", "SmCo magnets"])
def test_a_substance_in_another_column(header: str, cell: str) -> None:
    """The row is not cleared, the answer names the column, and the cells of the file stay as they are."""
    answer = _screen(f"item,to,{header}\n{PLAIN},US,{cell}\n{PLAIN},US,blue\n")
    assert answer.code == 3
    assert f"1 in '{header}'" in answer.err
    first, second = rows_of(Path("out.jsonl"))
    assert (first["item"], first["decision"], second["decision"]) == (PLAIN, "undecided", "no_control_found")


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Material", "SmCo magnets"),
        ("材质", "铝合金"),
        ("Brand", "Gallium"),
        ("Address", "Apt 5"),
        ("运输方式", "货船"),
    ],
)
def test_materials_and_marks_are_no_goods(header: str, cell: str) -> None:
    """The material of a product is none of its own, and brands, flats and means of transport are no substances."""
    assert _screen(f"item,to,{header}\n{PLAIN},US,{cell}\n").code == 0


def test_goods_that_name_their_entry_keep_their_answer() -> None:
    """The text beside adds nothing to goods that are an entry by their own words."""
    assert _screen("item,to,Chemical name\ngallium metal,US,gallium\n").code == 1
    assert rows_of(Path("out.jsonl"))[0]["entries"] == "3C001.a"


def test_lists_and_objects_of_other_formats() -> None:
    """A listed name within a list or an object counts, too, and so does one in bytes."""
    table = pa.table(
        {
            "item": [PLAIN] * 3,
            "to": ["US"] * 3,
            "lists": [["gallium"], ["blue"], None],
            "objects": [{"note": "blue"}, {"note": "Skydio Inc"}, None],
            "bytes": [b"blue", b"red", "镓".encode()],
        }
    )
    answered = pa.table(exportctl.screen(table, on="2026-10-10")).to_pylist()
    assert [row["decision"] for row in answered] == ["undecided", None, "undecided"]
    assert "Skydio Inc., a listed party" in answered[1]["rejected"]


def test_a_list_of_dictionary_values() -> None:
    """Arrow keeps repeated texts of a list apart from it."""
    kinds = pa.array([["gallium"]], pa.list_(pa.dictionary(pa.int8(), pa.string())))
    table = pa.table({"item": [PLAIN], "to": ["US"], "kinds": kinds})
    assert pa.table(exportctl.screen(table, on="2026-10-10")).column("decision").to_pylist() == ["undecided"]


def test_the_mark_between_goods_and_a_text_beside_them_hides_no_party() -> None:
    """A party field may have any character; only a cell of goods has this border."""
    assert _screen(f"item,to,party\n{PLAIN},US,Acme\x1eSkydio Inc\n").code == 3


def test_a_list_beside_texts_in_json_lines() -> None:
    """A list of goods is read like a cell with several, whatever the type of other rows."""
    rows = [
        {"item": ["gallium", "tungsten"], "to": "US"},
        {"item": PLAIN, "to": "US"},
        {"item": ["gallium"], "to": "US"},
    ]
    Path("in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert ask("screen", "in.jsonl", "-o", "out.jsonl", *DAY).code == 1
    assert [row["decision"] for row in rows_of(Path("out.jsonl"))] == [
        "license_required",
        "no_control_found",
        "license_required",
    ]


@pytest.mark.parametrize("header", [("Artikel", "Land"), ("Goods 2", "Country 2")])
def test_a_sheet_without_a_known_column_of_goods(header: tuple[str, str]) -> None:
    """A sheet that nothing reads and that names a listed substance ends with 2, until the caller allows it."""
    with xlsxwriter.Workbook("in.xlsx") as book:
        for name, rows in {"Main": [("item", "to"), (PLAIN, "US")], "Two": [header, ("Gallium", "USA")]}.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    answer = ask("screen", "in.xlsx", *DAY)
    assert answer.code == 2
    assert "sheet 'Two' was not read: it names 'Gallium', which is listed" in answer.err
    assert "--sheet Two --map item=COLUMN" in answer.err
    assert ask("screen", "in.xlsx", *DAY, "--allow-skipped").code == 0
    assert (
        ask("screen", "in.xlsx", *DAY, "--sheet", "Two", "--map", f"item={header[0]}", "--map", f"to={header[1]}").code
        == 1
    )


def test_the_description_of_a_component() -> None:
    """A bill of materials has the goods of a component in its description, too."""
    components = [{"type": "device", "name": PLAIN, "description": "gallium"}, {"type": "device", "name": PLAIN}]
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": components}
    Path("in.cdx.json").write_text(json.dumps(bill), encoding="utf-8")
    assert ask("screen", "in.cdx.json", "-o", "out.jsonl", "--set", "to=US", *DAY).code == 3
    assert [row["decision"] for row in rows_of(Path("out.jsonl"))] == ["undecided", "no_control_found"]
