"""Batches of rows from a file, with the numbers of the rows that could not be parsed."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

import pyarrow as pa

from exportctl.batch.days import FROM_1900
from exportctl.files.facts_above import Above
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

BATCH: Final = 1 << 17
"""The number of rows that are screened at a time."""


class Broken(NamedTuple):
    """A row that could not be parsed: its number in the file (the first row is 1), its text, and the reason."""

    number: int
    value: str
    reason: str


class Rejected(NamedTuple):
    """A rejected row: its number in the file, the column, the cell, and the reason."""

    row: int
    column: str
    value: str
    reason: str


class BlankLines:
    """The blank lines among rows, the header included; consecutive ones are stored as one."""

    def __init__(self) -> None:
        """Start without blank lines."""
        self._rows, self._lines = array("Q"), array("Q")

    def note(self, rows: int, lines: int) -> None:
        """Record a number of blank lines below a number of rows."""
        before = self._lines[-1] if self._lines else 0
        if self._rows and self._rows[-1] == rows:
            self._lines[-1] = before + lines
        else:
            self._lines.append(before + lines)
            self._rows.append(rows)

    def above(self, number: int) -> int:
        """Return the number of blank lines above a row; the first row below the header is 1."""
        place = bisect_right(self._rows, number)
        return self._lines[place - 1] if place else 0


class Rows(NamedTuple):
    """Consecutive rows of a file from number `start` on: those of the batch, and broken ones and blank lines among them.

    `shared` has columns of the batch that are dictionary-encoded in the file, so that they are not encoded again.
    """

    start: int
    batch: pa.RecordBatch
    broken: tuple[Broken, ...] = ()
    blank: BlankLines | None = None
    shared: Mapping[str, pa.DictionaryArray] = {}

    def number(self, row: int) -> int:
        """Return the number in the file of a row of the batch, counted from 0; blank lines have numbers, too."""
        return self.number_in_file(self.number_of_all(row))

    def number_of_all(self, row: int) -> int:
        """Return the number of a row of the batch among all rows, broken ones included; the first row of the file is 1."""
        number = self.start + row
        for item in self.broken:
            number += item.number <= number
        return number

    def number_in_file(self, number: int) -> int:
        """Return the number that the file's own program shows for a row."""
        return number + (self.blank.above(number) if self.blank else 0)


class Skipped(NamedTuple):
    """An input that is not read: its name, the reason, and whether it may hold rows."""

    name: str
    why: str
    may_hold_rows: bool

    def of(self, file: object) -> Self:
        """Return it as a part of a file."""
        return self._replace(name=Sentence("{file}, {part}", file=file, part=self.name))

    def line(self) -> Sentence:
        """Return it in a line."""
        return Sentence("{name} was not read: {why}", name=self.name, why=self.why)


class Merged(NamedTuple):
    """A merged cell of a sheet: the number of its column, and of its first and last row of goods."""

    column: int
    first: int
    last: int


class Source(NamedTuple):
    """An open file: the schema of its rows, the rows, and their number, if it is known at once.

    `first` is the number that the file's own program shows for its first row; `part` names the part of the file that is read.
    `document` is the document that the rows come from, if it can be written again with answers; rows that were `screened` before
    had answers, which are left out. `skipped` are hidden parts that may hold rows, and `other_sheets` the visible ones, in words.
    `merged` are cells that count for several rows, `texts_beside` has the texts in the first rows of those sheets by their names,
    `before` is day 0 of numbers that are days, and `above` has the facts above the header. `unnamed` are the letters of columns
    with values but without a name, with the heading whose merged cell reaches over each, if any.
    """

    schema: pa.Schema
    rows: Iterator[Rows]
    total: int | None = None
    first: int = 1
    part: str = ""
    document: Any = None
    skipped: Sequence[Skipped] = ()
    other_sheets: Sequence[str] = ()
    texts_beside: Mapping[str, Sequence[str]] = {}
    merged: Sequence[Merged] = ()
    before: date = FROM_1900
    above: Above = Above()
    unnamed: Mapping[str, str] = {}
    screened: bool = False


def in_pieces(rows: Iterator[Rows], most: int) -> Iterator[Rows]:
    """Yield rows in pieces of at most that many rows; broken rows go with the readable row before them."""
    for part in rows:
        for place in range(0, max(len(part.batch), 1), most):
            yield _piece(part, place, most)


def _piece(part: Rows, place: int, most: int) -> Rows:
    """Return the rows of the batch from a place on, and the broken ones before the next piece."""
    begins = part.number_of_all(place) if place else part.start
    ends = part.number_of_all(place + most) if place + most < len(part.batch) else None
    return part._replace(
        start=begins,
        batch=part.batch.slice(place, most),
        broken=tuple(item for item in part.broken if begins <= item.number and (ends is None or item.number < ends)),
        shared={name: column.slice(place, most) for name, column in part.shared.items()},
    )


def number_rows(batches: Iterable[pa.RecordBatch]) -> Iterator[Rows]:
    """Yield batches without broken rows, with the numbers of their rows."""
    start = 1
    for batch in batches:
        yield Rows(start, batch)
        start += batch.num_rows


def repeat_merged(rows: Iterator[Rows], merged: Sequence[Merged], columns: Collection[int]) -> Iterator[Rows]:
    """Yield rows in which merged cells of some columns are repeated in each row, as a person reads them; a sheet has each once."""
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
