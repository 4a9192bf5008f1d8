"""A situation holds only what the law can tell apart: the profile of the goods, the parties, the route, and figures between bounds."""

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
    """Somebody is (`certain`), or may be, whom a provision designates for a list."""

    provision: str
    list: str
    certain: bool


Held = tuple[Decimal, Decimal]
"""What some owners hold together, in percent, and that with all that no owner was stated for."""


class Ownership(NamedTuple):
    """Which designations the owners of an end user hit, and what those hold, as far as the law tells shares apart.

    Owners who hit the same designations are one of the `groups`; what several groups hold together may run through both. `held` has a
    figure for each set of groups, that in which group `n` counts having the bit `n`: `held[0]` is for none of them, the last for all.
    """

    groups: tuple[frozenset[Listed], ...]
    held: tuple[Held, ...]


class GoodsProfile(NamedTuple):
    """What goods are to the law: the lines they match, the materials that acts call them or may mean, and whether the caller said so.

    Goods that are `classified` by the caller leave the words of an act no doubt: what may be meant is meant. Of
    `technology` more was left unread than of other goods.
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
