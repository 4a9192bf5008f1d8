"""The law as people read it: lists, records, what the data covers, and what happens over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from rich.text import Text

from exportctl.law.parallels import worded
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES, cell, grid, styled

if TYPE_CHECKING:
    from rich.console import RenderableType

    from exportctl.reports import results


def listing(result: results.Listing) -> list[RenderableType]:
    """Return a list of records of one kind."""
    rows = result.rows
    title = f"{len(rows)} {result.of}" + (f", status on {result.on}" if rows and "status" in rows[0] else "")
    if not rows:
        return [Text(title, "bold")]
    table = grid(*(key.replace("_", " ") for key in rows[0]))
    for row in rows:
        table.add_row(*(_worded(key, value) for key, value in row.items()))
    return [Text(title, "bold"), table]


def _worded(key: str, value: object) -> Text:
    text = str(value)
    return styled(text.replace("_", " "), text) if key == "status" and text in STYLES else cell(text)


def record(result: results.Record) -> str:
    """Return a record as its file has it: YAML, which is never cut to the width of a screen."""
    text = yaml.safe_dump(result.record, allow_unicode=True, sort_keys=False, width=72)
    hints = [f"# hint: {hint}" for hint in worded(result.parallels)]
    return "\n".join(printable(part) for part in (f"{result.of} {result.id}", *text.splitlines(), *hints))
