"""Print the acts that the data lacks, in a table with their addresses, and what to do about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from exportctl.reports.i18n.language import render, translate
from exportctl.reports.i18n.news import count, counts_of_lists, gap
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import Grid
from exportctl.reports.text.layout import Line, headline, law_data, unbroken
from exportctl.sentences import Sentence, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from exportctl.reports import results


def news(result: results.News) -> Iterator[RenderableType]:
    """Yield the number of announcements that the data lacks, a table of them, the leads, what to do, and the age of the law data."""
    missing = result.news
    yield headline(render(count(result)), "", *counts_of_lists(result))
    rows = [*((act.number.id, act.announcement) for act in missing.new), *(("", item) for item in missing.unnumbered)]
    if rows:
        table = Grid("Act", "Day", "Title", unbroken=2)
        for id_, item in rows:
            day = str(item.published or translate("unknown"))
            table.add_row(id_ or translate("no number"), day, item.title.text)
        yield from (Text(""), table, Text(""))
        for id_, item in rows:
            yield unbroken(Text(printable(f"{id_ or '-'}  {item.address}"), "dim"))
        yield Text("")
    yield from _notes(result)
    yield law_data(result.law, result.today)


def _notes(result: results.News) -> Iterator[Line]:
    """Yield the unread lists, the gaps, and what to do with new acts."""
    for fault in result.faults:
        yield Line("Not read", Sentence("{where}: {what}", where=fault.where, what=fault.what), "bold")
    if result.news.gaps:
        gaps = Sentence("no list shows {gaps}, and the data does not hold them", gaps=join(map(gap, result.news.gaps)))
        yield Line("Leads", gaps)
    if result.news.new:
        step = Sentence(
            "Save the news with --format json -o news.json, then run exportctl data new ID --from news.json"
        )
        yield Line("To do", step, "bold")
    if result.news:
        yield Line("", translate("Record what the data does not need in reviewed.yaml, with the reason."))
