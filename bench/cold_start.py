"""Cold start: whole processes of `check` and of a bare typer command, alternating in one run."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 31
ROOT = Path(__file__).resolve().parent.parent
BARE = [sys.executable, "-m", "bench.bare", "gallium"]
CHECK = [sys.executable, "-m", "exportctl", "check", "gallium", "--to", "US", "--on", "2025-12-01"]

INSTALLED = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""The bytecode is on the disk, as for an installed program."""


def seconds(command: list[str]) -> float:
    """Return how long a process takes from start to end."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=INSTALLED, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and their ratio."""
    for command in (BARE, CHECK):
        seconds(command)  # the first run writes bytecode and the compiled register
    pairs = [(seconds(BARE), seconds(CHECK)) for _ in range(RUNS)]
    bare, check = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(check / bare for bare, check in pairs)
    print(f"cold start, {RUNS} pairs, Python {platform.python_version()} on {platform.machine()}")
    print(f"  bare typer command {bare * 1000:6.0f} ms\n  exportctl check    {check * 1000:6.0f} ms")
    print(f"  ratio (median of pairs) {ratio:.2f}, at most 1.15 wanted")


if __name__ == "__main__":
    main()
