"""A placeholder for a party names nobody: an option with it is refused, and a cell with it counts as not stated."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyarrow as pa
import pytest

import exportctl
from exportctl import check, party
from exportctl.errors import InputError
from tests.cli.program import ask
from tests.files.program import column, given, screen

DAY = "2026-12-01"
PLACEHOLDERS = [
    *(
        "TBD",
        "tba",
        "T.B.D.",
        "n/a",
        "N/A",
        "unknown",
        "To be advised",
        "TO ORDER",
        "same as consignee",
        "-",
        "?",
        "0",
        "-" * 30,
    ),
    *("待定", "未知", "无", "無"),
    *("see attached list", "as per PO 4711", "various customers", "4711", "见附件", "各客户"),
]
ABOVE = ["ditto", "Same as above", "同上", "如上", "see above", '"', '-"-', "〃", "do.", "consignee=同上"]
NAMES = [
    "Various Artists Ltd",
    "Order International Ltd",
    "Unknown Toys Ltd",
    "TBD Media Group",
    "待定文化传播有限公司",
    "无印良品",
    "Nil Trading",
    "3M",
]


@pytest.mark.parametrize("fact", ["end_use", "end_user_type"])
def test_a_placeholder_for_a_use_is_not_stated(tmp_path: Path, fact: str) -> None:
    """The row is answered as with an empty cell, and a line counts such cells; any other word is rejected."""
    words = ["n/a", "N/A", "-", "TBD", "待定", "无", "", "millitary"]
    rows = "".join(f"gallium,US,{DAY},{word}\n" for word in words)
    screening = screen(given(tmp_path, "in.csv", f"item,to,on,{fact}\n{rows}"), "out.csv")
    assert [row["value"] for row in screening.rejected] == ["millitary"]
    (decision,) = set(column(screening.rows, "decision"))
    assert decision == ask("check", "gallium", "--to", "US", "--on", DAY, "--format", "json").json["decision"]
    assert all(fact in cell for cell in column(screening.rows, "questions"))
    assert f"placeholders such as TBD count as not stated: 6 in '{fact}'" in ask("screen", str(tmp_path / "in.csv")).err


def test_a_placeholder_for_the_use_of_all_rows_is_refused(tmp_path: Path) -> None:
    """As for `check`, because the caller states it; and an error of a formula is no placeholder."""
    answer = ask("screen", str(given(tmp_path, "in.csv", "item\ngallium\n")), "--set", "end_use=n/a", "--set", "to=US")
    assert answer.code == 2
    assert "--set end_use: 'n/a' is not one of civil" in answer.err
    screening = screen(given(tmp_path, "in2.csv", "item,to,end_use\ngallium,US,#N/A\n"), "out.csv")
    assert screening.rejected[0]["value"] == "#N/A"


@pytest.mark.parametrize("name", [*PLACEHOLDERS, "同上", "ditto"])
def test_an_option_is_refused(name: str) -> None:
    """As a name it would be on no list, and the parties would count as checked."""
    error = f"'{name}' names no party; leave it out or state the name"
    for option in ("--party", "--party=end-user"):
        stated = f"{option}={name}"
        answer = ask("check", "coffee mugs", "--to", "US", "--on", DAY, stated)
        assert (answer.code, answer.out, answer.err) == (2, "", f"exportctl: --party: {error}\n")
    answer = ask("check", "coffee mugs", "--to", "US", "--on", DAY, "--owned-by", f"{name}=51%")
    assert (answer.code, answer.err) == (2, f"exportctl: --owned-by: {error}\n")
    with pytest.raises(InputError, match="names no party"):
        check(item="coffee mugs", to="US", on=DAY, party=name)
    with pytest.raises(InputError, match=r"names no party|is not a name"):
        party(name, on=DAY)


@pytest.mark.parametrize("name", NAMES)
def test_names_that_contain_such_words_are_names(name: str) -> None:
    """Only a whole placeholder names nobody."""
    answer = ask("check", "coffee mugs", "--to", "US", "--on", DAY, "--party", name, "--notes")
    assert f"{name}: not on any list" in answer.out


def test_cells_count_as_not_stated(tmp_path: Path) -> None:
    """The rows have the answers of rows without a party, and one note has the number of such cells of each column."""
    rows = [f"coffee mugs,US,{DAY},{name},{other}" for name, other in zip(PLACEHOLDERS, NAMES * 3, strict=False)]
    source = given(
        tmp_path, "in.csv", "\n".join(["item,to,on,End user,party", *rows, f"gallium,DE,{DAY},Acme,TBD; n/a\n"])
    )
    screening = screen(source, "out.csv")
    assert screening.counts.rejected == 0
    assert [cell.removeprefix("'") for cell in column(screening.rows, "End user")] == [*PLACEHOLDERS, "Acme"]
    note = "placeholders such as TBD count as not stated: 23 in 'End user', 1 in 'party'"
    assert screening.answer.err.count(note) == 1


@pytest.mark.parametrize("fact", ["item", "to", "party", "Consignee", "end_use", "hs_code"])
def test_a_cell_that_refers_to_another_row_is_rejected(tmp_path: Path, fact: str) -> None:
    """A person reads the text of the cell above, here a listed party: as an empty cell, it would clear the row."""
    head = ["item", "to", "on", "party", "Consignee", "end_use", "hs_code"]
    first = ["coffee mugs", "US", DAY, "TechInsights", "TechInsights", "civil", "691200"]
    others = [[word if name == fact else cell for name, cell in zip(head, first, strict=True)] for word in ABOVE]
    table = io.StringIO()
    csv.writer(table).writerows([head, first, *others])
    screening = screen(given(tmp_path, "in.csv", table.getvalue()), "out.csv")
    assert column(screening.rows, "decision") == ["prohibited"]
    assert [cell.removeprefix("'") for cell in column(screening.rejected, "value")] == ABOVE
    for word, row in zip(ABOVE, screening.rejected, strict=True):
        assert row["reason"].startswith(f"'{word}' refers to another row; write its text here, too")


@pytest.mark.parametrize("name", ["Ditto Ltd", "DO", "As Above So Below BV", 'Zavod "Elektron"', "同上科技有限公司"])
def test_names_that_contain_such_marks_are_names(tmp_path: Path, name: str) -> None:
    """Only a whole cell refers to another row."""
    quoted = name.replace('"', '""')
    source = given(tmp_path, "in.csv", f'item,to,on,hs_code,party\ncoffee mugs,US,{DAY},691200,"{quoted}"\n')
    assert column(screen(source, "out.csv").rows, "decision") == ["no_control_found"]


def test_a_listed_party_beside_a_placeholder_is_found(tmp_path: Path) -> None:
    """In the same cell, or in another column."""
    head, day = "item,to,on,party,buyer", "2025-06-01"
    rows = [f"gallium,US,{day},Leidos Inc; TBD,", f"gallium,US,{day},TBD,Leidos Inc", f"gallium,US,{day},Leidos Inc,"]
    screening = screen(given(tmp_path, "in.csv", "\n".join([head, *rows, ""])), "out.csv")
    assert len({(row["decision"], row["provisions"]) for row in screening.rows}) == 1
    assert column(screening.rows, "decision") == ["prohibited"] * 3


def test_a_workbook_says_that_no_party_was_checked(tmp_path: Path) -> None:
    """A row with a placeholder reads as one without a party."""
    source = given(tmp_path, "in.csv", f"item,to,on,party\ncoffee mugs,US,{DAY},TBD\ncoffee mugs,US,{DAY},\n")
    placeholder, empty = screen(source, "out.xlsx").rows
    assert {**placeholder, "party": ""} == empty


def test_a_value_for_all_rows_is_refused(tmp_path: Path) -> None:
    """It is an option."""
    source = given(tmp_path, "in.csv", f"item,to,on\ncoffee mugs,US,{DAY}\n")
    answer = ask("screen", str(source), "--set", "party=Acme; TBD")
    assert (answer.code, answer.out) == (2, "")
    assert "'Acme; TBD' names no party; leave it out or state the name" in answer.err


def test_a_file_of_names_may_have_some(tmp_path: Path) -> None:
    """They are left out, and counted."""
    source = given(tmp_path, "names.txt", "TBD\nLeidos Inc\nunknown\n")
    answer = ask("party", "--file", str(source), "--on", "2025-06-01", "--format", "json")
    assert answer.json["query"]["names"] == ["Leidos Inc"]
    assert f"count as not stated: 2 in '{source}'" in answer.err


def test_a_table_may_have_some() -> None:
    """Data frames have the same cells as files."""
    table = pa.table({"item": ["coffee mugs"] * 2, "to": ["US"] * 2, "on": [DAY] * 2, "party": ["TBD", None]})
    first, second = exportctl.screen(table).to_pylist()
    assert {**first, "party": None} == second
