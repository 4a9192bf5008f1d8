"""What does not fit into memory is screened as it is read, and its rows are answered as those of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from exportctl import InputError, load_law, screen
from exportctl.batch.binding import ScreenOptions
from exportctl.batch.stream import screen_stream

ROWS = pa.table(
    {
        "goods": ["gallium", "toys", "graphite", "holmium"] * 5,
        "to": ["US", "US", "Atlantis", "DE"] * 5,
        "n": list(range(20)),
    }
)
ASKED: dict[str, Any] = {"columns": {"item": "goods"}, "on": "2025-12-01"}


def _dataset(folder: Path) -> ds.Dataset:
    pq.write_table(ROWS, folder / "rows.parquet", row_group_size=7)
    return ds.dataset(folder / "rows.parquet")


SOURCES: dict[str, Callable[[Path], object]] = {
    "dataset": _dataset,
    "scanner": lambda folder: _dataset(folder).scanner(batch_size=3),
    "lazy frame": lambda folder: pl.scan_parquet(_dataset(folder).files[0]),
}


@pytest.mark.parametrize("source", SOURCES)
def test_a_stream_is_answered_as_a_table_is(source: str, tmp_path: Path) -> None:
    """Row by row and in order; texts of answers are plain."""
    reader = screen(SOURCES[source](tmp_path), **ASKED)
    assert isinstance(reader, pa.RecordBatchReader)
    assert not any(pa.types.is_dictionary(field.type) for field in reader.schema)
    whole = screen(ROWS, **ASKED)
    assert isinstance(whole, pa.Table)
    assert reader.read_all().to_pylist() == whole.to_pylist()


def test_a_stream_is_answered_when_it_is_read() -> None:
    """The first rows are answered before the next ones are taken; a dataset itself may read ahead."""
    taken = []

    def batches() -> Iterator[pa.RecordBatch]:
        for number in range(1000):
            taken.append(number)
            yield from ROWS.to_batches()

    given = pa.RecordBatchReader.from_batches(ROWS.schema, batches())
    reader = screen_stream(load_law(), given, ScreenOptions(renamed=ASKED["columns"], on=date(2025, 12, 1)))
    assert taken == []
    first = reader.read_next_batch()
    assert first["decision"].to_pylist() == screen(ROWS, **ASKED)["decision"].to_pylist()[: len(first)]
    assert taken == [0]


def test_a_stream_that_makes_no_sense_is_refused_at_once() -> None:
    """Before a row is read."""
    with pytest.raises(InputError, match="item: no column is recognised as the goods"):
        screen(ds.dataset(ROWS), on=date(2025, 12, 1), columns={"item": "-"})
    with pytest.raises(InputError, match="values: 'colour' is not a fact"):
        screen(ROWS.to_reader(), values={"colour": "grey"}, **ASKED)


def test_a_stream_can_be_written_on(tmp_path: Path) -> None:
    """It is what Arrow's own writers take."""
    ds.write_dataset(screen(ds.dataset(ROWS), **ASKED), tmp_path / "out", format="parquet")
    assert len(ds.dataset(tmp_path / "out").to_table()) == len(ROWS)
