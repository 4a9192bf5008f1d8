"""Several files, folders and patterns are screened one file after another, each into one of its own in a folder."""

from __future__ import annotations

from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError, PlaceError
from exportctl.files.formats import ENDINGS, PACKINGS, STANDARD, packing_of
from exportctl.files.writers import WRITES, is_text
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

_REJECTS: Final = ".rejects.csv"
_MAY_BE_ANYTHING: Final = (".txt", ".json")
"""Endings that a file in a folder can have without being one of rows; by its name it is read all the same."""


def sources(names: Sequence[str]) -> tuple[list[Path], bool]:
    """Return the files that names, folders and patterns mean, each once and in order, and whether there may be several.

    Raises InputError for a folder or a pattern in which there is nothing to read.
    """
    found: dict[Path, None] = {}
    for name in names:
        path = Path(name)
        if not name:
            raise InputError("file", Sentence("is empty; name a file, or - for standard input"))
        if name != STANDARD and path.is_dir():
            found |= dict.fromkeys(_in_folder(path))
        elif has_magic(name) and not path.exists():
            found |= dict.fromkeys(_matching(name))
        else:
            found[path] = None
    several = len(found) > 1 or [str(path) for path in found] != [str(Path(name)) for name in names]
    if several and Path(STANDARD) in found:
        raise InputError("file", Sentence("standard input cannot be one of several files"))
    return list(found), several


def folder_of(output: str | None) -> Path | None:
    """Return the folder that several files go into, which is made if it is not there; raises InputError if it cannot be one."""
    if output is None:
        return None
    if output == STANDARD:
        raise InputError(
            "output", Sentence("several files go into a folder, not to standard output; write it like -o screened/")
        )
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise PlaceError(
            output, Sentence("is no folder, and several files go into one; write it like -o screened/")
        ) from None
    return folder


def is_folder(output: str | None) -> bool:
    """Tell whether an output is written like a folder."""
    return output is not None and output.endswith(("/", "\\"))


def name_in_folder(source: Path, reads: str, named: str | None) -> str:
    """Return the name of a file's output: its own, or with the ending of the format that was named or can be written."""
    writes = named or (reads if reads in WRITES and reads != "cyclonedx" else "csv")
    if writes == reads and (is_text(writes) or not packing_of(source)):
        return source.name
    stem = source.name
    for ending in (*PACKINGS, *ENDINGS):
        stem = stem.removesuffix(ending)
    return f"{stem}.{writes}"


def _in_folder(folder: Path) -> list[Path]:
    found = [path for path in sorted(folder.iterdir()) if path.is_file() and _is_of_rows(path.name.lower())]
    if not found:
        raise PlaceError(str(folder), Sentence("is a directory without a file that can be screened"))
    return found


def _is_of_rows(name: str) -> bool:
    for packing in PACKINGS:
        name = name.removesuffix(packing)
    readable = tuple(ending for ending in ENDINGS if ending not in _MAY_BE_ANYTHING)
    return name.endswith(readable) and not name.endswith(_REJECTS) and not name.startswith((".", "~$"))


def _matching(pattern: str) -> list[Path]:
    found = [Path(name) for name in sorted(glob(pattern, recursive=True)) if Path(name).is_file()]  # noqa: PTH207 - a pattern may begin anywhere
    if not found:
        raise PlaceError(pattern, Sentence("no file has such a name"))
    return found
