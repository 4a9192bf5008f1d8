"""Keeps the context of the command that runs, because Typer passes it to the command alone."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typer

_CURRENT: ContextVar[typer.Context | None] = ContextVar("exportctl_context", default=None)


@contextmanager
def enter(context: Any) -> Iterator[None]:  # noqa: ANN401 - Typer has no public name for the contexts that it makes
    """Make a context that of the command that runs, for as long as the block lasts."""
    before = _CURRENT.set(context)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def context() -> typer.Context:
    """Return the context of the command that runs; raises RuntimeError if none does."""
    current = context_if_any()
    if current is None:
        msg = "no command runs"
        raise RuntimeError(msg)
    return current


def context_if_any() -> typer.Context | None:
    """Return the context of the command that runs; None if none does."""
    return _CURRENT.get()
