"""The rows of a delimited text are counted a second time, by its lines and quotes, before its reader takes them apart.

A reader that mistakes a quote swallows rows and says nothing; so what it reads is held against what is counted here. A line is a row,
unless quotes hold several together: these are followed cell by cell, and a row whose quotes can only be a mistake is refused.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final, Protocol

from exportctl.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_LINES: Final = 100
"""How many line breaks a cell may have; what has more is a quote that was not closed, with the rows behind it."""
_PIECE: Final = 1 << 18
"""How many bytes are counted at a time: as many as a processor has at hand."""
_BOM: Final = b"\xef\xbb\xbf"
_ASIDE: Final = bytes(set(range(256)) - set(b'"\n'))
"""All bytes but quotes and line ends."""


class Readable(Protocol):
    """What bytes of a text in UTF-8 come from."""

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, or fewer; none at the end."""


class Counted(io.RawIOBase):
    """A text that counts the rows which are read of it, the first line too. Blank lines are none."""

    def __init__(self, text: Readable, delimiter: str) -> None:
        """Take the text, in UTF-8, and what stands between its cells."""
        self.rows = 0
        self._text, self._shapes = text, _Shapes(re.escape(delimiter).encode())
        self._rest, self._begun, self._ended = b"", False, False

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return bytes of the text, after counting; raises InputError for quotes that can only be a mistake."""
        data = self._text.read(size)
        for start in range(0, len(data), _PIECE):
            self._count(data[start : start + _PIECE])
        if not data:
            self.end()
        return data

    def end(self) -> None:
        """Count the last row."""
        if not self._ended:
            self._ended = True
            self._follow(_lines(self._rest + b"\n"))

    def _count(self, data: bytes) -> None:
        """Count the rows of what was read so far, but the last one, which may go on."""
        text = self._rest + data
        if not self._begun:
            text, self._begun = text.removeprefix(_BOM), True
        filled = text.rstrip(b"\r\n")
        end = max(filled.rfind(b"\n"), filled.rfind(b"\r")) + 1
        lines, self._rest = text[:end], filled[end:] + b"\n" * (len(filled) < len(text))
        if lines.count(b"\r") != lines.count(b"\r\n"):
            lines = _lines(lines)
        if b'"' in lines and b'"' in lines.translate(None, _ASIDE).replace(b'""', b""):
            self._follow(_lines(lines))  # some line has a quote without its other half
        else:
            self.rows += _filled(lines)

    def _follow(self, lines: bytes) -> None:
        """Count rows cell by cell, as the reader takes them apart; one that does not end here is kept for what comes."""
        start = 0
        while start < len(lines):
            alone = self._shapes.alone.match(lines, start)
            end = alone.end() if alone else start
            self.rows += _filled(lines[start:end])
            if end < len(lines):
                row = self._shapes.row.match(lines, end)
                if row is None:
                    self._open(lines[end:])
                    return
                self._check(row.group())
                self.rows += 1
                end = row.end()
            start = end

    def _open(self, row: bytes) -> None:
        """Keep the begin of a row whose last cell goes on; raises InputError if it cannot."""
        if self._ended:
            raise self._refused("the file ends inside a quote that was not closed; is all of it there?")
        before = self._shapes.before.match(row)
        self._fit([row[before.end() if before else 0 :]])
        self._rest = row + self._rest

    def _check(self, row: bytes) -> None:
        """Raise InputError for a row of several lines that nobody wrote as one."""
        if not self._shapes.strict.fullmatch(row):
            raise self._refused("a cell of several lines goes on behind its quotes; one is not doubled, or not closed")
        self._fit(self._shapes.cell.findall(row))

    def _fit(self, cells: Sequence[bytes]) -> None:
        if max(cell.count(b"\n") for cell in cells) > MOST_LINES:
            raise self._refused(f"a cell has more than {MOST_LINES} line breaks; a quote was not closed")

    def _refused(self, what: str) -> InputError:
        return InputError("file", f"row {self.rows + 1}: {what}")


class _Shapes:
    """What cells and rows look like: as readers have it, a quote means something at the begin of a cell, and text may follow."""

    def __init__(self, apart: bytes) -> None:
        bare = rb'(?!")[^%b\n]*+' % apart
        quoted, in_line = rb'"[^"]*+(?:""[^"]*+)*+"', rb'"[^"\n]*+(?:""[^"\n]*+)*+"'
        after = rb"[^%b\n]*+" % apart
        lax, strict, short = (rb"(?:%b|%b)" % (bare, kind) for kind in (quoted + after, quoted, in_line + after))
        row, right, line = (rb"%b(?:%b%b)*+\n" % (cell, apart, cell) for cell in (lax, strict, short))
        self.cell, self.row, self.strict = re.compile(lax), re.compile(row), re.compile(right)
        self.before = re.compile(rb"(?:%b%b)*+" % (lax, apart))
        self.alone = re.compile(rb"(?:%b)*+" % line)


def _lines(text: bytes) -> bytes:
    """Return a text with one kind of line end."""
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text


def _filled(text: bytes) -> int:
    """Return how many lines are not blank."""
    if text.startswith((b"\n", b"\r")) or b"\n\n" in text or b"\n\r" in text:
        return sum(map(bool, _lines(text).split(b"\n")))
    return text.count(b"\n")
