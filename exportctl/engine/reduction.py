"""Reduce facts to a situation: names for the same goods, places that no act names, and figures between bounds become one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from exportctl.engine.ownership import direct_chains, possible_share, sure_share
from exportctl.engine.situation import ELSEWHERE, UNKNOWN_OWNERS, GoodsProfile, Ownership, PartyDesignation, Situation
from exportctl.facts.registry import FACTS
from exportctl.goods.quantities import WHOLE

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from decimal import Decimal

    from exportctl.engine.index import Index
    from exportctl.facts.parties import Hit
    from exportctl.facts.transaction import Chains, Facts, Party
    from exportctl.goods.classify import Classification
    from exportctl.law.register import Register

_MOST_GROUPS: Final = 8

_AS_STATED: Final = tuple(fact.field for fact in FACTS if fact.among and fact.about == "use")
"""Facts that a situation takes unchanged, because the law lists their values."""


def situation_of(index: Index, facts: Facts, goods: GoodsProfile) -> Situation:
    """Return the situation for the engine: the profile of the goods, and the other facts in the form that rules test."""
    law = index.law
    return Situation(
        goods=goods,
        parties=listed_parties(facts.parties),
        owners=_ownership(index, facts) if facts.owners else UNKNOWN_OWNERS,
        to=_place(law, facts.to),
        from_=_place(law, facts.from_) or ELSEWHERE,
        origin=_place(law, facts.origin),
        cn_content=None if facts.cn_content is None else index.content_bounds.representative(facts.cn_content),
        cn_technology=facts.cn_technology,
        quantity=_weight(index, facts),
        **{field: getattr(facts, field) for field in _AS_STATED},
        via_china=facts.via_china,
    )


def listed_parties(parties: Iterable[Party]) -> frozenset[PartyDesignation] | None:
    """Return the designations that parties hit or may hit; None if no party was named."""
    hits = [party.hits for party in parties]
    return _listings(hit for of_party in hits for hit in of_party) if hits else None


def profile_of(law: Register, classification: Classification) -> GoodsProfile:
    """Return the profile of goods from their classification."""
    return GoodsProfile(
        matches=tuple((match.entry, match.truth) for match in classification.matches),
        materials=classification.named & law.named_materials,
        may_be=classification.may_be & law.named_materials,
        classified=any(match.basis == "entry" for match in classification.matches),
        technology=classification.technology,
    )


def equivalence_key(index: Index, goods: GoodsProfile) -> Hashable:
    """Return a key that is equal for goods no rule distinguishes: by entry, the phrases that mean or name them, and how surely."""
    codes = frozenset((index.terms.meaning_key(code), truth) for code, truth in goods.matches)
    names, possible_names = (
        frozenset(phrase for material in materials for phrase in index.terms.phrases_naming(material))
        for materials in (goods.materials, goods.may_be)
    )
    return codes, names, possible_names, goods.classified, goods.technology


def _weight(index: Index, facts: Facts) -> Decimal | None:
    """Return the representative of the weight of the goods in kg; None if no weight is stated."""
    quantity = facts.quantity
    return index.quantity_bounds.representative(quantity.value) if quantity and quantity.unit == "kg" else None


def _ownership(index: Index, facts: Facts) -> Ownership:
    """Return the shares that groups of owners hold together. Owners of a group hit the same designations on lists that count."""
    chains, bounds = facts.chains or direct_chains(facts.owners), index.owner_bounds
    groups: defaultdict[frozenset[PartyDesignation], set[str]] = defaultdict(set)
    for owner, hits in chains.hits.items():
        groups[frozenset(item for item in _listings(hits) if item.list in index.owner_lists)].add(owner)
    # The lists that name these owners count for no rule on ownership.
    groups.pop(frozenset(), None)
    if len(groups) > _MOST_GROUPS:
        _join_smallest(chains, groups)
    ordered = sorted(groups, key=sorted)
    bound = min(bounds.values, default=WHOLE)
    together: list[frozenset[str]] = [frozenset()]
    for group in ordered:
        # Doubling the list puts each set of groups at the index whose bits are these groups.
        together += [owners | groups[group] for owners in together]
    shares = tuple(
        (
            bounds.representative(sure_share(chains, owners)),
            bounds.representative(possible_share(chains, owners, bound)),
        )
        for owners in together
    )
    return Ownership(tuple(ordered), shares)


def _join_smallest(chains: Chains, groups: dict[frozenset[PartyDesignation], set[str]]) -> None:
    """Join the two groups with the smallest shares. Their designations become unsure, so that no answer becomes less strict."""
    shares = {group: sure_share(chains, owners) for group, owners in groups.items()}
    while len(groups) > _MOST_GROUPS:
        one, other = sorted(groups, key=lambda group: (shares[group], sorted(group)))[:2]
        union = frozenset(item._replace(certain=False) for item in one | other)
        groups[union] = groups.pop(one) | groups.pop(other) | groups.get(union, set())
        shares[union] = sure_share(chains, groups[union])


def _listings(hits: Iterable[Hit]) -> frozenset[PartyDesignation]:
    return frozenset(
        PartyDesignation(hit.listing.provision, hit.listing.list, hit.certain) for hit in hits if not hit.is_related
    )


def _place(law: Register, place: str | None) -> str | None:
    return place if place is None or place in law.named_places else ELSEWHERE
