"""Text that is wanted as text needs no validator: to import what Typer makes them with takes longer than to answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer._click.core import Command, Context


def unvalidated(command: Command) -> Command:
    """Let a command, or each of a group, take text as it is written, and ask nothing of what nobody said; all else is validated."""
    listed = command.get_params

    def lenient(context: Context) -> list[Any]:
        return [_lenient(item) for item in listed(context)]

    command.get_params = lenient  # type: ignore[assignment, method-assign]
    for one in getattr(command, "commands", {}).values():
        if one is not None:
            unvalidated(one)
    return command


def _lenient(said: Any) -> Any:  # noqa: ANN401 - the type has no name outside Typer
    """Return an option or argument that asks for a validator only where one is needed."""
    if not isinstance(said.process_value, partial):
        said.process_value = partial(_value, said, said.process_value)
    return said


def _value(said: Any, validated: Callable[..., Any], context: Context, value: object) -> object:  # noqa: ANN401
    """Return the value of an option or argument, as its callback gives it back if it has one."""
    wanted = getattr(getattr(said, "type_descriptor", None), "annotation", None)
    match value:
        case None if not said.required:
            plain: object = () if said.multiple or said.nargs != 1 else None
        case str() if wanted is str:
            plain = value
        case (str(), *_) if wanted == list[str]:
            plain = list(value)
        case _:
            return validated(context, value)
    return said.callback(context, said, plain) if said.callback else plain
