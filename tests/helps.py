"""The helps of all commands are read once, for the manual and for the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from typer.main import get_command

from exportctl.cli.app import COMMANDS, app

PROGRAM = "exportctl"
_CODES = re.compile(r"Exit code: .*", re.DOTALL)


class Option(NamedTuple):
    """An option or argument: its notation, its value, and the text of its help."""

    written: str
    takes: str
    says: str


class Help(NamedTuple):
    """The help of a command, each paragraph on one line, and those of the commands inside it by name."""

    names: tuple[str, ...]
    usage: str
    told: tuple[str, ...]
    codes: tuple[str, ...]
    inside: dict[str, str]
    options: tuple[Option, ...]
    example: str

    @property
    def command(self) -> str:
        """The words that call it."""
        return " ".join((PROGRAM, *self.names))


def helps() -> Iterator[Help]:
    """Yield the help of the program, then of each command, in the order of use, with those inside it."""
    group = get_command(app)
    context = group.make_context(PROGRAM, [], resilient_parsing=True)
    yield _help(context, ())
    for name in COMMANDS:
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        outer = command.make_context(f"{PROGRAM} {name}", [], parent=context, resilient_parsing=True)
        yield _help(outer, (name,))
        for part, one in getattr(command, "commands", {}).items():
            inner = one.make_context(f"{PROGRAM} {name} {part}", [], parent=context, resilient_parsing=True)
            yield _help(inner, (name, part))


def _help(context: Any, names: tuple[str, ...]) -> Help:
    command = context.command
    paragraphs = [_flat(part) for part in (command.help or "").split("\n\n")]
    inside = {name: command.get_command(context, name) for name in getattr(command, "commands", {})}
    return Help(
        names,
        " ".join(command.collect_usage_pieces(context)),
        tuple(part for part in paragraphs if not _CODES.match(part)),
        tuple(part.removeprefix("Exit code: ") for part in paragraphs if _CODES.match(part)),
        {name: _flat((one.help or "").split("\n\n")[0]) for name, one in inside.items()},
        tuple(_option(item) for item in command.get_params(context) if not getattr(item, "hidden", False)),
        (command.epilog or "").removeprefix("Example: "),
    )


def _option(item: Any) -> Option:
    options = sorted(item.opts, key=len) if item.param_type_name == "option" else []
    default = item.default if getattr(item, "show_default", False) and isinstance(item.default, str) else None
    return Option(
        ", ".join(options),
        item.metavar or ("" if options else item.name.upper()),
        _flat(item.help or "") + (f" [default: {default}]" if default else ""),
    )


def _flat(text: str) -> str:
    """Return a paragraph on one line, without the marks that keep brackets from rich."""
    return " ".join(text.split()).replace("\\[", "[")
