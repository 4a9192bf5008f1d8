"""A bill of materials begins with whether the bound is met, and is shown as it was counted, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES, cell, grid
from exportctl.reports.text.layout import labelled, law_line
from exportctl.reports.words.en import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.reports.results import Content


_REACHED: Final = {
    True: ("BOUND MET", STYLES["prohibited"]),
    False: ("BOUND NOT MET", STYLES["no_control_found"]),
    None: ("BOUND PERHAPS MET", STYLES["undecided"]),
}


def content(result: Content) -> Iterator[RenderableType]:
    """Yield whether the bound is met and by what share, who sets it, and every line with its worth and whether it counts."""
    found = result.found
    op, bound, goods = found.rule.bound
    word, style = _REACHED[found.reached.value]
    sure = f"  {found.sure.normalize():f}% of a worth of {found.value:f} counts"
    more = (
        f", up to {found.possible.normalize():f}% if what is not known counts" if found.possible != found.sure else ""
    )
    yield Text.assemble((word, f"bold {style}"), sure, (more, "yellow"))
    told = f"{op} {bound:f}% of {', '.join(goods)} [{', '.join(found.rule.provisions)}]"
    yield from labelled(
        [("bound", Text(printable(told))), ("state", Text(f"--cn-content {found.sure.normalize():f}%", "bold"))]
    )
    table = grid("part", "substance", "origin", "worth", "counts")
    for line in found.lines:
        counts = {True: "yes", False: "no", None: f"perhaps: {missing(sorted(line.counts.missing))}"}[line.counts.value]
        table.add_row(
            cell(line.part), cell(line.substance), cell(line.origin or "?"), cell(f"{line.worth:f}"), cell(counts)
        )
    yield table
    yield from labelled([("law", law_line(result.law, result.today))])
