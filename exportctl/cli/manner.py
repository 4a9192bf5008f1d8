"""Choose how a run prints: without notes (`--quiet`), and without a pager (`--no-pager`)."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.cli.variables import is_true, take_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

QUIET: Final = ("--quiet", "-q")
NO_PAGER: Final = "--no-pager"


class Manner(NamedTuple):
    """How a run prints: `quiet` runs print no notes and no progress, and those with `uses_pager` show long results in a pager."""

    quiet: bool = False
    uses_pager: bool = True


_DEFAULT: Final = Manner()
_CURRENT: ContextVar[Manner] = ContextVar("exportctl_manner", default=_DEFAULT)


def choose_manner(arguments: Iterable[str]) -> tuple[Manner, list[str]]:
    """Return the manner from the command line or the environment, and the arguments without these options."""
    stated, rest = take_options(arguments, {*QUIET, NO_PAGER})
    quiet = is_true(QUIET[0]) or not stated.keys().isdisjoint(QUIET)
    return Manner(quiet, uses_pager=not (is_true(NO_PAGER) or NO_PAGER in stated)), rest


@contextmanager
def using_manner(manner: Manner) -> Iterator[None]:
    """Print in a manner until the block ends."""
    before = _CURRENT.set(manner)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def current_manner() -> Manner:
    """Return the manner of the run."""
    return _CURRENT.get()
