"""Lock a file against other processes; the lock ends when the file is closed."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO
    from pathlib import Path

_POSITION: Final = 1 << 40
"""The position of the lock on Windows: after all data, because locked bytes cannot be read."""
_TakenError: Final = PermissionError if sys.platform == "win32" else BlockingIOError


def try_lock(file: FileIO) -> bool:
    """Lock a file, or return False if another process has locked it."""
    try:
        if sys.platform == "win32":
            file.seek(_POSITION)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except _TakenError:
        return False
    return True


@contextmanager
def hold_lock(file: FileIO) -> Iterator[None]:
    """Wait for the lock of a file, and hold it until the block ends, or until the file is closed."""
    if sys.platform == "win32":
        file.seek(_POSITION)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            file.seek(_POSITION)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def has_name(file: FileIO, path: Path) -> bool:
    """Return whether a file still has a name: the process that had locked it may have moved or removed it."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False
