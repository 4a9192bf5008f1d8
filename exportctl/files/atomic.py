"""Write a small file atomically: under a free name in the same folder, then renamed when it is complete."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from errno import EISDIR
from pathlib import Path
from typing import TYPE_CHECKING, Final

from exportctl.errors import PlaceError
from exportctl.files.standard import STANDARD
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PARTIAL: Final = ".partial"
NO_FILE: Final = Sentence("exists already and is not a file; name another file")
_NUMBERED: Final = re.compile("/proc/[^/]+(/task/[^/]+)?/fd")
_MAX_LINKS: Final = 40


def no_file_twice(outputs: Iterable[Path | str | None], inputs: Iterable[Path | None] = ()) -> None:
    """Raise PlaceError if an output is also another output or an input, under any of its names."""
    used_keys = {key for path in inputs if path for key in _keys(path)} | set(_standard())
    for path in outputs:
        if path and str(path) != STANDARD:
            keys = _keys(path)
            if used_keys & keys:
                raise PlaceError(str(path), "would be overwritten; name another file")
            used_keys |= keys


def none_within(outputs: Iterable[Path | None], folders: Iterable[Path | None]) -> None:
    """Raise PlaceError if an output exists already in a folder that is read as a whole."""
    real = [os.path.join(os.path.realpath(folder), "") for folder in folders if folder]  # noqa: PTH118 - a text to compare
    for path in outputs:
        if path and os.path.lexists(path) and os.path.realpath(path).startswith(tuple(real)):
            raise PlaceError(str(path), "would be overwritten; name another file")


def _keys(path: Path | str) -> set[object]:
    """Return the keys of a file; two names of one file share a key."""
    keys: set[object] = {os.path.realpath(path)}
    with suppress(OSError, ValueError):
        status = os.stat(path)  # noqa: PTH116 - a name may be any text
        if stat.S_ISREG(status.st_mode):
            keys.add((status.st_dev, status.st_ino))
    return keys


def _standard() -> Iterator[object]:
    """Yield the keys of the files behind standard output and standard error, if there are any."""
    for number in (1, 2):
        with suppress(OSError):
            status = os.fstat(number)
            if stat.S_ISREG(status.st_mode):
                yield status.st_dev, status.st_ino


def link_target(path: Path) -> Path:
    """Return the file to write in place of a link, or the name itself if it is not a link, or leads in a circle."""
    if not os.path.islink(path):  # noqa: PTH114 - a name may be any text
        return path
    real = os.path.realpath(path)
    return path if os.path.islink(real) else Path(real)  # noqa: PTH114 - the same


def is_stream(path: Path) -> bool:
    """Return whether a name is not a replaceable file: a terminal, a pipe, or a file that is open by a number."""
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISCHR(kind) or stat.S_ISFIFO(kind) or (stat.S_ISREG(kind) and _is_open(path))


def _is_open(path: Path) -> bool:
    """Return whether a name leads to its file by the number under which a process has it open, like /dev/stderr."""
    for _ in range(_MAX_LINKS):
        if not os.path.islink(path):  # noqa: PTH114 - the same
            return False
        if _NUMBERED.fullmatch(os.path.realpath(path.parent)):
            return True
        path = path.parent / path.readlink()
    return False


def replace(path: Path, content: str | bytes) -> None:
    """Write a small file atomically, or write to a terminal or a pipe; a link stays, and its target is written. Raises OSError."""
    data = content.encode() if isinstance(content, str) else content
    if is_stream(path):
        with path.open("ab") as stream:
            stream.write(data)
        return
    path = link_target(path)
    if os.path.lexists(path) and not path.is_file():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR)) if path.is_dir() else OSError(None, NO_FILE)
    partial = free(path)
    file = partial.open("xb")  # outside of `try`: a file that another process has just made must not be removed
    try:
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def free(path: Path) -> Path:
    """Return a free name in the folder of a file."""
    partial, number = beside(path), 0
    while os.path.lexists(partial):
        number += 1
        partial = beside(path).with_suffix(f"{PARTIAL}.{number}")
    return partial


def beside(path: Path) -> Path:
    """Return the name of a second file in the folder of a file."""
    return path.with_name(path.name + PARTIAL)
