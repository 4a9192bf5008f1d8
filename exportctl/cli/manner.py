"""Choose how a run prints: without notes (`--quiet`), and without a pager (`--no-pager`)."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.cli.variables import is_true

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

QUIET: Final = ("--quiet", "-q")
NO_PAGER: Final = "--no-pager"
_END: Final = "--"


class Manner(NamedTuple):
    """How a run prints: `quiet` runs print no notes and no progress, and `paged` runs show long results in a pager."""

    quiet: bool = False
    paged: bool = True


_DEFAULT: Final = Manner()
_CURRENT: ContextVar[Manner] = ContextVar("exportctl_manner", default=_DEFAULT)


def choose_manner(arguments: Iterable[str]) -> tuple[Manner, list[str]]:
    """Return the manner from the command line or the environment, and the arguments without these options."""
    quiet, unpaged, rest = is_true(QUIET[0]), is_true(NO_PAGER), list[str]()
    left = iter(arguments)
    for argument in left:
        if argument == _END:
            rest += [argument, *left]
        elif argument in QUIET:
            quiet = True
        elif argument == NO_PAGER:
            unpaged = True
        else:
            rest.append(argument)
    return Manner(quiet, not unpaged), rest


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
