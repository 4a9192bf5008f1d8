"""Screen tables by classes: distinct values are read once, distinct situations evaluated once, rows gathered."""

from __future__ import annotations

import ctypes
import os
import threading
from contextlib import suppress
from importlib.util import find_spec
from typing import Final

from exportctl.errors import MissingExtraError
from exportctl.sentences import Sentence

_LEAST_MEMORY: Final = 320 << 20
"""Bytes of address space below which pyarrow cannot start beside the law: its threads wait forever, or the system ends the process."""

_LITTLE_MEMORY: Final = 1 << 30
"""Bytes of address space below which pyarrow takes memory from the system: its own pool reserves hundreds of megabytes."""

_STACK: Final = 1 << 20
"""Bytes of address space for each thread then; the system would take eight times as many."""

_ARENAS: Final = -8
"""The number of M_ARENA_MAX in mallopt(3)."""


def _prepare_memory() -> None:
    """Fit pyarrow to the memory limit of the process (ulimit -v); raises MemoryError if it cannot start within the limit."""
    with suppress(ImportError):  # Windows has no such limit
        import resource  # noqa: PLC0415 - the same

        most, _ = resource.getrlimit(resource.RLIMIT_AS)
        if most == resource.RLIM_INFINITY or most >= _LITTLE_MEMORY:
            return
        if most < _LEAST_MEMORY:
            raise MemoryError
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
        threading.stack_size(_STACK)
        # glibc reserves 64 MB for each thread that requests memory; with one arena, threads share it.
        with suppress(AttributeError, OSError):  # another C library has none
            ctypes.CDLL(None).mallopt(_ARENAS, 1)


_prepare_memory()
if find_spec("pyarrow") is None:
    raise MissingExtraError(Sentence("screening files and tables"), "batch")
