"""A small file is written beside its name under one that nobody has, and gets its own when it is whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from exportctl.errors import PlaceError
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_STANDARD: Final = "-"
PARTIAL: Final = ".partial"


def no_file_twice(files: Iterable[Path | None]) -> None:
    """Raise PlaceError if one file is to be read and written, or written twice."""
    real: set[str] = set()
    for path in files:
        if path and str(path) != _STANDARD:
            name = os.path.realpath(path)
            if name in real:
                raise PlaceError(str(path), Sentence("would be overwritten; name another file"))
            real.add(name)


def replace(path: Path, content: str | bytes) -> None:
    """Write a small file whole or not at all; what is no file, like a terminal, is written to. Raises OSError if that cannot be."""
    written = content.encode() if isinstance(content, str) else content
    if path.exists() and not path.is_file():
        path.write_bytes(written)
        return
    partial = free(path)
    file = partial.open("xb")
    try:
        with file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def free(path: Path) -> Path:
    """Return a name beside that of a file which nobody has."""
    partial, number = beside(path), 0
    while os.path.lexists(partial):
        number += 1
        partial = beside(path).with_suffix(f"{PARTIAL}.{number}")
    return partial


def beside(path: Path) -> Path:
    """Return the name beside that of a file."""
    return path.with_name(path.name + PARTIAL)
