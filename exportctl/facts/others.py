"""A name that is like a listed one can be somebody else's, if somebody found that out and answers for it, through a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.law.names import plain_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from exportctl.facts.parties import Hit
    from exportctl.facts.transaction import Party


class NotTheSame(NamedTuple):
    """A `name` is not that of a `party` (an id): why, who answers for it, the last day it counts, and where that is said."""

    name: str
    party: str
    reason: str
    approved_by: str
    through: date
    said_at: str = ""


class Answered(NamedTuple):
    """A similar name that was found to be somebody else's, and by what."""

    hit: Hit
    by: NotTheSame

    @property
    def why(self) -> str:
        """Why the hit does not count, as a sentence."""
        hit, by = self.hit, self.by
        place = f", {by.said_at}" if by.said_at else ""
        return (
            f"'{hit.name}' {hit.why} [{hit.listing.id}], and is not the same: {by.reason} "
            f"(approved by {by.approved_by}, through {by.through}{place})"
        )


def parted(
    hits: Sequence[Hit], found_out: Iterable[NotTheSame], on: date
) -> tuple[tuple[Hit, ...], tuple[Answered, ...]]:
    """Return the hits that count on a day, and those that are somebody else's.

    Only a similar name can be that, never one that a list has, and only the very name: its legal form is part of it.
    """
    holding = {(plain_of(item.name), item.party): item for item in found_out if on <= item.through}
    answered = tuple(
        Answered(hit, by)
        for hit in hits
        if hit.similar and (by := holding.get((plain_of(hit.name), hit.listing.id))) is not None
    )
    gone = {item.hit.listing.id for item in answered}
    return tuple(hit for hit in hits if hit.listing.id not in gone), answered


def without_others(parties: Iterable[Party], found_out: Sequence[NotTheSame], on: date) -> tuple[Party, ...]:
    """Return who takes part without what they only seem to be on a day."""
    found = []
    for party in parties:
        hits, answered = parted(party.hits, found_out, on)
        found.append(party._replace(hits=hits, answered=answered))
    return tuple(found)
