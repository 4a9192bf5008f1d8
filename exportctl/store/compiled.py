"""The register is compiled once for each state of the data, and loaded in milliseconds after that.

A wheel carries the register of its data. A data folder that has changed, or another folder, is compiled when it is first asked and
kept in the user's cache. Which compiled register fits is decided by the SHA-256 of the data, so a stale one is never used.
"""

from __future__ import annotations

import gc
import pickle
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from exportctl.law import model, register
from exportctl.store.digest import digest

if TYPE_CHECKING:
    from exportctl.law.register import Register

PACKAGE: Final = Path(__file__).resolve().parent.parent
SHIPPED: Final = PACKAGE / "register.pickle"
_KEPT: Final = 8


class Compiled(NamedTuple):
    """A register, and whether it had to be compiled now."""

    law: Register
    rebuilt: bool


def data_folder() -> Path:
    """Return the data that belongs to this program: inside an installed package, beside the package in a checkout."""
    inside = PACKAGE / "data"
    return inside if inside.is_dir() else PACKAGE.parent / "data"


def register_of(folder: Path) -> Compiled:
    """Return the register of a data folder.

    Raises InputError if there is no such folder, and DataError with every problem if the data has any.
    """
    mark = _mark(digest(folder))
    kept = _cache() / f"register-{zlib.crc32(mark):08x}.pickle"
    for file in (SHIPPED, kept):
        law = _read(file, mark)
        if law is not None:
            return Compiled(law, rebuilt=False)
    from exportctl.store.loader import load  # noqa: PLC0415 - reading YAML takes longer than everything else together

    law = load(folder)
    with suppress(OSError):  # a cache that cannot be written costs time, not answers
        write(law, kept)
        _forget(kept)
    return Compiled(law, rebuilt=True)


def write(law: Register, file: Path) -> None:
    """Write a compiled register under its name only when it is complete."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".new")
    beside.write_bytes(_mark(law.digest) + pickle.dumps(law, protocol=5))
    beside.replace(file)


def _read(file: Path, mark: bytes) -> Register | None:
    try:
        content = file.read_bytes()
    except OSError:
        return None
    if not content.startswith(mark):
        return None
    gc.disable()  # thousands of new tuples, none of them garbage
    try:
        return cast("Register", pickle.loads(memoryview(content)[len(mark) :]))  # noqa: S301 - the user's own cache
    except Exception:  # noqa: BLE001 - a torn file can raise anything, and is as good as none
        return None
    finally:
        gc.enable()


def _mark(digest_: str) -> bytes:
    """Return what a compiled register starts with: it fits only this data and records of this shape."""
    records = [item for module in (model, register) for item in vars(module).values() if isinstance(item, type)]
    shape = zlib.crc32(
        repr([(item.__name__, getattr(item, "_fields", getattr(item, "__slots__", ()))) for item in records]).encode()
    )
    return f"exportctl register {shape:08x} {digest_}\n".encode()


def _cache() -> Path:
    import platformdirs  # noqa: PLC0415 - not every way to a register needs it

    return platformdirs.user_cache_path("exportctl")


def _forget(newest: Path) -> None:
    """Remove the oldest compiled registers of other data."""
    files = sorted(newest.parent.glob("register-*.pickle"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)
