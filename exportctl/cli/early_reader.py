"""Start the process that reads goods of large files, while the command still imports what screens them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_LARGE: Final = 1 << 26
"""The bytes of files from which another process helps from the beginning."""


def start(names: Iterable[str]) -> None:
    """Start a process that reads goods, if the files are so large that their first rows have many goods."""
    if sum(map(_size, names)) >= _LARGE:
        from exportctl.batch import processes

        processes.start_early("exportctl.batch.goods_reader", "exportctl.goods.interpret", "exportctl.api")


def _size(name: str) -> int:
    """Return the bytes of a file; 0 if it cannot be read, which the run reports."""
    with suppress(OSError, ValueError):
        return Path(name).stat().st_size
    return 0
