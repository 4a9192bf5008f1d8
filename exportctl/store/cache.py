"""The cache is a folder of the user's own: what somebody else could have written there is never read."""

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


def read(name: str) -> memoryview | None:
    """Return what is kept under a name; None if nothing is, or if others could have written it."""
    folder = _folder()
    if folder is None or not _is_private(folder):
        return None
    found = mapped(folder / f"{_NAME}{name}", private=True)
    if found is not None:
        with suppress(OSError):
            os.utime(folder / f"{_NAME}{name}")  # what is used is not the first to be forgotten
    return found


def keep(name: str, content: bytes) -> None:
    """Keep something under a name once it is written whole; a cache that cannot be written costs time, not answers."""
    folder = _folder()
    with suppress(OSError):
        if folder is None or not _made_private(folder):
            return
        beside = folder / f"{_NAME}{os.urandom(8).hex()}.new"
        try:
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o600), "wb") as file:  # noqa: PTH123
                file.write(content)
            beside.replace(folder / f"{_NAME}{name}")
        finally:
            beside.unlink(missing_ok=True)
        _forget(folder)


def mapped(file: Path, *, private: bool = False) -> memoryview | None:
    """Return what is in a file, read as it is used; None if there is none, or if it has to be private and is not."""
    try:
        with open(os.open(file, os.O_RDONLY | _NO_LINK), "rb") as opened:  # noqa: PTH123
            found = os.fstat(opened.fileno())
            if not stat.S_ISREG(found.st_mode) or (private and not _is_own(found)):
                return None
            return memoryview(mmap(opened.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError):  # there is no such file, or it is empty
        return None


def is_trusted(*folders: Path) -> bool:
    """Tell whether nobody but this user, or who rules the machine, can change what is in folders while it is read."""
    try:
        return all(map(_is_trusted, _everything(folders)))
    except OSError:
        return False


def _everything(folders: Iterable[Path]) -> Iterator[os.stat_result]:
    for folder in folders:
        for place, _, here in os.walk(folder):
            yield from (os.stat(path) for path in (place, *(f"{place}{os.sep}{name}" for name in here)))  # noqa: PTH116


def _is_trusted(found: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):  # Windows keeps people apart by other means
        return True
    by_group = found.st_mode & stat.S_IWGRP and found.st_gid != os.getegid()
    return found.st_uid in (0, os.geteuid()) and not by_group and not found.st_mode & stat.S_IWOTH


def _is_own(found: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _BY_OTHERS


def _folder() -> Path | None:
    """Return where the cache of this user is; None for one who has no home."""
    named = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    try:
        folder = Path(named) if named else Path.home() / ".cache"
    except RuntimeError:
        return None
    return folder / "exportctl" if folder.is_absolute() else None


def _is_private(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and _is_own(found)


def _made_private(folder: Path) -> bool:
    """Tell whether there is such a folder and it is this user's; nobody else can look into it from then on."""
    folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or (hasattr(os, "geteuid") and found.st_uid != os.geteuid()):
        return False
    if stat.S_IMODE(found.st_mode) != _PRIVATE:
        folder.chmod(_PRIVATE)
    return True


def _forget(folder: Path) -> None:
    """Remove what was not used for longest."""
    for file in sorted(folder.glob(f"{_NAME}*"), key=lambda file: file.lstat().st_mtime, reverse=True)[_KEPT:]:
        with suppress(OSError):
            file.unlink()
