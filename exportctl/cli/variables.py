"""Name the variable of each option, and read options that are stated before the command."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

PREFIX: Final = "EXPORTCTL_"
COMMAND_LINE_ONLY: Final = frozenset({
    *("only", "watch_change", "compare", "compare_data", "baseline", "key", "resume"),
    *("reviewed_by", "overwrite"),
})  # fmt: skip
"""Options that change the purpose of a run, and so the meaning of its exit code; and those of one answer or one file."""
OTHERS: Final = frozenset(
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
