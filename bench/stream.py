"""A stream of rows that share no text, name or share: its memory, and its rows per second."""

from __future__ import annotations

import argparse
import csv
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from bench.firms import invented_firms
from exportctl import screen

ROWS, FILE, TOLD = 10_000_000, 250_000, 500_000
LEAST = 900
TERMS = Path(__file__).resolve().parent.parent / "data" / "trade" / "terms.csv"
DAY = date(2025, 12, 1)


def rows(seed: int, first: int, count: int, terms: list[str], names: list[str]) -> pa.Table:
    """Return rows with numbers of their own: goods of trade and of the list, made-up firms, and shares of nine digits."""
    draw = random.Random(seed)
    numbers = range(first, first + count)
    return pa.table(
        {
            "item": [f"{draw.choice(terms)} lot {number}" for number in numbers],
            "to": draw.choices(["US", "DE", "JP", "KR"], k=count),
            "party": [f"{draw.choice(names)} {number}" for number in numbers],
            "owned_by": [f"{draw.choice(names)} {number}={draw.uniform(1, 99):.9f}" for number in numbers],
            "cn_content": [f"{draw.uniform(0, 100):.9f}%" for _ in numbers],
        }
    )


def write_rows(folder: Path, count: int) -> ds.Dataset:
    """Write rows into files, and return them as a dataset."""
    with TERMS.open(encoding="utf-8", newline="") as lines:
        terms = [row["term"] for row in csv.DictReader(lines)] + [
            "gallium",
            "NdFeB magnets",
            "graphite electrodes",
        ] * 300
    names = invented_firms(1, 5_000)
    for first in range(0, count, FILE):
        pq.write_table(rows(first, first, min(FILE, count - first), terms, names), folder / f"{first:09}.parquet")
    return ds.dataset(folder, format="parquet")


def peak() -> float:
    """Return the peak memory of this process so far, in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def progress(source: ds.Dataset) -> Iterator[str]:
    """Yield a line for each half million rows, and one for all of them."""
    begin, done, undecided = time.perf_counter(), 0, 0
    for batch in screen(source, on=DAY):
        before, done = done, done + len(batch)
        undecided += batch["decision"].to_pylist().count("undecided")
        if before // TOLD != done // TOLD:
            rate = done / (time.perf_counter() - begin)
            yield f"  {done:9} rows, {rate:6.0f} a second, peak {peak():4.0f} MB; below {LEAST} wanted"
    yield f"{done} rows, {undecided} of them undecided, peak {peak():.0f} MB"


def main() -> None:
    """Print the memory over time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    count = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        source = write_rows(Path(folder), count)
        print(
            f"a stream of {count} rows, no two alike in item, party, owned_by or cn_content; {peak():.0f} MB before",
            flush=True,
        )
        for line in progress(source):
            print(line, flush=True)


if __name__ == "__main__":
    main()
