"""List and read the regular files of a data folder; links, pipes and devices are named and never opened."""

from __future__ import annotations

import os
import stat
from errno import EFBIG, EINVAL
from fnmatch import fnmatchcase
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Final

from exportctl.errors import PlaceError, reason_of
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CASES: Final = "cases"
"""The folder of the cases of a data folder."""
NO_FILE: Final = Sentence("is a link, a pipe or a device, not a file of this folder")
WANTED: Final = Sentence("name a folder, or an archive, with release.yaml, acts/, entries/ and vocabulary/")
"""What a caller names in place of a path that holds no data."""
RELEASE: Final = "release.yaml"
"""The file with the jurisdictions of a folder and the days that it covers."""
MAX_FILES: Final = 20_000
"""The limit on the files of a data folder."""
_MAX_BYTES: Final = 1 << 26
"""The limit on the bytes of a file."""
_AS_IT_IS: Final = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
"""A link could lead out of the folder, and opening a pipe must not block."""


def require_folder(folder: Path) -> Path:
    """Return the folder. Raises InputError if it does not exist or is empty."""
    if not os.path.lexists(folder):
        raise PlaceError(str(folder), "does not exist; {wanted}", wanted=WANTED)
    if not folder.is_dir() or all(name.startswith(".") for name in os.listdir(folder)):  # noqa: PTH208 - a Path is slower
        raise PlaceError(str(folder), "is not a data folder; {wanted}", wanted=WANTED)
    return folder


def files(folder: Path) -> list[str]:
    """Return the sorted names of the files in a data folder, with `/`, except hidden ones and cases; raises InputError for too many."""
    names: list[str] = []
    for place, folders, here in os.walk(folder, onerror=_refuse):
        within = place.removeprefix(str(folder)).replace(os.sep, "/").strip("/")
        folders[:] = [name for name in folders if not (name.startswith(".") or (name == CASES and not within))]
        links = [name for name in folders if os.path.islink(f"{place}{os.sep}{name}")]  # noqa: PTH114 - a Path is slower
        names.extend(f"{within}/{name}" if within else name for name in (*here, *links) if not name.startswith("."))
        if len(names) > MAX_FILES:
            raise PlaceError(str(folder), "is not a data folder: it contains more than {most} files", most=MAX_FILES)
    return sorted(names)


def match_names(names: Iterable[str], pattern: str) -> list[str]:
    """Return the names that match a pattern, where `*` matches within one folder."""
    steps = pattern.split("/")
    parted = ((name, name.split("/")) for name in names)
    return [name for name, parts in parted if len(parts) == len(steps) and all(map(fnmatchcase, parts, steps))]


def is_regular(folder: Path, file: str) -> bool:
    """Return whether a name is a regular file in a folder, and no folder on the path to it is a link."""
    *steps, _ = file.split("/")
    way = accumulate(steps, "{}/{}".format, initial=str(folder))
    try:
        linked = any(stat.S_ISLNK(os.lstat(place).st_mode) for place in islice(way, 1, None))
        return not linked and stat.S_ISREG(os.lstat(f"{folder}/{file}").st_mode)  # a Path is slower
    except OSError:
        return False


def content(folder: Path, file: str) -> bytes:
    """Return the content of a file of a folder. Raises OSError if it cannot be read, is not a regular file, or is too large."""
    path = folder / file
    path.lstat()
    if not is_regular(folder, file):
        raise OSError(EINVAL, NO_FILE)
    return bytes_of(str(path))


def bytes_of(path: str) -> bytes:
    """Return the content of a regular file. Raises OSError for anything else, and for a file that is too large."""
    with open(os.open(path, _AS_IT_IS), "rb") as stream:  # noqa: PTH123 - a Path for each of hundreds of files would take a third longer
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(EINVAL, NO_FILE)
        if status.st_size > _MAX_BYTES:
            raise OSError(EFBIG, os.strerror(EFBIG))
        return stream.read()


def _refuse(error: OSError) -> None:
    raise PlaceError(str(error.filename), "cannot be opened: {strerror}", strerror=reason_of(error)) from None
