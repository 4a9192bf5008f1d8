"""Prints a bill of materials: whether the threshold is met, and how each line counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from exportctl.reports.i18n.language import render, translate
from exportctl.reports.i18n.terms import missing_facts
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES, cell, grid
from exportctl.reports.text.layout import label_lines, law_line
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.reports.results import Content


_REACHED: Final = {
    True: (Sentence("BOUND MET"), STYLES["prohibited"]),
    False: (Sentence("BOUND NOT MET"), STYLES["no_control_found"]),
    None: (Sentence("BOUND PERHAPS MET"), STYLES["undecided"]),
}


def content(result: Content) -> Iterator[RenderableType]:
    """Yield whether the share reaches the threshold, the provision that sets it, and every line with its value and if it counts."""
    found = result.found
    op, bound, goods = found.rule.bound
    word, style = _REACHED[found.meets_bound.value]
    sure = translate("  {share:f}% of a worth of {worth:f} counts", share=found.sure.normalize(), worth=found.value)
    more = translate(", up to {share:f}% if what is not known counts", share=found.possible.normalize())
    yield Text.assemble((render(word), f"bold {style}"), sure, (more if found.possible != found.sure else "", "yellow"))
    told = translate(
        "{op} {bound:f}% of {goods} [{provisions}]",
        op=op,
        bound=bound,
        goods=join(goods),
        provisions=", ".join(found.rule.provisions),
    )
    yield from label_lines(
        [
            (translate("bound"), Text(printable(told))),
            (translate("state"), Text(f"--cn-content {found.sure.normalize():f}%", "bold")),
        ]
    )
    table = grid(
        translate("part"), translate("substance"), translate("origin"), translate("worth"), translate("counts")
    )
    for line in found.lines:
        perhaps = translate("perhaps: {facts}", facts=missing_facts(sorted(line.counts.missing)))
        counts = {True: translate("yes"), False: translate("no"), None: perhaps}[line.counts.value]
        table.add_row(
            cell(line.part), cell(line.substance), cell(line.origin or "?"), cell(f"{line.worth:f}"), cell(counts)
        )
    yield table
    yield from label_lines([(translate("law"), law_line(result.law, result.today))])
