"""Keep standard streams that are closed, full or abandoned by their reader from changing an answer.

A failure to write to standard output raises OSError, as for any file. If the reader closes the pipe (`exportctl list |
head`), it has seen enough: the rest is discarded, and the exit code is that of the answer. Lost notes on standard error
stop nothing.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

if TYPE_CHECKING:
    from typing_extensions import Buffer


def prepare() -> None:
    """Set UTF-8 for any locale, remove a width of 0, and replace the streams of the process as this module describes."""
    if os.environ.get("COLUMNS", "").strip("0") == "":
        os.environ.pop("COLUMNS", None)  # a terminal of unknown width reports 0, which fits nothing
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


def _wrap(stream: TextIO | None, number: int, kind: type[_Stream]) -> TextIO:
    raw = kind(getattr(getattr(stream, "buffer", None), "raw", None) or io.FileIO(number, "wb", closefd=False))
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding="utf-8", line_buffering=kind is _Notes or raw.isatty())


class _Stream(io.RawIOBase):
    """A standard stream for output, as the process received it."""

    def __init__(self, raw: io.RawIOBase) -> None:
        self._raw = raw

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def isatty(self) -> bool:
        return self._raw.isatty()


class _Result(_Stream):
    """Standard output."""

    def write(self, data: Buffer, /) -> int | None:
        """Write bytes; they are discarded after the reader has closed the pipe."""
        try:
            return self._raw.write(data)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            return memoryview(data).nbytes


class _Notes(_Stream):
    """Standard error."""

    lost = False

    def write(self, data: Buffer, /) -> int | None:
        """Write bytes, or discard them if that fails."""
        try:
            return self._raw.write(data)
        except OSError:
            self.lost = True
            return memoryview(data).nbytes


def standard() -> BinaryIO:
    """Return standard output for bytes; on a terminal, control characters in them are escaped."""
    return cast("BinaryIO", _Terminal() if sys.stdout.isatty() else sys.stdout.buffer)


class _Terminal(io.RawIOBase):
    """A terminal on which rows of text are printed."""

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer, /) -> int:
        """Print text with all control characters escaped."""
        from exportctl.reports.printable import printable

        text = bytes(data).decode(errors="replace")
        print("\n".join(printable(line) for line in text.split("\n")), end="")
        return memoryview(data).nbytes

    def flush(self) -> None:
        sys.stdout.flush()
