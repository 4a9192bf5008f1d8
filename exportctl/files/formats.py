"""Detect the format of a file by its extension, and its compression by its first bytes."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Final, Literal, TypeVar, cast, get_args

import pyarrow as pa

from exportctl.errors import InputError
from exportctl.files.standard import STANDARD
from exportctl.limits import DOCUMENT, ROW
from exportctl.sentences import Fact, Sentence, join

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from contextlib import ExitStack
    from pathlib import Path

Format = Literal["csv", "tsv", "jsonl", "parquet", "feather", "xlsx", "cyclonedx"]
Name = TypeVar("Name", bound=str)
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
"""The formats of files of rows, which are read and written."""
ENDINGS: Final[Mapping[str, Format]] = {
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".feather": "feather",
    ".arrow": "feather",
    ".xlsx": "xlsx",
    ".json": "cyclonedx",
}
MACROS: Final = ".xlsm"
"""The extension of a workbook with macros, which is only read: macros are neither run nor written."""
READABLE: Final[Mapping[str, Format]] = {**ENDINGS, MACROS: "xlsx"}
"""The extensions of files that are read."""
_OF_INPUT: Final = frozenset({"file", "item", "baseline"})
"""The options that name files to read."""
PACKINGS: Final = {".gz": "gzip", ".zst": "zstd"}
_MAGIC: Final = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
_HEAD: Final = 1 << 16
OLD_BOOK: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""The first bytes of an old Excel workbook, or of one with a password."""
IS_OLD_BOOK: Final = Sentence("is an old Excel workbook (.xls), or has a password; save it as .xlsx without a password")


def format_of(path: Path, formats: Collection[Name], option: str, stated: str | None) -> Name:
    """Return the stated format, or that of a file's extension; raises InputError if it is not one of `formats`."""
    name = without_packing(path.name.lower())
    endings = READABLE if option in _OF_INPUT else ENDINGS
    by_name = next((word for ending, word in endings.items() if name.endswith(ending)), None)
    word = stated.strip().lower() if stated else "csv" if str(path) == STANDARD else by_name
    format_ = next((item for item in formats if item == word), None)
    if format_ is None:
        known = join(formats)
        raise InputError(
            option,
            Sentence("'{named}' is not one of {known}", named=stated, known=known)
            if stated
            else _no_format(path.name, known, is_of_rows=option == "file"),
        )
    return format_


def _no_format(name: str, known: str, *, is_of_rows: bool) -> str:
    """Return that the extension of a file names no format, and what to do; a file of rows may be of another program."""
    if is_of_rows:
        return Sentence(
            "the extension of '{name}' names no format; save it as .xlsx, or state its format with {option}: {known}",
            name=name,
            option=Fact("input_format"),
            known=known,
        )
    return Sentence("the extension of '{name}' names no format; the formats are {known}", name=name, known=known)


def without_packing(name: str, endings: Iterable[str] = PACKINGS) -> str:
    """Return the name of a file without the ending of its compression, one of the `endings`."""
    for ending in endings:
        name = name.removesuffix(ending)
    return name


def stem_of(name: str) -> str:
    """Return the name of a file without the endings of its compression and its format."""
    name = without_packing(name)
    for ending in READABLE:
        name = name.removesuffix(ending)
    return name


def packing_of(path: Path) -> str | None:
    """Return the compression of an output file."""
    return next((packing for ending, packing in PACKINGS.items() if path.name.lower().endswith(ending)), None)


def _require_input(stream: io.BufferedReader) -> None:
    """Raise InputError if standard input is a terminal, at which the program would wait without a word, closed, or empty."""
    try:
        problem = Sentence("is a terminal") if stream.isatty() else "" if stream.peek(1) else Sentence("is empty")
    except OSError:
        problem = Sentence("is closed")
    if problem:
        raise InputError(
            "file",
            "standard input {problem}; pipe rows into it (exportctl screen - < rows.csv), or name a file",
            problem=problem,
        )


class Bytes:
    """The decompressed bytes of a file or of standard input, with a preview of the first of them."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        """Open a file, which is closed with the `stack`; raises OSError if it cannot be opened, InputError for no standard input."""
        self._stack = stack
        if str(path) == STANDARD:
            self.stream = self._buffer(sys.stdin.buffer)
            _require_input(self.stream)
        else:
            self.stream = self._buffer(path.open("rb"))
        packing = next((packing for magic, packing in _MAGIC.items() if self.stream.peek(4).startswith(magic)), None)
        if packing:
            self.stream = self._buffer(pa.CompressedInputStream(pa.PythonFile(self.stream, "r"), packing))
        self.head = self.stream.peek(_HEAD)

    def lines(self) -> Iterator[bytes]:
        """Yield the lines of a text; raises InputError for a line above the limit of a row, before it is read as a whole."""
        number = 1
        while line := self.stream.readline(ROW + 1):
            if len(line) > ROW:
                raise InputError(
                    "file",
                    "line {number} has more than {row} bytes; write each row on its own line",
                    number=str(number),
                    row=ROW,
                )
            yield line
            number += 1

    def whole(self) -> bytes:
        """Return a document; raises InputError for one that is too large, before it is read as a whole."""
        text = self.stream.read(DOCUMENT + 1)
        if len(text) > DOCUMENT:
            raise InputError(
                "file", "has more than {document} bytes, the limit for this kind of document", document=DOCUMENT
            )
        return text

    def _buffer(self, stream: object) -> io.BufferedReader:
        return self._stack.enter_context(io.BufferedReader(cast("io.RawIOBase", stream), _HEAD))
