"""Counts have separators in text for people, and none in text for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exportctl.reports.i18n.language import translate
from exportctl.sentences import Sentence
from tests.cli.program import ask

ROWS = 1_200


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than a thousand rows, and an unreadable one after them."""
    file = tmp_path_factory.mktemp("counts") / "in.csv"
    rows = ["item,to,on", *["gallium,US,2025-12-01"] * ROWS, "gallium,Nowhere,2025-12-01"]
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


def test_a_whole_number_in_a_sentence_has_separators() -> None:
    """In every language; a text that is not a count stays unchanged, and a text can choose its own number format."""
    assert Sentence("{rows} rows", rows=1_000_000) == "1,000,000 rows" == translate("{rows} rows", rows=1_000_000)
    assert Sentence("{rows} rows", rows=999) == "999 rows"
    assert Sentence("row {row}: {flag} {share:.1f}", row="12345", flag=True, share=1234.5) == "row 12345: True 1234.5"
    assert Sentence("{rows:d} rows", rows=1_000_000) == "1000000 rows"


def test_a_run_counts_with_separators(rows: Path) -> None:
    """On stderr and in the printed summary; the number of a row is searched for, and has none."""
    answer = ask("screen", str(rows))
    assert "1,201 rows: 1,200 screened, 1 rejected; by decision: license_required 1,200\n" in answer.err
    assert "row 1202, to: 'Nowhere'" in answer.err
    chinese = ask("screen", str(rows), "--lang", "zh").err
    assert "1,201行：筛查1,200行" in chinese


def test_programs_read_numbers(rows: Path, tmp_path: Path) -> None:
    """In the counts as JSON, and among the rejected rows."""
    rejects = tmp_path / "rejects.csv"
    answer = ask("screen", str(rows), "-o", str(tmp_path / "out.csv"), "--rejects", str(rejects), "--format", "json")
    assert (answer.json["rows"], answer.json["by_decision"]["license_required"]) == (ROWS + 1, ROWS)
    assert rejects.read_text(encoding="utf-8").splitlines()[1].startswith("1202,")
    run = ask("screen", str(rows), "--format", "sarif").json["runs"][0]
    assert json.dumps(run["properties"]["counts"]["failed"]) == str(ROWS)


def test_a_limit_is_printed_with_separators() -> None:
    """In an error, which repeats the input unchanged."""
    assert ask("expiring", "--within", "99999").err == (
        "exportctl: --within: '99999' is not a number of days from 0 to 36,500\n"
    )


@pytest.mark.parametrize(
    ("row", "last", "sentence"),
    [
        ("gallium,US,2025-12-01", "1 row: 1 screened, 0 rejected", "1 of 1 row needs a licence or is prohibited."),
        ("gallium,US,2025-12-00", "1 row: 0 screened, 1 rejected", "The only row could not be read."),
    ],
)
def test_one_row_is_a_row(tmp_path: Path, row: str, last: str, sentence: str) -> None:
    """In the last line on stderr, and in the sentence of the summary."""
    file = tmp_path / "in.csv"
    file.write_text(f"item,to,on\n{row}\n", encoding="utf-8")
    answer = ask("screen", str(file))
    assert answer.err.splitlines()[-1].startswith(last)
    assert sentence in answer.words


def test_a_rejected_row_is_named_in_the_language_of_the_caller(tmp_path: Path) -> None:
    """Rows are written in a thread of their own, to which the language must go along."""
    file = tmp_path / "in.csv"
    file.write_text("item,to,on\ngallium,US,2025-12-00\n", encoding="utf-8")
    err = ask("screen", str(file), "--lang", "zh").err
    assert "exportctl: 第2行“on”：“2025-12-00”不是日期" in err
    assert "row" not in err


def test_one_row_is_a_row_of_watch_too(tmp_path: Path) -> None:
    """And in the counts of what differs."""
    file = tmp_path / "in.csv"
    file.write_text("item,to,on\ngallium,US,2025-12-01\n", encoding="utf-8")
    ask("screen", str(file), "-o", str(tmp_path / "out.csv"))
    assert (
        "0 of 1 row stricter than in the earlier screening, 0 less strict"
        in ask("watch", str(tmp_path / "out.csv")).words
    )


def test_each_decision_has_its_own_step(tmp_path: Path) -> None:
    """A party on the control list and an unconfirmed suspension: the rows of the one stop, those of the other wait for an answer."""
    file = tmp_path / "in.csv"
    rows = [
        "holmium oxide,JP,2026-11-30,Mitsubishi Heavy Industries Shipbuilding Co.",
        "gallium,US,2026-11-30,",
        "gallium,DE,2026-11-30,",
        "cotton T-shirts,VN,2026-11-30,",
    ]
    file.write_text("\n".join(["item,to,on,party", *rows]), encoding="utf-8")
    table = ask("screen", str(file), "-o", str(tmp_path / "out.csv")).words
    assert (
        "prohibited 1 Confirm whether MOFCOM extended the suspension. Until you know, do not ship. If not: stop this "
        "export. presumption of denial 1 Confirm whether MOFCOM extended the suspension. Until you know, do not ship. If "
        "not: do not ship; expect a refusal if you apply."
    ) in table
    assert (
        "licence required 1 Apply on MOFCOM's platform; ship once licensed. no control found 1 Check parties that rows do "
        "not state, and the other regimes. Controls"
    ) in table


def test_rows_without_a_control_have_a_step_if_no_column_states_parties(tmp_path: Path) -> None:
    """Nobody checked their parties, so the table has the same step as the workbook and the page."""
    file, page = tmp_path / "in.csv", tmp_path / "page.html"
    file.write_text("item,to,on\nwooden chair,DE,2025-12-01\ngallium,DE,2025-12-01\n", encoding="utf-8")
    step = "Check parties that rows do not state, and the other regimes."
    assert f"no control found 1 {step} Controls" in ask("screen", str(file)).words
    ask("report", str(file), "-o", str(page))
    assert step in page.read_text(encoding="utf-8")
    assert (
        "未发现管制要求 1 核对各行未列明的交易相关方及其他管制制度。" in ask("--lang", "zh", "screen", str(file)).words
    )


def test_rows_with_a_waiver_have_their_own_step(tmp_path: Path) -> None:
    """A waiver lets a row pass the gate, and the licence is still required; other rows do not have the caution."""
    file, page, policy = tmp_path / "in.csv", tmp_path / "page.html", tmp_path / "policy.toml"
    policy.write_text(
        '[[waivers]]\nprovision = "mofcom-2024-51/1"\nitem = "gallium"\nreason = "pilot"\napproved_by = "K. Weber"\n'
        "through = 2026-12-31\n",
        encoding="utf-8",
    )
    file.write_text("item,to,on\ngallium,DE,2026-12-01\ngermanium,DE,2026-12-01\n", encoding="utf-8")
    table = ask("screen", str(file), "--policy", str(policy)).words
    assert "1 row: Apply on MOFCOM's platform; ship once licensed." in table
    assert (
        "1 row: A waiver only passes the gate; it is no licence. Apply on MOFCOM's platform; ship once licensed."
        in table
    )
    ask("report", str(file), "--policy", str(policy), "-o", str(page))
    assert page.read_text(encoding="utf-8").count("A waiver only passes the gate; it is no licence.") == 2
    assert "waiver" not in ask("screen", str(file)).words


def test_the_summary_names_the_most_frequent_steps_of_a_decision(tmp_path: Path) -> None:
    """It names two, counts the rows with others, and names where their steps are; a workbook and a page name more of them."""
    file = tmp_path / "in.csv"
    rows = ["gallium,DE", "gallium,FR", "gallium,IN", "gallium,JP", "gallium,JP", "holmium,DE"]
    file.write_text("\n".join(["item,to", *rows]), encoding="utf-8")
    printed = ask("screen", str(file), "-o", str(tmp_path / "out.csv"), "--on", "2026-12-01").words
    assert (
        "licence required 6 3 rows: Apply on MOFCOM's platform; ship once licensed. 2 rows: Rule out users" in printed
    )
    assert "1 row: other steps (see these rows)." in printed
    where = "For the reason and the steps of each row, write a workbook (-o screened.xlsx)."
    assert where in printed
    assert where not in ask("screen", str(file), "-o", str(tmp_path / "out.xlsx"), "--on", "2026-12-01").words
    page = ask("report", str(file), "-o", "-", "--on", "2026-12-01").out
    assert "1 row: Confirm whether MOFCOM extended the suspension." in page


def test_counts_alone_name_the_option_that_writes_the_rows(tmp_path: Path) -> None:
    """The table has no row; a reader of counts needs the decision of each."""
    file = tmp_path / "in.csv"
    file.write_text("item,to,on\ngallium,US,2025-12-01\n", encoding="utf-8")
    step = "To do To see the decision of each row, add -o screened.xlsx to the command."
    assert step in ask("screen", str(file)).words
    assert "To see the decision" not in ask("screen", str(file), "-o", str(tmp_path / "out.csv")).words
    assert "处理建议如需查看每行的判定结果，请在命令中加上-oscreened.xlsx。" in "".join(
        ask("screen", str(file), "--lang", "zh").out.split()
    )


def test_the_file_with_the_reasons_is_named(tmp_path: Path) -> None:
    """Notes name the file of the unreadable rows, unless the caller named it, and so does the next step; an empty table is left out."""
    file, out = tmp_path / "in.csv", tmp_path / "out.csv"
    file.write_text("item,to,on\ngallium,US,2025-12-00\n", encoding="utf-8")
    answer = ask("screen", str(file), "-o", str(out))
    rejects = tmp_path / "out.rejects.csv"
    assert f"the rejected rows and the reasons are in {rejects}\n" in answer.err
    assert "2025-12-00" in rejects.read_text(encoding="utf-8")
    assert f"Correctunreadablerows;{rejects}hasthereasons." in "".join(answer.out.split())
    assert "Correct unreadable rows. " in ask("screen", str(file)).words
    assert "Decision" not in answer.out
    named = ask("screen", str(file), "-o", str(out), "--rejects", str(rejects))
    assert "the rejected rows" not in named.err


def test_two_spellings_of_a_company_are_one() -> None:
    """Acts print General Atomics Aeronautical Systems with and without Inc., and with two names in Chinese."""
    answer = ask("party", "General Atomics", "--on", "2026-10-10")
    assert "another company of its group is, in 2 listings" in " ".join(answer.out.split())
