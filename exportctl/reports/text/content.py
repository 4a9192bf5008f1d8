"""A bill of materials as it was counted, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from exportctl.reports.printable import printable
from exportctl.reports.text.grid import cell, grid
from exportctl.reports.text.layout import labelled, law_line
from exportctl.reports.words.en import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.reports.results import Content


def content(result: Content) -> Iterator[RenderableType]:
    """Yield every line with its worth and whether it counts, the share, and the bound with the provisions that set it."""
    found = result.found
    table = grid("part", "substance", "origin", "worth", "counts")
    for line in found.lines:
        counts = {True: "yes", False: "no", None: f"perhaps: {missing(sorted(line.counts.missing))}"}[line.counts.value]
        table.add_row(
            cell(line.part), cell(line.substance), cell(line.origin or "?"), cell(f"{line.worth:f}"), cell(counts)
        )
    yield table
    yield Text(f"worth {found.value:f} in all")
    yield Text(f"--cn-content {found.sure.normalize():f}%", "bold")
    if found.possible != found.sure:
        yield Text(f"up to {found.possible.normalize():f}% if what is not known counts", "yellow")
    op, bound, goods = found.rule.bound
    met = {True: "met", False: "not met", None: "perhaps met"}[found.reached.value]
    yield Text(printable(f"bound {op} {bound:f}% of {', '.join(goods)} [{', '.join(found.rule.provisions)}]: {met}"))
    yield from labelled([("law", law_line(result.law, result.today))])
