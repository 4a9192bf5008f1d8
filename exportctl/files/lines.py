"""Count the rows of a delimited text a second time, by lines and quotes, to check the reader.

A reader that mistakes a quote loses rows silently; so its rows are compared with the lines. There are never more rows
than non-blank lines: if the numbers are equal, each line is a row. If there are fewer rows, quotes join lines: these
are followed cell by cell, and a row whose quotes can only be a mistake is refused.
"""

from __future__ import annotations

import io
import re
from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.errors import InputError
from exportctl.files.rows import BlankLines
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAX_LINES: Final = 100
"""The limit on line breaks in a cell; a cell with more is an unclosed quote, with the rows after it."""
_PIECE: Final = 1 << 20
"""The number of bytes that are read at once, unless a row may be longer."""
_END: Final = pa.scalar(ord("\n"), pa.uint8())
_BLANK: Final = re.compile(rb"(?:^|(?<=\n))\n+")
_BOM: Final = b"\xef\xbb\xbf"


class Block(NamedTuple):
    """The text of one read: the number of lines that end in it (the first may begin earlier), and of those that are not blank.

    It is `plain` if surely no line is blank, and none ends with a carriage return only.
    """

    head: bytes
    data: bytes
    end: int
    filled: int
    plain: bool

    def lines(self) -> bytes:
        """Return its lines, with one kind of line end."""
        return _one_end(self.head + self.data[: self.end])


class CountedLines(io.RawIOBase):
    """A text that counts its own rows, the first line included; `blank` lines are not rows."""

    def __init__(self, read: Callable[[int], bytes], delimiter: str, columns: int) -> None:
        """Take the function that reads the text in UTF-8, its delimiter, and the number of its columns."""
        self.rows = 0
        self._enough = MAX_LINES * columns
        self.blank = BlankLines()
        self._read, self._shapes = read, _Shapes(re.escape(delimiter).encode())
        self._blocks: deque[Block] = deque()
        self._first, self._at_end = True, False
        self._tail = self._open = b""
        self._last: Block | None = None
        self._rows_read = 1

    def readable(self) -> bool:
        """Return True: it can be read."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return bytes of the text, and keep their lines until the reader has counted the rows in them.

        It returns fewer bytes if a row must end earlier: Arrow reads far ahead, in blocks of the size that it requests.
        """
        data = more = self._read(min(size, _PIECE))
        while more and len(data) < size and not self._holds_rows(data):
            more = self._read(min(size - len(data), _PIECE))
            data += more
        if data:
            self._take(data)
        return data

    def settle(self, rows: int) -> None:
        """Check the next block against the number of rows read from it; raises InputError for quotes that can only be a mistake."""
        self._rows_read += rows
        if not self._blocks:
            return
        block = self._blocks.popleft()
        has_bare_returns = not block.plain and _has_bare_returns(block.data)
        if self._open or has_bare_returns or self.rows + block.filled != self._rows_read:
            self._follow(block.lines())
            self._last = None
            return
        if not block.plain:
            self._note(block.lines())
        if block.filled:
            self.rows, self._last = self._rows_read, block

    def follow(self) -> None:
        """Count all remaining blocks, line by line; raises InputError as `settle` does."""
        while self._blocks:
            self._follow(self._blocks.popleft().lines())
            self._last = None

    def end(self) -> None:
        """Count the last row; raises InputError if it does not end."""
        self.follow()
        self._at_end = True
        if self._last:  # each line is a row, but the last may be the start of one
            self.rows -= 1
            self._follow(self._last.lines().rstrip(b"\n").rpartition(b"\n")[2] + b"\n")
        self._follow(_one_end(self._tail) + b"\n")

    def _holds_rows(self, data: bytes) -> bool:
        """Return whether bytes have more lines than a row can have; usually the first of them suffice."""
        return any(data.count(b"\n", 0, part) > self._enough for part in (len(data) >> 3, len(data)))

    def _take(self, data: bytes) -> None:
        """Keep the lines that end in some bytes; a line end that may be incomplete waits for the next bytes."""
        head = self._tail
        if self._first:
            data, self._first = data.removeprefix(_BOM), False
        end = data.rfind(b"\n") + 1
        end = max(end, data.rfind(b"\r", end, -1) + 1)
        self._tail = data[end:] if end else head + data
        if end:
            self._blocks.append(Block(head, data, end, *_count_filled(head, data, end)))

    def _follow(self, text: bytes) -> None:
        """Count rows cell by cell, as the reader splits them; a row that does not end here waits for the next bytes."""
        lines, start = self._open + text, 0
        self._open = b""
        while start < len(lines):
            alone = self._shapes.alone.match(lines, start)
            end = alone.end() if alone else start
            self._note(lines[start:end])
            self.rows += _not_blank(lines[start:end])
            if end < len(lines):
                row = self._shapes.row.match(lines, end)
                if row is None:
                    self._keep(lines[end:])
                    return
                self._check(row.group())
                self.rows += 1
                end = row.end()
            start = end

    def _note(self, lines: bytes) -> None:
        """Record the blank lines of a block in which every other line is a row."""
        rows, at = self.rows, 0
        for match in _BLANK.finditer(lines):
            rows += lines.count(b"\n", at, match.start())
            at = match.end()
            self.blank.note(rows, at - match.start())

    def _keep(self, row: bytes) -> None:
        """Keep the start of a row whose last cell continues; raises InputError if it cannot."""
        if self._at_end:
            raise self._error(Sentence("the file ends inside an open quote; check whether it is complete"))
        before = self._shapes.before.match(row)
        self._fit([row[before.end() if before else 0 :]])
        self._open = row

    def _check(self, row: bytes) -> None:
        """Raise InputError for a row of several lines that can only result from a mistaken quote."""
        if not self._shapes.strict.fullmatch(row):
            raise self._error(
                Sentence(
                    "a cell of several lines has text after its closing quote; double each quote inside it, or close it"
                )
            )
        self._fit(self._shapes.cell.findall(row))

    def _fit(self, cells: Sequence[bytes]) -> None:
        if max(cell.count(b"\n") for cell in cells) > MAX_LINES:
            raise self._error(
                Sentence("a cell has more than {most_lines} line breaks; close its quote", most_lines=MAX_LINES)
            )

    def _error(self, what: str) -> InputError:
        return InputError("file", "row {row}: {what}", row=str(self.rows + 1), what=what)


class _Shapes:
    """The patterns of cells and rows in the rules of readers: quotes count at the start of a cell, and text may follow."""

    def __init__(self, apart: bytes) -> None:
        bare = rb'(?!")[^%b\n]*+' % apart
        quoted, in_line = rb'"[^"]*+(?:""[^"]*+)*+"', rb'"[^"\n]*+(?:""[^"\n]*+)*+"'
        after = rb"[^%b\n]*+" % apart
        lax, strict, short = (rb"(?:%b|%b)" % (bare, kind) for kind in (quoted + after, quoted, in_line + after))
        row, right, line = (rb"%b(?:%b%b)*+\n" % (cell, apart, cell) for cell in (lax, strict, short))
        self.cell, self.row, self.strict = re.compile(lax), re.compile(row), re.compile(right)
        self.before = re.compile(rb"(?:%b%b)*+" % (lax, apart))
        self.alone = re.compile(rb"(?:%b)*+" % line)


def _one_end(text: bytes) -> bytes:
    """Return a text with one kind of line end."""
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text


def _count_filled(head: bytes, data: bytes, end: int) -> tuple[int, bool]:
    """Count the non-blank lines that end in `data`, and return whether surely none is blank; `head` begins the first.

    Arrow counts plain lines, because it releases the interpreter's lock meanwhile.
    """
    plain = b"\r" not in data or (data.count(b"\r") == data.count(b"\r\n") and b"\n\r" not in data)
    if plain and (head or not data.startswith((b"\n", b"\r"))):
        ends = pc.equal(pa.Array.from_buffers(pa.uint8(), len(data), [None, pa.py_buffer(data)]), _END)
        if not pc.and_(ends[:-1], ends[1:]).true_count:
            return int(ends.true_count), True
    return _not_blank(_one_end(head + data[:end])), False


def _has_bare_returns(data: bytes) -> bool:
    """Return whether lines end with a carriage return only: the reader yields the row of such a line before its end is read."""
    return b"\r" in data and data.count(b"\r") != data.count(b"\r\n")


def _not_blank(lines: bytes) -> int:
    if b"\n\n" in lines or lines.startswith(b"\n"):
        return sum(map(bool, lines.split(b"\n")))
    return lines.count(b"\n")
