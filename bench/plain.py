"""Read a file of rows with pyarrow and write rows, batch by batch, with default options: the lower limit for any work on rows.

Without a third file, it writes the rows that it read. With one, it writes the rows of that file, which are in memory before the clock
starts: the lower limit for a program that reads the first file and writes the third.
"""

from __future__ import annotations

import sys
import time

BEGIN = time.perf_counter(), 0.0

from collections.abc import Iterator  # noqa: E402 - what is imported counts
from pathlib import Path  # noqa: E402

import pyarrow as pa  # noqa: E402
import pyarrow.csv  # noqa: E402
import pyarrow.parquet  # noqa: E402

BATCH = 1 << 17


def batches(source: Path) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    """Return the schema of a file and its rows."""
    if source.suffix == ".csv":
        reader = pa.csv.open_csv(source)
        return reader.schema, iter(reader)
    file = pa.parquet.ParquetFile(source)
    return file.schema_arrow, file.iter_batches()


def write(target: Path, schema: pa.Schema, rows: Iterator[pa.RecordBatch]) -> None:
    """Write rows to a file."""
    kind = pa.csv.CSVWriter if target.suffix == ".csv" else pa.parquet.ParquetWriter
    with kind(target, schema) as writer:
        for batch in rows:
            writer.write_batch(batch)


def clocks() -> tuple[float, float]:
    """Return the time, and the time of all cores that this process has used."""
    return time.perf_counter(), time.process_time()


def since(start: tuple[float, float]) -> tuple[float, float]:
    """Return the seconds by both clocks since a start."""
    now, work = clocks()
    return now - start[0], work - start[1]


def main() -> None:
    """Copy the rows, and print the seconds, and those of all cores."""
    source, target, *like = map(Path, sys.argv[1:])
    loading = 0.0, 0.0
    if like:
        start = clocks()
        table = pa.csv.read_csv(like[0]) if like[0].suffix == ".csv" else pa.parquet.read_table(like[0])
        loading = since(start)
        for _ in batches(source)[1]:
            pass
        write(target, table.schema, iter(table.to_batches(max_chunksize=BATCH)))
    else:
        write(target, *batches(source))
    print(*(took - other for took, other in zip(since(BEGIN), loading, strict=True)))


if __name__ == "__main__":
    main()
