"""Prints the parties of a transaction with the listed names that they match, and by which act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from exportctl.engine.screening import screening
from exportctl.reports.i18n.language import name_of, render, translate
from exportctl.reports.i18n.terms import role, status
from exportctl.reports.printable import printable
from exportctl.reports.text.grid import STYLES
from exportctl.sentences import join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.engine.verdict import Verdict
    from exportctl.facts.parties import Hit

_PARTIES: Final = 3
"""So many hits of a party are named; the rest is counted."""


def parties(answer: Verdict) -> Iterator[tuple[str, Text]]:
    """Yield a line for each hit of each party; a party that hits nothing is named as well."""
    for party in answer.facts.parties:
        who = printable(f"{role(party.role)} {party.name}" if party.role else party.name)
        found = screening(answer.known, party.hits, answer.on).matches
        if not found:
            yield translate("party"), Text(translate("{who}: on no list that this data holds", who=who))
        for item in found[:_PARTIES]:
            hit = item.hit
            line = Text(_is(hit, who, printable(name_of(hit.listing.party.name))))
            list_ = name_of(answer.law.list_name(hit.listing.list))
            line.append(render(join([list_, hit.listing.act, status(item.status)])), STYLES[item.status])
            yield translate("party"), line
        if len(found) > _PARTIES:
            yield "", Text(translate("and {count} more (exportctl party)", count=len(found) - _PARTIES), "dim")


def _is(hit: Hit, who: str, party: str) -> str:
    """Return how certain a match with a listed party is."""
    if hit.certain:
        return translate("{who} is {party}: ", who=who, party=party)
    if hit.is_related:
        return translate("{who} is related to {party}: ", who=who, party=party)
    if hit.similar:
        return translate("{who} is like {party}: ", who=who, party=party)
    return translate("{who} may be {party}: ", who=who, party=party)
