"""Input that is not read is named, and a run that may have missed rows does not pass."""

from __future__ import annotations

import json
import os
import random
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.program import ask
from tests.files.program import HEADER, given, lines
from tests.hostile.limits import within

CLEAR = "children's bicycle,DE,2025-12-01"
TEXT = f"{HEADER}\n{CLEAR}\n"
TOLD = (
    "exportctl: the skipped inputs may contain rows or parties, so the exit code is 2; name them, move them away, "
    "or add --allow-skipped"
)


def dangling(path: Path) -> None:
    """Put a link there that leads nowhere."""
    path.symlink_to(path.with_name("gone"))


def circle(path: Path) -> None:
    """Put a link there that leads to itself."""
    path.symlink_to(path.name)


def device(path: Path) -> None:
    """Put a link there to what never ends."""
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    """Put a socket there."""
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


def text(path: Path) -> None:
    """Put rows there."""
    path.write_text(TEXT, encoding="utf-8")


def words(path: Path) -> None:
    """Put words there."""
    path.write_text("Nothing of use.\nReally, nothing, nothing.\n", encoding="utf-8")


def folder(path: Path) -> None:
    """Put a folder of rows there."""
    path.mkdir()
    text(path / "a.csv")


def bare(path: Path) -> None:
    """Put a folder of words there."""
    path.mkdir()
    words(path / "a.md")


def bill(path: Path) -> None:
    """Put a bill there."""
    path.write_text(json.dumps({"bomFormat": "CycloneDX", "components": [{"name": "gallium"}]}), encoding="utf-8")


def rejects(path: Path) -> None:
    """Put rejected rows there."""
    path.write_text('"row","column","value","reason"\n2,"to","nowhere","is no place"\n', encoding="utf-8")


MAY_HOLD_ROWS: tuple[tuple[str, Callable[[Path], object], str], ...] = (
    ("x.csv", dangling, "it is a link to a file that does not exist"),
    ("x", dangling, "it is a link to a file that does not exist"),
    ("x.csv", circle, "it is a link to a file that does not exist"),
    ("x.csv", os.mkfifo, "it is a pipe or a device; to read it, name it"),
    ("x.csv", device, "it is a pipe or a device; to read it, name it"),
    ("x.csv", listening, "it is a pipe or a device; to read it, name it"),
    *(
        (name, text, "this kind of file is not supported")
        for name in ("x.xls", "x.XLSB", "x.csv.bz2", "x.bz2", "x.zip", "x.ods")
    ),
    *((name, text, "it is hidden; name it if it contains rows") for name in (".x.csv", ".x.xls", ".x.csv.gz")),
    ("x.txt", text, "its ending does not identify a format; name it if it contains rows"),
    ("x.json", bill, "its ending does not identify a format; name it if it contains rows"),
    ("x.rejects.csv", text, "it contains rejected rows"),
    ("sub", folder, "it is a folder within a folder; to read it, name it as well"),
)
HOLDS_NONE: tuple[tuple[str, Callable[[Path], object], str], ...] = (
    ("README.md", words, "this kind of file is not supported"),
    ("x.pdf", text, "this kind of file is not supported"),
    (".DS_Store", words, "it is hidden; name it if it contains rows"),
    ("notes.txt", words, "its ending does not identify a format; name it if it contains rows"),
    ("package.json", words, "its ending does not identify a format; name it if it contains rows"),
    ("~$x.xlsx", words, "it is the lock file of a spreadsheet program"),
    ("x.rejects.csv", rejects, "it contains rejected rows"),
    ("sub", bare, "it is a folder within a folder; to read it, name it as well"),
)


@pytest.fixture
def rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file of rows, to which other files can be added."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    given(tmp_path / "in", "a.csv", TEXT)
    return tmp_path / "in"


@pytest.mark.parametrize(("name", "put", "why"), MAY_HOLD_ROWS)
def test_skipped_files_that_may_have_rows_fail_the_run(
    rows: Path, name: str, put: Callable[[Path], object], why: str
) -> None:
    """It is reported on stderr and in the summary, after the rest was screened; an option allows it."""
    put(rows / name)
    with within(60):
        answer = ask("screen", "in", "-o", "out/", "--format", "json")
    expected = f"exportctl: in/{name} was not read: {why}"
    assert (answer.code, answer.json["exit_code"], answer.json["rows"]) == (2, 2, 1)
    assert [line for line in answer.err.splitlines() if line in (expected, TOLD)] == [expected, TOLD]
    assert answer.json["skipped"] == [{"name": f"in/{name}", "why": why, "may_hold_rows": True}]
    allowed = ask("screen", "in", "--allow-skipped", "--format", "json")
    assert (allowed.code, allowed.json["skipped"]) == (0, answer.json["skipped"])
    assert expected in allowed.err
    assert TOLD not in allowed.err


@pytest.mark.parametrize(("name", "put", "why"), HOLDS_NONE)
def test_skipped_files_without_rows_are_only_named(
    rows: Path, name: str, put: Callable[[Path], object], why: str
) -> None:
    """Standard error and the summary name it."""
    put(rows / name)
    answer = ask("screen", "in", "--format", "json")
    assert answer.code == 0
    assert f"exportctl: in/{name} was not read: {why}\n" in answer.err
    assert answer.json["skipped"] == [{"name": f"in/{name}", "why": why, "may_hold_rows": False}]


@pytest.mark.parametrize("pattern", ["in/*", "in/*.csv", "in/**"])
def test_a_pattern_is_reported_like_a_folder(rows: Path, pattern: str) -> None:
    """A pipe and a link that leads nowhere; a folder in which files were found is not one that was passed over."""
    os.mkfifo(rows / "p.csv")
    dangling(rows / "x.csv")
    with within(60):
        answer = ask("screen", pattern, "--format", "json")
    assert (answer.code, sorted(item["name"] for item in answer.json["skipped"])) == (2, ["in/p.csv", "in/x.csv"])


def test_explicitly_named_files_are_read(rows: Path) -> None:
    """It was not passed over."""
    text(rows / "notes.txt")
    answer = ask("screen", "in", "in/notes.txt", "--format", "json")
    assert (answer.code, answer.json["rows"], answer.json["skipped"]) == (0, 2, [])


def test_the_output_folder_is_no_input(rows: Path) -> None:
    """A second run into it, and the verification of a receipt, give the results of the first."""
    for _ in range(2):
        assert ask("screen", "in", "-o", "in/out/", "--receipt", "receipt.json", "--overwrite").code == 0
    assert ask("verify", "receipt.json").code == 0
    assert (rows / "out/a.csv").exists()


@pytest.mark.parametrize("format_", ["sarif", "junit", "github", "markdown"])
def test_a_gate_lists_it(rows: Path, format_: str) -> None:
    """A source that may have rows is among the unreadable ones."""
    dangling(rows / "x.csv")
    answer = ask("screen", "in", "--format", format_)
    assert answer.code == 2
    assert "in/x.csv was not read: it is a link to a file that does not exist" in answer.out


@pytest.mark.usefixtures("rows")
def test_odd_folders_lose_nothing() -> None:
    """Everything in a folder is read, or named; and the code is 2 if an unread file may have rows."""
    pick = random.Random(25)
    for number in range(20):
        here = Path(f"odd-{number}")
        here.mkdir()
        text(here / "a.csv")
        given(here, "b.jsonl", lines({"item": "children's bicycle", "to": "DE", "on": "2025-12-01"}))
        odd = {name: (put, may) for kind, may in ((MAY_HOLD_ROWS, True), (HOLDS_NONE, False)) for name, put, _ in kind}
        chosen = pick.sample(sorted(odd), pick.randint(0, 5))
        for name in chosen:
            odd[name][0](here / name)
        with within(60):
            answer = ask("screen", str(here), "--format", "json")
        assert (answer.json["rows"], answer.code) == (2, 2 if any(odd[name][1] for name in chosen) else 0)
        assert {Path(item["name"]).name for item in answer.json["skipped"]} == set(chosen)
