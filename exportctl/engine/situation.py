"""A situation has only distinctions that the law makes: a profile of the goods, parties, route, and representatives of figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.quantities import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.law.logic import Truth
    from exportctl.law.model import Answer, Condition, EndUse, EndUser, Person

ELSEWHERE: Final = "ZZ"
"""Any place that no provision names; ISO reserves the code for users."""


class PartyDesignation(NamedTuple):
    """A designation by a provision for a list, and whether it surely (`certain`) or possibly means a party."""

    provision: str
    list: str
    certain: bool


Shares = tuple[Decimal, Decimal]
"""The share that some owners surely hold together, in percent, and the share that they may hold."""


class Ownership(NamedTuple):
    """The designations that the owners of an end user hit, and their shares, as far as the law distinguishes shares.

    Owners with the same designations are one group. A share can run through several groups, so `shares` has an item for
    each set of groups. Bit `n` of its index is set if group `n` is in the set: `shares[0]` is for no group, the last
    for all.
    """

    groups: tuple[frozenset[PartyDesignation], ...]
    shares: tuple[Shares, ...]


class GoodsProfile(NamedTuple):
    """The properties of goods that rules read: matching entries, materials that name them, and whether the caller classified them.

    For goods that the caller `classified`, a phrase that may mean them does. `technology` may be in an unread part of a
    catalogue.
    """

    matches: tuple[tuple[str, Truth], ...]
    materials: frozenset[str]
    may_be: frozenset[str]
    classified: bool = False
    technology: bool = False


class Situation(NamedTuple):
    """The profile of the goods, and the circumstances of the export."""

    goods: GoodsProfile
    parties: frozenset[PartyDesignation] | None
    owners: Ownership
    to: str | None
    from_: str
    origin: str | None
    end_use: EndUse | None
    end_user_type: EndUser | None
    cn_content: Decimal | None
    cn_technology: Answer | None
    quantity: Decimal | None
    supplied_to: Person | None
    supplied_by: Person | None
    via_china: Answer | None


def points_to_military_user(situation: Situation) -> bool:
    """Return whether the end user is military, or may be because the use is and the type of the user is not stated."""
    user, use = situation.end_user_type, situation.end_use
    return user == "military" or (user is None and use == "military")


def names_military_users(condition: Condition) -> bool:
    """Return whether a condition, or an alternative of it, requires a military end user."""
    return any("military" in (part.end_user_type or ()) for part in (condition, *(condition.any_ or ())))


def is_for_military_use(conditions: Iterable[Condition]) -> bool:
    """Return whether the end users and the end uses of conditions and their alternatives are military, and some are stated."""
    parts = [part for when in conditions for part in (when, *(when.any_ or ()))]
    named = {word for part in parts for word in (*(part.end_use or ()), *(part.end_user_type or ()))}
    return named == {"military"}


def are_of_end_user(facts: Iterable[str]) -> bool:
    """Return whether facts are the end use and the type of the end user only."""
    return {"end_use", "end_user_type"}.issuperset(facts)


UNKNOWN_OWNERS: Final = Ownership((), ((Decimal(0), WHOLE),))
"""No owner was stated: listed parties may hold everything."""


UNKNOWN_GOODS: Final = GoodsProfile((), frozenset(), frozenset())
"""The profile of goods without any stated fact."""
