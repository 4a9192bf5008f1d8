"""A listed party that a file names where nothing reads it does not pass: in other columns, above the header, on other sheets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter

import exportctl
from exportctl.api import Law
from tests.cli.program import Answer, ask

DAY = ("--on", "2026-10-10")
PLAIN = "cotton T-shirts"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _screen(text: str, *options: str) -> Answer:
    Path("in.csv").write_text(text, encoding="utf-8")
    return ask("screen", "in.csv", "-o", "out.csv", *DAY, *options)


@pytest.mark.parametrize(
    "header",
    ["Vendor", "Bank", "Legal name", "Operator", "使用方", "股东", "Remarks", ""],
)
@pytest.mark.parametrize("cell", ["Skydio, Inc.", "urgent; deliver to Skydio Inc (San Mateo)", "斯凯迪奥公司"])
def test_a_column_that_is_not_read(header: str, cell: str) -> None:
    """The row is rejected with the column, the party and what to do; the other rows are answered."""
    answer = _screen(f'item,to,{header}\n{PLAIN},US,"{cell}"\n{PLAIN},US,Acme Toys\n')
    assert answer.code == 2
    rejected = Path("out.rejects.csv").read_text(encoding="utf-8")
    assert rejected.count("\n") == 2
    assert "Skydio Inc., a listed party" in rejected
    assert "--map party=" in rejected
    assert "1 screened, 1 rejected" in answer.err


@pytest.mark.parametrize("write", [str, str.upper])
def test_every_name_that_acts_print_is_found(store: Law, write: Callable[[str], str]) -> None:
    """A filter passes over texts without a first word of a listed name, and must lose none."""
    names = [write(name.text) for name in store.parties.names if name.kind == "printed"]
    table = pa.table({"item": [PLAIN] * len(names), "to": ["US"] * len(names), "remarks": names})
    rejected = pa.table(exportctl.screen(table, on="2026-10-10")).column("rejected").to_pylist()
    assert [name for name, reason in zip(names, rejected, strict=True) if not reason] == []


def test_the_advice_works() -> None:
    """With the column mapped, the party prohibits the export; with parties left out, the row passes."""
    text = f"item,to,Vendor\n{PLAIN},US,Skydio Inc\n"
    assert _screen(text, "--map", "party=Vendor").code == 1
    assert _screen(text, "--map", "party=-").code == 0
    other = f"item,to,party,party 2\n{PLAIN},US,Acme,Skydio Inc\n"
    assert "call it 'party 2'" in _report_of(other.replace("party 2", "Bank"))
    assert _screen(other).code == 1


def _report_of(text: str) -> str:
    assert _screen(text).code == 2
    return Path("out.rejects.csv").read_text(encoding="utf-8")


def test_goods_and_codes_are_no_parties() -> None:
    """A product of a company whose whole name is not there, numbers and ordinary words reject nothing."""
    cells = ["INV-2026-000123", "Boeing 737 wheels", "general toys", "4711", ""]
    rows = "".join(f"{PLAIN},US,{cell}\n" for cell in cells)
    assert _screen(f"item,to,Reference\n{rows}").code == 0


@pytest.mark.parametrize("header", ["Carrier", "Brand name", "Manufacturer", "承运人", "品牌"])
def test_who_carries_or_makes_the_goods_is_no_party(header: str) -> None:
    """Such a column may name a listed company."""
    assert _screen(f"item,to,{header}\n{PLAIN},US,Skydio\n").code == 0


@pytest.mark.parametrize(
    "title",
    [
        "Export to Skydio Inc",
        "Messrs. Skydio Inc",
        "Consignee - Skydio Inc",
        "Supplier: Skydio Inc",
        "致：斯凯迪奥公司",
    ],
)
def test_a_title_above_the_header(title: str) -> None:
    """The run ends with 2, until the party is stated for all rows or left out."""
    text = f"{title},,\nitem,to,qty\n{PLAIN},US,5 kg\nwooden chairs,US,1 kg\n"
    answer = _screen(text)
    assert answer.code == 2
    assert "it names Skydio Inc., a listed party" in answer.err
    assert _screen(text, "--set", "party=Skydio Inc.").code == 1
    assert _screen(text, "--map", "party=-").code == 0


def test_another_sheet() -> None:
    """A cover with a listed party ends the run with 2; a caller who names the sheet leaves out the others."""
    with xlsxwriter.Workbook("in.xlsx") as book:
        goods, cover = book.add_worksheet("Goods"), book.add_worksheet("Cover")
        goods.write_row(0, 0, ["item", "to"])
        goods.write_row(1, 0, [PLAIN, "US"])
        cover.write_row(0, 0, ["Invoice 4711"])
        cover.write_row(1, 0, ["Bill to", "Skydio, Inc."])
    answer = ask("screen", "in.xlsx", "-o", "out.csv", *DAY)
    assert answer.code == 2
    assert "sheet 'Cover' was not read: it names Skydio Inc., a listed party" in answer.err
    assert ask("screen", "in.xlsx", "-o", "out.csv", "--sheet", "Goods", *DAY).code == 0


@pytest.mark.parametrize("line", ["Consignee: Acme Toys", "End user：Skydio Inc", "收货人：某公司"])
def test_a_line_about_a_party_below_the_table(line: str) -> None:
    """It is rejected, because it is no goods and a party to all rows perhaps."""
    answer = _screen(f"item,to\n{PLAIN},US\n{line},\n")
    assert answer.code == 2
    assert "states a party and no goods" in Path("out.rejects.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["\u0405kydio", "Sk\u0443di\u043e Inc"])
def test_letters_of_another_alphabet(name: str) -> None:
    """Letters that look like Latin ones count as these in a word that mixes alphabets."""
    assert ask("party", name, *DAY).code == 1


@pytest.mark.parametrize("name", ["Skydio's warehouse", "Skydio\u2019s warehouse", "Anduril-owned depot"])
def test_what_belongs_to_a_listed_party_may_be_the_party(name: str) -> None:
    """As does the same name without the mark: Skydio warehouse."""
    assert ask("party", name, *DAY).code == 3
    assert ask("party", "Macy's Retail", *DAY).code == 0
