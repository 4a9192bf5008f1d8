"""The parties of a row, as far as words for people need them: the designations of their names, and the names to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

from exportctl.engine.reduction import listed_parties
from exportctl.engine.situation import PartyDesignation
from exportctl.facts.transaction import names_to_compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from exportctl.facts.transaction import Party
    from exportctl.law.status import LawAsOf


class NearName(NamedTuple):
    """A name without hits, and a listed name that it resembles too little to count, with the provision that lists it."""

    name: str
    known: str
    provision: str


class RowParties(NamedTuple):
    """Whether a row states a party, the designations that its parties hit or may hit, and those of related companies.

    `similar` are the names that only resemble those of listed parties, and `near` those that do so too little to count.
    """

    is_stated: bool
    listed: tuple[PartyDesignation, ...] = ()
    related: tuple[PartyDesignation, ...] = ()
    similar: tuple[str, ...] = ()
    near: tuple[NearName, ...] = ()

    def published_by(self, law: LawAsOf, day: date) -> Self:
        """Return the same parties without the designations that were published after a day."""
        listed, related = (
            tuple(item for item in items if law.span_on(item.provision, day)) for items in (self.listed, self.related)
        )
        near = tuple(item for item in self.near if law.span_on(item.provision, day))
        return self._replace(listed=listed, related=related, near=near)


def row_parties(parties: Sequence[Party]) -> RowParties:
    """Return the parties of a row, the sure designations first."""
    listed = sorted(listed_parties(parties) or (), key=lambda item: (not item.certain, item.provision))
    related = sorted(related_designations(parties), key=lambda item: item.provision)
    return RowParties(
        bool(parties), tuple(listed), tuple(related), tuple(names_to_compare(parties)), near_names(parties)
    )


def near_names(parties: Iterable[Party]) -> tuple[NearName, ...]:
    """Return the names without hits that resemble listed ones too little to count."""
    hits = (hit for party in parties for hit in party.near)
    return tuple(NearName(hit.name, hit.known, hit.listing.provision) for hit in hits)


def related_designations(parties: Iterable[Party]) -> frozenset[PartyDesignation]:
    """Return the designations of companies to which parties are related, although no list names the parties themselves."""
    hits = (hit for party in parties for hit in party.hits if hit.is_related)
    return frozenset(PartyDesignation(hit.listing.provision, hit.listing.list, certain=False) for hit in hits)


def listed_groups(parties: Iterable[Party]) -> frozenset[tuple[frozenset[str], frozenset[str]]]:
    """Return for each party with listed companies in its group the provisions that list these, and those that may list itself.

    Answers differ by them: the group is a reason for a warning on days on which no list names the party itself.
    """
    return frozenset(
        (frozenset(related), frozenset(item.provision for item in listed_parties([party]) or ()))
        for party in parties
        if (related := {item.provision for item in related_designations([party])})
    )
