"""A situation is all that the law can tell apart: other words for the same goods, and places it does not name, are one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.facts.goods import classify

if TYPE_CHECKING:
    from decimal import Decimal

    from exportctl.facts.logic import Truth
    from exportctl.facts.transaction import Facts
    from exportctl.law.model import Answer, EndUse, EndUser
    from exportctl.law.register import Register

ELSEWHERE: Final = "ZZ"
"""Any place that no provision names; ISO keeps the code free."""


class Situation(NamedTuple):
    """The goods as the lines they match and the materials they are, or may be, called by acts; and the circumstances of the export."""

    known: bool
    matches: tuple[tuple[str, Truth], ...]
    named: frozenset[str]
    may_be: frozenset[str]
    to: str | None
    from_: str
    origin: str | None
    end_use: EndUse | None
    end_user_type: EndUser | None
    cn_content: Decimal | None
    cn_technology: Answer | None


@lru_cache(maxsize=1 << 16)
def situation(law: Register, facts: Facts) -> Situation:
    """Return the situation that facts describe."""
    goods = classify(law, facts.goods)
    return Situation(
        known=goods.known,
        matches=tuple((match.entry, match.truth) for match in goods.matches),
        named=goods.named & law.named_materials,
        may_be=goods.may_be & law.named_materials,
        to=_place(law, facts.to),
        from_=_place(law, facts.from_) or ELSEWHERE,
        origin=_place(law, facts.origin),
        end_use=facts.end_use,
        end_user_type=facts.end_user_type,
        cn_content=facts.cn_content,
        cn_technology=facts.cn_technology,
    )


def _place(law: Register, place: str | None) -> str | None:
    return place if place is None or place in law.named_places else ELSEWHERE
