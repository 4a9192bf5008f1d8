"""`watch` over a folder of receipts lists the decisions that an act has overtaken."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.program import Answer, ask
from tests.cli.shapes import faults

pytestmark = pytest.mark.usefixtures("remembered")

DAY = "2026-11-28"
"""The day on which the published suspension of No. 46/2024, paragraph 2, has ended."""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep three receipts: of goods to two places, and of a name."""
    monkeypatch.chdir(tmp_path)
    Path("kept").mkdir()
    for name, question in {
        "us": "check gallium --to US --on 2025-12-01 --reviewed-by 'Li Na'",
        "de": "check gallium --to DE --on 2025-12-01",
        "name": "party 'Leidos Inc' --on 2025-12-01",
    }.items():
        assert ask(*shlex.split(question), "--receipt", f"kept/{name}.json").code in {0, 1}


def watched(*options: str) -> Answer:
    """Watch the folder; the document conforms to its schema."""
    answer = ask("watch", "kept", "-f", "json", *options)
    assert faults("receipt-changes", answer.json) == []
    assert answer.json["exit_code"] == answer.code
    return answer


def test_nothing_has_changed_for_the_own_day_of_each_receipt() -> None:
    """The same law gives the same decisions."""
    answer = watched()
    assert (answer.code, answer.json["receipts"], answer.json["changed"], answer.json["unchecked"]) == (0, 3, [], [])


def test_a_later_day_finds_the_decision_that_an_act_has_overtaken() -> None:
    """It names the receipt, the reviewer, both decisions, and the act that suspended the other no longer than that."""
    changed = {item["file"]: item for item in watched("--on", DAY).json["changed"]}
    receipt = changed["kept/us.json"]
    assert "kept/de.json" not in changed
    assert (receipt["reviewed_by"], receipt["on"], receipt["command"]) == ("Li Na", DAY, "check")
    (decision,) = receipt["decisions"]
    assert (decision["about"], decision["before"]["decision"]) == ("gallium", "license_required")
    assert decision["after"]["decision"] == "presumption_of_denial"
    assert receipt["provisions"][0]["acts"] == ["mofcom-2024-46", "mofcom-2025-72"]


def test_the_table_has_a_line_for_each_change() -> None:
    """People read the labels of decisions and the numbers of acts."""
    words = ask("watch", "kept/us.json", "kept/de.json", "--on", DAY).out
    assert words.startswith("2 receipts: 1 with a changed decision, 1 without, 0 not checked\n")
    assert "kept/us.json, reviewed by Li Na\n" in words
    assert f"gallium, {DAY}: was licence required, is presumption of denial" in words
    assert "by No. 46/2024, No. 72/2025" in words


@pytest.mark.parametrize(("gate", "code"), [("license_required", 1), ("prohibited", 3)])
def test_the_exit_code_is_that_of_the_changed_answers_at_the_gate(gate: str, code: int) -> None:
    """The answer for the later day could be prohibited, which a missing end use decides."""
    assert watched("--on", DAY, "--gate", gate).code == code


def test_an_edited_receipt_is_an_error_and_hides_no_other() -> None:
    """Its digest does not match."""
    file = Path("kept/de.json")
    file.write_text(file.read_text(encoding="utf-8").replace('"DE"', '"FR"'), encoding="utf-8")
    answer = watched("--on", DAY)
    assert answer.code == 2
    assert [item["file"] for item in answer.json["unchecked"]] == ["kept/de.json"]
    assert "its digest does not match" in answer.json["unchecked"][0]["reason"]
    assert "kept/us.json" in {item["file"] for item in answer.json["changed"]}


def test_a_file_that_is_no_receipt_is_reported_in_chinese() -> None:
    """The table is in the language of the run, and data stays English."""
    Path("kept/other.json").write_text("{}", encoding="utf-8")
    assert "kept/other.json：不是 exportctl 的凭据" in ask("--lang", "zh", "watch", "kept").out.replace("\n", "")
    assert watched().json["unchecked"][0]["reason"].startswith("kept/other.json: is not a receipt of exportctl; ")


def test_a_screened_file_is_compared_by_the_counts_of_its_decisions() -> None:
    """Rows without a day are screened for the other day."""
    Path("rows.csv").write_text("item,to\ngallium,US\ngallium,DE\n", encoding="utf-8")
    ask("screen", "rows.csv", "--on", "2025-12-01", "-o", "out.csv", "--receipt", "kept/file.json")
    changed = {item["file"]: item for item in watched("--on", DAY).json["changed"]}
    (decision,) = changed["kept/file.json"]["decisions"]
    assert decision["before"]["by_decision"] == {"license_required": 2}
    assert decision["after"]["by_decision"] == {"presumption_of_denial": 1, "license_required": 1}


@pytest.mark.parametrize("option", [("--only", "prohibited"), ("-o", "out.csv"), ("--assume", "extended")])
def test_an_option_of_rows_is_refused(option: tuple[str, str]) -> None:
    """A receipt keeps its own reading, and has no rows to write."""
    answer = ask("watch", "kept", *option)
    assert answer.code == 2
    assert "is an option for files of rows" in answer.err


def test_a_folder_of_rows_is_still_watched_as_rows() -> None:
    """Receipts next to a file of rows change nothing."""
    Path("rows.csv").write_text("item,to\ngallium,US\n", encoding="utf-8")
    ask("screen", "rows.csv", "--on", "2025-12-01", "-o", "kept/screened.csv")
    answer = ask("watch", "kept/screened.csv", "--on", DAY, "-f", "json")
    assert answer.json["schema"] == "exportctl.changes/1"


def test_receipts_and_files_of_rows_are_watched_in_separate_runs() -> None:
    """A receipt among screened files is named as one; it is no defect bill of materials."""
    Path("in.csv").write_text("item,to,on\ngallium,DE,2025-12-01\n")
    assert ask("screen", "in.csv", "-o", "out.csv").code == 1
    answer = ask("watch", "kept/us.json", "out.csv")
    assert answer.code == 2
    assert (
        "exportctl: kept/us.json: is a receipt, not a file of rows; exportctl watch checks receipts in a run of their own"
        in answer.err
    )
    assert ask("screen", "kept/us.json").err.startswith("exportctl: kept/us.json: is a receipt, not a file of rows; ")


def test_a_folder_may_have_other_files_beside_receipts() -> None:
    """Notes and drafts are named and not read; the extension may be in capitals."""
    Path("kept/us.json").rename("kept/us.JSON")
    Path("kept/notes.txt").write_text("checked on Monday\n", encoding="utf-8")
    assert ask("draft", "application", "gallium", "--on", "2025-12-01", "-o", "kept/paper.md").code == 0
    answer = watched("--on", DAY)
    assert (answer.code, answer.json["receipts"]) == (1, 3)
    assert "kept/us.JSON" in {item["file"] for item in answer.json["changed"]}
    assert "kept/notes.txt was not read: it is not a receipt" in answer.err
    assert "kept/paper.md was not read: it is a draft, which exportctl verify checks" in answer.err


def test_receipts_in_a_folder_within_the_folder_are_not_passed_over() -> None:
    """Nobody would notice that their decisions were not checked."""
    Path("kept/2025").mkdir()
    Path("kept/us.json").rename("kept/2025/us.json")
    answer = watched("--on", DAY)
    assert (answer.code, answer.json["receipts"]) == (2, 3)
    assert answer.json["unchecked"] == [
        {
            "file": "kept/2025",
            "reason": "kept/2025 was not read: it is a folder within a folder; to read it, name it as well",
        }
    ]
    assert ask("watch", "kept", "kept/2025", "--on", DAY).code == 1
    for name in ("de", "name"):
        Path(f"kept/{name}.json").unlink()
    answer = ask("watch", "kept", "--on", DAY)
    assert answer.code == 2
    assert answer.err == "exportctl: kept: contains receipts only in folders within it; name these, such as kept/2025\n"
    assert ask("watch", "kept/2025", "--on", DAY).code == 1


def test_a_folder_of_receipts_and_files_of_rows_is_an_error() -> None:
    """One of the two kinds would not be checked; `screen` names the receipts that it does not read."""
    Path("kept/rows.csv").write_text("item,to\ngallium,US\n", encoding="utf-8")
    answer = ask("watch", "kept", "--on", DAY)
    assert answer.code == 2
    assert answer.err == (
        "exportctl: kept: contains receipts (de.json) and files of rows (rows.csv), which watch checks in separate runs; "
        "name the files of one kind\n"
    )
    assert ask("watch", "kept/*.json", "--on", DAY).code == 1
    screened = ask("screen", "kept", "--on", "2025-12-01", "-o", "out/")
    assert (
        "kept/us.json was not read: it is a receipt, which exportctl watch and exportctl verify check" in screened.err
    )
