"""An output gets its name when it is complete; if it cannot be written, one line reports it and the earlier file stays."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import ROOT, ask, into_closed_pipe, limited, piped, spawn
from tests.files.program import HEADER, ROW, column, counts, given, refused, screen

FORMATS = ("csv", "csv.gz", "jsonl", "parquet", "feather", "xlsx")
BAD = "gallium,nowhere,2025-12-01"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """One row that is answered, and one that is not."""
    return given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\n{BAD}\n")


class TestNames:
    """No needed file is overwritten."""

    @pytest.mark.parametrize(
        "arguments",
        [
            *(
                ("-o", "in.csv"),
                ("-o", "./in.csv"),
                ("-o", "o.csv", "--rejects", "in.csv"),
                ("-o", "o.csv", "--rejects", "o.csv"),
            ),
            *(("-o", "o.csv", "--summary", "in.csv"), ("-o", "o.csv", "--summary", "o.csv"), ("--summary", "in.csv")),
            *(("-o", "o.csv", "--summary", "o.rejects.csv"), ("-o", "link.csv")),
        ],
    )
    def test_a_file_is_not_read_and_written(
        self, file: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whatever its name is written like."""
        monkeypatch.chdir(file.parent)
        Path("link.csv").symlink_to("in.csv")
        before = file.read_text()
        answer = ask("screen", "in.csv", *arguments)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.endswith(": would be overwritten; name another file\n")
        assert file.read_text() == before

    @pytest.mark.parametrize("format_", FORMATS)
    def test_a_missing_folder_is_reported(self, file: Path, format_: str) -> None:
        """Before any row is screened, for the output and for the rejects."""
        path = file.parent / "none" / f"out.{format_}"
        answer = ask("screen", str(file), "-o", str(path))
        why = "its folder does not exist; create the folder, or name another file"
        assert (answer.code, answer.err) == (2, f"exportctl: --output: {path}: {why}\n")
        error = refused(file, f"out.{format_}", "--rejects", str(path.with_name("r.csv")))
        assert error == f"--rejects: {path.with_name('r.csv')}: {why}"
        answer = ask("screen", str(file), "--rows", str(path))
        assert (answer.code, answer.err) == (2, f"exportctl: --rows: {path}: {why}\n")

    @pytest.mark.parametrize("format_", FORMATS)
    def test_a_folder_or_a_device_is_no_file(self, file: Path, format_: str) -> None:
        """Neither is replaced, and the extension of a folder is not at fault."""
        (file.parent / "folder").mkdir()
        answer = ask("screen", str(file), "-o", str(file.parent / "folder"))
        assert answer.err == f"exportctl: --output: {file.parent / 'folder'}: is a folder; name a file\n"
        (file.parent / f"out.{format_}").mkdir()
        answer = ask("screen", str(file), "-o", str(file.parent / f"out.{format_}"))
        assert (answer.code, answer.err.count("\n")) == (2, 1)
        assert answer.err.endswith(f"out.{format_}: is a folder; name a file\n")
        assert ask("screen", str(file), "-o", "/dev/null", "--output-format", format_.partition(".")[0]).code == 2
        assert Path("/dev/null").is_char_device()

    def test_unreadable_input_leaves_an_older_output(self, file: Path) -> None:
        """It is replaced by a whole one only."""
        screening = screen(file, "out.csv")
        before = screening.output.read_bytes()
        file.write_text("nothing,of,use\n1,2,3\n")
        assert ask("screen", str(file), "-o", str(screening.output)).code == 2
        assert screening.output.read_bytes() == before

    def test_rejects_of_an_older_run_do_not_stay(self, file: Path) -> None:
        """An output without rejected rows has no file of rejects; a named file of rejects always exists."""
        assert screen(file, "out.csv").rejects.exists()
        file.write_text(f"{HEADER}\n{ROW}\n")
        assert not screen(file, "out.csv").rejects.exists()
        named = file.with_name("named.csv")
        screen(file, "out.csv", "--rejects", str(named))
        assert named.read_text() == '"row","column","value","reason"\n'


FULL = 30_000
"""The bytes to which a file can grow, as on a disk that is full then."""


class TestFullDisk:
    """A full disk is reported, and leaves no incomplete file."""

    @pytest.mark.parametrize("format_", FORMATS)
    def test_a_full_disk_leaves_no_partial_output(self, tmp_path: Path, format_: str) -> None:
        """Neither under the name of the output nor under another one, in any format."""
        rows = "".join(f"{ROW},{number * 7919 % 1_000_003:x}\n" for number in range(20_000))
        file = given(tmp_path, "in.csv", f"{HEADER},n\n{rows}")
        path = tmp_path / f"out.{format_}"
        done = limited(resource.RLIMIT_FSIZE, FULL, "screen", str(file), "-o", str(path))
        assert (done.code, done.out) == (2, "")
        lines = [line for line in done.err.splitlines() if not line.endswith("later commands start faster")]
        assert lines[1:] == [f"exportctl: {path}: File too large"]
        assert [left.name for left in tmp_path.iterdir()] == ["in.csv"]

    def test_standard_output_may_be_full_too(self, file: Path) -> None:
        """The line names it."""
        with Path("/dev/full").open("wb") as full:
            done = piped(b"", "screen", str(file), "-o", "-", shown=full.fileno())
        assert done.returncode == 2
        assert done.stderr.decode().splitlines()[-1] == "exportctl: -: No space left on device"


class TestStreams:
    """Standard input and output are files like any other."""

    def test_rows_go_from_pipe_to_pipe(self, file: Path) -> None:
        """Rejected rows are printed on stderr, and the last line counts."""
        done = piped(file.read_bytes(), "screen", "-", "-o", "-")
        lines = done.stderr.decode().splitlines()
        assert done.returncode == 2
        assert [line.split(",")[0] for line in done.stdout.decode().splitlines()] == ['"item"', '"gallium"']
        assert lines[0] == "exportctl: read: item, on, to"
        assert lines[1].startswith("exportctl: row 3, to: 'nowhere'")
        assert counts(lines[-1]).rejected == 1

    @pytest.mark.parametrize("format_", ["jsonl", "parquet", "feather", "xlsx", "tsv"])
    def test_any_format_goes_into_a_pipe(self, tmp_path: Path, format_: str) -> None:
        """A format that is complete only at its end is written at its end. Nothing about shirts depends on the day of the run."""
        file = given(tmp_path, "in.csv", f"{HEADER}\nshirts,DE,2025-12-01\n{BAD}\n")
        done = piped(b"", "screen", str(file), "-o", "-", "--output-format", format_)
        assert (done.returncode, counts(done.stderr.decode()).screened) == (2, 1)
        screening = screen(file, f"out.{format_}")
        assert done.stdout == screening.output.read_bytes()

    def test_a_slow_pipe_is_read_to_its_end(self, file: Path) -> None:
        """Its first bytes may be half a line."""
        command = [sys.executable, "-m", "exportctl", "screen", "-", "-o", str(file.with_name("out.csv"))]
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdin
            assert process.stderr
            for part in (b"it", b"em,to,on\ngal", f"lium,US,2025-12-01\n{BAD}\n".encode()):
                process.stdin.write(part)
                process.stdin.flush()
            process.stdin.close()
            stderr = process.stderr.read().decode()
        assert (process.returncode, counts(stderr).rows) == (2, 2)

    def test_a_reader_who_has_gone_away_changes_nothing(self, tmp_path: Path) -> None:
        """The exit code is still that of all rows."""
        file = given(tmp_path, "in.csv", f"{HEADER}\n" + f"{ROW}\n" * 20_000)
        answer = into_closed_pipe("screen", str(file), "-o", "-")
        assert (answer.code, counts(answer.err).rows) == (1, 20_000)

    def test_nothing_is_resumed_from_a_pipe(self, file: Path) -> None:
        """The input of a pipe cannot be read again, so a run begins again."""
        answer = spawn("screen", str(file), "-o", "-", "--resume")
        assert (answer.code, counts(answer.err).rows) == (2, 2)

    def test_without_an_output_rows_are_counted(self, file: Path) -> None:
        """Nothing is written, and the summary is the result."""
        answer = ask("screen", str(file))
        assert (answer.code, counts(answer.err).rows) == (2, 2)
        assert "licence required" in answer.out
        assert [path.name for path in file.parent.iterdir()] == ["in.csv"]
        assert column(screen(file, "out.csv").rejected, "row") == ["3"]
