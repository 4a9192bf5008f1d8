"""`screen --drafts` writes one paper for each row that needs one, and replaces no file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import docx
import pytest

from exportctl.cli import row_drafts
from exportctl.errors import MissingExtraError
from exportctl.files.embedded import receipt_text
from tests.cli.program import Answer, ask
from tests.cli.test_receipts import LICENCE

pytestmark = pytest.mark.usefixtures("remembered")
ROWS = """item,to,on,hs_code,param,entry
artificial graphite powder,DE,2026-06-01,,purity=99.5%,none
gallium,DE,2026-06-01,,,
artificial graphite,DE,2026-06-01,,density=1.6 g/cm3,
kitchen chair,DE,2026-06-01,940169,,
unobtainium,DE,2026-06-01,,,
gallium,US,2026-11-28,,,
bad,nowhere,2026-06-01,,,
lithium ion battery,DE,2026-06-01,,energy_density=250 Wh/kg,
"""
PAPERS = {
    "row-2-statement.docx",
    "row-3-application.docx",
    "row-4-enquiry.docx",
    "row-9-statement.docx",
}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text(ROWS, encoding="utf-8")


def screened(*more: str) -> Answer:
    """Screen the file with row_drafts."""
    return ask("screen", "in.csv", "-o", "out.csv", "--drafts", "papers", *more)


def papers() -> set[str]:
    """Return the names of the row_drafts."""
    return {file.name for file in Path("papers").iterdir()}


def receipt(name: str) -> dict[str, Any]:
    """Return the receipt of a draft."""
    kept: dict[str, Any] = json.loads(receipt_text(Path("papers", name).read_bytes()))
    return kept


def test_each_row_that_needs_a_paper_has_one() -> None:
    """Near goods, goods in question and goods under licence; nothing for ordinary goods, unknown goods and refusals."""
    answer = screened()
    assert papers() == PAPERS
    assert "4 drafts written to papers: application 1, enquiry 1, statement 2" in answer.err
    assert "undecided rows without a draft: 1" in answer.err
    assert answer.code == ask("screen", "in.csv", "-o", "other.csv").code


def test_a_draft_is_that_of_the_draft_command_on_the_facts_of_the_row() -> None:
    """The same receipt, which verifies."""
    screened()
    options = ("--param", "purity=99.5%", "--entry", "none", "--to", "DE", "--on", "2026-06-01")
    assert ask("draft", "statement", "artificial graphite powder", *options, "-o", "own.md").code == 0
    own = json.loads(receipt_text(Path("own.md").read_bytes()))
    kept = receipt("row-2-statement.docx")
    assert kept["answer"] == own["answer"]
    for name in PAPERS:
        assert ask("verify", f"papers/{name}").code == 0


def test_a_file_that_is_there_is_not_replaced() -> None:
    """A person may have completed it; stderr gives the number of files that were kept."""
    screened()
    Path("papers/row-2-statement.docx").write_bytes(b"completed by hand")
    Path("papers/row-4-enquiry.docx").unlink()
    answer = screened()
    assert Path("papers/row-2-statement.docx").read_bytes() == b"completed by hand"
    assert papers() == PAPERS
    assert "1 draft written to papers: enquiry 1" in answer.err
    assert "left as they are: 3" in answer.err


def test_rows_that_a_licence_covers_need_no_checklist() -> None:
    """The company has the licence."""
    Path("exportctl.toml").write_text(LICENCE, encoding="utf-8")
    screened()
    assert "row-3-application.docx" not in papers()


def test_only_the_rows_that_are_written_have_drafts() -> None:
    """`--only` narrows both."""
    screened("--only", "undecided")
    assert papers() == {"row-4-enquiry.docx"}


def test_no_more_drafts_than_the_limit_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is counted on stderr."""
    monkeypatch.setattr(row_drafts, "MAX_DRAFTS", 1)
    answer = screened()
    assert len(papers()) == 1
    assert "rows beyond the limit of the drafts: 3" in answer.err


def test_a_number_that_lost_its_zero_is_read_as_screen_reads_it() -> None:
    """A customs code of a column of numbers is the one that the answer rests on."""
    Path("in.jsonl").write_text('{"item": "rare earth magnet", "to": "DE", "on": "2026-06-01", "hs_code": 850511}\n')
    assert ask("screen", "in.jsonl", "-o", "out.csv", "--drafts", "papers").code == 3
    assert receipt("row-1-enquiry.docx")["asked"]["hs_code"] == "850511"


def test_a_draft_opens_as_a_word_document() -> None:
    """It names the goods of the row."""
    screened()
    text = "\n".join(
        cell.text
        for table in docx.Document("papers/row-9-statement.docx").tables
        for row in table.rows
        for cell in row.cells
    )
    assert "lithium ion battery" in text
    assert "stated: 250 Wh/kg; not met" in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("in.csv", "-o", "out.csv", "--drafts", "in.csv"), "--drafts: 'in.csv' is not a folder"),
        (("in.csv", "in.csv", "-o", "out/", "--drafts", "papers"), "--drafts: takes the rows of one file"),
        (("in.csv", "-o", "out.csv", "--drafts", "papers", "--resume"), "start again without --resume"),
        (("in.csv", "-o", "out.csv", "--drafts", "papers", "--trust-descriptions"), "leave out --trust-descriptions"),
    ],
)
def test_wrong_input_ends_with_2_before_the_work(words: tuple[str, ...], message: str) -> None:
    """One line, and no output."""
    answer = ask("screen", *words)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert message in answer.err
    assert not Path("out.csv").exists()


def test_a_missing_extra_is_reported_before_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """With how to install it."""
    monkeypatch.delitem(sys.modules, "exportctl.reports.draft_docx", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    answer = screened()
    assert (answer.code, answer.err) == (2, f"exportctl: {MissingExtraError('a Word document', 'documents')}\n")
    assert not Path("out.csv").exists()
