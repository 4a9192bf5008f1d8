"""Note variables that no command reads: a misspelled gate would mean the default."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from exportctl.cli.printing import note
from exportctl.cli.variables import COMMAND_LINE_ONLY, OTHERS, PREFIX, variable

if TYPE_CHECKING:
    from collections.abc import Iterator

    import typer


def note_unread(context: typer.Context) -> None:
    """Note on stderr variables that no command reads, and those whose option only the command line can set."""
    names = {name for name, text in os.environ.items() if name.startswith(PREFIX) and text}
    unsure = names - OTHERS - set(_variables_of(context.command))
    if not unsure:
        return
    from exportctl.law.spelling import nearest_key

    withheld = {variable(name): f"--{name.replace('_', '-')}" for name in COMMAND_LINE_ONLY}
    root = context.find_root()
    group = root.command
    known = OTHERS.union(*(_variables_of(group.get_command(root, name)) for name in group.list_commands(root)))  # type: ignore[attr-defined]
    for name in sorted(unsure - known):
        if name in withheld:
            note("{name} is ignored; write {option} on the command line", name=name, option=withheld[name])
        else:
            near = nearest_key(name, known, PREFIX)
            note("{name} is ignored, because no option has this variable{near}", name=name, near=near)


def _variables_of(command: Any) -> Iterator[str]:  # noqa: ANN401 - a command or a group
    """Yield the variables of a command, or of each of a group."""
    for one in getattr(command, "commands", {}).values():
        yield from _variables_of(one)
    for item in command.params:
        if item.envvar:
            yield str(item.envvar)
