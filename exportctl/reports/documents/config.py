"""The document of `config show`: every setting in force, and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from exportctl.reports.documents.document import Document

if TYPE_CHECKING:
    from exportctl.reports import results


class Value(Document):
    """A value and its source: `default`, an environment variable, or file and line; null if it is not set."""

    key: str
    value: str | int | bool | None
    from_: str


class Variable(Document):
    """An environment variable that sets an option for every command that has it."""

    name: str
    value: str


class Config(Document):
    """The answer of `config show`."""

    schema: Literal["exportctl.config/1"] = "exportctl.config/1"
    file: str | None
    values: list[Value]
    environment: list[Variable]


def config(result: results.Config) -> Config:
    """Return `exportctl.config/1`."""
    return Config.from_record(
        result,
        values=[Value.from_record(item, from_=item.source) for item in result.values],
        environment=[Variable(name=name, value=value) for name, value in result.environment],
    )
