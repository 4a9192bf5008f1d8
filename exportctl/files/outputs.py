"""Write the output of a run; it gets its name when it is completely on the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, Self

import pyarrow as pa

from exportctl.errors import InputError, reason_of, why_not_written
from exportctl.files.atomic import is_stream
from exportctl.files.formats import packing_of
from exportctl.files.standard import STANDARD
from exportctl.files.writers import writer
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exportctl.files.formats import Format
    from exportctl.files.overview import Overview


class Output:
    """An output file of rows; standard output is left open after them.

    Arrow writes to the file by itself: each write to a Python file would wait for the interpreter, which is busy with
    the next rows.
    """

    def __init__(  # noqa: PLR0913 - the properties of an output file
        self,
        path: Path,
        file: BinaryIO,
        format_: Format,
        schema: pa.Schema,
        *,
        is_begun: bool = False,
        is_marked: bool = False,
        overview: Overview | None = None,
    ) -> None:
        """Take the open file of an output; one that `is_begun` has its first line already, one that `is_marked` has a BOM."""
        self._file, self._standard, self.rows = file, str(path) == STANDARD, 0
        self._is_file = not (self._standard or is_stream(path))
        self._writeback_end = 0
        self._sink = pa.OSFile(os.fsencode(file.name), "ab") if self._is_file else file
        try:
            self._writer = writer(
                self._sink, format_, schema, packing_of(path), is_begun=is_begun, is_marked=is_marked, overview=overview
            )
        except InputError:
            if self._is_file:
                self._sink.close()
                file.close()
            raise

    def __enter__(self) -> Self:
        """Return the output."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Discard the output after an error."""
        if kind:
            self.drop()

    @property
    def name(self) -> str:
        """The name that the file has while it is written."""
        return str(self._file.name)

    def pieces(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        """Yield a batch in small pieces, so that each is written quickly."""
        size = self._writer.piece or batch.num_rows
        return (batch.slice(start, size) for start in range(0, batch.num_rows, size or 1))

    def write(self, batch: pa.RecordBatch) -> None:
        """Write the rows of a batch."""
        self._writer.write(batch)
        self.rows += batch.num_rows
        self._start_writeback()

    def _start_writeback(self) -> None:
        """Start writing to the disk now if the system supports it; otherwise the end of the run would wait for all of it."""
        if self._is_file and hasattr(os, "posix_fadvise"):
            end = os.fstat(self._file.fileno()).st_size
            with suppress(OSError):  # a system without it writes when it chooses
                os.posix_fadvise(
                    self._file.fileno(), self._writeback_end, end - self._writeback_end, os.POSIX_FADV_DONTNEED
                )
            self._writeback_end = end

    def size(self) -> int:
        """Return the number of bytes of the file that survive if the run is killed now; 0 for standard output."""
        self._sink.flush()
        return os.fstat(self._file.fileno()).st_size if self._is_file else 0

    def close(self) -> None:
        """Write the end of the file, and flush it to the disk."""
        self._writer.close()
        self._sink.flush()
        if self._is_file:
            self._sink.close()
            os.fsync(self._file.fileno())
        if not self._standard:
            self._file.close()

    def drop(self) -> None:
        """Discard a file that will not be continued."""
        with suppress(OSError, ValueError, pa.ArrowException):  # a full disk does not take the rest of the buffer
            self._writer.drop()
        if self._is_file:
            with suppress(OSError, pa.ArrowException):
                self._sink.close()
        if not self._standard:
            with suppress(OSError):
                self._file.close()


def reason(error: OSError | pa.ArrowException) -> str:
    """Return why a write failed, in the words of the system, even if a library raised the error."""
    if isinstance(error, OSError):
        own = OSError(error.errno, os.strerror(error.errno)) if error.errno else error
        return why_not_written(own, Sentence("cannot be written"))
    return reason_of(error)
