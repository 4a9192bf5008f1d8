"""Names and documents with any content end with one line and code 2, and never with a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.program import Answer, ask
from tests.files.program import HEADER, ROW, SAID, column, given, lines, screen, unreadable

UNREADABLE = os.fsdecode(b"b\xff\x1b[31m.csv")
"""A name that is no UTF-8, and would steer a terminal."""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One row that is answered, in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("loop.csv").symlink_to("pool.csv")
    Path("pool.csv").symlink_to("loop.csv")
    return given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\n")


def complaint(answer: Answer) -> str:
    """Return the line with the fault."""
    assert (answer.code, answer.out) == (2, ""), answer
    *before, line = answer.err.splitlines()
    assert all(note.startswith("exportctl: read: ") for note in before)
    assert line.startswith("exportctl: ")
    assert line.isprintable()
    return line.removeprefix("exportctl: ")


class TestNames:
    """A name that no file can have is reported before anything is read."""

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (("in.csv", "-o", ""), "--output: is empty; name a file, a folder, or - for standard output"),
            (("in.csv", "-o", "..", "--output-format", "csv"), "--output: ..: is a folder; name a file"),
            (("in.csv", "-o", ".", "--output-format", "csv"), "--output: .: is a folder; name a file"),
            (("in.csv", "-o", "o.csv", "--rejects", ""), "--rejects: .: is a folder; name a file"),
            (("in.csv", "--rejects", ""), "--rejects: .: is a folder; name a file"),
            (("in.csv", "--rejects", "/"), "--rejects: /: is a folder; name a file"),
            (("in.csv", "--rejects", "x/.."), "--rejects: x/..: its folder does not exist; create the folder, or name another file"),
            (("in.csv", "--summary", ""), "--summary: '.' is not a file name"),
            (("in.csv", "--summary", "/"), "--summary: '/' is not a file name"),
            (("",), "FILE: is empty; name a file, or - for standard input"),
            (("loop.csv", "-o", "o.csv"), "loop.csv: Too many levels of symbolic links"),
            (("in.csv", "-o", "loop.csv/o.csv"), "--output: loop.csv/o.csv: Too many levels of symbolic links"),
            (("in.csv", "--summary", "loop.csv/s"), "--summary: loop.csv/s: Too many levels of symbolic links"),
            (("in.csv", "-o", f"{'o' * 300}.csv"), f"{'o' * 300}.csv: File name too long"),
            (("in.csv", "-o", "-", "--rejects", "-"), "--rejects: would be mixed with the rows on standard output; name a file"),
            (("in.csv", "-o", "./-", "--rejects", "-"), "--rejects: would be mixed with the rows on standard output; name a file"),
            (("in.csv", "--summary", "-"), "--summary: must be a file name; --format json prints the counts to standard output"),
        ],
    )  # fmt: skip
    def test_an_impossible_name_is_reported(self, file: Path, arguments: tuple[str, ...], expected: str) -> None:
        """And nothing is written."""
        before = sorted(path.name for path in file.parent.iterdir())
        assert complaint(ask("screen", *arguments)) == expected
        assert sorted(path.name for path in file.parent.iterdir()) == before

    def test_a_link_to_itself_is_not_replaced(self, file: Path) -> None:
        """It has no target, and is not a file."""
        assert (
            complaint(ask("screen", str(file), "-o", "loop.csv"))
            == "loop.csv: exists already and is not a file; name another file"
        )
        assert complaint(ask("screen", str(file), "-o", "o.csv", "--summary", "pool.csv")).startswith(
            "--summary: pool.csv: exists already and is not a file"
        )
        assert Path("loop.csv").is_symlink()
        assert Path("pool.csv").is_symlink()

    @pytest.mark.usefixtures("file")
    def test_a_root_is_a_folder(self) -> None:
        """A review goes into a file."""
        assert complaint(ask("classify", "in.csv", "-o", "/")) == "--output: /: is a folder; name a file"

    def test_rejects_alone_are_the_result(self, file: Path) -> None:
        """On standard output nothing else is printed, so that they can be read."""
        file.write_text(f"{HEADER}\ngallium,nowhere,2025-12-01\n")
        answer = ask("screen", str(file), "-o", "o.csv", "--rejects", "-")
        assert answer.out.splitlines() == ['"row","column","value","reason"', answer.out.splitlines()[1]]
        assert answer.out.splitlines()[1].startswith('2,"to","nowhere",')

    def test_names_that_are_no_utf_8_are_names(self, file: Path) -> None:
        """They are read, written and printed."""
        source = file.rename(UNREADABLE)
        output = os.fsdecode(b"o\xff.csv")
        answer = ask("screen", str(source), "-o", output, "--summary", os.fsdecode(b"s\xff.json"))
        assert (answer.code, Path(output).exists()) == (1, True)
        assert (
            complaint(ask("screen", "x" + UNREADABLE))
            == "xb\\udcff\\x1b[31m.csv: no file matches this name; correct it"
        )
        assert ask("screen", UNREADABLE, UNREADABLE, "-o", os.fsdecode(b"d\xff/")).err.isprintable() is False
        assert Path(os.fsdecode(b"d\xff/"), UNREADABLE).exists()

    @pytest.mark.parametrize("command", ["screen", "watch", "report", "content"])
    def test_half_a_character_is_reported(self, command: str) -> None:
        """No system hands one over, but a program that calls this one can; found by mutants of command lines."""
        answer = ask(command, "\ud800", "--input-format", "jsonl")
        assert (answer.code, complaint(answer)) == (2, "arguments: argument 2 contains an incomplete character")

    def test_a_path_that_was_written_steers_no_terminal(self, tmp_path: Path) -> None:
        """`data new` prints where files are."""
        answer = ask("data", "new", "mofcom-2026-99", "--data", str(tmp_path / "a\x1b[31mb"))
        assert answer.code == 0
        assert len(answer.out.splitlines()) == 2
        assert all(line.isprintable() for line in answer.out.splitlines())


class TestRepeatedKeys:
    """A repeated key has two values."""

    @pytest.mark.parametrize(
        "twice", ['{"item": "gallium", "item": "steel"}', '{"n": {"a": 1, "a": 2}, "item": "steel"}']
    )
    def test_such_a_row_is_rejected(self, tmp_path: Path, twice: str) -> None:
        """With its number, in any position, and also within a cell."""
        key = "item" if twice.startswith('{"item"') else "a"
        for number, text in ((1, f"{twice}\n{lines(SAID)}"), (2, f"{lines(SAID)}{twice}\n")):
            screening = screen(given(tmp_path, "in.jsonl", text), "out.csv")
            assert (screening.code, column(screening.rows, "item")) == (2, ["gallium"])
            assert [(row["row"], row["reason"]) for row in screening.rejected] == [
                (str(number), f"the key '{key}' is there twice; remove one")
            ]

    @pytest.mark.parametrize(
        "bill",
        [
            '{"bomFormat":"CycloneDX","components":[{"name":"gallium","name":"steel"}]}',
            '{"bomFormat":"CycloneDX","components":[{"name":"gallium"}],"components":[]}',
        ],
    )
    def test_such_a_bill_is_refused(self, tmp_path: Path, bill: str) -> None:
        """Completely, because it is unknown which parts are meant."""
        key = "name" if "steel" in bill else "components"
        assert (
            unreadable(given(tmp_path, "in.json", bill), "out.csv")
            == f"the key '{key}' is there twice; remove one in an object of the bill of materials"
        )

    @pytest.mark.parametrize("name", ["in.json", "in.jsonl"])
    def test_deep_nesting_is_refused(self, tmp_path: Path, name: str) -> None:
        """In one line."""
        assert unreadable(given(tmp_path, name, '{"a":' * 100_000), "out.csv")
