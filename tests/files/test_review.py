"""`classify FILE -o OUT` lists the items of a file for who classifies them; the filled sheet is read as it is."""

from __future__ import annotations

import csv
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pc
import pytest

from exportctl.permits.items import ITEMS, PROPOSED
from tests.cli.program import Answer, ask
from tests.files.program import column, given, rows_of, screen

TEXT = """Part No,Goods description,HS Code,Form,Destination
A4,children's bicycle,871200,,US
A3,part 17,,,US
A1,gallium,8112929010,,US
A2,artificial graphite,,,KR
A1,gallium,8112929010,,DE
,,,,
A5,gallium,9999,,DE
A6,gallium,,oxide;powder,DE
A7,gallium arsenide,,,DE
"""


def reviewed(
    folder: Path, output: str = "review.csv", text: str = TEXT, *arguments: str
) -> tuple[Answer, list[dict[str, Any]]]:
    """Return the answer and the lines of the review of a text."""
    path = folder / output
    answer = ask("classify", str(given(folder, "in.csv", text)), "-o", str(path), *arguments)
    assert not list(folder.glob("*.partial*"))
    return answer, rows_of(path)


@pytest.mark.parametrize("output", ["review.csv", "review.xlsx", "review.tsv"])
def test_each_item_occurs_once_the_riskiest_first(tmp_path: Path, output: str) -> None:
    """Listed goods, open ones, unknown ones and all others; of the first, those that most rows have."""
    answer, lines = reviewed(tmp_path, output)
    assert list(lines[0]) == [*ITEMS, *PROPOSED]
    assert column(lines, "sku")[0] == "A1"
    assert int(lines[0]["rows"]) == 2
    assert sorted(column(lines, "sku")) == ["A1", "A2", "A3", "A4", "A5", "A6", "A7"]
    assert column(lines, "sku")[-1] == "A4"
    assert answer.code == 1
    assert answer.err.splitlines()[-1].startswith("exportctl: 9 rows: 1 without goods, 0 unreadable; items: 7 (")
    assert answer.out == ""


def test_a_row_that_cannot_be_read_ends_with_2(tmp_path: Path) -> None:
    """It is named with its reason: its goods are in no line of the review."""
    answer, lines = reviewed(tmp_path, "review.csv", "item,to\nfresh apples,US\ngermanium metal, 5N,JP\n")
    assert answer.code == 2
    assert len(lines) == 1
    assert "exportctl: row 3: " in answer.err
    assert answer.err.splitlines()[-1].startswith("exportctl: 2 rows: 0 without goods, 1 unreadable; items: 1 (")


def test_a_workbook_has_questions_in_the_language_and_a_text_in_english(tmp_path: Path) -> None:
    """People read the one, programs the other; columns, codes and facts are the same."""
    book, text = (reviewed(tmp_path, name, TEXT, "--lang", "zh")[1] for name in ("review.xlsx", "review.csv"))
    english = reviewed(tmp_path)[1]
    questions = [[line["question"] for line in lines] for lines in (book, english)]
    assert text == english
    assert "货物以哪个海关商品编号申报？" in questions[0]
    assert not any(" goods" in question or " customs " in question for question in questions[0])
    assert column(book, "proposed") == column(english, "proposed")


def test_a_row_of_totals_is_no_item(tmp_path: Path) -> None:
    """As in `screen`; goods whose name only contains such a word are items."""
    source = tmp_path / "in.csv"
    source.write_text("品名,数量\n镓,5\n合计,5\nTotal,5\ntotal station,1\n", encoding="utf-8")
    output = tmp_path / "review.csv"
    assert ask("classify", str(source), "-o", str(output)).code == 1
    with output.open(encoding="utf-8", newline="") as lines:
        assert {row["description"] for row in csv.DictReader(lines)} == {"镓", "total station"}


def test_a_line_has_proposals_and_a_question(tmp_path: Path) -> None:
    """With the basis; the decision is left to the person."""
    lines = {line["sku"]: line for line in reviewed(tmp_path)[1]}
    gallium, graphite, part, bad = (lines[sku] for sku in ("A1", "A2", "A3", "A5"))
    assert (gallium["proposed"], gallium["certainty"], gallium["basis"]) == ("3C001.a", "yes", "name")
    assert (gallium["option"], gallium["question"]) == ("", "")
    assert graphite["proposed"].split(";")[0] == "1C108.a"
    assert graphite["option"].startswith("param ")
    assert graphite["question"].startswith("What is the ")
    assert (part["left"], part["option"]) == ("part 17", "hs-code")
    assert bad["question"] == "hs_code: '9999' is not a customs code; write 6 to 10 digits"
    assert {line["entry"] for line in lines.values()} == {""}
    assert lines["A6"]["form"] == "oxide;powder"


def test_a_workbook_offers_what_is_proposed(tmp_path: Path) -> None:
    """In the cell of the entry, together with `none`; other values are also accepted."""
    _, lines = reviewed(tmp_path, "review.xlsx")
    with zipfile.ZipFile(tmp_path / "review.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<dataValidation ") == len(lines)
    assert '"3C001.a,none"' in sheet
    assert 'errorStyle="information"' in sheet
    assert 'name="items"' in zipfile.ZipFile(tmp_path / "review.xlsx").read("xl/workbook.xml").decode()


def test_a_number_of_goods_has_one_column(tmp_path: Path) -> None:
    """Of two with one name neither is read, and the next matching column is."""
    _, lines = reviewed(tmp_path, "review.csv", "SKU,SKU,item,料号\n1,2,gallium,x\n")
    assert column(lines, "sku") == ["x"]


@pytest.mark.parametrize("output", ["review.csv", "review.xlsx"])
def test_it_is_read_as_it_is(tmp_path: Path, output: str) -> None:
    """By both commands: the completed cells count, and a review of a review has the same items."""
    text = (
        TEXT.replace("Form", "entry").replace("A3,part 17,,,", "A3,part 17,,none,").replace("oxide;powder", "3C001.a")
    )
    _, lines = reviewed(tmp_path, output, text)
    again = tmp_path / f"again{Path(output).suffix}"
    ask("classify", str(tmp_path / output), "-o", str(again))
    assert sorted(column(rows_of(again), "sku")) == sorted(column(lines, "sku"))
    assert {line["sku"]: line["entry"] for line in rows_of(again)}["A3"] == "none"
    screening = screen(tmp_path / output, "screened.csv", "--set", "to=US", "--on", "2025-12-01")
    decisions = {row["sku"]: row["decision"] for row in screening.rows}
    assert (decisions["A1"], decisions["A3"]) == ("license_required", "no_control_found")
    assert screening.counts.rejected == 1


@pytest.mark.parametrize(("source", "output"), [("items.csv", "again.csv"), ("items.parquet", "again.xlsx")])
def test_a_review_of_items_keeps_what_was_decided(
    tmp_path: Path, source: str, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who decided, when, until when and why: so it is a file of items like the one that it was made from."""
    monkeypatch.chdir(tmp_path)
    decided = ("K. Weber", "2026-09-30", "2027-01-01", "steel")
    text = f"{','.join(ITEMS)}\nBX-1,bracket,,none,,,,{','.join(decided)}\nGA-1,gallium,,,,,,,,,\n"
    table = pc.read_csv(BytesIO(text.encode()))
    assert table.schema.field("decided_on").type == pa.date32()
    given(tmp_path, source, table if source.endswith(".parquet") else text)
    assert ask("classify", source, "-o", output).code == 1
    lines = {line["sku"]: line for line in rows_of(tmp_path / output)}
    assert tuple(lines["BX-1"][name] for name in ITEMS[-4:]) == decided
    assert not any(lines["GA-1"][name] for name in ITEMS[-4:])
    given(tmp_path, "exportctl.toml", f'items = "{output}"\n')
    assert ask("check", "BX-1", "--to", "DE", "--on", "2026-10-01").code == 0


def test_a_completed_review_is_not_replaced(tmp_path: Path) -> None:
    """A person filled in its decisions; a second review of the file needs another name, or --overwrite."""
    reviewed(tmp_path)
    review = tmp_path / "review.csv"
    review.write_text("completed")
    answer = ask("classify", str(tmp_path / "in.csv"), "-o", str(review))
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"exportctl: --output: {review} exists; name another file, or add --overwrite\n"
    assert review.read_text() == "completed"
    assert reviewed(tmp_path, "review.csv", TEXT, "--overwrite")[0].code == 1
    assert review.read_text().startswith('"sku"')


def test_the_exit_code_is_that_of_the_riskiest_item(tmp_path: Path) -> None:
    """As if each item had been classified separately."""
    for goods, code in (("gallium", 1), ("part 17", 3), ("children's bicycle", 0), ("", 4)):
        assert reviewed(tmp_path, "review.csv", f"item\n{goods}\n", "--overwrite")[0].code == code


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["in.csv", "-o", "in.csv"], "in.csv: would be overwritten; name another file"),
        (
            ["in.csv", "-o", "out.parquet"],
            "--output: the extension of 'out.parquet' names no format; the formats are csv, tsv, xlsx",
        ),
        (
            ["in.csv", "-o", "none/out.csv"],
            "--output: none/out.csv: its folder does not exist; create the folder, or name another file",
        ),
        (
            ["in.csv", "-o", "out.csv", "--form", "oxide"],
            "--form: is for a single item only; in a file, add a column for it",
        ),
        (["gallium", "-o", "out.csv"], "ITEM: 'gallium' is not a file, and -o FILE reviews the goods of a file"),
        (["no.csv", "-o", "out.csv"], "no.csv: No such file or directory; correct the name"),
        (["gallium", "--map", "item=x"], "--map: is for files only; name the review file with --output"),
        (
            ["in.csv", "-o", "out.csv", "--map", "item=x"],
            "--map: no column has the name 'x'; the columns are ",
        ),
    ],
)
def test_invalid_arguments_are_reported(
    tmp_path: Path, arguments: list[str], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line, and nothing is left."""
    monkeypatch.chdir(tmp_path)
    given(tmp_path, "in.csv", TEXT)
    answer = ask("classify", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines()[-1].startswith(f"exportctl: {what}")
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]
