"""Name the variable of each option, and note variables that no command reads: a misspelled gate would mean the default."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import typer

PREFIX: Final = "EXPORTCTL_"
COMMAND_LINE_ONLY: Final = frozenset({
    *("only", "watch_change", "compare", "compare_data", "baseline", "key", "resume"),
    *("reviewed_by", "overwrite"),
})  # fmt: skip
"""Options that change the purpose of a run, and so the meaning of its exit code; and those of one answer or one file."""
_OTHERS: Final = frozenset(
    f"{PREFIX}{name}" for name in ("LANG", "POLICY", "POLICY_FROM", "NO_CONFIG", "QUIET", "NO_PAGER", "DEBUG")
)
"""Variables that are read before the command is known."""
_END: Final = "--"
TRUE: Final = frozenset({"true", "1", "yes", "y", "on", "t"})
"""The values of a variable that set a flag."""


def variable(option: str) -> str:
    """Return the variable of the environment that sets an option (`--max-age`, `max_age`)."""
    return PREFIX + option.lstrip("-").replace("-", "_").upper()


def is_true(option: str) -> bool:
    """Return whether the variable of a flag sets it."""
    return os.environ.get(variable(option), "").strip().lower() in TRUE


def take_options(
    arguments: Iterable[str], flags: Collection[str], valued: Collection[str] = ()
) -> tuple[dict[str, str], list[str]]:
    """Return the options that can be before or after the command, each with its last value, and the other arguments."""
    values: dict[str, str] = {}
    rest: list[str] = []
    remaining = iter(arguments)
    for argument in remaining:
        name, equals, value = argument.partition("=")
        if argument == _END:
            rest += [argument, *remaining]
        elif argument in flags:
            values[argument] = "true"
        elif name in valued:
            values[name] = value if equals else next(remaining, "")
        else:
            rest.append(argument)
    return values, rest


def note_unread(context: typer.Context) -> None:
    """Note on stderr variables that no command reads, and those whose option only the command line can set."""
    names = {name for name, text in os.environ.items() if name.startswith(PREFIX) and text}
    unsure = names - _OTHERS - set(_variables_of(context.command))
    if not unsure:
        return
    from exportctl.cli.printing import note
    from exportctl.law.spelling import nearest_key

    withheld = {variable(name): f"--{name.replace('_', '-')}" for name in COMMAND_LINE_ONLY}
    root = context.find_root()
    group = root.command
    known = _OTHERS.union(*(_variables_of(group.get_command(root, name)) for name in group.list_commands(root)))  # type: ignore[attr-defined]
    for name in sorted(unsure - known):
        if name in withheld:
            note("{name} is ignored; write {option} on the command line", name=name, option=withheld[name])
        else:
            note(
                "{name} is ignored, because no option has this variable{near}", name=name, near=nearest_key(name, known)
            )


def _variables_of(command: Any) -> Iterator[str]:  # noqa: ANN401 - a command or a group
    """Yield the variables of a command, or of each of a group."""
    for one in getattr(command, "commands", {}).values():
        yield from _variables_of(one)
    for item in command.params:
        if item.envvar:
            yield str(item.envvar)
