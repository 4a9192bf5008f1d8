"""Compile data once for each of its states, and load it in milliseconds after that.

A wheel contains compiled data. A changed or another data folder is compiled on first use and kept in the user's cache,
unless other users can change it. The SHA-256 of the files decides whether compiled data fits, so stale data is never
used; cached data is used only by the code that wrote it. The compiled data contains no code.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from exportctl.gc_pause import gc_paused
from exportctl.law import (
    citation_forms,
    corroboration,
    customs_index,
    forms,
    history,
    model,
    name_index,
    places,
    procedure,
    register,
    release,
    vocabulary,
)
from exportctl.store import cache, pool
from exportctl.store.archive import open_folders
from exportctl.store.chosen import PACKAGE
from exportctl.store.contents import Compiled
from exportctl.store.digest import acts, digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.law.lexicon import Lexicon
    from exportctl.law.parallels import Hints
    from exportctl.law.parties import Parties
    from exportctl.law.register import Register

SHIPPED: Final = PACKAGE / "register.pool"
_HEAD: Final = 400
_LIBRARIES: Final = ("babel", "anyascii", "cleanco")
"""The libraries that provide names of places and parties; another release may provide other names."""


class Store:
    """The compiled data of a folder. Each part is loaded at its first use, as most questions need the law alone.

    Raises InputError if there is no such folder or archive, and DataError with every problem if the data has any.
    `rebuilt` is true if the data was compiled now and not loaded.
    """

    def __init__(self, folder: Path, *also: Path) -> None:
        """Find the compiled data of a folder or an archive, and of others that add to it, or compile it."""
        self._paths = (folder, *also)
        with open_folders(*self._paths) as folders:
            self._find(folders)

    def _find(self, folders: tuple[Path, ...]) -> None:
        fingerprint = _fingerprint(digest(*folders))
        self._content = _content_for(cache.map_file(SHIPPED), fingerprint) or _content_for(
            cache.read(_name(fingerprint)), fingerprint
        )
        self._parts: dict[str, object] = {}
        self._part("law", folders)
        self.rebuilt = self._content is None  # `_part` forgets content that it cannot use

    def __getstate__(self) -> dict[str, object]:
        """Return the compiled data itself for another process: the objects that were loaded from it take longer to send."""
        parts = {} if self._content else self._parts
        return {"_paths": self._paths, "_content": self._content, "_parts": parts, "rebuilt": self.rebuilt}

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders and archives of the data."""
        return self._paths

    @property
    def law(self) -> Register:
        """The register."""
        return cast("Register", self._part("law"))

    @property
    def parties(self) -> Parties:
        """The parties that acts put on lists."""
        return cast("Parties", self._part("parties"))

    @property
    def headings(self) -> Mapping[str, str]:
        """The descriptions of the Harmonized System by their six digits."""
        return cast("Mapping[str, str]", self._part("headings"))

    @property
    def chapters(self) -> Mapping[str, tuple[str, str]]:
        """The names of the goods of each chapter of the Harmonized System, in English and in Chinese."""
        return cast("Mapping[str, tuple[str, str]]", self._part("chapters"))

    @property
    def lexicon(self) -> Lexicon:
        """The meanings of the words of descriptions."""
        return cast("Lexicon", self._part("lexicon"))

    @property
    def hints(self) -> Hints:
        """The requirements of other lists for the goods of an entry."""
        return cast("Hints", self._part("hints"))

    @property
    def acts(self) -> Mapping[str, str]:
        """The acts of the data in its present state, by their ids, each with the SHA-256 of its files."""
        with open_folders(*self._paths) as folders:
            return acts(*folders)

    def is_current(self) -> bool:
        """Return whether the data is unchanged since it was read. Raises InputError if it is missing."""
        with open_folders(*self._paths) as folders:
            return digest(*folders) == self.law.digest

    def _part(self, name: str, folders: tuple[Path, ...] | None = None) -> object:
        """Return a part, compiled from the folders if it is not loaded; if `folders` is None, archives are unpacked for it."""
        if name not in self._parts:
            part = self._content.part(name) if self._content else None
            if part is not None:
                self._parts[name] = part
            elif folders is None:
                with open_folders(*self._paths) as unpacked:
                    return self._part(name, unpacked)
            else:
                self._content, self._parts = None, _compile(folders)._asdict() | self._parts
        return self._parts[name]


class _Content(NamedTuple):
    """The bytes of compiled data, with the bounds and the checksum of each part."""

    data: memoryview | bytes
    bounds: tuple[tuple[int, int, int], ...]

    def __reduce__(self) -> tuple[type[_Content], tuple[object, ...]]:
        """Return the arguments of the constructor, for another process: a view cannot be sent."""
        return _Content, (bytes(self.data), self.bounds)

    def part(self, name: str) -> object | None:
        """Return a part, or None if its bytes are damaged."""
        start, end, check = self.bounds[Compiled._fields.index(name)]
        block = memoryview(self.data)[start:end]
        with gc_paused(), suppress(pool.PoolError):
            return pool.load(block, _records(name)) if zlib.crc32(block) == check else None
        return None


def encode(compiled: Compiled) -> bytes:
    """Return compiled data as bytes: the fingerprint of its data and code, a line of lengths and checksums, and the parts."""
    with gc_paused():
        parts = [pool.dump(part, _records(name)) for name, part in compiled._asdict().items()]
    lengths = " ".join(f"{len(part)}:{zlib.crc32(part)}" for part in parts)
    return b"".join([_fingerprint(compiled.law.digest), f"{lengths}\n".encode(), *parts])


def _compile(folders: tuple[Path, ...]) -> Compiled:
    """Compile data folders, and cache the result if no other user could have changed the files meanwhile."""
    from exportctl.store.loader import load  # noqa: PLC0415 - reading YAML takes longer than all else together

    compiled = load(*folders)
    if cache.is_trusted(*folders) and digest(*folders) == compiled.law.digest:
        with suppress(OverflowError, RecursionError):  # a number or a nesting that no valid data has
            cache.keep(_name(_fingerprint(compiled.law.digest)), encode(compiled))
    return compiled


def _content_for(data: memoryview | None, fingerprint: bytes) -> _Content | None:
    """Return the content if it is complete and starts with the fingerprint, else None."""
    if data is None or bytes(data[: len(fingerprint)]) != fingerprint:
        return None
    head, bounds = bytes(data[len(fingerprint) : len(fingerprint) + _HEAD]), []
    start = len(fingerprint) + head.find(b"\n") + 1
    try:
        for word in head.partition(b"\n")[0].split():
            length, check = map(int, word.split(b":"))
            bounds.append((start, start + length, check))
            start += length
    except ValueError:
        return None
    whole = len(bounds) == len(Compiled._fields) and bounds[-1][1] == len(data)
    return _Content(data, tuple(bounds)) if whole else None


def _records(part: str) -> list[type[Any]]:
    """Return the record classes of a part of compiled data, in the order of their names."""
    match part:
        case "law":
            modules = [
                *(model, vocabulary, forms, citation_forms, release, procedure),
                *(register, places, customs_index, name_index, corroboration, history),
            ]
        case "parties":
            from exportctl.law import parties  # noqa: PLC0415 - most questions need the law alone

            modules = [model, parties]
        case "lexicon":
            from exportctl.law import (  # noqa: PLC0415 - the same
                foreign_names,
                lexicon,
                nearest,
                patterns,
                trie,
                wordmodel,
            )

            modules = [foreign_names, lexicon, nearest, patterns, trie, vocabulary, wordmodel]
        case _:
            modules = []
    classes = {item.__name__: item for module in modules for item in vars(module).values() if _fields(item)}
    return [classes[name] for name in sorted(classes)]


def _fields(item: object) -> tuple[str, ...]:
    """Return the fields of a record; empty for any other object."""
    return getattr(item, "_fields", tuple(getattr(item, "__dataclass_fields__", ()))) if isinstance(item, type) else ()


def _fingerprint(digest_: str) -> bytes:
    """Return the first line of compiled data, which identifies the data and the shape of the records of the law.

    The name of the cache file identifies the shapes of parties and of the lexicon, so that checking them imports
    nothing.
    """
    shape = zlib.crc32(repr([(item.__name__, _fields(item)) for item in _records("law")]).encode())
    return f"exportctl register {shape:08x} {digest_}\n".encode()


def _name(fingerprint: bytes) -> str:
    """Return the name of the cache file for a fingerprint, which depends on this code and on its libraries."""
    return f"{zlib.crc32(fingerprint + _code()):08x}.pool"


def _code() -> bytes:
    """Return the names, sizes and times of the files that read, check and index data, and of the libraries that they use."""
    folders = [PACKAGE / part for part in ("law", "store", "store/checks")]
    files = [item for folder in folders for item in os.scandir(folder) if item.name.endswith(".py")]
    stats = [(item.name, item.stat()) for item in files]
    stats += [
        (name, Path(spec.origin).stat()) for name in _LIBRARIES if (spec := PathFinder.find_spec(name)) and spec.origin
    ]
    return repr(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)).encode()
