"""Data is the same if its files have the same names and the same contents; cases ask of the data, and are no part of it."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Final

from exportctl.errors import PlaceError

if TYPE_CHECKING:
    from pathlib import Path


CASES: Final = "cases"
"""The folder of the cases, beside the law that they ask of."""


def files(folder: Path) -> list[str]:
    """Return the names of all files of a data folder, with `/`, sorted; hidden ones and cases are left out."""
    names: list[str] = []
    for place, folders, here in os.walk(folder):
        within = place[len(str(folder)) + 1 :].replace(os.sep, "/")
        folders[:] = [name for name in folders if not (name.startswith(".") or (name == CASES and not within))]
        names.extend(f"{within}/{name}" if within else name for name in here if not name.startswith("."))
    return sorted(names)


def a_folder(folder: Path) -> Path:
    """Return a data folder. Raises InputError if there is none of that name."""
    if not folder.is_dir():
        message = "is no folder with data; it would hold release.yaml, acts/, entries/ and vocabulary/"
        raise PlaceError(str(folder), message)
    return folder


def digest(*folders: Path) -> str:
    """Return the SHA-256 of data folders: of the names and contents of their files. Raises InputError if one does not exist."""
    total = hashlib.sha256()
    for folder in folders:
        total.update(b"\0\0")
        for file in files(a_folder(folder)):
            total.update(f"{file}\0".encode())
            total.update(hashlib.sha256(_content(folder, file)).digest())
    return f"sha256:{total.hexdigest()}"


def _content(folder: Path, file: str) -> bytes:
    """Return what a file holds; nothing if it cannot be read, which reading the data tells."""
    try:
        with open(f"{folder}{os.sep}{file}", "rb") as stream:  # noqa: PTH123 - a Path for each of hundreds of files costs a third
            return stream.read()
    except OSError:
        return b""
