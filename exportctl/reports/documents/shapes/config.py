"""The shape of a configuration file, and of what `config show` tells of the one that holds."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from exportctl.engine.terms import Undecided
from exportctl.law.scale import Effect

Text = Annotated[str, Field(pattern=r"\S")]


class NotTheSame(TypedDict):
    """A name that is like that of a `party` (its id) and somebody else's: why, who answers for it, and the last day it counts."""

    name: Text
    party: Text
    reason: Text
    approved_by: Text
    through: date


class File(TypedDict, total=False):
    """A configuration file; `columns` names for facts the column of a file that states each."""

    gate: Effect
    undecided: Undecided
    max_age: Annotated[int, Field(ge=0, le=36500)]
    trust_descriptions: bool
    columns: dict[str, str]
    not_the_same: list[NotTheSame]


_From = TypedDict("_From", {"from": str})


class Value(_From):
    """A value and what said it: `default`, a variable of the environment, or file and line; null is nothing said."""

    key: str
    value: str | int | bool | None


class Variable(TypedDict):
    """A variable of the environment that says an option for every command that has it."""

    name: str
    value: str


class Config(TypedDict):
    """The answer of `config show`."""

    schema: Literal["exportctl.config/1"]
    file: str | None
    values: list[Value]
    environment: list[Variable]
