"""Discounts a hit on a similar name that the company has found to be somebody else, for as long as that finding holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.law.names import plain_of
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from exportctl.facts.parties import Hit


class NotTheSame(NamedTuple):
    """A decision that a `name` is not that of a `party` (an id): its reason, its author, its last day, and its place in a file."""

    name: str
    party: str
    reason: str
    approved_by: str
    through: date
    said_at: str = ""

    @property
    def title(self) -> str:
        """Its title in an answer: its place in the file."""
        return f"not_the_same {self.said_at}"


class OtherParty(NamedTuple):
    """A hit on a similar name of somebody else, and the decision that rules it out."""

    hit: Hit
    by: NotTheSame

    @property
    def why(self) -> str:
        """Why the hit does not count, as a sentence."""
        hit, by = self.hit, self.by
        return Sentence(
            "'{name}' {why} [{id}], but is recorded as another party: {reason} (approved by {approved_by}, "
            "valid through {through}{place})",
            name=hit.name,
            why=hit.why,
            id=hit.listing.id,
            reason=by.reason,
            approved_by=by.approved_by,
            through=by.through,
            place=f", {by.said_at}" if by.said_at else "",
        )


def applies_to(item: NotTheSame, hit: Hit) -> bool:
    """Return whether an entry applies to a hit: to a similar name alone, never to one that a list has, and only to the exact name."""
    return hit.similar and (plain_of(item.name), item.party) == (plain_of(hit.name), hit.listing.id)


def split_hits(
    hits: Sequence[Hit], records: Iterable[NotTheSame], on: date
) -> tuple[tuple[Hit, ...], tuple[OtherParty, ...]]:
    """Return the hits that count on a day, and those that a decision rules out.

    The legal form is part of a name: a name with another form is that of another company.
    """
    holding = [item for item in records if on <= item.through]
    others = tuple(
        OtherParty(hit, by) for hit in hits if (by := next((item for item in holding if applies_to(item, hit)), None))
    )
    excluded = {item.hit.listing.id for item in others}
    return tuple(hit for hit in hits if hit.listing.id not in excluded), others
