"""With a baseline, only rows with a new or worse answer fail; known rows are counted and reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import Answer, ask
from tests.files.program import given, screen

HEADER = "sku,item,to,on"
KNOWN = "1,gallium,US,2025-12-01"
OPEN = "2,graphite,JP,2026-01-06"
FREE = "3,gallium,CN,2025-12-01"
FORMATS = ("csv", "tsv.gz", "jsonl", "parquet", "feather", "xlsx")


def text(*rows: str) -> str:
    """Return rows under their header."""
    return "\n".join([HEADER, *rows]) + "\n"


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """A file that was screened before."""
    return screen(given(tmp_path, "before.csv", text(KNOWN, OPEN, FREE)), "last.csv").output


def against(last: Path, rows: str, *arguments: str) -> Answer:
    """Screen rows against a baseline."""
    return ask("screen", str(given(last.parent, "now.csv", rows)), "--baseline", str(last), *arguments)


def reported_counts(answer: Answer) -> tuple[int, int, int]:
    """Return the reported numbers of known, new and worse rows at the gate."""
    (line,) = [line for line in answer.err.splitlines() if "in the baseline" in line]
    words = line.split()
    return int(words[words.index("as") - 1]), int(words[words.index("new,") - 1]), int(words[words.index("worse") - 1])


@pytest.mark.parametrize("format_", FORMATS)
def test_known_findings_pass_the_gate(tmp_path: Path, format_: str) -> None:
    """For every format of the baseline and of the file; it is counted and reported."""
    file = given(tmp_path, "in.csv", text(KNOWN, OPEN, FREE))
    last = screen(file, f"last.{format_}").output
    assert ask("screen", str(file)).code == 1
    screening = against(last, text(FREE, OPEN, KNOWN))
    assert (screening.code, reported_counts(screening)) == (0, (2, 0, 0))
    assert screening.err.splitlines()[-1].endswith("license_required 1, undecided 1, no_control_found 1")
    assert ask("screen", str(last), "--baseline", str(last)).code == 0


def test_a_row_answers_for_one_row(last: Path) -> None:
    """A second identical row is new."""
    assert reported_counts(against(last, text(KNOWN))) == (1, 0, 0)
    screening = against(last, text(KNOWN, KNOWN))
    assert (screening.code, reported_counts(screening)) == (1, (1, 1, 0))
    screening = against(last, text(OPEN, OPEN))
    assert (screening.code, reported_counts(screening)) == (3, (1, 1, 0))
    assert against(last, text(FREE, FREE)).code == 0


@pytest.mark.parametrize(
    ("row", "arguments", "code", "counts"),
    [
        ("1,gallium,DE,2025-12-01", [], 0, (1, 0, 0)),  # another place, the same answer
        ("3,gallium,US,2025-12-01", [], 1, (0, 0, 1)),  # a stricter decision
        ("3,graphite,JP,2026-01-06", [], 3, (0, 0, 1)),  # undecided where it was decided
        ("2,gallium,US,2025-12-01", [], 1, (0, 0, 1)),  # a licence where nobody knew
        ("1,gallium,US,2025-12-01", ["--on", "2026-11-28"], 1, (0, 0, 1)),  # stricter, and no longer settled
        ("1,graphite,JP,2026-01-06", [], 3, (0, 0, 1)),
        ("2,gallium,CN,2025-12-01", [], 0, (0, 0, 0)),
        ("4,gallium,US,2025-12-01", [], 1, (0, 1, 0)),
    ],
)
def test_worse_findings_fail_the_gate(
    last: Path, row: str, arguments: list[str], code: int, counts: tuple[int, int, int]
) -> None:
    """A key identifies the row, and its answer is compared with the earlier one."""
    screening = against(last, text(row), "--key", "sku", *arguments)
    assert (screening.code, reported_counts(screening)) == (code, counts)


def test_without_a_key_all_columns_identify_a_row(last: Path) -> None:
    """A change in any column makes a row new; a column that the baseline lacks is reported."""
    assert reported_counts(against(last, text("1,gallium,DE,2025-12-01"))) == (0, 1, 0)
    screening = against(last, "sku,note,item,to,on\n1,x,gallium,US,2025-12-01\n")
    assert (screening.code, screening.out) == (2, "")
    assert screening.err.splitlines()[-1].endswith(
        "last.csv: does not have exactly one column 'note'; name the columns that identify a row with --key"
    )
    assert reported_counts(against(last, "sku,note,item,to,on\n1,x,gallium,US,2025-12-01\n", "--key", "sku")) == (
        1,
        0,
        0,
    )


def test_a_gate_marks_known_rows(last: Path) -> None:
    """As a note in every format, and no format changes the code."""
    rows = text(KNOWN, OPEN, FREE, "4,antimony,US,2025-12-01")
    reports = {name: against(last, rows, "-f", name) for name in ("sarif", "junit", "github", "markdown", "json")}
    assert {answer.code for answer in reports.values()} == {1}
    (run,) = reports["sarif"].json["runs"]
    assert run["properties"]["counts"] == {"failed": 1, "known": 2, "passed": 1}
    known = [item for item in run["results"] if item["properties"]["outcome"] == "known"]
    assert [(item["level"], item["message"]["text"].endswith("; unchanged from the baseline")) for item in known] == [
        ("note", True)
    ] * 2
    assert 'failures="1" errors="0"' in reports["junit"].out
    assert "; unchanged from the baseline" in reports["junit"].out
    assert reports["github"].out.count("::error ") == 1
    assert "2 at or above the gate, unchanged from the baseline" in reports["github"].out
    assert reports["markdown"].out.count("| at or above the gate, unchanged from the baseline |") == 2
    assert reports["json"].json["by_comparison"] == {"known": 2, "new": 1}


def test_rows_are_written_all_the_same(last: Path) -> None:
    """The output is the next baseline, also for several files together; no input is written."""
    now = given(last.parent, "now.csv", text(KNOWN, "4,antimony,US,2025-12-01"))
    screening = screen(now, "next.csv", "--baseline", str(last))
    assert (screening.code, len(screening.rows)) == (1, 2)
    assert ask("screen", str(now), "--baseline", str(screening.output)).code == 0
    again = ask(
        "screen", str(now), str(given(last.parent, "more.csv", text(KNOWN))), "--baseline", str(screening.output)
    )
    assert (again.code, reported_counts(again)) == (1, (2, 1, 0))
    refused = ask("screen", str(now), "--baseline", str(last), "-o", str(last))
    assert (refused.code, refused.err) == (2, f"exportctl: {last}: would be overwritten; name another file\n")


def test_rejected_rows_are_no_part_of_it(last: Path) -> None:
    """They make the code 2 as ever."""
    assert against(last, text(KNOWN, "9,gallium,nowhere,2025-12-01")).code == 2
    assert against(last, text(KNOWN, "9,gallium,nowhere,2025-12-01"), "--allow-rejects").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--baseline", "now.csv"], "now.csv: has no column 'decision'; use a complete file that screen wrote"),
        (["--baseline", "none.csv"], "--baseline: none.csv: No such file or directory; correct the name"),
        (
            ["--baseline", "now.csv", "--key", "x"],
            "--key: the screened file does not have exactly one column 'x'; correct the name or rename a column",
        ),
        (["--baseline", "-"], "--baseline: must be a file name"),
        (["--baseline", "x.doc"], "--baseline: the extension of 'x.doc' names no format; the formats are csv, "),
        (["--key", "sku"], "--key: needs --baseline; name a baseline file"),
        (["--baseline", "odd.jsonl"], "odd.jsonl: row 1: decision: 'free' is not one of no_control_found, undecided, "),
    ],
)
def test_an_invalid_baseline_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    """In one line, and the code is 2."""
    monkeypatch.chdir(tmp_path)
    given(tmp_path, "now.csv", text(KNOWN))
    screen(tmp_path / "now.csv", "odd.jsonl")
    row = json.loads((tmp_path / "odd.jsonl").read_text(encoding="utf-8")) | {"decision": "free"}
    given(tmp_path, "odd.jsonl", json.dumps(row) + "\n")
    result = ask("screen", "now.csv", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1].startswith(f"exportctl: {message}")
