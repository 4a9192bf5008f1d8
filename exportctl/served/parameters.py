"""Name the parameters of a service in messages, where the command line has options."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.sentences import ENGLISH, Column, Fact

if TYPE_CHECKING:
    from exportctl.errors import InputError

_OPTION: Final = re.compile(r"--([a-z]+(?:-[a-z]+)*)")
_OTHER_NAMES: Final = {"map": "columns", "set": "values"}
"""The parameters whose options have other names."""
_AGAIN: Final = re.compile(r"(--[a-z-]+) (\S+) \1 (\S+)")
"""An option that is stated twice; a parameter has a list of values."""
_ARGUMENT: Final = re.compile(r"\bITEM\b")


def with_parameters(text: str) -> str:
    """Return a text with the names of parameters, in backquotes, in place of the options and the argument of the command line."""
    text = _ARGUMENT.sub("`item`", _AGAIN.sub(r"\1 \2 and \3", text))
    return _OPTION.sub(lambda option: f"`{_OTHER_NAMES.get(option[1], option[1].replace('-', '_'))}`", text)


def in_backquotes(name: str) -> str:
    """Return the name of a fact in a message as that of a parameter; names of columns and others stay as they are."""
    return f"`{name}`" if isinstance(name, Fact) and not isinstance(name, Column) else name


FOR_PROGRAMS: Final = ENGLISH._replace(words=with_parameters)
"""English in which messages name parameters; pages name their fields instead."""


def message(error: InputError) -> str:
    """Return an error in one line for programs."""
    return error.render(in_backquotes, FOR_PROGRAMS)
