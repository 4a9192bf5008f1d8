"""`help` prints the full help of a command."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from exportctl.cli import commands
from exportctl.cli.panels import argument

app = typer.Typer(add_completion=False)
Names = Annotated[list[str] | None, argument("COMMAND...", "A command, or a command of a group: data status.")]


@app.command(cls=commands.Command, epilog="Example: exportctl help data status")
def help_(context: typer.Context, names: Names = None) -> None:
    """Print the full help of a command.

    The option --help prints a shorter one.
    """
    from exportctl.cli.help import print_help

    inner: Any = context.find_root()
    for name in names or ():
        inner = _inside(inner, name)
    print_help(inner.command, inner, full=True)


def _inside(outer: Any, name: str) -> Any:  # noqa: ANN401 - Typer has no public name for its contexts
    """Return the context of a command inside a group; raises a usage error if the group has no such command."""
    if not hasattr(outer.command, "resolve_command"):
        outer.fail(f"No such command '{name}'.")
    called, command, _ = outer.command.resolve_command(outer, [name])
    return type(outer)(command, info_name=called, parent=outer)
