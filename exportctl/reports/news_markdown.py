"""Write the news as markdown, for the text of an issue: a checkbox for each act, then leads and faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.reports.gates.markdown import escape
from exportctl.reports.i18n.language import render, translate
from exportctl.reports.i18n.news import count, counts_of_lists, gap
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.news.lists import Announcement
    from exportctl.reports.results import News


def markdown(result: News) -> Iterator[str]:
    """Yield the lines: a heading, a checkbox for each announcement that the data lacks, the gaps, and the unread lists."""
    yield f"### exportctl data news: {render(count(result))}"
    yield ""
    law = translate("law data as of {day}", day=result.law.home.checked_through)
    yield escape("; ".join([*counts_of_lists(result), law]))
    if result.news:
        yield ""
        yield from (f"- [ ] **{act.number.id}** {_item(act.announcement)}" for act in result.news.new)
        yield from (f"- [ ] {_item(item)}" for item in result.news.unnumbered)
    if result.news.gaps:
        yield ""
        yield translate("Numbers that no list shows and the data does not hold:")
        yield ""
        yield from (f"- {gap(item)}" for item in result.news.gaps)
    if result.faults:
        yield ""
        yield translate("Lists that were not read:")
        yield ""
        yield from (
            f"- {escape(render(Sentence('{where}: {what}', where=item.where, what=item.what)))}"
            for item in result.faults
        )


def _item(item: Announcement) -> str:
    day = f"{item.published} " if item.published else ""
    address = "".join(char for char in item.address if char.isprintable() and char not in "<>\\ ")
    return f"{day}{escape(item.title.text)} [{escape(item.list)}](<{address}>)"
