"""Prints a trace: which words were marked, as what, and by which rule; the unread words come last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from exportctl.reports.i18n.language import render, translate
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import cell, grid
from exportctl.reports.text.layout import law_line
from exportctl.sentences import join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.reports.results import Trace


def trace(result: Trace) -> Iterator[RenderableType]:
    """Yield the table of annotations, the words that no rule read, and how old the law is."""
    found = result.found
    yield Text(printable(found.item), "bold")
    table = grid(translate("words"), translate("label"), translate("value"), translate("rule"))
    for note in found.annotations:
        value = render(note.value) if note.certainty == "yes" else f"{render(note.value)} ?"
        table.add_row(cell(note.words), cell(note.label), cell(value), cell(note.rule))
    if found.annotations:
        yield table
    if found.unread:
        yield Text(printable(translate("unread: {words}", words=join(found.unread))), "yellow")
    yield law_line(result.law, result.today)
