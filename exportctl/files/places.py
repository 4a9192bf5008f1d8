"""Find the line and column of rows in a text by reading it a second time, because cells can span lines."""

from __future__ import annotations

import csv
import io
import re
from contextlib import ExitStack, suppress
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from exportctl.files.delimited import Header, codec, decode, encoding_of, header_of
from exportctl.files.formats import Bytes
from exportctl.files.standard import STANDARD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path


class Cell(NamedTuple):
    """A cell to find: the name of its column and the start of its text, each empty if it is unknown."""

    column: str
    text: str = ""


class Position(NamedTuple):
    """A place in a text, line and column counted from 1, the column in characters."""

    line: int
    column: int


def positions(
    path: Path, input_format: str, encoding: str | None, targets: Mapping[int, Cell], columns: Collection[str] = ()
) -> dict[int, Position]:
    """Return the positions of cells, by the numbers of their rows; `columns` are names that the header has.

    A file that is not a text or cannot be read a second time has no positions, nor has a row whose text has changed
    since.
    """
    if not targets or str(path) == STANDARD or not path.is_file() or input_format not in ("csv", "tsv", "jsonl"):
        return {}
    result: dict[int, Position] = {}
    with ExitStack() as stack:
        source = Bytes(path, stack)
        if input_format == "jsonl":
            rows = enumerate((line for line, text in enumerate(source.stream, 1) if text.strip()), 1)
            return {number: Position(line, 1) for number, line in islice(rows, max(targets)) if number in targets}
        encoding = encoding or encoding_of(source.head)
        header = header_of(decode(source.head, encoding), "\t" if input_format == "tsv" else None, columns)
        text = io.TextIOWrapper(source.stream, codec(encoding, "utf-8-sig"), newline="")
        stack.callback(text.detach)  # the wrapper would close the stream, which belongs to the source
        above = text.read(header.skipped)
        with suppress(csv.Error, UnicodeError):
            result.update(_delimited_positions(_Lines(text, above), header, targets))
    return result


class _Lines:
    """The lines of a text; those of the current row are kept."""

    def __init__(self, text: io.TextIOWrapper, above: str) -> None:
        self._text, self.row = text, list[str]()
        self.number = 1 + len(list(io.StringIO(above, newline="")))

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            self.row.append(line)
            yield line

    def next_row(self) -> None:
        """Start another row."""
        self.number += len(self.row)
        self.row.clear()


def _delimited_positions(lines: _Lines, header: Header, targets: Mapping[int, Cell]) -> Iterator[tuple[int, Position]]:
    names, last = list[str](), max(targets)
    cell = re.compile(rf'(?:"(?:[^"]|"")*")?[^{re.escape(header.delimiter)}]*')
    for number, cells in enumerate(csv.reader(lines, delimiter=header.delimiter), header.above + 1):
        names = names or cells  # a blank line is not a row
        if number > last:
            return
        if target := targets.get(number):
            place = names.index(target.column) if target.column in names else None
            if place is None or place >= len(cells):
                yield number, Position(lines.number, 1)
            elif cells[place].startswith(target.text):
                yield number, _position(lines, cell, place)
        lines.next_row()


def _position(lines: _Lines, cell: re.Pattern[str], place: int) -> Position:
    """Return the position of a cell in the current row."""
    row, start = "".join(lines.row), 0
    for _ in range(place):
        if match := cell.match(row, start):
            start = min(match.end() + 1, len(row))
    before = row[:start].replace("\r\n", "\n").replace("\r", "\n")
    return Position(lines.number + before.count("\n"), len(before) - before.rfind("\n"))
