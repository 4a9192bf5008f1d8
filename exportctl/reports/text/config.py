"""Print the configuration in force, one setting per row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from exportctl.reports.i18n.language import render, translate
from exportctl.reports.text.grid import Grid
from exportctl.reports.text.layout import FoldedText, Line, headline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.reports.results import Config


def config(result: Config) -> Iterator[RenderableType]:
    """Yield the file, the settings with their sources, and the other variables of the environment."""
    stated = _count_line(sum(item.source != "default" for item in result.values), len(result.values))
    yield headline(stated, "", *([result.file] if result.file else []))
    if not result.file:
        text = translate("There is no exportctl.toml here or above, and no [tool.exportctl] in a pyproject.toml.")
        yield FoldedText(text)
    table = Grid("Key", "Value", "Source")
    for item in result.values:
        source = translate("default") if item.source == "default" else item.source
        table.add_row(item.key, _value(item.value), source)
    yield from (Text(""), table, Text(""))
    yield from (Line("Environment", f"{name}={value}") for name, value in result.environment)


def _count_line(count: int, rows: int) -> str:
    """Return the number of settings that are stated anywhere, of all that are shown."""
    return translate("{count} of {all} settings stated", count=count, all=rows) if count else translate("defaults only")


def _value(value: str | int | bool | None) -> str:  # noqa: FBT001 - a value of any kind
    if value is None:
        return "-"
    return str(value).lower() if isinstance(value, bool) else render(str(value) if isinstance(value, int) else value)
