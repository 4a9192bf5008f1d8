"""The data is compiled once for each of its states, and loaded in milliseconds after that.

A wheel carries its data compiled. A data folder that has changed, or another folder, is compiled when it is first asked and
kept in the user's cache. Whether compiled data fits is decided by the SHA-256 of the files, so a stale one is never used; what is kept
in the cache is also found only by the code that made it.
"""

from __future__ import annotations

import gc
import os
import pickle
import zlib
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from exportctl.law import aliases, model, parties, register, release, vocabulary
from exportctl.store.contents import Compiled
from exportctl.store.digest import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.law.lexicon import Lexicon
    from exportctl.law.parallels import Hints
    from exportctl.law.parties import Parties
    from exportctl.law.register import Register

PACKAGE: Final = Path(__file__).resolve().parent.parent
SHIPPED: Final = PACKAGE / "register.pickle"
_KEPT: Final = 8
_HEAD: Final = 400


class Store:
    """The compiled data of a folder. Each part is loaded when it is first asked for: most questions need the law alone.

    Raises InputError if there is no such folder, and DataError with every problem if the data has any. `rebuilt` tells that the
    data had to be compiled now.
    """

    def __init__(self, folder: Path, *also: Path) -> None:
        """Find the compiled data of a folder, and of others that add to it, or compile it."""
        self._folders, mark = (folder, *also), _mark(digest(folder, *also))
        self._kept = _cache() / f"register-{zlib.crc32(mark + _code()):08x}.pickle"
        found = _read(SHIPPED, mark) or _read(self._kept, mark)
        self.rebuilt = found is None
        self._content = found or _compile(self._folders, self._kept)
        self._parts: dict[str, object] = {}

    @property
    def law(self) -> Register:
        """The register."""
        return cast("Register", self._part("law"))

    @property
    def parties(self) -> Parties:
        """Those whom acts put on lists."""
        return cast("Parties", self._part("parties"))

    @property
    def headings(self) -> Mapping[str, str]:
        """What the Harmonized System says under each six digits."""
        return cast("Mapping[str, str]", self._part("headings"))

    @property
    def lexicon(self) -> Lexicon:
        """What the words of descriptions can mean."""
        return cast("Lexicon", self._part("lexicon"))

    @property
    def hints(self) -> Hints:
        """What other lists ask of the goods of a line."""
        return cast("Hints", self._part("hints"))

    def _part(self, name: str) -> object:
        if name not in self._parts:
            number = Compiled._fields.index(name)
            if not self._content.is_whole(number):
                self._content = _compile(self._folders, self._kept)
            collects = gc.isenabled()
            gc.disable()  # thousands of new tuples, none of them garbage
            try:
                self._parts[name] = pickle.loads(self._content.part(number))  # noqa: S301 - the user's own cache
            finally:
                if collects:
                    gc.enable()
        return self._parts[name]


class _Content(NamedTuple):
    """The bytes of compiled data, and where each part lies in them, with its check sum."""

    data: memoryview
    bounds: tuple[tuple[int, int, int], ...]

    def part(self, number: int) -> memoryview:
        """Return the bytes of a part."""
        start, end, _ = self.bounds[number]
        return self.data[start:end]

    def is_whole(self, number: int) -> bool:
        """Tell whether the bytes of a part are those that were written."""
        return zlib.crc32(self.part(number)) == self.bounds[number][2]


def data_folder() -> Path:
    """Return the data that belongs to this program: inside an installed package, beside the package in a checkout."""
    inside = PACKAGE / "data"
    return inside if inside.is_dir() else PACKAGE.parent / "data"


def encode(compiled: Compiled) -> bytes:
    """Return compiled data as bytes: a line that says what it fits, one with the length and check sum of each part, and the parts."""
    parts = [pickle.dumps(part, protocol=5) for part in compiled]
    lengths = " ".join(f"{len(part)}:{zlib.crc32(part)}" for part in parts)
    return b"".join([_mark(compiled.law.digest), f"{lengths}\n".encode(), *parts])


def write(compiled: Compiled, file: Path) -> None:
    """Write compiled data under its name only when it is complete."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(f".{os.getpid()}.new")
    beside.write_bytes(encode(compiled))
    beside.replace(file)


def _compile(folders: tuple[Path, ...], kept: Path) -> _Content:
    from exportctl.store.loader import load  # noqa: PLC0415 - reading YAML takes longer than everything else together

    compiled = load(*folders)
    with suppress(OSError):  # a cache that cannot be written costs time, not answers
        write(compiled, kept)
        _forget(kept)
    return _bounds(memoryview(encode(compiled)))


def _read(file: Path, mark: bytes) -> _Content | None:
    """Return compiled data that fits and is whole, or None."""
    try:
        with file.open("rb") as opened:
            data = memoryview(mmap(opened.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError):  # there is no such file, or it is empty
        return None
    try:
        content = _bounds(data) if bytes(data[: len(mark)]) == mark else None
    except ValueError:
        return None
    return content if content and content.bounds[-1][1] == len(data) and content.is_whole(0) else None


def _bounds(data: memoryview) -> _Content:
    """Return where the parts of compiled data lie. Raises ValueError if its second line does not say that."""
    head = bytes(data[:_HEAD])
    first = head.index(b"\n") + 1
    start = head.index(b"\n", first) + 1
    bounds = []
    for word in head[first:start].split():
        length, check = map(int, word.split(b":"))
        bounds.append((start, start + length, check))
        start += length
    if len(bounds) != len(Compiled._fields):
        raise ValueError(head[first:start])
    return _Content(data, tuple(bounds))


def _mark(digest_: str) -> bytes:
    """Return what compiled data starts with: it fits only this data and records of this shape.

    The shape of the lexicon is left to the name of the file, so that it is not imported for nothing.
    """
    modules = (aliases, model, release, vocabulary, register, parties)
    records = [item for module in modules for item in vars(module).values() if isinstance(item, type)]
    shape = zlib.crc32(
        repr([(item.__name__, getattr(item, "_fields", getattr(item, "__slots__", ()))) for item in records]).encode()
    )
    return f"exportctl register {shape:08x} {digest_}\n".encode()


def _code() -> bytes:
    """Return what differs once the code that reads and indexes data has changed: the name, size and time of each of its files."""
    found = [item for part in ("law", "store") for item in os.scandir(PACKAGE / part) if item.name.endswith(".py")]
    return repr(sorted((item.name, item.stat().st_size, item.stat().st_mtime_ns) for item in found)).encode()


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    return Path(home or Path.home() / ".cache") / "exportctl"


def _forget(newest: Path) -> None:
    """Remove the oldest compiled data of other folders."""
    files = sorted(newest.parent.glob("register-*.pickle"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)
