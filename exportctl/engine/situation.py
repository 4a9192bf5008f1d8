"""A situation has only what the law can tell apart: a profile of the goods, parties, route, and representatives of figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.quantities import WHOLE

if TYPE_CHECKING:
    from exportctl.law.logic import Truth
    from exportctl.law.model import Answer, EndUse, EndUser, Person

ELSEWHERE: Final = "ZZ"
"""Any place that no provision names; ISO keeps the code free."""


class Listed(NamedTuple):
    """A designation by a provision for a list, and whether somebody is surely (`certain`) or possibly meant."""

    provision: str
    list: str
    certain: bool


Shares = tuple[Decimal, Decimal]
"""The share that some owners hold together, in percent, and the share that they may hold."""


class Ownership(NamedTuple):
    """The designations that the owners of an end user hit, and the shares that they hold, as far as the law tells shares apart.

    Owners who hit the same designations are one group. A share can run through several groups, so `shares` has an item for each set of
    groups. Bit `n` of its index is set if group `n` is in the set: `shares[0]` is for no group, the last for all.
    """

    groups: tuple[frozenset[Listed], ...]
    shares: tuple[Shares, ...]


class GoodsProfile(NamedTuple):
    """All of goods that rules can read: the entries they match, the materials that name them, and whether the caller classified them.

    For goods that are `classified` by the caller, a phrase that may mean them does. `technology` may be in an unread part of a
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
    parties: frozenset[Listed] | None
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


NOBODY_KNOWN: Final = Ownership((), ((Decimal(0), WHOLE),))
"""No owner was stated: whoever is on a list may hold everything."""


NOTHING_KNOWN: Final = GoodsProfile((), frozenset(), frozenset())
"""The profile of goods of which nothing is said."""
