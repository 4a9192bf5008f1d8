"""Whole files: `exportctl screen` in pairs with a plain read and write of the same file, with more rows, and with more law.

Rows are made once and kept in a folder. The larger law is written each time, and compiled again only if it has changed.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROWS, MORE, PAIRS = 5_000_000, 10, 5
ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
DEFAULT = Path(tempfile.gettempdir()) / "exportctl-bench"
MEGABYTE = 1 << 20


class Cost(NamedTuple):
    """The cost of a process: seconds from start to end, seconds of all cores (its work), and peak memory in MB."""

    seconds: float
    work: float
    memory: float


def cost(*arguments: object, clock: bool = False) -> Cost:
    """Run a module of Python and return its cost, by its own `clock`s if it has them.

    A process starts at its parent's peak memory, so this one imports little. Earlier writes are flushed to the disk first.
    """
    os.sync()
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE if clock else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    stderr = process.stderr.read() if process.stderr else b""
    own = process.stdout.read() if process.stdout else b""
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1, 3}:
        sys.exit(f"{' '.join(map(str, arguments))}: {stderr.decode()}")
    seconds, work = map(float, own.split()) if clock else (took, used.ru_utime + used.ru_stime)
    return Cost(seconds, work, used.ru_maxrss * (1 if sys.platform == "darwin" else 1 << 10) / MEGABYTE)


def screen_file(source: Path, target: Path, data: Path = DATA) -> Cost:
    """Screen a file of rows by the law in a data folder."""
    return cost("exportctl", "screen", source, "-o", target, "--data", data)


def rows_file(folder: Path, rows: int, ending: str) -> Path:
    """Return a file with a number of rows; a missing file is written."""
    file = folder / f"rows-{rows}{ending}"
    if not file.exists():
        beside = folder / f"new-{file.name}"
        cost("bench.shipments", beside, "--rows", rows)
        beside.rename(file)
    return file


def median_cost(costs: Sequence[Cost]) -> Cost:
    """Return the medians of the seconds and the highest peak of memory."""
    seconds, work, memory = zip(*costs, strict=True)
    return Cost(statistics.median(seconds), statistics.median(work), max(memory))


def spread(costs: Sequence[Cost], others: Sequence[Cost]) -> str:
    """Return the median and the range of the ratios of pairs, and the median of the ratios of their work."""
    ratios = [one.seconds / other.seconds for one, other in zip(costs, others, strict=True)]
    work = statistics.median(one.work / other.work for one, other in zip(costs, others, strict=True))
    return (
        f"(median of {len(ratios)} pairs) {statistics.median(ratios):.2f}, "
        f"from {min(ratios):.2f} to {max(ratios):.2f}; of CPU {work:.2f}"
    )


def compare_with_plain(source: Path, pairs: int) -> None:
    """Print screening in comparison with a plain copy of the same rows, and of the rows that screening writes, in turn."""
    target, floor = (source.with_name(f"{name}{source.suffix}") for name in ("out", "floor"))
    screen, copy, same = [], [], []
    for _ in range(pairs):
        copy.append(cost("bench.plain", source, floor, clock=True))
        screen.append(screen_file(source, target))
        same.append(cost("bench.plain", source, floor, target, clock=True))
    took = median_cost(screen)
    print(f"{source.name}, {source.stat().st_size / MEGABYTE:.0f} MB")
    print(
        f"  exportctl screen              {took.seconds:7.2f} s, CPU {took.work:.2f} s, "
        f"peak {took.memory:4.0f} MB (at most 700 wanted)"
    )
    for name, floors, wanted in (
        ("pyarrow copies the input     ", copy, "at most 2.5 wanted"),
        ("pyarrow writes the same output", same, "at most 1.2 wanted"),
    ):
        floor_took = median_cost(floors)
        print(
            f"  {name:30}{floor_took.seconds:6.2f} s, CPU {floor_took.work:.2f} s; "
            f"ratio {spread(screen, floors)}; {wanted}"
        )
    for file in (target, floor):
        file.unlink()


def more_rows(few: Path, many: Path) -> None:
    """Print the cost of ten times the rows, between two runs of the fewer rows."""
    target = few.with_name("out.parquet")
    before, took, after = (screen_file(source, target) for source in (few, many, few))
    once = (before.seconds + after.seconds) / 2
    print(f"{many.name}, {many.stat().st_size / MEGABYTE:.0f} MB, {MORE} times the rows")
    print(f"  exportctl screen         {took.seconds:7.2f} s, peak {took.memory:4.0f} MB (at most 700 wanted)")
    print(f"  {few.name} {once:7.2f} s (mean of one before and one after)")
    print(f"  ratio {took.seconds / once:.2f}, at most 10.5 wanted")


def more_law(source: Path, pairs: int, *, everywhere: bool = False) -> None:
    """Print the cost of ten times the acts and entries for the same rows. Answers change only where they reach unrecognised goods."""
    data = source.with_name("everywhere" if everywhere else "elsewhere")
    cost("bench.manyfold", data, *(["--everywhere"] if everywhere else []))
    few, many = (source.with_name(f"{name}{source.suffix}") for name in ("few", "many"))
    cost("exportctl", "data", "status", "--data", data)  # compiles it
    taken = [(screen_file(source, few), screen_file(source, many, data)) for _ in range(pairs)]
    little, much = zip(*taken, strict=True)
    acts, lists = (sum(1 for _ in data.glob(pattern)) for pattern in ("acts/*/*/*.yaml", "entries/*.yaml"))
    same = "the same answers" if filecmp.cmp(few, many, shallow=False) else "other answers"
    print(f"{source.name}, ten times the law, {data.name} ({acts} acts, {lists} families of entries): {same}")
    for name, costs in (("as it is", little), ("ten times", much)):
        took = median_cost(costs)
        print(f"  {name:9} {took.seconds:7.2f} s, CPU {took.work:.2f} s, peak {took.memory:4.0f} MB")
    print(f"  ratio {spread(much, little)}; {'none' if everywhere else 'at most 1.25'} wanted")
    for file in (few, many):
        file.unlink()


def parse_options() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of a file (default %(default)s)")
    parser.add_argument("--pairs", type=int, default=PAIRS, help="pairs of processes (default %(default)s)")
    parser.add_argument(
        "--folder", type=Path, default=DEFAULT, help="where rows and law are kept (default %(default)s)"
    )
    parser.add_argument(
        "--more", action="store_true", help="also ten times the rows, and ten times the law everywhere, once each"
    )
    return parser.parse_args()


def main() -> None:
    """Print every comparison."""
    wish = parse_options()
    wish.folder.mkdir(parents=True, exist_ok=True)
    cores, arrow = os.cpu_count(), version("pyarrow")
    print(f"whole files, Python {platform.python_version()}, pyarrow {arrow}, {cores} cores, {platform.machine()}")
    parquet, csv = (rows_file(wish.folder, wish.rows, ending) for ending in (".parquet", ".csv"))
    cost("exportctl", "data", "status", "--data", DATA)  # compiles it
    compare_with_plain(parquet, wish.pairs)
    compare_with_plain(csv, wish.pairs)
    more_law(parquet, wish.pairs)
    if wish.more:
        more_rows(parquet, rows_file(wish.folder, wish.rows * MORE, ".parquet"))
        more_law(parquet, 1, everywhere=True)


if __name__ == "__main__":
    main()
