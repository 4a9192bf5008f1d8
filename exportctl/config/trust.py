"""Accept as a configuration only a regular file that no other user can write; any other is an error, never "no file"."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Final

from exportctl.errors import PlaceError, reason_of
from exportctl.sentences import Sentence

_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""If a pipe replaces the file between check and open, opening it must not block."""
_ROOT: Final = 0
_OUTSIDE: Final = re.compile(r"[/\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|$)")
"""The beginnings of file names outside the folder, on any system: at the root, at a drive, or with a step up."""


def is_beside(name: str) -> bool:
    """Return whether a name stays in the folder that it is relative to, not counting links."""
    return not _OUTSIDE.match(name)


def require_inside(path: Path, folder: Path, name: str) -> None:
    """Raise PlaceError for a file outside its folder by a link, before any of it is read."""
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise PlaceError(name, "is a link to a file outside its folder; copy the file into the folder")


def is_there(path: Path, name: str) -> bool:
    """Return whether there is a readable file; raises PlaceError for a dangling link, and for a file that is not regular."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from None
    try:
        status = path.stat()
    except FileNotFoundError:
        raise PlaceError(name, "is a link to a file that does not exist; correct the link, or remove it") from None
    except OSError as error:
        raise _unreadable(name, error) from None
    _require_regular(status, name)
    return True


def read(path: Path, name: str, most: int) -> tuple[bytes, os.stat_result] | None:
    """Return the content and the owner of a file of at most `most` bytes, if there is one. Raises PlaceError as `is_there` does."""
    if not is_there(path, name):
        return None
    try:
        with open(os.open(path, _FLAGS), "rb") as stream:  # noqa: PTH123 - a Path takes no flags
            status = os.fstat(stream.fileno())
            _require_regular(status, name)
            content = stream.read(most + 1)
    except OSError as error:
        raise _unreadable(name, error) from None
    if len(content) > most:
        raise PlaceError(name, "has more than {configuration} bytes, which is the limit", configuration=most)
    return content, status


def decode(content: bytes, name: str) -> str:
    """Return the content of a file as text; raises PlaceError, with the line, if it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PlaceError(f"{name}:{line}", "is not UTF-8 text; save it as UTF-8") from None


def require_own(status: os.stat_result, name: str, *, named: bool) -> None:
    """Raise PlaceError for a file that others wrote, or could write: it decides the answers of this user's program.

    A user who names a file vouches for its owner; for a file that was found in a folder, no user does.
    """
    if not hasattr(os, "geteuid"):  # Windows keeps neither owner nor mode there
        return
    if status.st_mode & stat.S_IWOTH:
        raise PlaceError(name, "is writable by every user of this machine; run chmod o-w on it")
    if not named and status.st_uid not in {os.geteuid(), _ROOT}:
        raise PlaceError(name, "belongs to another user; if you trust it, name it: --policy FILE")


def _require_regular(status: os.stat_result, name: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise PlaceError(name, "is not a regular file, but a folder, a pipe or a device")


def _unreadable(name: str, error: Exception) -> PlaceError:
    return PlaceError(name, reason_of(error, Sentence("cannot be read")))
