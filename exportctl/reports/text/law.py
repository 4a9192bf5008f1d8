"""Lists and records of the law as people read them: what a record is called stands under its id where a row has no room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml
from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from exportctl.law.parallels import worded
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES, styled
from exportctl.reports.text.layout import GAP, labelled, law_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType

    from exportctl.reports import results

_CALLED: Final = ("title", "name", "zh")
"""The keys of a row that say what a record is called."""
_ROOM: Final = 40
"""With so many columns left a row says both."""


class _Rows:
    """Rows of a list: ids and days in columns, which are never broken, and what a record is called beside or under them."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self.rows = rows
        self.keys = [key for key in rows[0] if key not in _CALLED]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Yield the headings and the rows."""
        heads = [key.replace("_", " ") for key in self.keys]
        cells = [[_worded(key, row[key]) for key in self.keys] for row in self.rows]
        widths = [max(map(cell_len, [head, *(row[at].plain for row in cells)])) for at, head in enumerate(heads)]
        beside = options.max_width - sum(widths) - GAP * len(widths) >= _ROOM
        yield Text((" " * GAP).join(f"{head:<{width}}" for head, width in zip(heads, widths, strict=True)), "dim")
        if not beside:
            for row, told in zip(self.rows, cells, strict=True):
                yield _in_columns(told, widths)
                yield Padding(_called(row), (0, 0, 0, GAP), expand=False)
            return
        table = Table.grid(padding=(0, GAP, 0, 0))
        for width in widths:
            table.add_column(width=width, no_wrap=True)
        table.add_column(overflow="fold")
        for row, told in zip(self.rows, cells, strict=True):
            table.add_row(*told, _called(row))
        yield table


def listing(result: results.Listing) -> Iterator[RenderableType]:
    """Yield a list of records of one kind, with the day for which it tells their status."""
    rows = result.rows
    dated = rows and {"status", "in_force"} & rows[0].keys()
    yield Text(printable(f"{len(rows)} {result.of}") + (f", status on {result.on}" if dated else ""), "bold")
    if rows:
        yield _Rows(rows)
    yield from labelled([("law", law_line(result.law, result.today, result.on if dated else None))])


def _in_columns(cells: Sequence[Text], widths: Sequence[int]) -> Text:
    line = Text(no_wrap=True, overflow="ignore")
    for cell, width in zip(cells, widths, strict=True):
        line.append_text(cell).append(" " * (width - cell_len(cell.plain) + GAP))
    return line


def _called(row: Mapping[str, Any]) -> Text:
    return Text(" ".join(dict.fromkeys(printable(str(row[key])) for key in _CALLED if row.get(key))))


def _worded(key: str, value: object) -> Text:
    text = str(value)
    return styled(text.replace("_", " "), text) if key == "status" and text in STYLES else Text(printable(text))


def record(result: results.Record) -> str:
    """Return a record as its file has it: YAML, which is never cut to the width of a screen."""
    text = yaml.safe_dump(result.record, allow_unicode=True, sort_keys=False, width=72)
    hints = [f"# hint: {hint}" for hint in worded(result.parallels)]
    law = f"# law: {law_line(result.law, result.today).plain}"
    return "\n".join(printable(part) for part in (f"{result.of} {result.id}", *text.splitlines(), *hints, law))
