"""Repeat a merged cell in each of its rows, as a person reads it; the sheet has its value in the first row only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from exportctl.files.rows import Merged, Rows


def repeat_merged(rows: Iterator[Rows], merged: Sequence[Merged], columns: Collection[int]) -> Iterator[Rows]:
    """Yield rows in which the merged cells of some columns are repeated; other columns stay as they are."""
    by_column = {column: [item for item in merged if item.column == column] for column in columns}
    last: dict[int, pa.Array] = {}
    for part in rows:
        batch, end = part.batch, part.start + len(part.batch)
        for column, items in by_column.items():
            reaching = [item for item in items if item.first < end and item.last >= part.start]
            if not reaching:
                continue
            cells = batch.column(column)
            before = last.get(column, cells.slice(0, 0))
            places = list(range(len(before), len(before) + len(cells)))
            for item in reaching:
                source = item.first - part.start + len(before) if item.first >= part.start else 0
                for number in range(max(item.first, part.start), min(item.last + 1, end)):
                    places[number - part.start] = source
                if item.last >= end:
                    last[column] = pa.concat_arrays([before, cells]).slice(source, 1)
            repeated = pa.concat_arrays([before, cells]).take(pa.array(places, pa.int64()))
            batch = batch.set_column(column, batch.schema.field(column), repeated)
        yield part._replace(batch=batch)
