"""Tables for the terminal: they fit 80 columns, and text in cells is never interpreted as markup."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from exportctl.effects import APPEARANCES
from exportctl.law.model import Source, address_of
from exportctl.law.scale import STATUSES
from exportctl.reports.i18n.language import translate
from exportctl.reports.printable import printable
from exportctl.reports.text.layout import FoldedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import RenderableType


STYLES: Final[Mapping[str, str]] = {
    **{decision: look.terminal for decision, look in APPEARANCES.items()},
    **dict.fromkeys(STATUSES, ""),
    "unsettled": "magenta",
    "ended": "dim",
}
"""The style of each decision and each status; colour expresses severity, and magenta unconfirmed answers."""


class Grid(Table):
    """A table whose words wrap in narrow columns; nothing is cut off. Text in its cells is shown as `FoldedText` shows it.

    Its headings are translated. The first `unbroken` columns are never wrapped; `widest` limits the width of the first columns.
    """

    def __init__(self, *headings: str, unbroken: int = 0, widest: Sequence[int | None] = ()) -> None:
        """Make an empty table."""
        super().__init__(box=SIMPLE, padding=(0, 1, 0, 0), header_style="bold", show_edge=False)
        for number, (heading, width) in enumerate(zip_longest(headings, widest)):
            self.add_column(translate(heading or ""), overflow="fold", no_wrap=number < unbroken, max_width=width)

    def add_row(self, *cells: RenderableType) -> None:  # type: ignore[override] # rows have no settings
        """Add a row."""
        super().add_row(*(FoldedText(cell) if isinstance(cell, (str, Text)) else cell for cell in cells))


def citation_cell(text: str, sources: Iterable[Source], id_: str = "") -> Text:
    """Return a citation, linked to its source if that has an address, with the id below it, if one is given."""
    address = address_of(sources)
    return Text.assemble((printable(text), f"link {address}" if address else ""), (f"\n{id_}" * bool(id_), "dim"))


def in_style(text: str, kind: str) -> Text:
    """Return the words for an effect or a status in its colour."""
    return Text(text, STYLES[kind])
