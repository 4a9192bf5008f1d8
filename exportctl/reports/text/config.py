"""Prints the configuration that holds, one value a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from exportctl.reports.i18n.language import render, translate
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import cell, grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.reports.results import Config


def config(result: Config) -> Iterator[RenderableType]:
    """Yield the file, the settings with their sources, and the other variables of the environment."""
    yield Text(
        printable(result.file)
        if result.file
        else translate("no exportctl.toml here or above, and no [tool.exportctl] in a pyproject.toml")
    )
    table = grid(translate("key"), translate("value"), translate("said by"))
    for item in result.values:
        said_by = translate("default") if item.said_by == "default" else item.said_by
        table.add_row(cell(item.key), cell(_value(item.value)), cell(said_by))
    yield table
    for name, value in result.environment:
        yield Text(printable(translate("the environment also says {name}={value}", name=name, value=value)))


def _value(value: str | int | bool | None) -> str:  # noqa: FBT001 - a value of any kind
    if value is None:
        return "-"
    return str(value).lower() if isinstance(value, bool) else render(str(value) if isinstance(value, int) else value)
