"""Screen tables by classes: distinct values are read once, distinct situations evaluated once, rows gathered."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from exportctl.errors import MissingExtraError
from exportctl.sentences import Sentence

_LEAST_MEMORY: Final = 210 << 20
"""Bytes of address space below which pyarrow cannot start: its threads wait forever, or the system ends the process."""


def _check_memory() -> None:
    """Raise MemoryError if the limit of the process (ulimit -v) is too low for pyarrow to start."""
    with suppress(ImportError):  # Windows has no such limit
        import resource  # noqa: PLC0415 - the same

        most, _ = resource.getrlimit(resource.RLIMIT_AS)
        if most != resource.RLIM_INFINITY and most < _LEAST_MEMORY:
            raise MemoryError


_check_memory()
try:
    import pyarrow  # noqa: ICN001, F401
except ModuleNotFoundError:
    raise MissingExtraError(Sentence("screening files and tables"), "batch") from None
