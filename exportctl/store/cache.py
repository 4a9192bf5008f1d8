"""Keep compiled data in a private folder of the user, and read no file that another user could have written."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KEPT: Final = 8
_NAME: Final = "register-"
_PRIVATE: Final = 0o700
_BY_OTHERS: Final = 0o022
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A link could lead to the file of another user, and opening a pipe must not block."""


def read(name: str) -> memoryview | None:
    """Return the cached content of a name; None if there is none, or if another user could have written it."""
    folder = _folder()
    if folder is None or not _is_private(folder):
        return None
    content = map_file(folder / f"{_NAME}{name}", private=True)
    if content is not None:
        with suppress(OSError):
            os.utime(folder / f"{_NAME}{name}")  # a file in use must not be the first to be removed
    return content


def keep(name: str, content: bytes) -> None:
    """Write content under a name atomically. A failure costs time, not answers, so it raises no error."""
    folder = _folder()
    with suppress(OSError):
        if folder is None or not _make_private(folder):
            return
        beside = folder / f"{_NAME}{os.urandom(8).hex()}.new"
        try:
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o600), "wb") as file:  # noqa: PTH123
                file.write(content)
            beside.replace(folder / f"{_NAME}{name}")
        finally:
            beside.unlink(missing_ok=True)
        _forget(folder)


def map_file(file: Path, *, private: bool = False) -> memoryview | None:
    """Return the content of a file, mapped into memory; None if there is no such file, or if it must be private and is not."""
    try:
        with open(os.open(file, os.O_RDONLY | _NO_LINK), "rb") as stream:  # noqa: PTH123
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode) or (private and not _is_own(status)):
                return None
            return memoryview(mmap(stream.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError):  # the file is missing or empty
        return None


def is_trusted(*folders: Path) -> bool:
    """Return whether only this user and the administrator can change the files of folders while they are read."""
    try:
        return all(map(_is_trusted, _stats(folders)))
    except OSError:
        return False


def _stats(folders: Iterable[Path]) -> Iterator[os.stat_result]:
    """Yield the status of each folder and file in folders."""
    for folder in folders:
        for place, _, here in os.walk(folder):
            yield from (os.stat(path) for path in (place, *(f"{place}{os.sep}{name}" for name in here)))  # noqa: PTH116


def _is_trusted(status: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):  # Windows separates users by other means
        return True
    by_group = status.st_mode & stat.S_IWGRP and status.st_gid != os.getegid()
    return status.st_uid in (0, os.geteuid()) and not by_group and not status.st_mode & stat.S_IWOTH


def _is_own(status: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & _BY_OTHERS


def _folder() -> Path | None:
    """Return the cache folder of this user; None for a user without a home."""
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    try:
        folder = Path(base) if base else Path.home() / ".cache"
    except RuntimeError:
        return None
    return folder / "exportctl" if folder.is_absolute() else None


def _is_private(folder: Path) -> bool:
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and _is_own(status)


def _make_private(folder: Path) -> bool:
    """Create a folder that only this user can read. Return False if it belongs to another user or is not a folder."""
    folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or (hasattr(os, "geteuid") and status.st_uid != os.geteuid()):
        return False
    if stat.S_IMODE(status.st_mode) != _PRIVATE:
        folder.chmod(_PRIVATE)
    return True


def _forget(folder: Path) -> None:
    """Remove the files that were unused for longest."""
    for file in sorted(folder.glob(f"{_NAME}*"), key=lambda file: file.lstat().st_mtime, reverse=True)[_KEPT:]:
        with suppress(OSError):
            file.unlink()
