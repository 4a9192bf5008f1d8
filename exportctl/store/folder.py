"""A data folder is the regular files inside it: a link, a pipe or a device is told by its name, and never opened."""

from __future__ import annotations

import os
import stat
from errno import EFBIG, EINVAL
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from exportctl.errors import PlaceError, reason_of
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CASES: Final = "cases"
"""The folder of the cases, beside the law that they ask of."""
NO_FILE: Final = Sentence("is a link, a pipe or a device, and no file of this folder")
RELEASE: Final = "release.yaml"
"""The file that says whose law a folder holds, and how far it is known."""
MOST: Final = 20_000
"""How many files a folder of data may have."""
_LARGEST: Final = 1 << 26
"""How many bytes one of them may have."""
_AS_IT_IS: Final = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


def a_folder(folder: Path) -> Path:
    """Return a data folder. Raises InputError if there is none of that name, or nothing in it."""
    if not folder.is_dir() or all(name.startswith(".") for name in os.listdir(folder)):  # noqa: PTH208 - a Path costs more
        message = Sentence(
            "is no folder with data; it would hold release.yaml, acts/, entries/ and vocabulary/, or be an archive of them"
        )
        raise PlaceError(str(folder), message)
    return folder


def files(folder: Path) -> list[str]:
    """Return the names of all that is in a data folder and is no folder, with `/`, sorted; hidden things and cases are left out.

    Raises InputError if some folder in it cannot be looked into, or if it holds far more than data does.
    """
    names: list[str] = []
    for place, folders, here in os.walk(folder, onerror=_refuse):
        within = place.removeprefix(str(folder)).replace(os.sep, "/").strip("/")
        folders[:] = [name for name in folders if not (name.startswith(".") or (name == CASES and not within))]
        links = [name for name in folders if os.path.islink(f"{place}{os.sep}{name}")]  # noqa: PTH114 - a Path costs more
        names.extend(f"{within}/{name}" if within else name for name in (*here, *links) if not name.startswith("."))
        if len(names) > MOST:
            raise PlaceError(
                str(folder), Sentence("is no folder with data: it holds more than {most} files", most=MOST)
            )
    return sorted(names)


def matching(names: Iterable[str], pattern: str) -> list[str]:
    """Return the names that a pattern means, folder by folder."""
    steps = pattern.split("/")
    parted = ((name, name.split("/")) for name in names)
    return [name for name, parts in parted if len(parts) == len(steps) and all(map(fnmatchcase, parts, steps))]


def is_regular(folder: Path, file: str) -> bool:
    """Tell whether a name is that of a file in a folder, and no step of the way to it a link."""
    *steps, _ = file.split("/")
    way = ["/".join(steps[: number + 1]) for number in range(len(steps))]
    try:
        return stat.S_ISREG((folder / file).lstat().st_mode) and not any((folder / step).is_symlink() for step in way)
    except OSError:
        return False


def content(folder: Path, file: str) -> bytes:
    """Return what a file of a folder holds. Raises OSError if it cannot be read, is no regular file, or is far too large."""
    path = folder / file
    path.lstat()
    if not is_regular(folder, file):
        raise OSError(EINVAL, NO_FILE)
    return bytes_of(str(path))


def bytes_of(path: str) -> bytes:
    """Return what the regular file of a name holds. Raises OSError for anything else, and for a file that is far too large."""
    with open(os.open(path, _AS_IT_IS), "rb") as opened:  # noqa: PTH123 - a Path for each of hundreds of files costs a third
        found = os.fstat(opened.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(EINVAL, NO_FILE)
        if found.st_size > _LARGEST:
            raise OSError(EFBIG, os.strerror(EFBIG))
        return opened.read()


def _refuse(error: OSError) -> None:
    raise PlaceError(
        str(error.filename), Sentence("cannot be looked into: {strerror}", strerror=reason_of(error))
    ) from None
