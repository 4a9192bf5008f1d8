"""A row of a text is found at its line and column, for all notations of lines, and nowhere if the text there differs."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from exportctl.files.places import Cell, positions
from tests.files.program import given

ITEM = Cell("item", "gallium")
ROWS: dict[str, tuple[str, tuple[int, int]]] = {
    "plain": ("to,item\nUS,gallium\n", (2, 4)),
    "behind quotes": ('to,item\n"US, or ""x""",gallium\n', (2, 16)),
    "in quotes": ('to,item\nUS,"gallium"\n', (2, 4)),
    "behind lines of a cell": ('to,item\n"US\nUK\n",gallium\n', (4, 3)),
    "crlf": ("to,item\r\nUS,gallium\r\n", (2, 4)),
    "cr": ("to,item\rUS,gallium\r", (2, 4)),
    "semicolons": ("to;item\nUS;gallium\n", (2, 4)),
    "no last line end": ("item,to\ngallium,US", (2, 1)),
    "characters, not bytes": ("to,item\n美国,gallium\n", (2, 4)),
}


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_cell_is_found(tmp_path: Path, name: str, encoding: str) -> None:
    """Whatever the encoding, by the number of its row as a spreadsheet shows it."""
    text, place = ROWS[name]
    file = given(tmp_path, "in.csv", text.encode(encoding))
    named = None if encoding.startswith("utf-8") else encoding
    assert positions(file, "csv", named, {2: ITEM}) == {2: place}


@pytest.mark.parametrize(
    "text",
    ["\n\nto,item\nUS,gallium\n", "Shipments,\n\nto,item\nUS,gallium\n", '"Ship\nments",\nto,item\nUS,gallium\n'],
)
def test_a_cell_below_what_is_no_row_is_found(tmp_path: Path, text: str) -> None:
    """Blank lines and rows above the names are counted, too, and a title of two lines is one row."""
    row = 3 if "Ship\n" in text else 4
    assert positions(given(tmp_path, "in.csv", text), "csv", None, {row: ITEM}) == {row: (4, 4)}


def test_a_packed_text_is_found_in(tmp_path: Path) -> None:
    """The line is that of the text."""
    file = given(tmp_path, "in.csv.gz", gzip.compress(b"to,item\nUS,gallium\n"))
    assert positions(file, "csv", None, {2: ITEM}) == {2: (2, 4)}


def test_lines_of_json_count_blank_ones(tmp_path: Path) -> None:
    """A row is a line of its own."""
    file = given(tmp_path, "in.jsonl", '{"item": "x"}\n\n{"item": "gallium"}\n')
    assert positions(file, "jsonl", None, {2: ITEM}) == {2: (3, 1)}


def test_nothing_is_made_up(tmp_path: Path) -> None:
    """There is no position if the text differs, the row is missing, or the input is not a text or no file."""
    file = given(tmp_path, "in.csv", "item,to\nantimony,US\n")
    assert positions(file, "csv", None, {2: ITEM, 9: ITEM}) == {}
    assert positions(file, "xlsx", None, {2: ITEM}) == {}
    assert positions(file.with_name("none.csv"), "csv", None, {2: ITEM}) == {}
    assert positions(Path("-"), "csv", None, {2: ITEM}) == {}


def test_a_row_of_which_no_cell_is_known_is_its_line(tmp_path: Path) -> None:
    """It begins where the row does: a row with too many cells, goods that all rows have alike."""
    file = given(tmp_path, "in.csv", "item,to\ngallium,US,x,y\n")
    assert positions(file, "csv", None, {2: Cell("", "")}) == {2: (2, 1)}


def test_a_cell_with_a_shortened_report_is_found(tmp_path: Path) -> None:
    """Of a long unreadable cell, only the beginning is reported."""
    file = given(tmp_path, "in.csv", f"to,item\nUS,{'x' * 1000}\n")
    assert positions(file, "csv", None, {2: Cell("item", "x" * 80)}) == {2: (2, 4)}
