"""Print the parties of a transaction with the listed names that they match, and the acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from exportctl.engine.screening import screening
from exportctl.law.citations import act_citation
from exportctl.reports.i18n.language import name_of, translate
from exportctl.reports.i18n.terms import role, status
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.engine.verdict import Verdict
    from exportctl.facts.parties import Hit

_PARTIES: Final = 3
"""The number of hits of a party that are named; the rest is counted."""


def parties(answer: Verdict, *, everything: bool) -> Iterator[tuple[str, Text]]:
    """Yield a line for each hit of each party, of many hits the first unless `everything`; a party without hits is named as well."""
    for party in answer.facts.parties:
        who = printable(f"{role(party.role)} {party.name}" if party.role else party.name)
        matches = screening(answer.known, party.hits, answer.on).matches
        if not matches:
            yield translate("Party"), Text(translate("{who}: not on any list of the law data", who=who))
        shown = matches if everything else matches[:_PARTIES]
        for item in shown:
            listing = item.hit.listing
            line = Text(_certainty(item.hit, who, printable(name_of(listing.party.name))))
            list_ = name_of(answer.law.list_name(listing.list))
            act = act_citation(answer.law, listing.act)
            details = translate("{list}, {act}, {status}", list=list_, act=act, status=status(item.status))
            line.append(printable(details), STYLES[item.status])
            if not (item.hit.certain or item.hit.is_related or item.hit.similar):
                line.append(translate("; its measures were not read"))
            yield translate("Party"), line
        if more := len(matches) - len(shown):
            yield "", Text(translate("and {count} more (exportctl party)", count=more), "dim")


def _certainty(hit: Hit, who: str, party: str) -> str:
    """Return how certainly a party is a listed one, in words."""
    if hit.is_related:
        return translate("{who} is related to {party}, which is listed: ", who=who, party=party)
    if hit.similar:
        return translate("{who} has a name similar to {party}: ", who=who, party=party)
    if who == party:
        return translate("{who}: ", who=who)
    return translate("{who} is {party}: ", who=who, party=party)
