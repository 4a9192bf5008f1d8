"""Streams that are closed, full or abandoned, and signals at any moment, never look like an answer; and no file is left."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import pytest

from tests.cli.program import ROOT, STORY, ask
from tests.files.program import HEADER, ROW, counts, given

CIVIL = f"check {STORY} --end-use civil --end-user-type civil"
GREEN, RED = f"{CIVIL} --gate prohibited", CIVIL

BROKEN = ">&-", ">/dev/full", "2>&-", "2>/dev/full", "<&- >&- 2>&-"
"""How a shell closes streams, or lets them be full."""

STOPS = {signal.SIGINT: 130, signal.SIGTERM: 143}

LONGEST = 120
"""Seconds after which a process that was stopped counts as hanging: on a busy machine it may take long to end."""


def shell(arguments: str, streams: str) -> subprocess.CompletedProcess[str]:
    """Run one command with its streams as a shell hands them over."""
    command = f"exec {sys.executable} -m exportctl {arguments} {streams}"
    return subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_answers_are_what_they_are() -> None:
    """With whole streams one is below the gate, the other at it."""
    assert [ask(*shlex.split(question)).code for question in (GREEN, RED)] == [0, 1]


@pytest.mark.parametrize("streams", BROKEN)
def test_an_unwritable_result_ends_with_2(streams: str) -> None:
    """Lost notes change nothing."""
    lost = ">&-" in streams.replace("2>&-", "") or streams.startswith(">/dev/full")
    done = shell(RED if "full" in streams else GREEN, streams)
    assert done.returncode == (2 if lost else 1 if "full" in streams else 0)
    if lost and "2>" not in streams:
        assert done.stderr.startswith("exportctl: the result cannot be written: ")
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("streams", ["2>/dev/full", ">/dev/full 2>&-"])
def test_unwritable_rows_end_with_2(tmp_path: Path, streams: str) -> None:
    """A run whose notes are lost is a run all the same."""
    file = given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\n")
    done = shell(f"screen {file} -o - --gate prohibited", streams)
    assert done.returncode == (3 if streams.startswith("2") else 2)


def test_unwritable_rejected_rows_end_with_2(tmp_path: Path) -> None:
    """They are printed on standard error if they are not written to a file."""
    file = given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\ngallium,nowhere,2025-12-01\n")
    assert shell(f"screen {file} -o - --allow-rejects", "2>/dev/full").returncode == 2
    assert shell(f"screen {file} -o - --allow-rejects", "2>/dev/null").returncode == 1


@pytest.mark.parametrize("streams", ["<&-", "0>/dev/null"])
def test_an_input_that_cannot_be_read_ends_with_2(streams: str) -> None:
    """One line reports it."""
    done = shell("screen -", streams)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("exportctl: FILE: standard input is closed; pipe rows into it ")
    assert done.stderr.count("\n") == 1


def test_a_reader_of_help_may_leave() -> None:
    """Output of the program other than that of commands is treated alike."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "exportctl", "--help"]
    done = subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


class Going:
    """A program that is at work; if it is `telling`, each module that it has imported."""

    def __init__(self, folder: Path, *arguments: str, telling: bool = False) -> None:
        self.folder = folder / "temporary"
        self.folder.mkdir(exist_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, *(["-X", "importtime"] if telling else []), "-m", "exportctl", *arguments],
            cwd=ROOT,
            env=os.environ | {"TMPDIR": str(self.folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        """Let it work."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave no process and no pipe."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()

    def until(self, path: Path) -> None:
        """Wait until a file has content."""
        while not (path.exists() and path.stat().st_size):
            assert self.process.poll() is None
            time.sleep(0.001)

    def stopped(self, number: signal.Signals) -> tuple[int, bytes]:
        """Send a signal, and return the exit code and the last line; a file left in the temporary folder is a fault."""
        self.process.send_signal(number)
        code = self.process.wait(LONGEST)
        last = self.process.stderr.read() if self.process.stderr else b""
        assert not list(self.folder.iterdir())
        return code, last


class TestSignals:
    """A run that is stopped ends at once with the code of the signal."""

    @pytest.mark.parametrize("number", STOPS)
    def test_while_it_waits_for_its_input(self, tmp_path: Path, number: signal.Signals) -> None:
        """And however long that would come."""
        output = tmp_path / "out.csv"
        with Going(tmp_path, "screen", "-", "-o", str(output)) as going:
            going.until(tmp_path / "out.csv.partial.json")
            assert going.stopped(number) == (STOPS[number], b"")
            assert [path.name for path in tmp_path.iterdir()] == ["temporary"]

    def test_while_its_output_is_not_read(self, tmp_path: Path) -> None:
        """However long nothing reads it."""
        file = given(tmp_path, "in.csv", f"{HEADER}\n" + f"{ROW}\n" * 20_000)
        with Going(tmp_path, "screen", str(file), "-o", "-") as going:
            assert going.process.stdout
            going.process.stdout.read(1)
            code, notes = going.stopped(signal.SIGTERM)
            assert (code, notes.count(b"\n")) == (143, 1)

    def test_while_it_writes_a_workbook(self, tmp_path: Path) -> None:
        """Neither the workbook nor its temporary files are left."""
        file = given(tmp_path, "in.csv", f"{HEADER}\n" + f"{ROW}\n" * 60_000)
        with Going(tmp_path, "screen", str(file), "-o", str(tmp_path / "out.xlsx")) as going:
            going.until(tmp_path / "out.xlsx.partial.json")
            assert going.process.stderr
            assert going.process.stderr.readline().startswith(b"exportctl: read: ")
            assert going.stopped(signal.SIGTERM)[0] == 143
            assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "temporary"]

    @pytest.mark.parametrize(
        ("number", "module"), [(signal.SIGTERM, "exportctl.cli.streams"), (signal.SIGINT, "exportctl.law.register")]
    )
    def test_while_it_starts(self, tmp_path: Path, number: signal.Signals, module: str) -> None:
        """Whatever has just been imported; a run that waits for its input cannot end before the signal comes."""
        with Going(tmp_path, "screen", "-", "-o", str(tmp_path / "out.csv"), telling=True) as going:
            assert going.process.stderr
            assert any(line.split()[-1] == module.encode() for line in going.process.stderr)
            code, last = going.stopped(number)
            assert code == STOPS[number]
            assert b"Traceback" not in last


def test_a_second_signal_does_not_wait(tmp_path: Path) -> None:
    """Whatever a run is doing then."""
    with Going(tmp_path, "screen", "-", "-o", str(tmp_path / "out.csv")) as going:
        going.until(tmp_path / "out.csv.partial.json")
        going.process.send_signal(signal.SIGINT)
        assert going.stopped(signal.SIGINT)[0] == 130


BEFORE_READING = """
import ctypes, os, signal
from collections import deque
from functools import partial
from operator import call
from exportctl import __main__ as program

def run(_):
    deque(map(call, (partial(ctypes.CDLL(None).kill, os.getpid(), signal.SIGINT), partial(os.read, 0, 1))))

program.run = run
program.main()
"""
"""A command that is interrupted just before it reads, with no step of Python between in which its handler could run."""


def test_a_signal_just_before_a_system_call_is_not_late() -> None:
    """Though it does not interrupt the call."""
    with subprocess.Popen([sys.executable, "-c", BEFORE_READING], cwd=ROOT, stdin=subprocess.PIPE) as process:
        try:
            assert process.wait(LONGEST) == STOPS[signal.SIGINT]
        finally:
            process.kill()


def test_ignored_signals_do_not_interrupt(tmp_path: Path) -> None:
    """As a shell does for jobs in the background."""
    output = tmp_path / "out.csv"
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Going(tmp_path, "screen", "-", "-o", str(output)) as going:
        signal.signal(signal.SIGINT, before)
        going.until(tmp_path / "out.csv.partial.json")
        going.process.send_signal(signal.SIGINT)
        _, notes = going.process.communicate(f"{HEADER}\n{ROW}\n".encode(), LONGEST)
        assert (going.process.returncode, counts(notes.decode()).rows) == (1, 1)
        assert output.exists()
