"""What differs is told in groups: what the answers were and are, why, and the first rows of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.text import Text

from exportctl.reports.printable import printable
from exportctl.reports.text.grid import styled
from exportctl.reports.text.layout import labelled, law_line
from exportctl.reports.words.en import EFFECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.batch.change import Standing
    from exportctl.batch.changes import Group
    from exportctl.batch.tally import Counts
    from exportctl.reports.results import Changes

_GROUPS: Final = 20
_ROWS: Final = 5
"""How much is shown; all of it stands in the rows that are written."""


def changes(result: Changes) -> Iterator[RenderableType]:
    """Yield the groups, that of most rows first."""
    groups = result.found.groups
    yield Text(f"{compared(result.counts, result.against)}.{' That answer stands first.' if groups else ''}")
    for group in groups[:_GROUPS]:
        yield Text("")
        yield _head(group)
        for why in group.why:
            yield Padding(Text(printable(str(why)).replace("_", " ")), (0, 0, 0, 2))
        if not group.why and set(group.before.answered_by) == set(group.after.answered_by):
            yield Padding(Text("no provision differs: goods, places or parties are read differently"), (0, 0, 0, 2))
        yield Padding(Text(_rows(group), "dim"), (0, 0, 0, 2))
    left = sum(group.count for group in groups[_GROUPS:]) + result.found.left_off
    if left:
        yield Text(f"\nand {left} more rows; --output writes all of them")
    yield Text("")
    yield from labelled([("law", law_line(result.law, result.today))])


def compared(counts: Counts, against: str) -> str:
    """Return in a sentence how many answers differ from others."""
    better, worse, moved = (counts.by_comparison.get(word, 0) for word in ("better", "worse", "moved"))
    differ = f"{better + worse} of {counts.screened} rows have another answer than {against}"
    return f"{differ}: {worse} worse, {better} better; {moved} more have the same, by other provisions"


def _head(group: Group) -> Text:
    before, after = group.before, group.after
    told = _decision(after)
    if before.decision != after.decision:
        told = Text.assemble(_decision(before), " \u2192 ", told)
    if before.worst_case != after.worst_case:
        told.append(f"; worst case {EFFECTS[before.worst_case]} \u2192 {EFFECTS[after.worst_case]}")
    if before.settled != after.settled:
        told.append("; now settled" if after.settled else "; no longer settled")
    gone, come = (set(one.answered_by) - set(other.answered_by) for one, other in ((before, after), (after, before)))
    told.append(f"; no longer answered by {', '.join(sorted(gone))}" if gone else "")
    told.append(f"; now answered by {', '.join(sorted(come))}" if come else "")
    return told.append(f": {group.count} row{'' if group.count == 1 else 's'}")


def _decision(answer: Standing) -> Text:
    return styled(EFFECTS[answer.decision], answer.decision)


def _rows(group: Group) -> str:
    named = [
        printable(f"{f'{row.file}:' if row.file else 'row '}{row.row} {row.item}{f' to {row.to}' if row.to else ''}")
        for row in group.first[:_ROWS]
    ]
    more = group.count - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")
