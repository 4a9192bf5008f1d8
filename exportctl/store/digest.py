"""Compute digests of data folders from the names and contents of their files, without their cases."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Final

from exportctl.store.folder import bytes_of, files, match_names, require_folder

if TYPE_CHECKING:
    from pathlib import Path

ACTS: Final = "acts/*/*/*.yaml"
"""The names of the files of acts, each named by the id of its act."""


def digest(*folders: Path) -> str:
    """Return the SHA-256 of data folders: of the names and contents of their files. Raises InputError if one does not exist."""
    total = hashlib.sha256()
    for folder in folders:
        total.update(b"\0\0")
        for file in files(require_folder(folder)):
            total.update(f"{file}\0".encode(errors="surrogateescape"))
            total.update(hashlib.sha256(_content(folder, file)).digest())
    return f"sha256:{total.hexdigest()}"


def acts(*folders: Path) -> dict[str, str]:
    """Return the acts of data folders by their ids, each with the SHA-256 of its file and of the parties that it lists."""
    contents: dict[str, bytes] = {}
    for folder in folders:
        names = files(require_folder(folder))
        parties = {name for name in names if name.startswith("parties/")}
        for file in match_names(names, ACTS):
            act = file.rpartition("/")[2].removesuffix(".yaml")
            parties_of_act = parties & {f"parties/{act}.yaml"}
            contents[act] = b"".join(
                hashlib.sha256(_content(folder, name)).digest() for name in (file, *parties_of_act)
            )
    return {act: f"sha256:{hashlib.sha256(content).hexdigest()}" for act, content in contents.items()}


def _content(folder: Path, file: str) -> bytes:
    """Return the content of a file; empty if it cannot be read, which the reader of the data reports."""
    try:
        return bytes_of(f"{folder}{os.sep}{file}")
    except OSError:
        return b""
