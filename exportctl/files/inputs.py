"""Find the input files of names, folders and patterns, the output of each in a folder, and why other files are not read."""

from __future__ import annotations

import csv
import io
import os
from contextlib import ExitStack
from glob import glob
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.errors import InputError, PlaceError, reason_of
from exportctl.files.delimited import decode, encoding_of, header_of
from exportctl.files.embedded import is_receipt
from exportctl.files.formats import ENDINGS, MACROS, PACKINGS, READABLE, Bytes, packing_of, stem_of, without_packing
from exportctl.files.patterns import is_pattern
from exportctl.files.rows import Skipped
from exportctl.files.standard import STANDARD
from exportctl.files.writers import is_text
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.files.formats import Format

_REJECTS: Final = ".rejects.csv"
_MAY_BE_ANYTHING: Final = (".txt", ".json")
"""Extensions of files in a folder that usually are not files of rows; such a file is still read if it is named."""
_PACKINGS: Final = (
    *PACKINGS,
    *(".bz2", ".xz", ".lzma", ".lz4", ".br", ".zip", ".7z", ".rar", ".tar", ".tgz"),
)
_TABLES: Final = (
    *(ending for ending in READABLE if ending not in _MAY_BE_ANYTHING),
    *(".xls", ".xlsb", ".xltx", ".ods", ".fods", ".numbers", ".et", ".dbf", ".mdb", ".accdb", ".sqlite"),
    *(".avro", ".orc", ".sas7bdat", ".sav", ".dta"),
)
_LOCKS: Final = ("~$", ".~lock.")
"""The beginnings of the names of lock files, with which spreadsheet programs mark open files."""
_MAX_FILES: Final = 10_000
"""The number of files of a nested folder that are examined; in a larger folder, one may be a table."""
_BILL: Final = b"CycloneDX"
FOLDER_WITHIN: Final = Sentence("it is a folder within a folder; to read it, name it as well")


class Sources(NamedTuple):
    """The files to read, each once and in order, whether there may be several, and the other inputs.

    `members` are those files that no name names: they are in a folder, or match a pattern with others.
    """

    files: list[Path]
    several: bool
    skipped: list[Skipped]
    members: frozenset[Path]


def sources(names: Sequence[str], output: str | None = None) -> Sources:
    """Return the files of names, folders and patterns, except an `output` folder; raises InputError for a name without a file."""
    paths: dict[Path, None] = {}
    named: set[Path] = set()
    skipped: dict[str, Skipped] = {}
    own = os.path.realpath(output) if output else None
    for name in names:
        path = Path(name)
        if not name:
            raise InputError("file", "is empty; name a file, or - for standard input")
        if name != STANDARD and path.is_dir():
            files, others = _in_folder(path)
        elif is_pattern(name) and not path.exists():
            files, others = _match(name)
        else:
            files, others = [path], []
        paths |= dict.fromkeys(files)
        if len(files) == 1 and not path.is_dir():
            named.update(files)
        skipped |= {str(other): _skipped_input(other) for other in others if os.path.realpath(other) != own}
    several = len(paths) > 1 or [str(path) for path in paths] != [str(Path(name)) for name in names]
    if several and Path(STANDARD) in paths:
        raise InputError("file", "standard input cannot be one of several files; screen it alone")
    read_after_all = {str(path) for path in paths}
    skipped_inputs = [item for name, item in skipped.items() if name not in read_after_all]
    return Sources(list(paths), several, skipped_inputs, frozenset(paths.keys() - named))


def folder_of(output: str | None) -> Path | None:
    """Return the folder for the outputs of several files, created if it is missing; raises InputError if it cannot be one."""
    if output is None:
        return None
    if output == STANDARD:
        raise InputError(
            "output", "several files cannot be written to standard output; name a folder like -o screened/"
        )
    folder = Path(output)
    if not (is_folder(output) or folder.is_dir()) and without_packing(folder.name.lower()).endswith((*ENDINGS,)):
        raise InputError(
            "output",
            "'{output}' is named like a file, but several files are screened; name a folder like -o screened/",
            output=output,
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise PlaceError(output, "is not a folder; to write several files, name a folder like -o screened/") from None
    return folder


def is_folder(output: str | None) -> bool:
    """Return whether an output has the form of a folder."""
    return output is not None and output.endswith(("/", "\\"))


def name_in_folder(source: Path, input_format: Format, stated: str | None) -> str:
    """Return the name of a file's output: its own, or with the extension of the stated format; a bill becomes csv."""
    output_format = stated or ("csv" if input_format == "cyclonedx" else input_format)
    is_writable = (is_text(output_format) or not packing_of(source)) and not source.name.lower().endswith(MACROS)
    if output_format == input_format and is_writable:
        return source.name
    return f"{stem_of(source.name)}.{output_format}"


def _in_folder(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the readable files of a folder, and its other content."""
    there = sorted(folder.iterdir())
    files = [path for path in there if path.is_file() and is_of_rows(path)]
    if not files:
        raise PlaceError(str(folder), "is a folder without a file that can be screened; name the files")
    return files, [path for path in there if path not in set(files)]


def is_of_rows(path: Path) -> bool:
    """Return whether a file in a folder has the name of a file of rows."""
    name = without_packing(path.name.lower())
    readable = tuple(ending for ending in READABLE if ending not in _MAY_BE_ANYTHING)
    return name.endswith(readable) and not name.endswith(_REJECTS) and not name.startswith((".", "~$"))


def _match(pattern: str) -> tuple[list[Path], list[Path]]:
    """Return the files whose names match a pattern, and other matches, except folders with such files."""
    there = [Path(name) for name in sorted(glob(pattern, recursive=True))]  # noqa: PTH207 - a pattern may begin with any folder
    files = [path for path in there if path.is_file()]
    if not files:
        raise PlaceError(pattern, "no file matches this name; correct it")
    above = {folder for path in files for folder in path.parents}
    return files, [path for path in there if path not in above and path not in set(files)]


def _skipped_input(path: Path) -> Skipped:
    """Return why a member of a folder is not read, and whether it may have rows; an unreadable one may."""
    try:
        why, may_hold_rows = _why_skipped(path)
    except OSError as error:
        why, may_hold_rows = reason_of(error, Sentence("cannot be read")), True
    return Skipped(str(path), why, may_hold_rows)


def _why_skipped(path: Path) -> tuple[str, bool]:
    name = path.name.lower()
    if not path.exists():
        return Sentence("it is a link to a file that does not exist"), True
    if path.is_dir():
        return FOLDER_WITHIN, _has_tables(path.rglob("*"))
    if not path.is_file():
        return Sentence("it is a pipe or a device; to read it, name it"), True
    if name.startswith(_LOCKS):
        return Sentence("it is the lock file of a spreadsheet program"), False
    if name.endswith(_REJECTS):
        return Sentence("it contains rejected rows"), not _is_of_rejects(path)
    if without_packing(name, _PACKINGS).endswith(_MAY_BE_ANYTHING):
        if is_receipt(path):
            return Sentence("it is a receipt, which exportctl watch and exportctl verify check"), False
        why = Sentence("its ending does not identify a format; name it if it contains rows")
        return why, _looks_like_rows(path)
    if name.startswith("."):
        return Sentence("it is hidden; name it if it contains rows"), _is_table(name)
    return Sentence("this kind of file is not supported"), _is_table(name)


def _is_table(name: str) -> bool:
    """Return whether a name has the extension of a table, or of an archive, which may contain one."""
    return without_packing(name, _PACKINGS) != name or name.endswith(_TABLES)


def _has_tables(paths: Iterable[Path]) -> bool:
    """Return whether some member of a folder may be a table."""
    for number, path in enumerate(islice(paths, _MAX_FILES + 1)):
        other = not path.is_dir() and not path.is_file()
        if number == _MAX_FILES or other or (path.is_file() and _is_table(path.name.lower())):
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
