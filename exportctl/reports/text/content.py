"""A bill of materials begins with whether the bound is met, and is shown as it was counted, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES, cell, grid
from exportctl.reports.text.layout import labelled, law_line
from exportctl.reports.words.language import say, tell
from exportctl.reports.words.terms import missing
from exportctl.sentences import Sentence, listed

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
    """Yield whether the bound is met and by what share, who sets it, and every line with its worth and whether it counts."""
    found = result.found
    op, bound, goods = found.rule.bound
    word, style = _REACHED[found.reached.value]
    sure = say("  {share:f}% of a worth of {worth:f} counts", share=found.sure.normalize(), worth=found.value)
    more = say(", up to {share:f}% if what is not known counts", share=found.possible.normalize())
    yield Text.assemble((tell(word), f"bold {style}"), sure, (more if found.possible != found.sure else "", "yellow"))
    told = say(
        "{op} {bound:f}% of {goods} [{provisions}]",
        op=op,
        bound=bound,
        goods=listed(goods),
        provisions=", ".join(found.rule.provisions),
    )
    yield from labelled(
        [
            (say("bound"), Text(printable(told))),
            (say("state"), Text(f"--cn-content {found.sure.normalize():f}%", "bold")),
        ]
    )
    table = grid(say("part"), say("substance"), say("origin"), say("worth"), say("counts"))
    for line in found.lines:
        perhaps = say("perhaps: {facts}", facts=missing(sorted(line.counts.missing)))
        counts = {True: say("yes"), False: say("no"), None: perhaps}[line.counts.value]
        table.add_row(
            cell(line.part), cell(line.substance), cell(line.origin or "?"), cell(f"{line.worth:f}"), cell(counts)
        )
    yield table
    yield from labelled([(say("law"), law_line(result.law, result.today))])
