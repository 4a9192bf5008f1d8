"""Prints rows whose answers differ in groups: both answers, the reason, and the first rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.text import Text

from exportctl.reports.i18n.language import render, translate
from exportctl.reports.i18n.terms import effect_name, rows, status
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import in_style
from exportctl.reports.text.layout import influence_line, label_lines, law_line
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.batch.changes import Group, Row, Standing, Why
    from exportctl.batch.tally import Counts
    from exportctl.reports.results import Changes

_GROUPS: Final = 20
_ROWS: Final = 5
"""How much is shown; all of it stands in the rows that are written."""


def changes(result: Changes) -> Iterator[RenderableType]:
    """Yield the groups, that of most rows first."""
    groups = result.found.groups
    first = translate(" That answer stands first.") if groups else ""
    yield Text(translate("{compared}.{first}", compared=comparison_line(result.counts, result.against), first=first))
    for group in groups[:_GROUPS]:
        yield Text("")
        yield _head(group)
        for why in group.why:
            yield Padding(Text(printable(_why(why))), (0, 0, 0, 2))
        if not group.why and set(group.before.answered_by) == set(group.after.answered_by):
            yield Padding(
                Text(translate("no provision differs: goods, places or parties are read differently")), (0, 0, 0, 2)
            )
        yield Padding(Text(_rows(group), "dim"), (0, 0, 0, 2))
    left = sum(group.count for group in groups[_GROUPS:]) + result.found.left_off
    if left:
        yield Text("\n" + translate("and {count} more rows; --output writes all of them", count=left))
    yield Text("")
    yield from label_lines([*influence_line(result.configured), (translate("law"), law_line(result.law, result.today))])


def comparison_line(counts: Counts, against: str) -> str:
    """Return in a sentence how many answers differ from others."""
    better, worse, moved = (counts.by_comparison.get(word, 0) for word in ("better", "worse", "moved"))
    return Sentence(
        "{differ} of {screened} rows have another answer than {against}: {worse} worse, {better} better; {moved} more have "
        "the same, by other provisions",
        differ=better + worse,
        screened=counts.rows_screened,
        against=against,
        worse=worse,
        better=better,
        moved=moved,
    )


def _head(group: Group) -> Text:
    before, after = group.before, group.after
    told = _decision(after)
    if before.decision != after.decision:
        told = Text.assemble(_decision(before), " \u2192 ", told)
    if before.worst_case != after.worst_case:
        was, is_ = effect_name(before.worst_case), effect_name(after.worst_case)
        told.append(translate("; worst case {was} \u2192 {is_}", was=was, is_=is_))
    if before.settled != after.settled:
        told.append(translate("; now settled") if after.settled else translate("; no longer settled"))
    gone, come = (set(one.answered_by) - set(other.answered_by) for one, other in ((before, after), (after, before)))
    told.append(translate("; no longer answered by {names}", names=join(sorted(gone))) if gone else "")
    told.append(translate("; now answered by {names}", names=join(sorted(come))) if come else "")
    return told.append(translate(": {rows}", rows=rows(group.count)))


def _why(why: Why) -> str:
    """Return a provision that makes answers differ, with both statuses if these differ."""
    told = translate("{provision} ({title})", provision=why.provision, title=why.title)
    if why.was == why.is_:
        return told
    was, is_ = (status(word) if word else Sentence("not there") for word in (why.was, why.is_))
    return translate("{told}: {was} \u2192 {is_}", told=told, was=was, is_=is_)


def _decision(answer: Standing) -> Text:
    return in_style(effect_name(answer.decision), answer.decision)


def _rows(group: Group) -> str:
    named = [printable(_row(row)) for row in group.first[:_ROWS]]
    more = group.count - len(named)
    return render(join(named)) + (translate(" and {count} more", count=more) if more else "")


def _row(row: Row) -> str:
    place = f"{row.file}:{row.row}" if row.file else translate("row {row}", row=row.row)
    goods = translate("{goods} to {place}", goods=row.item, place=row.to) if row.to else row.item
    return f"{place} {goods}"
