"""Remove from facts the hits on similar names that a company has recorded as belonging to other parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from exportctl.facts.not_the_same import split_hits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from exportctl.facts.not_the_same import NotTheSame
    from exportctl.facts.transaction import Facts, Owner, Party

Named = TypeVar("Named", "Party", "Owner")


def without_others(facts: Facts, not_the_same: Sequence[NotTheSame], on: date) -> Facts:
    """Return facts without the hits on similar names that a company has recorded, through the day, as belonging to other parties."""
    chains = facts.chains
    if chains:
        apart = {owner: split_hits(hits, not_the_same, on) for owner, hits in chains.hits.items()}
        chains = chains._replace(
            hits={owner: hits for owner, (hits, _) in apart.items() if hits},
            answered=tuple(item for _, others in apart.values() for item in others),
        )
    return facts._replace(
        parties=_without(facts.parties, not_the_same, on),
        owners=_without(facts.owners, not_the_same, on),
        chains=chains,
    )


def _without(items: Iterable[Named], not_the_same: Sequence[NotTheSame], on: date) -> tuple[Named, ...]:
    remaining = []
    for item in items:
        hits, others = split_hits(item.hits, not_the_same, on)
        remaining.append(item._replace(hits=hits, answered=others))
    return tuple(remaining)
