"""Rows come from a file in batches; those that could not even be taken apart are named by their number."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow as pa

BATCH: Final = 1 << 17
"""How many rows are screened at a time."""


class Broken(NamedTuple):
    """A row that could not be taken apart: its number in the file (the first row is 1), what stands there, and why."""

    number: int
    value: str
    reason: str


class Rows(NamedTuple):
    """Rows of a file that follow one another from number `start` on: those of the batch, and the broken ones among them.

    In `blank` stands, for each blank line, which is no row, how many rows stand above it, the names of columns included.
    """

    start: int
    batch: pa.RecordBatch
    broken: tuple[Broken, ...] = ()
    blank: Sequence[int] = ()

    def number(self, row: int) -> int:
        """Return the number in the file of a row of the batch, counted from 0; blank lines have numbers, too."""
        number = self.start + row
        for item in self.broken:
            number += item.number <= number
        return self.shown(number)

    def shown(self, number: int) -> int:
        """Return the number in the file of a row by its number among rows."""
        return number + bisect_right(self.blank, number)


class Source(NamedTuple):
    """An open file: the schema of its rows, the rows, and how many there are, where that is known at once.

    `first` is the number that the file's own program shows for its first row; `part` says which part of the file is read, if not all.
    A `document` is what the rows were taken from, where it can be written again with their answers.
    """

    schema: pa.Schema
    rows: Iterator[Rows]
    total: int | None = None
    first: int = 1
    part: str = ""
    document: Any = None


def numbered(batches: Iterable[pa.RecordBatch]) -> Iterator[Rows]:
    """Yield batches of which no row is broken, with the numbers of their rows."""
    start = 1
    for batch in batches:
        yield Rows(start, batch)
        start += batch.num_rows
