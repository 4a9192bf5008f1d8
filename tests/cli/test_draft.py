"""`draft` writes papers in two formats; each keeps its receipt, which `verify` reads after a person has edited the paper."""

from __future__ import annotations

import json
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest

from exportctl.errors import MissingExtraError
from exportctl.files.embedded import receipt_text
from exportctl.procedure.draft import KINDS
from tests.cli.program import ask
from tests.cli.shapes import faults

pytestmark = pytest.mark.usefixtures("remembered")
POWDER = (
    "artificial graphite powder",
    "--entry",
    "none",
    "--param",
    "purity=99.5%",
    "--to",
    "DE",
    "--on",
    "2026-06-01",
)
GALLIUM = ("gallium", "--to", "US", "--on", "2025-12-01")
ASKED = {"statement": POWDER, "enquiry": POWDER, "end-user-certificate": GALLIUM, "application": GALLIUM}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def drafted(kind: str, file: str) -> Path:
    """Write a draft to a file and return it."""
    answer = ask("draft", kind, *ASKED[kind], "-o", file)
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    return Path(file)


def receipt_in(file: Path) -> dict[str, Any]:
    """Return the receipt that a draft keeps."""
    kept: dict[str, Any] = json.loads(receipt_text(file.read_bytes()))
    return kept


def cells(file: Path) -> list[list[str]]:
    """Return the text of the cells of a Word document, row by row."""
    return [[cell.text for cell in row.cells] for table in docx.Document(str(file)).tables for row in table.rows]


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_document_has_both_languages_side_by_side(kind: str) -> None:
    """Each row has two cells, the second of which is Chinese, and the gaps are marked in both."""
    rows = cells(drafted(kind, "draft.docx"))
    assert {len(row) for row in rows} == {2}
    assert all(re.search("[一-鿿]", chinese) or re.search("[<>]=? ", chinese) for _, chinese in rows)
    assert any("[to be completed: " in english and "【待填写：" in chinese for english, chinese in rows)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ending", ["docx", "md"])
def test_a_draft_verifies_like_a_receipt(kind: str, ending: str) -> None:
    """Its receipt conforms to the schema, and the repeated question gives the same receipt."""
    file = drafted(kind, f"draft.{ending}")
    kept = receipt_in(file)
    assert faults("receipt", kept) == []
    assert faults("draft", kept["answer"]) == []
    assert (kept["command"], kept["asked"]["paper"]) == ("draft", kind)
    assert "reviewed_by" not in kept
    answer = ask("verify", str(file), "-f", "json")
    assert (answer.code, set(answer.json["changed"].values())) == (0, {False})


@pytest.mark.parametrize("file", ["draft.docx", "draft.md"])
def test_an_edited_draft_is_not_replaced(file: str) -> None:
    """A person completed it; --overwrite replaces it."""
    drafted("application", file).write_text("completed")
    answer = ask("draft", "application", *ASKED["application"], "-o", file)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"exportctl: --output: {file} exists; name another file, or add --overwrite\n"
    assert Path(file).read_text() == "completed"
    assert ask("draft", "application", *ASKED["application"], "-o", file, "--overwrite").code == 0
    assert receipt_in(Path(file))["command"] == "draft"


def test_markdown_goes_to_standard_output() -> None:
    """Without a file, the same text as in one; the receipt would fill pages, and a screen is not verified."""
    answer = ask("draft", "statement", *POWDER)
    assert (answer.code, answer.err) == (0, "")
    paper, mark, receipt = (
        drafted("statement", "draft.md").read_text(encoding="utf-8").partition("\n<!-- exportctl receipt ")
    )
    assert answer.out == paper
    assert (bool(mark), receipt.count("-->")) == (True, 1)
    assert "| English | 中文 |" in answer.out
    assert "[to be measured: flexural strength in MPa]" in answer.out
    assert "【待测量：抗折强度（MPa）】" in answer.out
    assert "stated: 99.5 %; not met" in answer.out
    assert "Answer customs within 7 working days from receipt of the notice" in answer.out


def test_a_draft_names_the_data_and_the_day() -> None:
    """Version, digest and day are those of its receipt."""
    file = drafted("application", "draft.docx")
    text, kept = "\n".join("\n".join(row) for row in cells(file)), receipt_in(file)
    assert kept["law"]["version"] in text
    assert kept["law"]["digest"] in text
    assert "2025-12-01" in text
    comments = docx.Document(str(file)).core_properties.comments
    assert all(part in comments for part in (kept["law"]["version"], kept["law"]["digest"], "2025-12-01"))


def test_a_certificate_for_a_prohibited_export_has_a_note() -> None:
    """The paper is written, because a person may want to show it, but it permits nothing."""
    answer = ask("draft", "end-user-certificate", *GALLIUM, "--end-use", "military")
    assert (answer.code, answer.err) == (
        0,
        "exportctl: this export is prohibited; the paper does not change that: exportctl check shows the act\n",
    )
    assert ask("draft", "enquiry", *GALLIUM, "--end-use", "military").err == ""


def test_a_draft_names_its_decision_and_that_of_the_other_reading() -> None:
    """The first step of the checklist refers to the decision, which depends on an extension of No. 72/2025."""
    words = ask("draft", "application", "gallium", "--to", "US", "--on", "2026-11-30").out
    assert "Confirm first whether MOFCOM extended the suspension." in words
    assert (
        "| **Decision**<br>presumption of denial<br>"
        "No. 72/2025 suspended No. 46/2024, para. 2 through 2026-11-27; an extension is unconfirmed.<br>"
        "If the suspension ended as published: presumption of denial.<br>" in words
    )
    assert "<br>If the suspension was extended: licence required. |" in words
    to_germany = ask("draft", "application", "gallium", "--to", "DE", "--on", "2026-11-30").out
    assert "| **Decision**<br>licence required |" in to_germany


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "statement"])
@pytest.mark.parametrize("day", ["2025-12-01", "2026-11-27"])
def test_a_draft_names_the_suspension_after_which_the_export_is_refused(kind: str, day: str) -> None:
    """No. 72/2025 suspends the presumption of denial on gallium to the United States; both formats name the last day and the answer."""
    question = ("draft", kind, "gallium", "--to", "US", "--on", day)
    english = (
        "No. 72/2025 suspended No. 46/2024, para. 2 through 2026-11-27.",
        "From 2026-11-28: presumption of denial, unless extended.",
    )
    chinese = (
        "商务部公告2025年第72号暂停实施商务部公告2024年第46号第二款至2026-11-27。",
        "自2026-11-28起：原则上不予许可（如未延期）。",
    )
    assert "<br>".join(("**Decision**", "licence required", *english)) in ask(*question).out
    assert "<br>".join(("**判定**", "须取得许可", *chinese)) in ask(*question).out
    ask(*question, "-o", "draft.docx")
    text = "\n".join("\n".join(row) for row in cells(Path("draft.docx")))
    assert all(words in text for words in (*english, *chinese))


def test_a_statement_names_the_suspension_on_which_it_rests() -> None:
    """Holmium needs no licence through 2026-11-10, the last day of the suspension of No. 57/2025."""
    words = ask("draft", "statement", "holmium metal", "--to", "DE", "--on", "2026-06-01").out
    decision = (
        "| **Decision**<br>no control found<br>No. 70/2025 suspended No. 57/2025, para. 1 through 2026-11-10.<br>"
    )
    assert f"{decision}From 2026-11-11: licence required, unless extended. |" in words
    assert "No. 57/2025, para. 1: suspended through 2026-11-10 by No. 70/2025 |" in words


def test_the_way_to_the_licence_begins_with_the_decision() -> None:
    """Its first step refers to the decision, and the record of the draft is removed before the paper is handed in."""
    way = ask("draft", "application", "gallium", "--to", "US", "--on", "2026-11-30").out.split("## ")[1]
    assert way.startswith("Way to the licence")
    assert "<br>If the suspension ended as published: presumption of denial." in way
    assert way.index("**Decision**") < way.index("**1. Step**")


@pytest.mark.parametrize("options", [(), ("--lang", "zh")])
def test_an_assumed_extension_stands_below_each_decision(options: tuple[str, ...]) -> None:
    """The way to the licence and the record have the line of `check`, in both languages and both formats."""
    question = (*options, "draft", "application", "gallium", "--to", "US", "--on", "2026-12-01")
    english = "suspensions whose extension is unconfirmed were extended (--assume extended)"
    chinese = "延期尚待确认的暂停实施，均视为已延期（--assume 延期）"
    line = f"\n| **Assumed**<br>{english} | **假定**<br>{chinese} |\n"
    way, *_, record = ask(*question, "--assume", "extended").out.split("## ")[1:]
    for section in (way, record):
        assert section.count(line) == 1
        assert section.index("**Decision**") < section.index(line)
    assert "**Assumed**" not in ask(*question).out
    ask(*question, "--assume", "extended", "-o", "draft.docx")
    assert cells(Path("draft.docx")).count([f"Assumed\n{english}", f"假定\n{chinese}"]) == 2


@pytest.mark.parametrize(
    ("question", "english", "chinese"),
    [
        (
            "gallium --to US",
            "presumption of denial, unless extended; a statement is for goods without a control; to prepare an application, use",
            "判定结果为原则上不予许可（如未延期）；情况说明仅用于未发现管制要求的货物；如需准备申请材料，请使用 exportctl draft",
        ),
        ("helium --to DE", "to see what to do, use exportctl steps", "如何处理，请使用 exportctl steps"),
        ("tubes --to DE", "use exportctl draft enquiry", "exportctl draft enquiry"),
    ],
)
def test_a_refused_statement_names_the_doubt_and_the_next_command(question: str, english: str, chinese: str) -> None:
    """An officer who drafts the wrong paper learns which one is right."""
    command = ["draft", "statement", *question.split(), "--on", "2026-11-30"]
    assert english in ask(*command).err
    assert chinese in ask("--lang", "zh", *command).err


def test_a_statement_names_the_other_rules_on_the_goods() -> None:
    """Antimony oxide below the purity of the list is under no export control, but state-trading enterprises alone may export it."""
    question = ["antimony trioxide 99.5 %", "--to", "JP", "--on", "2026-11-30"]
    out = ask("draft", "statement", *question).out
    result = out.split("## Result")[1].split("## ")[0]
    assert "**Other rules**<br>only the state-trading enterprises named for 2026 and 2027" in result
    assert "No. 89/2025" in result
    assert "[to be completed: state how the export meets each of these rules]" in result
    assert "**其他规定**" in result
    assert "Other rules" not in ask("draft", "statement", "copper wire", "--to", "JP", "--on", "2026-11-30").out


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_a_draft_names_its_reviewer(ending: str) -> None:
    """In the paper, in its receipt, and when it is verified."""
    words = ("statement", *POWDER, "--reviewed-by", "Li Wei", "-o", f"draft.{ending}")
    assert ask("draft", *words).code == 0
    assert receipt_in(Path(f"draft.{ending}"))["reviewed_by"] == "Li Wei"
    assert "Li Wei" in ask("verify", f"draft.{ending}").out
    markdown = ask("draft", *words[:-2]).out
    assert "**Reviewed by**<br>Li Wei" in markdown
    assert "name of the reviewer" not in markdown


def test_the_language_changes_no_draft() -> None:
    """A draft has both languages whatever is spoken."""
    assert ask("--lang", "zh", "draft", "statement", *POWDER).out == ask("draft", "statement", *POWDER).out


def test_an_edited_document_still_verifies() -> None:
    """A person completes the paper; the receipt stays."""
    file = drafted("statement", "draft.docx")
    paper = docx.Document(str(file))
    paper.tables[0].rows[1].cells[0].text = "To: Shanghai customs"
    paper.save("edited.docx")
    assert "To: Shanghai customs" in cells(Path("edited.docx"))[1]
    assert ask("verify", "edited.docx").code == 0


def test_edited_markdown_still_verifies() -> None:
    """The same holds for text before the comment, and for blank lines after it."""
    text = drafted("statement", "draft.md").read_text(encoding="utf-8")
    Path("edited.md").write_text(text.replace("[to be completed: ", "Done: ", 1) + "\n\n", encoding="utf-8")
    assert ask("verify", "edited.md").code == 0


@pytest.mark.parametrize("ending", ["docx", "md"])
def test_other_law_gives_another_answer(ended: Path, ending: str) -> None:
    """The provision by which it differs is named."""
    answer = ask("verify", str(drafted("application", f"draft.{ending}")), "--data", str(ended), "-f", "json")
    assert answer.code == 1
    assert {"law", "data", "answer"} <= {what for what, differs in answer.json["changed"].items() if differs}
    assert "mofcom-2024-46/2" in {item["provision"] for item in answer.json["provisions"]}


def test_a_changed_receipt_is_refused() -> None:
    """A value in the receipt of a draft cannot be replaced."""
    text = drafted("statement", "draft.md").read_text(encoding="utf-8")
    Path("changed.md").write_text(text.replace('"purity=99.5%"', '"purity=99.4%"'), encoding="utf-8")
    answer = ask("verify", "changed.md")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "changed after exportctl wrote it" in answer.err


def test_a_document_without_a_receipt_is_refused() -> None:
    """A plain Word document, and a file that is not a package."""
    docx.Document().save("plain.docx")
    Path("cut.docx").write_bytes(b"PK\x03\x04 and no more")
    for name in ("plain.docx", "cut.docx"):
        answer = ask("verify", name)
        assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert "is not a receipt" in answer.err


def test_a_comment_cannot_be_ended_by_what_was_stated() -> None:
    """An item with the end of a comment in it stays inside the comment."""
    assert (
        ask("draft", "enquiry", "graphite --> <!-- x", "--to", "DE", "--on", "2026-06-01", "-o", "draft.md").code == 0
    )
    assert Path("draft.md").read_text(encoding="utf-8").count("-->") == 1
    assert receipt_in(Path("draft.md"))["asked"]["item"] == "graphite --> <!-- x"


@pytest.mark.parametrize(
    ("kind", "command", "decision"),
    [
        ("statement", GALLIUM, "licence required"),
        ("statement", ("artificial graphite", "--to", "DE", "--on", "2026-06-01"), "undecided"),
        ("application", POWDER, "no control found"),
    ],
)
def test_a_refused_paper_ends_with_3_and_one_line(kind: str, command: tuple[str, ...], decision: str) -> None:
    """The line names the paper and the decision; no file is written."""
    name = {"statement": "statement to customs", "application": "checklist for an application"}[kind]
    answer = ask("draft", kind, *command, "-o", "draft.md")
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)
    assert f"no {name}: the decision is {decision}" in answer.err
    assert not Path("draft.md").exists()


def test_law_that_is_too_old_allows_no_statement() -> None:
    """As for `check`, it clears nothing."""
    answer = ask("draft", "statement", *POWDER[:-1], "2026-10-12", "--max-age", "1")
    assert (answer.code, answer.out) == (3, "")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("letter", *POWDER), "KIND: 'letter' is not one of statement, enquiry, end-user-certificate, application"),
        (("statement", *POWDER, "-o", "draft.pdf"), "'draft.pdf' ends in neither .docx nor .md"),
        (("statement", *POWDER, "--param", "x=1"), "'x' is not a parameter"),
        (
            ("statement", *POWDER, "-o", "nowhere/draft.md"),
            "its folder does not exist; create the folder, or name another file",
        ),
        (("statement", *POWDER, "--reviewed-by", " "), "--reviewed-by: takes a name"),
        (("statement", *POWDER, "-f", "pdf"), "--format: 'pdf' is not one of markdown, docx, json"),
    ],
)
def test_wrong_input_ends_with_2_and_one_line(words: tuple[str, ...], message: str) -> None:
    """Nothing is written."""
    answer = ask("draft", *words)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert message in answer.err


def test_a_word_document_without_its_extra_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Markdown needs none, and neither does the verification of a document."""
    file = drafted("statement", "draft.docx")
    monkeypatch.delitem(sys.modules, "exportctl.reports.draft_docx", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    answer = ask("draft", "statement", *POWDER, "-o", "other.docx")
    assert answer.code == 2
    assert answer.err == f"exportctl: {MissingExtraError('a Word document', 'documents')}\n"
    assert ask("draft", "statement", *POWDER).code == 0
    assert ask("verify", str(file)).code == 0


def test_the_receipt_is_a_part_of_the_document_that_no_page_shows() -> None:
    """Word and LibreOffice keep such parts; none of it is in the text."""
    content = drafted("statement", "draft.docx").read_bytes()
    with ZipFile(BytesIO(content)) as packed:
        assert "customXml/item2.xml" in packed.namelist()
        assert b"customXml/item2.xml" in packed.read("word/_rels/document.xml.rels")
        assert b"exportctl.receipt" not in packed.read("word/document.xml")


def test_a_statement_under_old_law_data_asks_for_newer_data() -> None:
    """No fact is missing: the data is too old to clear any goods."""
    answer = ask(
        "draft", "statement", *POWDER[:3], "--to", "DE", "--on", "2026-11-30", "--max-age", "10", "--entry", "none"
    )
    assert answer.code == 3
    assert "the law data is older than max_age allows; exportctl data status shows how to update it" in answer.err
    assert "missing facts" not in answer.err


def test_a_damaged_document_holds_no_receipt() -> None:
    """A part that cannot be decompressed is an error of the input."""
    file = drafted("statement", "draft.docx")
    with ZipFile(file) as packed:
        part = next(item for item in packed.infolist() if item.filename == "customXml/item2.xml")
    damaged = bytearray(file.read_bytes())
    begins = part.header_offset + 30 + len(part.filename)  # behind the header of the part
    damaged[begins : begins + 40] = bytes(byte ^ 0x5A for byte in damaged[begins : begins + 40])
    Path("damaged.docx").write_bytes(damaged)
    answer = ask("verify", "damaged.docx")
    assert answer.code == 2
    assert "is not a receipt" in answer.err
    assert "fault of exportctl" not in answer.err


@pytest.mark.parametrize("name", ["draft.md", "draft.docx"])
def test_no_other_output_replaces_a_draft(name: str) -> None:
    """A person may have completed it, also below the receipt that it keeps; a file that only looks like it is replaced."""
    draft = drafted("application", name)
    if name.endswith(".md"):
        draft.write_text(draft.read_text(encoding="utf-8") + "Seen by Li Na.\n", encoding="utf-8")
    before = draft.read_bytes()
    answer = ask("steps", "gallium", "--to", "US", "-f", "markdown", "-o", name)
    assert (answer.code, answer.err) == (2, f"exportctl: --output: {name} exists; name another file\n")
    assert draft.read_bytes() == before
    draft.write_text("a list of my own", encoding="utf-8")
    assert ask("steps", "gallium", "--to", "US", "-f", "markdown", "-o", name).code == 0


def test_a_paper_names_all_issuers_of_an_act() -> None:
    """The Chinese column has the form of the acts, for controls and for suspensions."""
    answer = ask("draft", "application", "holmium metal", "--to", "TW", "--on", "2026-12-01")
    assert "商务部、海关总署公告2025年第57号第一款：" in answer.out
    assert "商务部、海关总署公告2025年第70号暂停实施商务部、海关总署公告2025年第57号第一款至2026-11-10" in answer.out
    assert "商务部 海关总署" not in answer.out


def test_a_paper_has_the_name_of_taiwan_in_the_acts() -> None:
    """The acts on its entities call it 台湾地区; every usual name is accepted."""
    for name in ("TW", "台湾", "中国台湾"):
        answer = ask("draft", "application", "gallium", "--to", name, "--on", "2025-12-01")
        assert "**目的国（地区）**<br>台湾地区 |" in answer.out


@pytest.mark.parametrize(
    ("item", "options", "advice"),
    [
        ("cotton T-shirts", "--to DE --on 2025-12-01", "to respond to customs, use exportctl draft statement"),
        ("cotton T-shirts", "--to CN --on 2025-12-01", "these goods stay in China; state the final destination"),
        (
            "holmium metal",
            "--to DE --on 2026-11-28 --assume extended",
            "an extension of a suspension is unconfirmed; to see how to confirm it, use exportctl steps",
        ),
        ("holmium metal", "--to DE --on 2026-11-10", "includes its last day, 2026-11-10; state another day with --on"),
    ],
)
def test_a_refused_checklist_refers_to_no_paper_that_is_refused(item: str, options: str, advice: str) -> None:
    """It states what to do, and names a statement only if there can be one."""
    answer = ask("draft", "application", item, *options.split())
    assert answer.code == 3
    assert "an export without a control needs no licence; " in answer.err
    assert answer.err.endswith(f"{advice}\n")
    statement = ask("draft", "statement", item, *options.split())
    assert (statement.code == 0) == ("draft statement" in answer.err)


@pytest.mark.parametrize("value", ["2.5 ppm/K", "0.0000025 1/K", "2.5×10⁻⁶/K", "2.5 x 10^-6 /K", "2.5×10-6/℃"])
def test_thermal_expansion_has_a_power_of_ten(value: str) -> None:
    """As in the list, for the threshold and the stated value; the same notation is accepted."""
    options = ("--entry", "1C108.a", "--param", f"cte={value}", "--to", "DE", "--on", "2025-12-01")
    answer = ask("draft", "application", "graphite", *options)
    assert "coefficient of thermal expansion \\<= 2.75×10⁻⁶/K**<br>stated: 2.5×10⁻⁶/K |" in answer.out
