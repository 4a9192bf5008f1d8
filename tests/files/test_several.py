"""Several files are screened into a folder, each under its own name, with a line for each and a line for all."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest

from tests.cli.program import ask
from tests.files.program import HEADER, ROW, SAID, column, counts, given, lines, rows_of

CLEAR = "children's bicycle,DE,2025-12-01"
OPEN = "part 17,DE,2025-12-01"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files of rows, and other files."""
    (tmp_path / "in").mkdir()
    given(tmp_path / "in", "a.csv", f"{HEADER}\n{ROW}\n{OPEN}\n")
    given(tmp_path / "in", "b.jsonl", lines(SAID))
    given(tmp_path / "in", "c.parquet", pa.table({name: [cell] for name, cell in SAID.items()}))
    given(tmp_path / "in", "a.rejects.csv", "row,column\n")
    given(tmp_path / "in", "notes.txt", "nothing of use\n")
    return tmp_path


@pytest.mark.parametrize(
    "arguments", [["in"], ["in/*.csv", "in/b.jsonl", "in"], ["in/a.csv", "in/b.jsonl", "in/c.parquet"]]
)
def test_files_folders_and_patterns(folder: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file once; a folder is made if need be."""
    monkeypatch.chdir(folder)
    if "in/*.csv" in arguments:
        Path("in/a.rejects.csv").unlink()
    answer = ask("screen", *arguments, "-o", "out/new/", "--format", "json", "--summary", "s.json")
    assert sorted(path.name for path in Path("out/new").iterdir()) == ["a.csv", "b.jsonl", "c.parquet"]
    assert column(rows_of(Path("out/new/a.csv")), "decision") == ["license_required", "undecided"]
    rows = answer.err.splitlines()
    assert [line for line in rows if " screened, " in line] == [
        "exportctl: in/a.csv: 2 rows: 2 screened, 0 rejected; by decision: license_required 1, undecided 1",
        "exportctl: in/b.jsonl: 1 row: 1 screened, 0 rejected; by decision: license_required 1",
        "exportctl: in/c.parquet: 1 row: 1 screened, 0 rejected; by decision: license_required 1",
        "4 rows: 4 screened, 0 rejected; by decision: license_required 3, undecided 1",
    ]
    assert rows[0] == "exportctl: in/a.csv: read: item, on, to"
    assert answer.code == answer.json["exit_code"] == 1
    assert answer.json == json.loads(Path("s.json").read_text())
    assert answer.json["rows"] == counts(answer.err).rows == 4


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ([CLEAR, CLEAR], 0),
        ([CLEAR, ""], 4),
        ([CLEAR, OPEN, ""], 3),
        ([OPEN, ROW, CLEAR], 1),
        ([ROW, "gallium,nowhere,2025-12-01"], 2),
    ],
)
def test_the_exit_code_is_the_strictest(tmp_path: Path, texts: list[str], code: int) -> None:
    """As though each had been screened by itself; without an output they are counted."""
    files = [given(tmp_path, f"{number}.csv", f"{HEADER}\n{text}\n") for number, text in enumerate(texts)]
    assert ask("screen", *map(str, files)).code == code


def test_a_file_that_cannot_be_read_does_not_stop_the_others(folder: Path) -> None:
    """Its name is reported, and the exit code is 2."""
    bad = given(folder / "in", "a0.csv", "of,no,use\n1,2,3\n")
    answer = ask("screen", str(folder / "in"), "-o", str(folder / "out"))
    assert answer.code == 2
    assert (
        f"exportctl: {bad}: item: no column is recognised as the goods; choose one: --map item=COLUMN (of, no, use)"
        in answer.err
    )
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["a.csv", "b.jsonl", "c.parquet"]


def test_outputs_may_have_a_format_of_their_own(folder: Path) -> None:
    """A format that cannot be written becomes csv, and rejects are in the same folder."""
    bill = {
        "bomFormat": "CycloneDX",
        "components": [
            {"name": "gallium"},
            {"name": " "},
            {"name": "gallium", "version": "x", "properties": [{"name": "to", "value": "nowhere"}]},
        ],
    }
    file = given(folder, "bill.json", json.dumps(bill))
    answer = ask("screen", str(file), "-o", f"{folder / 'out'}/")
    assert answer.code == 2
    assert "3 rows: 1 screened, 1 rejected, 1 passed over (1 blank)" in answer.err
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["bill.csv", "bill.rejects.csv"]
    assert ask("screen", str(folder / "in"), "-o", str(folder / "sheets"), "--output-format", "xlsx").code == 1
    assert sorted(path.name for path in (folder / "sheets").iterdir()) == ["a.xlsx", "b.xlsx", "c.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["in", "-o", "-"], "--output: several files cannot be written to standard output"),
        (["in", "-o", "in/a.csv"], "--output: 'in/a.csv' is named like a file, but several files are screened; name a"),
        (["in", "-o", "both.csv"], "--output: 'both.csv' is named like a file, but several files are screened; name a"),
        (["in", "-o", "other/a.csv/x"], "other/a.csv/x: is not a folder; to write several files, name a folder"),
        (["in", "-o", "in/"], "in/a.csv: would be overwritten; name another file"),
        (["in/a.csv", "other/a.csv", "-o", "out"], "out/a.csv: would be overwritten; name another file"),
        (["in/a.csv", "-", "-o", "out"], "FILE: standard input cannot be one of several files; screen it alone"),
        (["in", "-o", "out", "--rejects", "r.csv"], "--rejects: names one file, but several files are screened"),
        (["in/*.doc", "-o", "out"], "in/*.doc: no file matches this name"),
        (["none", "-o", "out"], "none: is a folder without a file that can be screened"),
    ],
)
def test_invalid_arguments_are_reported(
    folder: Path, arguments: list[str], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line, before anything is screened."""
    monkeypatch.chdir(folder)
    Path("none").mkdir()
    given(Path(), "in/b.csv", f"{HEADER}\n")
    (folder / "other").mkdir()
    given(folder / "other", "a.csv", f"{HEADER}\n{ROW}\n")
    answer = ask("screen", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"exportctl: {what}")
    assert answer.err.count("\n") == 1
    assert not Path("both.csv").exists()


@pytest.mark.parametrize("done", ["done.csv", "done.jsonl", "done.parquet", "done.xlsx"])
@pytest.mark.parametrize("name", ["in", "in/*.*"])
def test_earlier_outputs_beside_their_sources_are_skipped(
    tmp_path: Path, done: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their rows would count twice; a line names them, and nothing is written for them."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    given(Path("in"), "a.csv", f"{HEADER}\n{ROW}\n{OPEN}\n")
    ask("screen", "in/a.csv", "-o", f"in/{done}")
    answer = ask("screen", name, "-o", "out/", "--format", "json")
    assert (counts(answer.err).rows, answer.code, answer.json["rows"]) == (2, 1, 2)
    line = f"in/{done} was not read: it has the answers of an earlier screening; to screen it again, name it"
    assert f"exportctl: {line}" in answer.err.splitlines()
    assert [item["name"] for item in answer.json["skipped"]] == [f"in/{done}"]
    assert [path.name for path in Path("out").iterdir()] == ["a.csv"]


def test_an_earlier_output_that_is_named_is_screened_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alone, beside others, and by a pattern that no other file matches; a folder of nothing else has no rows."""
    monkeypatch.chdir(tmp_path)
    for folder in ("in", "done"):
        Path(folder).mkdir()
    given(Path("in"), "a.csv", f"{HEADER}\n{ROW}\n")
    ask("screen", "in/a.csv", "-o", "done/b.csv")
    for names in (["done/b.csv"], ["done/b*"], ["done", "done/b.csv"]):
        assert counts(ask("screen", *names).err).rows == 1
    assert counts(ask("screen", "in/a.csv", "done/b.csv").err).rows == 2
    answer = ask("screen", "done")
    assert (counts(answer.err).rows, answer.code) == (0, 4)


def test_a_folder_of_screened_files_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`watch` compares with their answers."""
    monkeypatch.chdir(tmp_path)
    Path("done").mkdir()
    given(tmp_path, "a.csv", f"{HEADER}\n{ROW}\n")
    ask("screen", "a.csv", "-o", "done/a.csv")
    answer = ask("watch", "done", "--format", "json")
    assert (answer.code, answer.json["by_comparison"]) == (0, {"same": 1})
