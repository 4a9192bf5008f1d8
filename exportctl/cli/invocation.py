"""Store the context of the running command, because Typer passes it to the command only."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typer

COMMAND_LINE: Final = "COMMANDLINE"
ENVIRONMENT: Final = "ENVIRONMENT"
DEFAULT: Final = "DEFAULT"
"""Where the value of a parameter is from, in the words of Typer; the configuration file counts as the environment."""
_CURRENT: ContextVar[typer.Context | None] = ContextVar("exportctl_context", default=None)


@contextmanager
def enter(context: Any) -> Iterator[None]:  # noqa: ANN401 - Typer has no public name for its contexts
    """Make a context that of the running command, until the block ends."""
    before = _CURRENT.set(context)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def context() -> typer.Context:
    """Return the context of the running command; raises RuntimeError if none runs."""
    current = context_if_any()
    if current is None:
        msg = "no command runs"
        raise RuntimeError(msg)
    return current


def source_of(parameter: str) -> str:
    """Return where the value of a parameter of the running command is from; empty if it has no such parameter."""
    source = context().get_parameter_source(parameter)
    return source.name if source else ""


def context_if_any() -> typer.Context | None:
    """Return the context of the running command; None if none runs."""
    return _CURRENT.get()
