"""Find the input files of names, folders and patterns, and the output of each in a folder."""

from __future__ import annotations

import os
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from exportctl.errors import InputError, PlaceError
from exportctl.files.formats import ENDINGS, STANDARD, packing_of, stem_of, without_packing
from exportctl.files.skipped import MAY_BE_ANYTHING, REJECTS, skipped_of
from exportctl.files.writers import WRITES, is_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.files.rows import Skipped


class Sources(NamedTuple):
    """The files to read, each once and in order, whether there may be several, and the other inputs."""

    files: list[Path]
    several: bool
    skipped: list[Skipped]


def sources(names: Sequence[str], output: str | None = None) -> Sources:
    """Return the files of names, folders and patterns, except an `output` folder; raises InputError for a name without a file."""
    paths: dict[Path, None] = {}
    skipped: dict[str, Skipped] = {}
    own = os.path.realpath(output) if output else None
    for name in names:
        path = Path(name)
        if not name:
            raise InputError("file", "is empty; name a file, or - for standard input")
        if name != STANDARD and path.is_dir():
            files, others = _in_folder(path)
        elif has_magic(name) and not path.exists():
            files, others = _match(name)
        else:
            files, others = [path], []
        paths |= dict.fromkeys(files)
        skipped |= {str(other): skipped_of(other) for other in others if os.path.realpath(other) != own}
    several = len(paths) > 1 or [str(path) for path in paths] != [str(Path(name)) for name in names]
    if several and Path(STANDARD) in paths:
        raise InputError("file", "standard input cannot be one of several files; screen it alone")
    read_after_all = {str(path) for path in paths}
    return Sources(list(paths), several, [item for name, item in skipped.items() if name not in read_after_all])


def folder_of(output: str | None) -> Path | None:
    """Return the folder for the outputs of several files, created if it is missing; raises InputError if it cannot be one."""
    if output is None:
        return None
    if output == STANDARD:
        raise InputError(
            "output", "several files cannot be written to standard output; name a folder like -o screened/"
        )
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise PlaceError(output, "is not a folder; to write several files, name a folder like -o screened/") from None
    return folder


def is_folder(output: str | None) -> bool:
    """Return whether an output has the form of a folder."""
    return output is not None and output.endswith(("/", "\\"))


def name_in_folder(source: Path, reads: str, stated: str | None) -> str:
    """Return the name of a file's output: its own, or with the extension of the stated format or of a writable one."""
    writes = stated or (reads if reads in WRITES and reads != "cyclonedx" else "csv")
    if writes == reads and (is_text(writes) or not packing_of(source)):
        return source.name
    return f"{stem_of(source.name)}.{writes}"


def _in_folder(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the readable files of a folder, and its other content."""
    there = sorted(folder.iterdir())
    files = [path for path in there if path.is_file() and _is_of_rows(path.name.lower())]
    if not files:
        raise PlaceError(str(folder), "is a folder without a file that can be screened")
    return files, [path for path in there if path not in set(files)]


def _is_of_rows(name: str) -> bool:
    name = without_packing(name)
    readable = tuple(ending for ending in ENDINGS if ending not in MAY_BE_ANYTHING)
    return name.endswith(readable) and not name.endswith(REJECTS) and not name.startswith((".", "~$"))


def _match(pattern: str) -> tuple[list[Path], list[Path]]:
    """Return the files whose names match a pattern, and other matches, except folders with such files."""
    there = [Path(name) for name in sorted(glob(pattern, recursive=True))]  # noqa: PTH207 - a pattern may begin with any folder
    files = [path for path in there if path.is_file()]
    if not files:
        raise PlaceError(pattern, "no file matches this name")
    above = {folder for path in files for folder in path.parents}
    return files, [path for path in there if path not in above and path not in set(files)]
