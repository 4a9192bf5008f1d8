"""Choose the configuration before all else: one file, none, that of a revision, or that of the working directory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.cli.variables import is_true, take_options, variable
from exportctl.errors import InputError

if TYPE_CHECKING:
    from exportctl.config.discovery import ConfigFile

FILE: Final = "--policy"
NONE: Final = "--no-config"
FROM: Final = "--policy-from"
OPTIONS: Final = (FILE, NONE, FROM)


class Policy(NamedTuple):
    """The choice of the configuration: one file, none, or, without either, the nearest one from the working directory upward.

    `notes` name the configuration if that is not evident, and `edited_files` are the files of the policy whose edits do not
    count.
    """

    file: Path | None = None
    name: str = ""
    none: bool = False
    notes: tuple[str, ...] = ()
    edited_files: tuple[str, ...] = ()

    def configuration(self) -> ConfigFile | None:
        """Return the file of the configuration that applies; raises InputError if it is invalid or others can write it."""
        from exportctl.config import discovery

        if self.none:
            return None
        if self.file:
            return discovery.find_named(self.file, self.name)
        try:
            return discovery.find(Path.cwd())
        except FileNotFoundError:  # the working directory no longer exists
            return None


def choose_policy(arguments: list[str]) -> tuple[Policy, str | None, list[str]]:
    """Return the policy, the revision to read it from, if one is stated, and the arguments without the options for them.

    The command line takes precedence over the environment; a revision is the place of the file, and counts if neither
    names a file or none. Raises InputError for an invalid choice.
    """
    by_arguments, rest = take_options(arguments, {NONE}, {FILE, FROM})
    for name, value in by_arguments.items():
        if not value:
            raise InputError(name, "is empty; name a file or a revision")
    by_environment = {name: text for name in OPTIONS if (text := os.environ.get(variable(name)))}
    if NONE in by_environment and not is_true(NONE):
        del by_environment[NONE]
    for which in (by_arguments, by_environment):
        if FILE in which and NONE in which:
            raise InputError(NONE, "cannot be used together with {policy}; leave one of them out", policy=FILE)
    named = next((which for which in (by_arguments, by_environment) if FILE in which or NONE in which), {})
    revision = None if named else by_arguments.get(FROM) or by_environment.get(FROM)
    name = named.get(FILE, "")
    return Policy(Path(name) if name else None, name, NONE in named), revision, rest
