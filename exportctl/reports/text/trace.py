"""Print a trace: the marked words, with their labels and rules; the unread words come last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from exportctl.reports.i18n.language import render, translate
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import cell, grid
from exportctl.reports.text.layout import headline, label_lines, law_data
from exportctl.sentences import join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.reports.results import Trace


def trace(result: Trace) -> Iterator[RenderableType]:
    """Yield the table of annotations, the words that no rule read, and the age of the law."""
    trace_ = result.trace
    count = len(trace_.annotations)
    words = translate("1 annotation") if count == 1 else translate("{count} annotations", count=count)
    yield headline(words, "", trace_.item)
    table = grid(translate("Words"), translate("Label"), translate("Value"), translate("Rule"))
    for note in trace_.annotations:
        value = render(note.value) if note.certainty == "yes" else f"{render(note.value)} ?"
        table.add_row(cell(note.words), cell(note.label), cell(value), cell(note.rule))
    if trace_.annotations:
        yield from (Text(""), table, Text(""))
    if trace_.unread:
        yield from label_lines([(translate("Unrecognised"), Text(printable(render(join(trace_.unread))), "magenta"))])
    yield from label_lines([law_data(result.law, result.today)])
