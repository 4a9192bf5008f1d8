"""Unpack archives of data into a private temporary folder, within limits of size, number and names."""

from __future__ import annotations

import stat
from contextlib import ExitStack, contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.errors import DataError, PlaceError
from exportctl.limits import ARCHIVE, UNPACKED
from exportctl.sentences import Sentence, both
from exportctl.store.folder import MAX_FILES, NO_FILE, RELEASE, WANTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from gzip import GzipFile

ZIPS: Final = (".zip", ".whl")
TARS: Final = (".tar.gz", ".tgz")
_PIECE: Final = 1 << 16
_FOREIGN: Final = frozenset('\\:\0<>"|?*')
"""Characters with a meaning in file names of some systems: drives, paths, streams. No name of data has them."""


@contextmanager
def open_folders(*paths: Path) -> Iterator[tuple[Path, ...]]:
    """Yield data folders, archives unpacked into a temporary folder for this context; raises InputError for an unusable archive."""
    with ExitStack() as open_:
        yield tuple(open_.enter_context(_archive_folder(path)) if is_archive(path) else path for path in paths)


def is_archive(path: Path) -> bool:
    """Return whether a path has the name of an archive and is not a folder."""
    return path.name.lower().endswith(ZIPS + TARS) and not path.is_dir()


class _Member(NamedTuple):
    """A member of an archive: a file that can be opened, a folder, or something else."""

    name: str
    is_file: bool
    is_folder: bool
    open: Callable[[], IO[bytes] | None]


@contextmanager
def _archive_folder(path: Path) -> Iterator[Path]:
    """Yield the folder with data in an archive; errors name the archive and not the temporary folder."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - most data is a folder

    with TemporaryDirectory(prefix="exportctl-") as temporary:
        folder = _unpack(path, Path(temporary))
        try:
            yield folder
        except DataError as error:
            problems = [item._replace(folder=item.folder.replace(temporary, str(path))) for item in error.problems]
            raise DataError(error.folder.replace(temporary, str(path)), problems) from None
        except PlaceError as error:
            raise PlaceError(error.where.replace(temporary, str(path)), error.what) from None


def _unpack(path: Path, into: Path) -> Path:
    """Write the files of an archive into an empty folder. Return the folder in it that holds a release, or else the whole folder."""
    odd: list[str] = []
    remaining = UNPACKED
    try:
        _limit(path.stat().st_size, ARCHIVE, Sentence("bytes"), path)
        members = _zip_members(path) if path.name.lower().endswith(ZIPS) else _tar_members(path)
        for number, member in enumerate(members, 1):
            _limit(number, MAX_FILES, Sentence("files"), path)
            name = _safe_name(path, member.name)
            if member.is_file:
                remaining -= _write(member, into / name, remaining, path)
            elif not member.is_folder:
                odd.append(name)
    except PlaceError:
        raise
    except FileNotFoundError:
        raise PlaceError(str(path), "does not exist; {wanted}", wanted=WANTED) from None
    except Exception as error:  # noqa: BLE001 - readers of archives raise errors of all kinds on damaged bytes
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise PlaceError(str(path), "is an incomplete or damaged archive: {reason}", reason=reason) from None
    root = _root(path, into)
    inside = "" if root == into else f"{root.relative_to(into).as_posix()}/"
    for name in odd:
        if name.startswith(inside):
            raise PlaceError(str(path), "'{name}' {no_file}", name=name, no_file=NO_FILE)
    return root


def _safe_name(path: Path, name: str) -> str:
    """Return the relative name of a member. Raises InputError for a name that could lead out of the folder."""
    parts = name.rstrip("/").split("/")
    if parts[0] == ".":
        parts = parts[1:] or ["."]
    leads_out = PurePosixPath(name).is_absolute() or {"..", ""}.intersection(parts) or _FOREIGN.intersection(name)
    if leads_out:
        raise PlaceError(str(path), "'{name}' is outside the archive, so the archive is rejected", name=name[:80])
    return "/".join(parts)


def _write(member: _Member, file: Path, remaining: int, path: Path) -> int:
    """Write a file and return its size in bytes, as counted, not as declared. Raises InputError if it is too large."""
    file.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with member.open() or BytesIO() as source, file.open("xb") as target:
        while piece := source.read(_PIECE):
            size += len(piece)
            _limit(UNPACKED - remaining + size, UNPACKED, Sentence("bytes unpacked"), path)
            target.write(piece)
    return size


def _limit(count: int, most: int, of: str, path: Path) -> None:
    if count > most:
        raise PlaceError(str(path), "is not a data archive: it has more than {most} {of}", most=most, of=of)


def _zip_members(path: Path) -> Iterator[_Member]:
    from zipfile import ZipFile  # noqa: PLC0415 - most data is a folder

    with ZipFile(path) as archive:
        for item in archive.infolist():
            kind = stat.S_IFMT(item.external_attr >> 16)
            is_file = kind in (0, stat.S_IFREG) and not item.is_dir()
            yield _Member(item.filename, is_file, item.is_dir(), partial(archive.open, item))


def _tar_members(path: Path) -> Iterator[_Member]:
    import gzip  # noqa: PLC0415 - most data is a folder
    import tarfile  # noqa: PLC0415 - the same

    with path.open("rb") as file, gzip.open(file) as unzipped:
        bounded: Any = _LimitedStream(unzipped, path)
        with tarfile.open(fileobj=bounded, mode="r|") as archive:
            for item in archive:
                is_file = item.type in (tarfile.REGTYPE, tarfile.AREGTYPE)
                yield _Member(item.name, is_file, item.isdir(), partial(archive.extractfile, item))


class _LimitedStream:
    """A stream that ends with an error at a number of bytes: a small archive can unpack to a very large one."""

    def __init__(self, stream: GzipFile, path: Path) -> None:
        self._stream, self._path, self._count = stream, path, 0

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._count += len(data)
        _limit(self._count, 2 * UNPACKED, Sentence("bytes unpacked"), self._path)
        return data


def _root(path: Path, into: Path) -> Path:
    """Return the outermost folder with a release, or the whole if there is none. Raises InputError if two are equally deep."""
    releases = sorted(into.rglob(RELEASE), key=lambda file: (len(file.parts), file))
    if len(releases) > 1 and len(releases[0].parts) == len(releases[1].parts):
        names = both(file.relative_to(into).as_posix() for file in releases[:2])
        raise PlaceError(str(path), "contains more than one data folder: {names}; keep one", names=names)
    return releases[0].parent if releases else into
