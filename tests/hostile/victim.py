"""A victim reads input from elsewhere, and may refuse it; it is fast enough for millions of inputs."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it


class Victim(NamedTuple):
    """A reader under test: how an input is made, and what is done with it. It may raise InputError, and nothing else."""

    make: Callable[[random.Random], Any]
    read: Callable[[Any], None]


def in_memory() -> Path | None:
    """Return a place for files in memory, where a system has such: to write one to a disk takes longer than to read it."""
    return _IN_MEMORY if _IN_MEMORY.is_dir() else None
