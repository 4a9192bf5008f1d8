"""State why a file in a folder is not read, and whether it may have rows."""

from __future__ import annotations

import csv
import io
from contextlib import ExitStack
from itertools import islice
from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError, reason_of
from exportctl.files.delimited import decode, encoding_of, header_of
from exportctl.files.formats import ENDINGS, PACKINGS, Bytes, without_packing
from exportctl.files.rows import Skipped
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

REJECTS: Final = ".rejects.csv"
MAY_BE_ANYTHING: Final = (".txt", ".json")
"""Extensions of files in a folder that usually are not files of rows; such a file is still read if it is named."""
_PACKINGS: Final = (
    *PACKINGS,
    *(".bz2", ".xz", ".lzma", ".lz4", ".br", ".zip", ".7z", ".rar", ".tar", ".tgz"),
)
_TABLES: Final = (
    *(ending for ending in ENDINGS if ending not in MAY_BE_ANYTHING),
    *(".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".fods", ".numbers", ".et", ".dbf", ".mdb", ".accdb", ".sqlite"),
    *(".avro", ".orc", ".sas7bdat", ".sav", ".dta"),
)
_LOCKS: Final = ("~$", ".~lock.")
"""The beginnings of the names of lock files, with which spreadsheet programs mark open files."""
_MOST_FILES: Final = 10_000
"""The number of files of a nested folder that are examined; in a larger folder, one may be a table."""
_BILL: Final = b"CycloneDX"


def skipped_of(path: Path) -> Skipped:
    """Return why a member of a folder is not read, and whether it may have rows; an unreadable one may."""
    name = path.name.lower()
    try:
        if not path.exists():
            return Skipped(str(path), Sentence("it is a link to a file that does not exist"), may_hold_rows=True)
        if path.is_dir():
            why = Sentence("it is a folder within a folder; to read it, name it as well")
            return Skipped(str(path), why, may_hold_rows=_has_tables(path.rglob("*")))
        if not path.is_file():
            return Skipped(str(path), Sentence("it is a pipe or a device; to read it, name it"), may_hold_rows=True)
        if name.startswith(_LOCKS):
            why = Sentence("it is the lock file of a spreadsheet program")
            return Skipped(str(path), why, may_hold_rows=False)
        if name.endswith(REJECTS):
            return Skipped(str(path), Sentence("it contains rejected rows"), may_hold_rows=not _is_of_rejects(path))
        if without_packing(name, _PACKINGS).endswith(MAY_BE_ANYTHING):
            why = Sentence("its ending does not identify a format; name it if it contains rows")
            return Skipped(str(path), why, may_hold_rows=_looks_like_rows(path))
    except OSError as error:
        return Skipped(str(path), reason_of(error, Sentence("cannot be read")), may_hold_rows=True)
    hidden = Sentence("it is hidden; name it if it contains rows")
    why = hidden if name.startswith(".") else Sentence("this kind of file is not supported")
    return Skipped(str(path), why, may_hold_rows=_is_table(name))


def _is_table(name: str) -> bool:
    """Return whether a name has the extension of a table, or of an archive, which may contain one."""
    return without_packing(name, _PACKINGS) != name or name.endswith(_TABLES)


def _has_tables(paths: Iterable[Path]) -> bool:
    """Return whether some member of a folder may be a table."""
    for number, path in enumerate(islice(paths, _MOST_FILES + 1)):
        other = not path.is_dir() and not path.is_file()
        if number == _MOST_FILES or other or (path.is_file() and _is_table(path.name.lower())):
            return True
    return False


def _is_of_rejects(path: Path) -> bool:
    """Return whether a file begins like the program's files of rejected rows."""
    return [row[:2] for row in _first_rows(_head(path))][:1] == [["row", "column"]]


def _looks_like_rows(path: Path) -> bool:
    """Return whether a text has the same number of columns, above one, in its first two lines, or a document is a bill."""
    head = _head(path)
    widths = {len(row) for row in _first_rows(head)}
    return _BILL in head or (len(widths) == 1 and min(widths) > 1)


def _first_rows(head: bytes) -> list[list[str]]:
    """Return the first two rows of a text by its first bytes; empty for a file that is not text."""
    try:
        text = decode(head, encoding_of(head))
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=header_of(text, None).delimiter)
        return list(islice(rows, 2))
    except (InputError, csv.Error):
        return []


def _head(path: Path) -> bytes:
    with ExitStack() as stack:
        return Bytes(path, stack).head
