"""Runs are killed at drawn moments and before whatever they do to a file, alone and two at once, and leave nothing but the whole."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, NamedTuple

from tests.files.program import HEADER, rows_of
from tests.files.started import screen

STARTED = multiprocessing.get_context("forkserver")
STARTED.set_forkserver_preload(["tests.hostile.stories", "tests.files.loaded"])

_EXIT_CODES = threading.Lock()
"""Starting a process reads the exit codes of ended ones; if two threads read one code, the second gets 255."""

TOUCHES = frozenset({"open", "os.rename", "os.remove", "fcntl.flock"})
"""The operations of a run on files, as Python reports them to audit hooks."""

LONG, SHORT = 150_000, 300
"""Rows of several batches, and few, for a run that does little but open, rename and remove files."""

KINDS = {"csv": LONG, "tsv.zst": LONG, "parquet": LONG, "jsonl": SHORT, "xlsx": SHORT}
"""The formats that are written, with the rows they are written from."""

PAIRS, STEPS, BUSY = 0.2, 20, "another run is writing it"
"""The share of stories with two runs at once, the largest number of steps of a run, and the message to the second one."""


def text(count: int) -> str:
    """Return rows with numbers; one in fifty cannot be read."""
    draw = random.Random(count)
    goods = draw.choices(("gallium", "graphite", "8112929010", "steel", ""), weights=[12, 12, 12, 13, 1], k=count)
    rows = (f"{item},US,2025-12-01,{number},{'n' * 24}\n" for number, item in enumerate(goods))
    return f"{HEADER},number,note\n" + "".join(rows)


def until(arguments: list[str], notes: Path, step: int) -> None:
    """Be the program until it touches a file for so manieth time; of 0 it comes to its end."""
    left, folder = step, str(notes.parent)

    def audit(event: str, args: tuple[Any, ...]) -> None:
        nonlocal left
        if event in TOUCHES and (event == "fcntl.flock" or str(args[0]).startswith(folder)) and args[0] != str(notes):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(audit)
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as long as the process lasts
    screen(arguments, notes)


class Run:
    """A process that screens a file, forked from one that has started."""

    def __init__(self, source: Path, output: Path, *more: str, step: int = 0, notes: str = "notes") -> None:
        self.notes = output.with_name(f"{output.name}.{notes}")
        arguments = [str(source), "-o", str(output), "--allow-rejects", *more]
        self.process = STARTED.Process(target=until, args=(arguments, self.notes, step))
        with _EXIT_CODES:
            self.process.start()

    def ends(self, within: float | None = None) -> bool:
        """Return whether it ends by itself; after a number of seconds it is killed."""
        if not wait([self.process.sentinel], within):
            self.process.kill()
            wait([self.process.sentinel])
        with _EXIT_CODES:
            self.process.join()
        return self.process.exitcode != -signal.SIGKILL

    @property
    def told(self) -> str:
        """Its notes."""
        return self.notes.read_text(encoding="utf-8")


class Whole(NamedTuple):
    """The results of an uninterrupted run, and its duration."""

    source: Path
    output: bytes
    rejects: bytes
    took: float


class Story:
    """Runs into one output, some of which are killed; the last one ends, and its files are those of an uninterrupted run."""

    def __init__(self, whole: Whole, output: Path, seed: int) -> None:
        self.whole, self.output, self.draw = whole, output, random.Random(seed)
        self.rejects = output.with_name(output.name.partition(".")[0] + ".rejects.csv")
        self.counts: Counter[str] = Counter(stories=1)

    def told(self) -> Counter[str]:
        """Live through it, and return what happened."""
        if self.draw.random() < PAIRS:
            self.two()
        else:
            for number in range(self.draw.randint(1, 4)):
                self.one(*(["--resume"] if number and self.draw.random() < 0.8 else []))
        last = Run(self.whole.source, self.output, *(["--resume"] if self.draw.random() < 0.5 else []))
        assert last.ends()
        self.counts["wrong codes"] += last.process.exitcode != 1
        self.compare(must=True)
        self.counts["files left"] += len(self.left())
        return self.counts

    def one(self, *more: str) -> None:
        """A run that is killed."""
        step = self.draw.randint(1, STEPS) if self.draw.random() < 0.4 else 0
        run = Run(self.whole.source, self.output, *more, step=step)
        within = None if step else self.draw.uniform(0, 1.1 * self.whole.took)
        self.counts["killed"] += not run.ends(within)
        self.compare(must=False)

    def two(self) -> None:
        """Two runs at once: one, both or none of which is killed."""
        runs = [Run(self.whole.source, self.output, notes=name) for name in ("first", "second")]
        for run in self.draw.sample(runs, 2):
            within = self.draw.uniform(0, 2 * self.whole.took) if self.draw.random() < 0.5 else None
            self.counts["killed"] += not run.ends(within)
        self.counts["told to wait"] += sum(BUSY in run.told for run in runs if run.notes.exists())
        self.counts["pairs"] += 1
        self.compare(must=False)

    def compare(self, *, must: bool) -> None:
        """Compare the file with the name of the output with the expected one; an incomplete file never has this name."""
        for path, content in ((self.output, self.whole.output), (self.rejects, self.whole.rejects)):
            if not path.exists():
                self.counts["missing"] += must
            elif path.read_bytes() != content:
                self.counts["differences"] += 1
                wanted = [row["number"] for row in rows_of(self.whole.source.with_name(f"whole.{self.kind}"))]
                self.counts["rows lost"] += len(set(wanted) - {row["number"] for row in rows_of(self.output)})

    @property
    def kind(self) -> str:
        """The ending of the output."""
        return self.output.name.partition(".")[2]

    def left(self) -> Sequence[Path]:
        """Return the files that no run needs."""
        named = {self.output, self.rejects}
        outputs = self.output.parent.glob(f"{self.output.name.partition('.')[0]}.*")
        return [path for path in outputs if path not in named and not path.name.endswith(("notes", "first", "second"))]


def undisturbed(folder: Path, kind: str) -> Whole:
    """Return the results of an uninterrupted run into a kind of file."""
    source, output = folder / f"{KINDS[kind]}.csv", folder / f"whole.{kind}"
    source.write_text(text(KINDS[kind]), encoding="utf-8")
    Run(source, output).ends()  # the first child waits for the process it is forked from
    begin = time.monotonic()
    assert Run(source, output).ends()
    return Whole(source, output.read_bytes(), (folder / "whole.rejects.csv").read_bytes(), time.monotonic() - begin)
