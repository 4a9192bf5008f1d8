"""Reads a file of rows with pyarrow and writes it again, batch by batch, with default options: the floor for any work on rows."""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet


def main() -> None:
    """Copy the first file that is named to the second."""
    source, target = map(Path, sys.argv[1:])
    if source.suffix == ".csv":
        reader = pa.csv.open_csv(source)
        with pa.csv.CSVWriter(target, reader.schema) as writer:
            for batch in reader:
                writer.write_batch(batch)
        return
    file = pa.parquet.ParquetFile(source)
    with pa.parquet.ParquetWriter(target, file.schema_arrow) as writer:
        for batch in file.iter_batches():
            writer.write_batch(batch)


if __name__ == "__main__":
    main()
