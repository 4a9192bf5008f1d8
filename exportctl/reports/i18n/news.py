"""Words of the news that every format shares: the number of new acts, of lists, and the numbers of a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.law.citations import act_citation
from exportctl.reports.i18n.language import translate
from exportctl.sentences import BilingualName, Sentence

if TYPE_CHECKING:
    from exportctl.law.register import Register
    from exportctl.news.comparison import Gap, NewAct
    from exportctl.reports import results


def count(result: results.News) -> Sentence:
    """Return the number of announcements that the data lacks, in words; nothing is new only if every list was read."""
    number = len(result.news.new) + len(result.news.unnumbered)
    if number == 1:
        return Sentence("1 announcement not held")
    if number:
        return Sentence("{count} announcements not held", count=number)
    return Sentence("not every list was read") if result.faults else Sentence("nothing new")


def counts_of_lists(result: results.News) -> list[str]:
    """Return the numbers of lists and of their announcements, in words."""
    lists, shown = len(result.lists), sum(item.size for item in result.lists)
    return [translate("lists read: {count}", count=lists), translate("announcements: {count}", count=shown)]


def act_name(law: Register, act: NewAct) -> BilingualName:
    """Return the citation of an act, whose English form lacks the issuers: No. 45/2026 (MOFCOM, GACC)."""
    name = act_citation(law, act.number.id)
    return BilingualName(f"{name} ({', '.join(act.issuers)})", name.zh)


def gap(item: Gap) -> str:
    """Return the numbers of a gap."""
    if item.first == item.last:
        return item.first.id
    return translate("{first} to {last}", first=item.first.id, last=item.last.id)
