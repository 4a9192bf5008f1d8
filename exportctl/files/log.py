"""Write a log one line at a time, by one writer at a time, and read it line by line."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from exportctl.files.locks import has_name, hold_lock
from exportctl.files.strictjson import parsed
from exportctl.limits import DOCUMENT
from exportctl.permits.log import NO_DIGEST, SCHEMA, Line, digest_of_line, line_of
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from io import FileIO
    from pathlib import Path

_BLOCK: Final = 1 << 16
_MARK: Final = f'"{SCHEMA}"'.encode()
"""The text that each line of a log contains, even one that a killed writer left unfinished."""


def append(path: Path, entry: Mapping[str, Any]) -> None:
    """Append an entry to a log and flush it to the disk; writers wait for each other. Raises OSError if it cannot be written.

    An unfinished line of a killed writer is ended and stays broken. An entry that cannot be written completely is
    removed.
    """
    with _own(path) as file:
        size = file.seek(0, os.SEEK_END)
        last, is_ended = _last(file, size)
        line = line_of(entry, digest_of_line(last) if size else NO_DIGEST)
        remaining = memoryview(b"".join((b"" if is_ended else b"\n", line, b"\n")))
        try:
            while remaining:
                remaining = remaining[file.write(remaining) :]
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                file.truncate(size)
            raise


def is_log(path: Path) -> bool:
    """Return whether a file has a line of a log, or is empty and can become a log. Raises OSError if it cannot be read."""
    with path.open("rb") as file:
        first = file.readline(DOCUMENT)
        return not first or _MARK in first or any(_MARK in line for line in iter(lambda: file.readline(DOCUMENT), b""))


def lines_of(path: Path) -> Iterator[Line]:
    """Yield the lines of a log. Raises OSError if it cannot be read."""
    with path.open("rb") as file:
        while line := file.readline(DOCUMENT):
            text = line.removesuffix(b"\n")
            yield Line(digest_of_line(text), _entry(text) if line.endswith(b"\n") else None)


def _entry(text: bytes) -> Mapping[str, Any] | None:
    try:
        document = parsed(text.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


@contextmanager
def _own(path: Path) -> Iterator[FileIO]:
    """Yield a log file, locked against other writers; it is created if it does not exist, also if it was moved away meanwhile."""
    while True:
        with path.open("a+b", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError(None, Sentence("is not a file"))
            with hold_lock(file):
                if has_name(file, path):
                    yield file
                    return


def _last(file: FileIO, size: int) -> tuple[bytes, bool]:
    """Return the last line of a file of a size, and whether it has its line end."""
    tail, start = b"", size
    while start and b"\n" not in tail[:-1]:
        before = max(0, start - _BLOCK)
        file.seek(before)
        tail, start = file.read(start - before) + tail, before
    return tail.removesuffix(b"\n").rpartition(b"\n")[2], not tail or tail.endswith(b"\n")
