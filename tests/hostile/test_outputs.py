"""A run owns its output: other files are untouched, no second run writes the same, and no kill leaves an incomplete file."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import ROOT, ask, limited
from tests.files.program import HEADER, ROW, given, screen
from tests.hostile.stories import SHORT, STEPS, Run, text

BUSY = "another run is writing it; wait until it ends, or name another file"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """One row that is answered, and one that is not."""
    return given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\ngallium,nowhere,2025-12-01\n")


class TestSideFiles:
    """Existing files are never removed or written, except the output and the rejects."""

    NAMES = (
        *("out.csv.partial", "out.csv.partial.1", "out.csv.partial.json", "out.csv.partial.new", "out.csv.new"),
        *("out.rejects.csv.partial", "out.rejects.csv.partial.json", "sum.json.partial", "sum.json.partial.json"),
    )

    @pytest.mark.parametrize("name", NAMES)
    def test_an_input_that_is_named_like_one_survives(self, file: Path, name: str) -> None:
        """It is read, or refused in one line."""
        source, before = file.rename(file.with_name(name)), file.with_name(name).read_bytes()
        output, summary = str(file.with_name("out.csv")), str(file.with_name("sum.json"))
        answer = ask("screen", str(source), "--input-format", "csv", "-o", output, "--summary", summary)
        assert answer.code == 2
        assert source.read_bytes() == before
        if "would be overwritten" not in answer.err:
            assert sorted(path.name for path in file.parent.iterdir()) == sorted(
                [name, "out.csv", "out.rejects.csv", "sum.json"]
            )

    @pytest.mark.parametrize("output", ["out.csv", "out.xlsx"])
    @pytest.mark.parametrize("more", [(), ("--resume",)])
    def test_files_of_others_survive(self, file: Path, output: str, more: tuple[str, ...]) -> None:
        """A file with the name of the journal is reported, and all others are ignored."""
        others = [file.with_name(f"{output}.partial"), file.with_name("out.rejects.csv.partial")]
        for other in others:
            other.write_text("mine")
        arguments = ("screen", str(file), "-o", str(file.with_name(output)), *more)
        assert ask(*arguments).code == 2
        assert file.with_name(output).exists()
        journal = file.with_name(f"{output}.partial.json")
        for content in ("mine", '{"exportctl": 1}\n', "[]\n"):
            journal.write_text(content)
            file.with_name(output).unlink(missing_ok=True)
            assert str(journal) in ask(*arguments).err.splitlines()[-1]
            assert journal.read_text() == content
            assert not file.with_name(output).exists()
        assert [other.read_text() for other in others] == ["mine", "mine"]

    @pytest.mark.parametrize("name", ["../in.csv", "in.csv", "other", "out.csv.partial/../in.csv", ""])
    def test_a_journal_leads_to_no_other_file(self, file: Path, name: str) -> None:
        """Whatever its content is, only files that a run can have left are removed."""
        entry = {"exportctl": "exportctl.run/1", "started": "", "names": {"output": name}, "state": None}
        file.with_name("out.csv.partial.json").write_text(json.dumps(entry) + "\n")
        before = file.read_bytes()
        assert len(screen(file, "out.csv").rows) == 1
        assert file.read_bytes() == before

    def test_a_link_is_not_followed(self, file: Path) -> None:
        """Neither at the name of the journal nor at that of an output."""
        target = file.with_name("target")
        target.write_text("")
        file.with_name("out.csv.partial.json").symlink_to(target)
        assert ask("screen", str(file), "-o", str(file.with_name("out.csv"))).code == 2
        file.with_name("out.csv.partial.json").unlink()
        file.with_name("out.csv.partial").symlink_to(target)
        assert ask("screen", str(file), "-o", str(file.with_name("out.csv"))).code == 2
        assert target.read_text() == ""

    @pytest.mark.parametrize("output", ["out.csv", "review.csv"])
    def test_a_review_is_written_alike(self, file: Path, output: str) -> None:
        """`classify` leaves existing files alone."""
        other = file.with_name(f"{output}.partial")
        other.write_text("mine")
        assert ask("classify", str(file), "-o", str(file.with_name(output))).code == 1
        assert sorted(path.name for path in file.parent.iterdir()) == sorted(["in.csv", output, other.name])
        assert other.read_text() == "mine"


class TestTwoRuns:
    """The first of two runs into one output has it."""

    @pytest.mark.parametrize(("output", "more"), [("out.csv", ("--resume",)), ("out.parquet", ())])
    def test_the_second_reports_it(self, file: Path, output: str, more: tuple[str, ...]) -> None:
        """It ends with 2 and touches nothing, and the first ends as if it had been alone."""
        whole = screen(file, output).output.read_bytes()
        path = file.with_name(output)
        path.unlink()
        command = [sys.executable, "-m", "exportctl", "screen", "-", "-o", str(path)]
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as first:
            assert first.stdin
            journal = path.with_name(f"{output}.partial.json")
            while not (journal.exists() and journal.stat().st_size):  # it is written once it is held
                assert first.poll() is None
                time.sleep(0.001)
            before = sorted(item.name for item in file.parent.iterdir())
            answer = ask("screen", str(file), "-o", str(path), *more)
            assert (answer.code, answer.err) == (2, f"exportctl: {path}: {BUSY}\n")
            assert sorted(item.name for item in file.parent.iterdir()) == before
            first.stdin.write(file.read_bytes())
            first.stdin.close()
        assert first.returncode == 2
        assert path.read_bytes() == whole
        assert not list(file.parent.glob("*.partial*"))


LOOKS = 2
"""The first steps of a run whose output and rejects exist: it looks whether they are receipts, which it would not replace."""


@pytest.mark.long
class TestKills:
    """A run that is killed before any operation on a file leaves files that the next one continues or removes."""

    @pytest.mark.parametrize(("output", "more", "steps"), [("out.csv", ("--resume",), 9), ("out.xlsx", (), 10)])
    def test_the_last_steps(self, tmp_path: Path, output: str, more: tuple[str, ...], steps: int) -> None:
        """Before the rejects, the output and the journal are given their ends the rest is there; afterwards it is whole.

        For a workbook, the source is opened once more.
        """
        source, whole = whole_of(tmp_path, output)
        for step in range(5, STEPS):
            for name in whole:
                (tmp_path / name).unlink()
            if Run(source, tmp_path / output, step=step).ends():
                break
            assert whole.items() >= left_in(tmp_path, *whole).items()
            self.ends(source, tmp_path / output, *more)
            assert left_in(tmp_path) == whole
        assert step == steps

    def test_one_step_after_the_other(self, tmp_path: Path) -> None:
        """Each run is killed a step later than the one before it, and the last is not."""
        source, whole = whole_of(tmp_path, "out.csv")
        for name in whole:
            (tmp_path / name).unlink()
        for step in range(1, 9):
            assert not Run(source, tmp_path / "out.csv", step=step).ends()
            assert not left_in(tmp_path, *whole)
        self.ends(source, tmp_path / "out.csv")
        assert left_in(tmp_path) == whole

    def test_a_run_that_was_to_start_again_is_not_resumed(self, tmp_path: Path) -> None:
        """A run that is killed while it removes the files of an earlier one leaves nothing of that one to resume."""
        source, whole = whole_of(tmp_path, "out.csv")
        for step in range(1, 9):
            for name in whole:
                (tmp_path / name).unlink()
            assert not Run(source, tmp_path / "out.csv", step=6).ends()
            assert not Run(source, tmp_path / "out.csv", step=step).ends()
            self.ends(source, tmp_path / "out.csv", "--resume")
            assert left_in(tmp_path) == whole

    def test_a_removed_output_is_not_reported_as_complete(self, tmp_path: Path) -> None:
        """A run that was killed with only its journal left does not report a complete output if that is gone."""
        source, _ = whole_of(tmp_path, "out.csv")
        assert not Run(source, tmp_path / "out.csv", step=8 + LOOKS).ends()
        (tmp_path / "out.csv").unlink()
        answer = ask("screen", str(source), "-o", str(tmp_path / "out.csv"), "--allow-rejects", "--resume")
        assert (answer.code, answer.err.split()[-5:]) == (2, ["more;", "start", "again", "without", "--resume"])

    def test_unflushed_output_is_not_resumed(self, tmp_path: Path) -> None:
        """After a restart, the state of the disk is unknown, unless everything was flushed."""
        source, whole = whole_of(tmp_path, "out.csv")
        resumed = ("screen", str(source), "-o", str(tmp_path / "out.csv"), "--allow-rejects", "--resume")
        journal = tmp_path / "out.csv.partial.json"
        for step, code in ((6, 2), (8, 1)):
            assert not Run(source, tmp_path / "out.csv", step=step + LOOKS).ends()
            entries = [json.loads(line) | {"started": "before"} for line in journal.read_text().splitlines()]
            kept = entries[:-1] if code == 2 else entries  # the last entry of all tells that all is on the disk
            journal.write_text("".join(f"{json.dumps(entry)}\n" for entry in kept))
            answer = ask(*resumed)
            assert (answer.code, "the machine was restarted since" in answer.err) == (code, code == 2)
            if code == 2:
                assert ask(*resumed[:-1]).code == 1
        assert left_in(tmp_path, *whole) == whole

    def ends(self, source: Path, output: Path, *more: str) -> None:
        """Let a run come to its end."""
        last = Run(source, output, *more)
        assert last.ends()
        assert last.process.exitcode == 1, last.told
        last.notes.unlink()


def whole_of(folder: Path, output: str) -> tuple[Path, dict[str, bytes]]:
    """Return a file of rows, and the results of an uninterrupted run of it."""
    source = given(folder, "in.csv", text(SHORT))
    assert Run(source, folder / output).ends()
    return source, left_in(folder, output, "out.rejects.csv")


def left_in(folder: Path, *names: str) -> dict[str, bytes]:
    """Return what there is of some files, or of all but the source."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.name in names or not (names or path.name == "in.csv")
    }


class TestDisk:
    """A file with its final name is on the disk, complete."""

    def test_outputs_are_synced_before_they_are_named(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The output, the rejects and the summary."""
        synced, named = set[int](), []
        sync, replace = os.fsync, os.replace

        def syncs(number: int) -> None:
            sync(number)
            synced.add(os.fstat(number).st_ino)

        def replaces(source: Any, target: Any) -> None:
            named.append((Path(target).name, Path(source).stat().st_ino in synced))
            replace(source, target)

        monkeypatch.setattr(os, "fsync", syncs)
        monkeypatch.setattr(os, "replace", replaces)
        screen(file, "out.csv", "--summary", str(file.with_name("sum.json")))
        assert named == [("out.rejects.csv", True), ("out.csv", True), ("sum.json", True)]

    def test_a_summary_that_does_not_fit_is_not_there(self, tmp_path: Path) -> None:
        """An older one stays as it was."""
        rows = "".join(f"gallium,US,2025-{1 + day // 28:02}-{1 + day % 28:02}\n" for day in range(300))
        file = given(tmp_path, "in.csv", f"{HEADER}\n{rows}")
        summary = given(tmp_path, "sum.json", "old")
        done = limited(resource.RLIMIT_FSIZE, 300, "screen", str(file), "--summary", str(summary))
        assert done.code == 2
        assert done.err.splitlines()[-1] == f"exportctl: --summary: {summary}: File too large"
        assert summary.read_text() == "old"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "sum.json"]

    def test_a_summary_may_go_to_a_device(self, file: Path) -> None:
        """Which stays one."""
        assert ask("screen", str(file), "--summary", "/dev/null").code == 2
        assert Path("/dev/null").is_char_device()


class TestCells:
    """A spreadsheet that opens a text runs no cell of it, however the sign is written."""

    @pytest.mark.parametrize("cell", ["\n=1", "\r\n=1", "＝1+1", "＋x", "－x", "＠x", "－", "\t"])
    def test_a_wide_sign_or_a_line_break_first_is_text(self, tmp_path: Path, cell: str) -> None:
        """A quote precedes it in CSV and TSV; other formats keep texts as texts."""
        file = given(tmp_path, "in.jsonl", json.dumps({"item": "gallium", "n": cell}, ensure_ascii=False) + "\n")
        for output, kept in (("out.csv", f"'{cell}"), ("out.tsv", f"'{cell}"), ("out.parquet", cell)):
            assert [row["n"] for row in screen(file, output).rows] == [kept]

    @pytest.mark.parametrize("cell", ["－5", "＋49", "1＝1", "é＋", "\uff02x", " ＝1"])
    def test_numbers_and_inner_signs_stay(self, tmp_path: Path, cell: str) -> None:
        """Numbers, and signs within a text."""
        file = given(tmp_path, "in.jsonl", json.dumps({"item": "gallium", "n": cell}, ensure_ascii=False) + "\n")
        assert [row["n"] for row in screen(file, "out.csv").rows] == [cell]
