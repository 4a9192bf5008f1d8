"""Start the process that reads goods of large files, while the command still imports what screens them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.api import Law

_LARGE: Final = 1 << 26
"""The bytes of files from which another process helps from the beginning."""


def start(names: Iterable[str], data: Path | None, also: Sequence[Path] | None) -> None:
    """Start a process that reads goods, if the files are so large that their first rows have many goods."""
    if sum(map(_size, names)) >= _LARGE:
        from exportctl.batch import processes
        from exportctl.cli.session import folders_of

        processes.start_early(load, *folders_of(data, also))


def load(*folders: Path) -> tuple[Law, str]:
    """Return the law data of some folders and its digest, after loading all that reading goods needs."""
    import exportctl.batch.text_reader
    import exportctl.goods.interpret  # noqa: F401
    from exportctl.api import Law

    law = Law(*folders)
    law.lexicon  # noqa: B018
    return law, law.law.digest


def _size(name: str) -> int:
    """Return the bytes of a file; 0 if it cannot be read, which the run reports."""
    with suppress(OSError, ValueError):
        return Path(name).stat().st_size
    return 0
