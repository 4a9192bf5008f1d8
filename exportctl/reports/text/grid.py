"""Tables for the terminal: plain grids that fit 80 columns, whose cells are never read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from exportctl.effects import APPEARANCES
from exportctl.reports.printable import printable
from exportctl.reports.text.layout import FoldedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import RenderableType


STYLES: Final[Mapping[str, str]] = {
    **{decision: look.terminal for decision, look in APPEARANCES.items()},
    "in_force": "",
    "suspended": "",
    "unsettled": "magenta",
    "pending": "",
    "ended": "dim",
}
"""The style of each decision and each status; colour carries severity, and magenta what is unconfirmed."""
_UNBROKEN: Final = frozenset(
    {"provision", "entry", "last day", "days left", "on", "from", "published", "id", "act", "status", "was", "is"}
)
"""Columns of ids and days, which nobody can read in pieces."""


def grid(*headings: str) -> Table:
    """Return an empty table; words wrap where it is narrow, and nothing is cut off."""
    table = Table(box=SIMPLE, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim", show_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in _UNBROKEN)
    return table


def cell(text: str) -> RenderableType:
    """Return text from data as it is to be shown."""
    return FoldedText(Text(printable(text)))


def in_style(text: str, kind: str) -> Text:
    """Return the words for an effect or a status in its colour."""
    return Text(text, STYLES[kind])


def with_title(title: str, table: RenderableType | None) -> Iterator[RenderableType]:
    """Yield a title, a table and an empty line, or nothing if there is no table."""
    if table is not None:
        yield Text(title, "bold")
        yield table
        yield Text("")
