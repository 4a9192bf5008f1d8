"""The standard streams may be closed, full or left by whoever read them; none of that becomes an answer.

What cannot be written to standard output raises OSError, as on any file. A reader who has gone away (`exportctl list | head`) has seen
what was wanted: the rest goes nowhere, and the exit code is that of the answer. Notes on standard error that reach nobody stop nothing.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from typing import BinaryIO, TextIO

    from typing_extensions import Buffer


def prepare() -> None:
    """Write UTF-8 whatever the locale, and in no width of none; let the process's own streams behave as this module says."""
    if os.environ.get("COLUMNS", "").strip("0") == "":
        os.environ.pop("COLUMNS", None)  # a terminal that does not know its width says 0, into which nothing would fit
    for number in range(3):
        _occupy(number)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)))
    if sys.stdout is sys.__stdout__:
        sys.stdout = _wrap(sys.stdout, 1, _Result)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _wrap(sys.stderr, 2, _Notes)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def notes_lost() -> bool:
    """Return whether notes on standard error were lost."""
    raw = getattr(getattr(sys.stderr, "buffer", None), "raw", None)
    return isinstance(raw, _Notes) and raw.lost


def _occupy(number: int) -> None:
    """Let no file that is opened later be taken for a standard stream that is closed: to read or to write that one fails."""
    try:
        os.fstat(number)
    except OSError:
        os.open(os.devnull, os.O_RDONLY if number else os.O_WRONLY)


def _wrap(stream: TextIO | None, number: int, kind: type[_Stream]) -> TextIO:
    raw = kind(getattr(getattr(stream, "buffer", None), "raw", None) or io.FileIO(number, "wb", closefd=False))
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding="utf-8", line_buffering=kind is _Notes or raw.isatty())


class _Stream(io.RawIOBase):
    """A standard stream that is written to, as the process was given it."""

    def __init__(self, raw: io.RawIOBase) -> None:
        self._raw = raw

    def writable(self) -> bool:
        """Tell that it can be written."""
        return True

    def fileno(self) -> int:
        """Return its number."""
        return self._raw.fileno()

    def isatty(self) -> bool:
        """Tell whether somebody watches."""
        return self._raw.isatty()


class _Result(_Stream):
    """Standard output."""

    def write(self, data: Buffer, /) -> int | None:
        """Write bytes; once the reader has gone away they go nowhere."""
        try:
            return self._raw.write(data)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            return memoryview(data).nbytes


class _Notes(_Stream):
    """Standard error."""

    lost = False

    def write(self, data: Buffer, /) -> int | None:
        """Write bytes, or pass them over if that cannot be."""
        try:
            return self._raw.write(data)
        except OSError:
            self.lost = True
            return memoryview(data).nbytes


def standard() -> BinaryIO:
    """Return standard output for bytes; on a terminal, nothing in them steers it."""
    return cast("BinaryIO", _Terminal() if sys.stdout.isatty() else sys.stdout.buffer)


class _Terminal(io.RawIOBase):
    """A terminal that rows of text are printed on."""

    def writable(self) -> bool:
        """Tell that it can be written."""
        return True

    def write(self, data: Buffer, /) -> int:
        """Print text with everything that could steer the terminal written out."""
        from exportctl.reports.printable import printable

        text = bytes(data).decode(errors="replace")
        print("\n".join(printable(line) for line in text.split("\n")), end="")
        return memoryview(data).nbytes

    def flush(self) -> None:
        """Show what was printed."""
        sys.stdout.flush()
