"""Measure a report in Chromium: the work to open a page of many rows, and the time of a filter."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.csv

from bench.shipments import shipments
from exportctl.api import load_law
from tests.browser import Browser, browser, found

WIDTH, RUNS = 52, 5
FILTERS = {
    "a decision": "choose('decision', '=prohibited')",
    "a provision": "choose('provisions', '=mofcom-2024-51/1')",
    "a word": "type('magnet')",
    "two words": "type('industrial pipes')",
    "a letter": "type('a')",
    "every row again": "document.querySelector('#filters button').click()",
}
"""The actions of a user, by their names."""
TIMED = """
(async () => {
  const again = () => new Promise((done) => document.addEventListener('shown', done, { once: true }));
  const all = again();
  document.querySelector('#filters button').click();
  await all;
  const choose = (name, value) => {
    const box = document.querySelector(`#filters select[data-column="${name}"]`);
    box.value = value; box.dispatchEvent(new Event('change'));
  };
  const type = (words) => {
    const box = document.getElementById('search');
    box.value = words; box.dispatchEvent(new Event('input'));
  };
  const start = performance.now(), shown = again();
  DONE;
  await shown;
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
})()
"""


def seconds(process: int) -> float:
    """Return the CPU seconds of a process and of all its descendants."""
    table = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout  # noqa: S607 - wherever it is
    pairs = (line.split() for line in table.splitlines())
    parents = {int(child): int(parent) for child, parent in pairs}
    family = {process}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    ticks = 0
    for one in family:
        try:
            parts = Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except FileNotFoundError:  # it has ended
            continue
        ticks += int(parts[11]) + int(parts[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def open_page(page: Path, chromium: str) -> tuple[float, float]:
    """Return the CPU seconds of a browser from its start until it shows a page, and those of the page alone."""
    with browser(chromium) as window:
        before = seconds(window.process.pid)
        await_rows(window, page)
        whole = seconds(window.process.pid)
        return whole, whole - before


def await_rows(window: Browser, page: Path) -> None:
    """Open a page, and wait until its table shows rows."""
    window.open(page)
    window.run(
        "(async () => { while (!document.querySelector('.open-row')) await new Promise(requestAnimationFrame); })()"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    rows, chromium = parser.parse_args().rows, found()
    if chromium is None:
        sys.exit("there is no Chromium: install it")
    with TemporaryDirectory() as folder:
        file, page = Path(folder, "rows.csv"), Path(folder, "page.html")
        pyarrow.csv.write_csv(pa.Table.from_batches(shipments(load_law(), rows)), file)
        subprocess.run([sys.executable, "-m", "exportctl", "report", str(file), "-o", str(page)], check=True)
        print(f"{f'the page of {rows:,} rows':{WIDTH}} {page.stat().st_size / 1e6:.1f} MB")
        work = [open_page(page, chromium) for _ in range(RUNS)]
        whole, alone = zip(*work, strict=True)
        for label, spent in (("CPU to start and open it", whole), ("CPU to open it (at most 3 s wanted)", alone)):
            print(f"{label:{WIDTH}} {median(spent):.2f} s ({min(spent):.2f} to {max(spent):.2f})")
        with browser(chromium) as window:
            await_rows(window, page)
            for label, action in FILTERS.items():
                times = [window.run(TIMED.replace("DONE", action)) for _ in range(RUNS)]
                print(
                    f"{f'filter: {label} (at most 200 ms wanted)':{WIDTH}} {median(times):.0f} ms (up to {max(times):.0f})"
                )


if __name__ == "__main__":
    main()
