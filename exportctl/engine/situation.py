"""A situation is all that the law can tell apart: other words for the same goods, and places it does not name, are one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.facts.goods import classify

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from exportctl.facts.logic import Truth
    from exportctl.facts.parties import Hit
    from exportctl.facts.transaction import Facts, Goods
    from exportctl.law.model import Answer, EndUse, EndUser, PartyList
    from exportctl.law.register import Register

ELSEWHERE: Final = "ZZ"
"""Any place that no provision names; ISO keeps the code free."""


class Listed(NamedTuple):
    """Somebody is (`certain`), or may be, whom a provision designates for a list."""

    provision: str
    list: PartyList
    certain: bool


class Owned(NamedTuple):
    """The share of the end user that one owner holds, in percent, and the designations that owner hits."""

    share: Decimal
    listed: frozenset[Listed]


class GoodsProfile(NamedTuple):
    """What goods are to the law: whether anybody knows them, the lines they match, the materials that acts call them or may mean."""

    known: bool
    matches: tuple[tuple[str, Truth], ...]
    materials: frozenset[str]
    may_be: frozenset[str]


class Situation(NamedTuple):
    """The kind of goods, and the circumstances of the export."""

    kind: GoodsProfile
    parties: frozenset[Listed] | None
    owners: tuple[Owned, ...]
    to: str | None
    from_: str
    origin: str | None
    end_use: EndUse | None
    end_user_type: EndUser | None
    cn_content: Decimal | None
    cn_technology: Answer | None


@lru_cache(maxsize=1 << 13)
def situation(law: Register, facts: Facts, known: date) -> Situation:
    """Return the situation that facts describe, by the guidance that was published by a day."""
    return Situation(
        kind=profile_of(law, facts.goods, known),
        parties=_listed(hit for party in facts.parties for hit in party.hits) if facts.parties else None,
        owners=tuple(Owned(owner.share, _listed(owner.hits)) for owner in facts.owners),
        to=_place(law, facts.to),
        from_=_place(law, facts.from_) or ELSEWHERE,
        origin=_place(law, facts.origin),
        end_use=facts.end_use,
        end_user_type=facts.end_user_type,
        cn_content=facts.cn_content,
        cn_technology=facts.cn_technology,
    )


@lru_cache(maxsize=1 << 13)
def profile_of(law: Register, goods: Goods, known: date) -> GoodsProfile:
    """Return what goods are to the law, by the guidance that was published by a day."""
    found = classify(law, goods, known)
    return GoodsProfile(
        known=found.known,
        matches=tuple((match.entry, match.truth) for match in found.matches),
        materials=found.named & law.named_materials,
        may_be=found.may_be & law.named_materials,
    )


def _listed(hits: Iterable[Hit]) -> frozenset[Listed]:
    return frozenset(Listed(hit.listing.provision, hit.listing.list, hit.certain) for hit in hits)


def _place(law: Register, place: str | None) -> str | None:
    return place if place is None or place in law.named_places else ELSEWHERE
