"""`python -m tests.hostile.fuzz READER --seconds N` makes mutants of valid documents, and counts crashes, hangs and wrong results.

A separate process reads one mutant after another, and records the number of each before it reads it. If it dies or hangs, the
number identifies the mutant, and another process continues after it. Findings are kept in a folder, and can be made again from
their numbers.
"""

from __future__ import annotations

import argparse
import math
import mmap
import os
import random
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from exportctl.errors import ExportctlError
from tests.hostile.victim import in_memory
from tests.hostile.victims import VICTIMS, in_a_folder_of_its_own, shown, victim

NOTE = struct.Struct("<QQQQd")
"""The record of a process: the number of its input, the numbers of read, refused and wrong inputs, and the start of this one."""
MEMORY = 6 << 30
PATIENCE = 20.0
APART = ("xlsx",)
"""Readers that the program runs in a process with limits: there an end of the process is a refusal."""


class Found(NamedTuple):
    """What became of the inputs for a reader."""

    reader: str
    tried: int
    refused: int
    crashes: int
    hangs: int
    wrong: int
    ended: int
    seconds: float

    def __str__(self) -> str:
        """Print as a row of a table."""
        rate = self.tried / self.seconds if self.seconds else 0
        counts = (self.tried, self.refused, self.crashes, self.hangs, self.wrong, self.ended, round(rate))
        return f"{self.reader:<10}" + "".join(f"{count:>10}" for count in counts)


HEAD = f"{'reader':<10}" + "".join(
    f"{word:>10}" for word in ("inputs", "refused", "crashes", "hangs", "wrong", "ended", "a second")
)


def fuzz(reader: str, seconds: float, most: float, seed: int, kept: Path) -> Found:
    """Let processes read mutants for a number of seconds, or until a number of mutants was read."""
    counts: Counter[str] = Counter()
    begun, start = time.monotonic(), 0
    with tempfile.TemporaryFile() as file, tempfile.TemporaryDirectory(dir=in_memory()) as folder:
        file.truncate(NOTE.size)
        note = mmap.mmap(file.fileno(), NOTE.size)
        while (left := seconds - (time.monotonic() - begun)) > 0 and counts["tried"] < most:
            note[:] = NOTE.pack(start, 0, 0, 0, 0.0)
            command = [sys.executable, "-m", "tests.hostile.fuzz", reader, "--seed", str(seed), "--from", str(start)]
            with subprocess.Popen(
                [*command, "--note", str(file.fileno()), "--keep", str(kept)],
                env=os.environ
                | {"ARROW_DEFAULT_MEMORY_POOL": "system", "TMPDIR": folder},  # others keep room that they do not use
                pass_fds=[file.fileno()],
                stderr=subprocess.DEVNULL,
            ) as process:
                ended = _watched(process, note, left, most - counts["tried"])
            number, tried, refused, wrong, _ = NOTE.unpack(note[:])
            counts.update(tried=tried, refused=refused, wrong=wrong, **{ended: 1})
            if ended in ("crash", "hang"):
                (kept / f"{reader}-{ended}-{seed}-{number}").write_bytes(shown(_input(reader, seed, number)))
            start = number + 1
    apart = reader in APART
    crashes, over = (0, counts["crash"]) if apart else (counts["crash"], 0)
    return Found(
        reader,
        counts["tried"],
        counts["refused"],
        crashes,
        counts["hang"],
        counts["wrong"],
        over,
        time.monotonic() - begun,
    )


def _watched(process: subprocess.Popen[bytes], note: mmap.mmap, seconds: float, most: float) -> str:
    """Wait until a process ends, hangs, has read enough, or its time is over; return which."""
    until = time.monotonic() + seconds
    while True:
        try:
            process.wait(0.2)
        except subprocess.TimeoutExpired:
            _, tried, _, _, began = NOTE.unpack(note[:])
            hangs = began and time.monotonic() - began > PATIENCE
            if hangs or tried >= most or time.monotonic() > until:
                process.kill()
                process.wait()
                return "hang" if hangs else "over"
        else:
            return "crash"


def _input(reader: str, seed: int, number: int) -> object:
    made: object = victim(reader).make(random.Random(f"{seed}/{number}"))
    return made


def work(reader: str, seed: int, start: int, noted: int, kept: Path) -> None:
    """Read mutants from a number on, for ever."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))  # room that is only reserved costs nothing
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    in_a_folder_of_its_own()
    note = mmap.mmap(noted, NOTE.size)
    ignored: list[object] = []
    sys.unraisablehook = ignored.append  # what Python only prints, a user sees as well
    reads, refused, wrong, number = victim(reader).read, 0, 0, start
    while True:
        given = _input(reader, seed, number)
        note[:] = NOTE.pack(number, number - start, refused, wrong, time.monotonic())
        try:
            reads(given)
        except ExportctlError:
            refused += 1
        except MemoryError:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever it is, a user would have seen it
            if reader in APART and type(error).__module__.startswith("pyo3"):
                refused += 1
            else:
                wrong += 1
                name = kept / f"{reader}-wrong-{type(error).__name__}-{seed}-{number}"
                name.write_bytes(shown(given))
                name.with_suffix(".txt").write_text(traceback.format_exc(), encoding="utf-8", errors="backslashreplace")
        if ignored:
            wrong += 1
            (kept / f"{reader}-wrong-ignored-{seed}-{number}").write_bytes(shown(given))
            ignored.clear()
        number += 1


def main() -> None:
    """Fuzz the readers that are named, or every one, and print a row for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.fuzz", description=__doc__)
    parser.add_argument(
        "readers", nargs="*", metavar="READER", help=f"one of {', '.join(VICTIMS)}; without any, all of them"
    )
    parser.add_argument("--seconds", type=float, help="for each reader; 60 where no number of inputs is asked for")
    parser.add_argument("--inputs", type=float, default=float("inf"), help="for each reader, however long they take")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for what was found; without one, a new one")
    parser.add_argument("--from", type=int, default=0, dest="start", help=argparse.SUPPRESS)
    parser.add_argument("--note", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if unknown := [name for name in arguments.readers if name not in VICTIMS]:
        parser.error(f"there is no reader '{unknown[0]}'; there are {', '.join(VICTIMS)}")
    kept = arguments.keep or Path(tempfile.mkdtemp(prefix="exportctl-fuzz-"))
    kept.mkdir(parents=True, exist_ok=True)
    if arguments.note is not None:
        work(arguments.readers[0], arguments.seed, arguments.start, arguments.note, kept)
        return
    seconds = arguments.seconds or (60 if math.isinf(arguments.inputs) else math.inf)
    wanted = f"{seconds:g} s and {arguments.inputs:g} inputs at most"
    print(f"seed {arguments.seed}, {wanted} for each; what was found is in {kept}\n{HEAD}", flush=True)
    findings = []
    for reader in arguments.readers or VICTIMS:
        findings.append(fuzz(reader, seconds, arguments.inputs, arguments.seed, kept))
        print(findings[-1], flush=True)
    sys.exit(any(one.crashes or one.hangs or one.wrong for one in findings))


if __name__ == "__main__":
    main()
