"""Help is prose that wraps where the screen ends, and names what an option takes, never a type of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exportctl.cli.i18n import in_language, option_in_language

if TYPE_CHECKING:
    from typer._click.core import Command, Context


def readable(command: Command) -> Command:
    """Let the help of a command, or of each of a group, have whole paragraphs, and no types beside arguments and flags."""
    if command.help:
        command.help = "\n\n".join(" ".join(part.split()) for part in command.help.split("\n\n"))
    in_language(command)
    listed = command.get_params

    def shown(context: Context) -> list[Any]:
        return [_without_type(item) for item in listed(context)]

    command.get_params = shown  # type: ignore[assignment, method-assign]
    for one in getattr(command, "commands", {}).values():
        readable(one)
    return command


def _without_type(option: Any) -> Any:  # noqa: ANN401 - the type has no name outside Typer
    """Return an option or argument whose help says what it takes if that has a name, and else nothing."""
    option_in_language(option)
    named = option.metavar if option.param_type_name == "option" else None
    option.display_type_rich = lambda ctx: named  # noqa: ARG005 - it is called by this name
    return option
