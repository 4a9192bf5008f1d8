"""The configuration that holds, one value a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from exportctl.reports.printable import printable
from exportctl.reports.text.grid import cell, grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.reports.results import Config


def config(result: Config) -> Iterator[RenderableType]:
    """Yield the file, the values and what said each, and what else the environment says."""
    yield Text(
        printable(result.file)
        if result.file
        else "no exportctl.toml here or above, and no [tool.exportctl] in a pyproject.toml"
    )
    table = grid("key", "value", "said by")
    for item in result.values:
        told = (
            str(item.value).lower() if isinstance(item.value, bool) else "-" if item.value is None else str(item.value)
        )
        table.add_row(cell(item.key), cell(told), cell(item.said_by))
    yield table
    for name, value in result.environment:
        yield Text(printable(f"the environment also says {name}={value}"))
