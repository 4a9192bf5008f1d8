"""Discount a hit on a similar name that the company has decided belongs to another party, while that decision holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.law.names import plain_of
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from exportctl.facts.parties import Hit


class NotTheSame(NamedTuple):
    """A decision that a `name` does not mean a `party` (an id): its reason, its author, its last day, and its place in a file."""

    name: str
    party: str
    reason: str
    approved_by: str
    through: date
    stated_at: str = ""

    @property
    def title(self) -> str:
        """Its title in an answer: its place in the file."""
        return f"not_the_same {self.stated_at}"


class OtherParty(NamedTuple):
    """A hit on the similar name of another party, and the decision that excludes it."""

    hit: Hit
    by: NotTheSame

    @property
    def why(self) -> str:
        """The reason why the hit does not count, as a sentence."""
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
            place=f", {by.stated_at}" if by.stated_at else "",
        )


def applies_to(item: NotTheSame, hit: Hit) -> bool:
    """Return whether a decision applies to a hit: only to a similar name, never to a listed name, and only in the exact spelling."""
    return hit.similar and (plain_of(item.name), item.party) == (plain_of(hit.name), hit.listing.id)


def split_hits(
    hits: Sequence[Hit], records: Iterable[NotTheSame], on: date
) -> tuple[tuple[Hit, ...], tuple[OtherParty, ...]]:
    """Return the hits that count on a day, and those that a decision excludes; a name with another legal form is another company."""
    holding = [item for item in records if on <= item.through]
    others = tuple(
        OtherParty(hit, by) for hit in hits if (by := next((item for item in holding if applies_to(item, hit)), None))
    )
    excluded = {item.hit.listing.id for item in others}
    return tuple(hit for hit in hits if hit.listing.id not in excluded), others
