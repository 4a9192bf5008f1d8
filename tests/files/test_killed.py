"""A run that is killed at any moment and resumed writes the same bytes as an uninterrupted one."""

from __future__ import annotations

import errno
import gzip
import json
import multiprocessing
import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

from exportctl.files import delimited
from exportctl.files.outputs import Output
from tests.cli.program import ask
from tests.drawn import DRAWS
from tests.files.program import HEADER, ROW, counts, given
from tests.files.started import BATCH, BLOCK, screen

ROWS, FEWER = 17_000, 8_750
"""Rows enough for three batches and several blocks of every format, and for two batches of the slowest."""

STARTED = multiprocessing.get_context("forkserver")
STARTED.set_forkserver_preload(["tests.files.started", "tests.files.loaded"])

KILLS = {"csv": 4, "csv.gz": 3, "jsonl": 2, "tsv.zst": 4, "parquet": 3}
"""The number of killed runs for each format: sixteen in all; `make kills` kills a thousand."""

GOODS = ("gallium", "graphite", "8112929010", "dysprosium oxide", "steel", "holmium", "")
NOTES = ("=1", 'a "quoted" word', "plain, with a comma", "铁")


@pytest.fixture(scope="session")
def shipments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the same rows in every format: about 2 MB of text, and one row in fifty that cannot be read."""
    folder, draw = tmp_path_factory.mktemp("shipments"), random.Random(4)
    goods = draw.choices(GOODS, weights=[10, 10, 10, 10, 10, 10, 1], k=ROWS)
    columns = {
        "item": goods,
        "to": draw.choices(["US", "JP", "DE", "HK"], k=ROWS),
        "on": [f"{1 + month * 2:02}/{month:02}/2025" for month in draw.choices(range(1, 13), k=ROWS)],
        "number": [f"{number:08}" for number in range(ROWS)],
        "note": [note.ljust(90, ".") for note in draw.choices(NOTES, k=ROWS)],
    }
    table = pa.table(columns)
    pa.csv.write_csv(table, folder / "in.csv")
    (folder / "in.csv.gz").write_bytes(gzip.compress((folder / "in.csv").read_bytes(), 1))
    with pa.output_stream(folder / "in.tsv.zst", compression="zstd") as stream:
        pa.csv.write_csv(table, stream, pa.csv.WriteOptions(delimiter="\t"))
    with (folder / "in.jsonl").open("w") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in table.slice(0, FEWER).to_pylist())
    pa.parquet.write_table(table, folder / "in.parquet", row_group_size=3_125)
    assert Run(folder, "parquet", "warm").ends(600)  # the first child waits for the process it is forked from
    assert ROWS > 2 * BATCH
    assert FEWER > BATCH
    assert (folder / "in.csv").stat().st_size > 4 * BLOCK
    return folder


class Run:
    """A process that screens the rows of a format into a file of the same. It is forked from one that has started, for speed."""

    def __init__(self, folder: Path, format_: str, name: str, *more: str) -> None:
        arguments = [str(folder / f"in.{format_}"), "-o", str(folder / f"{name}.{format_}"), *more]
        self.notes = folder / f"{name}.{format_}.notes"
        self.process = STARTED.Process(target=screen, args=(arguments, self.notes))
        self.process.start()

    def ends(self, within: float) -> bool:
        """Return whether it ends within a number of seconds; otherwise it is killed. Some of its rows are rejected."""
        self.process.join(within)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        if self.process.exitcode == -signal.SIGKILL:
            return False
        assert self.process.exitcode == 2, self.notes.read_text()
        self.rows = counts(self.notes.read_text()).rows
        self.notes.unlink()
        return True


def disturbed(folder: Path, format_: str, times: Iterator[float]) -> int:
    """Start a run, kill it, resume it, kill it ... until one comes to its end; return how many were killed."""
    for killed, time_left in enumerate(times):
        run = Run(folder, format_, "killed", *(["--resume"] if killed else []))
        if run.ends(time_left):
            assert run.rows == (FEWER if format_ == "jsonl" else ROWS)
            return killed
    raise AssertionError("no run came to its end in ten minutes")


@pytest.mark.long
@pytest.mark.parametrize("format_", KILLS)
def test_a_killed_run_is_resumed_to_the_same_bytes(shipments: Path, format_: str) -> None:
    """Output and rejects are those of an undisturbed run, whenever runs were killed, and nothing else is left."""
    begin = time.monotonic()
    assert Run(shipments, format_, "whole").ends(600)
    took = time.monotonic() - begin
    draw, killed = random.Random(format_), 0
    while killed < DRAWS * KILLS[format_]:
        left = DRAWS * KILLS[format_] - killed
        times = [draw.uniform(0.2 * took, 0.9 * took) for _ in range(min(left, draw.randint(2, 6)))]
        killed += disturbed(shipments, format_, iter([*times, 600]))
        for ending in (format_, "rejects.csv"):
            whole, output = shipments / f"whole.{ending}", shipments / f"killed.{ending}"
            assert output.read_bytes() == whole.read_bytes()
            output.unlink()
        assert not list(shipments.glob("killed*"))


def test_no_rows_follow_those_that_could_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run whose second batch fails, while later ones wait to be written, is resumed to the same bytes."""
    monkeypatch.setattr(delimited, "BATCH", 1)  # a batch for each megabyte that is read
    rows = (f"{ROW},{number:030}\n" for number in range(120_000))
    file = given(tmp_path, "in.csv", f"{HEADER},number\n" + "".join(rows))
    whole, output = tmp_path / "whole.csv", tmp_path / "out.csv"
    code, write, batches = ask("screen", str(file), "-o", str(whole)).code, Output.write, list[int]()

    def fail_once(self: Output, batch: pa.RecordBatch) -> None:
        batches.append(batch.num_rows)
        if len(batches) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(self, batch)

    with monkeypatch.context() as patch:
        patch.setattr(Output, "write", fail_once)
        assert ask("screen", str(file), "-o", str(output)).code == 2
    assert len(batches) == 2
    assert ask("screen", str(file), "-o", str(output), "--resume").code == code
    assert output.read_bytes() == whole.read_bytes()


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder with a run that stopped after its first batch (the text after it is damaged), and a copy of the folder."""
    folder = tmp_path_factory.mktemp("left") / "run"
    folder.mkdir()
    good = f"{HEADER}\n" + f"{ROW}\n" * 900_000
    file = given(folder, "in.csv", good.encode() + b"\xff\xff,US,2025-12-01\n")
    assert ask("screen", str(file), "-o", str(folder / "out.csv")).code == 2
    assert sorted(path.name for path in folder.iterdir()) == ["in.csv", "out.csv.partial", "out.csv.partial.json"]
    return folder, shutil.copytree(folder, folder.with_name("kept"))


@pytest.mark.xdist_group("resuming")  # one run is enough
class TestResuming:
    """A run is gone on with only if it is the same run."""

    @pytest.fixture
    def left(self, once: tuple[Path, Path]) -> Path:
        """The file of the run, as it was left: with the same time, because another time is another file."""
        folder, kept = once
        shutil.rmtree(folder)
        return shutil.copytree(kept, folder) / "in.csv"

    def resumed(self, file: Path, *arguments: str) -> str:
        """Return the error of resuming a run."""
        answer = ask("screen", str(file), "-o", str(file.with_name("out.csv")), "--resume", *arguments)
        assert (answer.code, answer.out) == (2, "")
        assert not file.with_name("out.csv").exists()
        return answer.err.splitlines()[-1]

    CHANGED = (
        "exportctl: --resume: the file, the law data or the options have changed since; start again without --resume"
    )

    def test_the_same_fault_is_met_again(self, left: Path) -> None:
        """Nothing was lost, and nothing was repaired."""
        assert "is not in the encoding of the first lines" in self.resumed(left)

    @pytest.mark.parametrize(
        "arguments",
        [
            *(("--set", "to=JP"), ("--on", "2025-12-01"), ("--known-on", "2025-12-01"), ("--assume", "extended")),
            *(("--gate", "report"), ("--only", "report"), ("--watch-change", "9"), ("--map", "item=to")),
            *(("--rejects", "r.csv"), ("--encoding", "latin-1"), ("--output-format", "tsv"), ("--input-format", "tsv")),
        ],
    )
    def test_other_wishes_are_refused(self, left: Path, arguments: tuple[str, ...]) -> None:
        """The rows written would not be those that are written now."""
        assert self.resumed(left, *arguments) == self.CHANGED

    def test_another_file_is_refused(self, left: Path) -> None:
        """Even one of the same size."""
        content = left.read_bytes()
        left.write_bytes(content[:-20] + content[-1:] * 20)
        os.utime(left, (0, 0))
        assert self.resumed(left) == self.CHANGED

    def test_another_law_is_refused(self, left: Path, small: Path) -> None:
        """The answers would not go together."""
        assert self.resumed(left, "--data", str(small)) == self.CHANGED

    @pytest.mark.parametrize("kept", ["", "{}", "[]", '{"mark": 1}'])
    def test_a_state_that_cannot_be_read_is_refused(self, left: Path, kept: str) -> None:
        """The error names the file."""
        state = left.with_name("out.csv.partial.json")
        state.write_text(kept)
        assert self.resumed(left) == f"exportctl: --resume: {state} cannot be read; start again without --resume"

    def test_an_output_that_lost_its_end_is_refused(self, left: Path) -> None:
        """A part that was surely written is missing."""
        part = left.with_name("out.csv.partial")
        part.write_bytes(part.read_bytes()[:-1])
        assert (
            self.resumed(left)
            == f"exportctl: --resume: {part} is shorter than when the run was interrupted; start again without --resume"
        )

    def test_a_new_run_ignores_the_files_of_the_old_one(self, left: Path) -> None:
        """A later run does not continue with the files of the first one."""
        assert ask("screen", str(left), "-o", str(left.with_name("out.csv")), "--encoding", "klingon").code == 2
        assert [path.name for path in left.parent.iterdir()] == ["in.csv"]

    def test_with_nothing_to_resume_a_run_begins(self, tmp_path: Path) -> None:
        """As it would without the option."""
        file = given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\n")
        answer = ask("screen", str(file), "-o", str(tmp_path / "out.csv"), "--resume")
        assert (answer.code, counts(answer.err).rows) == (1, 1)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]
