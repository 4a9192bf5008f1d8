"""Whether a party to the deal, or the owners of the end user, are on a list: surely, perhaps, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.criteria import COMPARE
from exportctl.law.logic import NO, YES, Truth, unknown

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from exportctl.engine.situation import Listed, Situation
    from exportctl.law.model import OwnerBound


def party_listed(situation: Situation, active: Container[str], provision: str, wanted: str | tuple[str, ...]) -> Truth:
    """Tell whether a party is designated by the act of a provision, or is on one of the lists by a provision that is active.

    Where nobody was named, nobody was screened: that no act designates a party then says nothing, and every verdict says so.
    """
    if isinstance(wanted, str):
        act = provision.partition("/")[0]
        return _is_one(item for item in situation.parties or () if item.provision.partition("/")[0] == act)
    if situation.parties is None:
        return unknown("party")
    return _is_one(item for item in situation.parties if item.list in wanted and item.provision in active)


def owned_by_listed(situation: Situation, active: Container[str], bound: OwnerBound) -> Truth:
    """Tell whether owners on the lists hold a share together; whatever share no owner was stated for could be theirs."""
    groups, held = situation.owners
    sure = possible = 0
    for number, group in enumerate(groups):
        listed = [item.certain for item in group if item.list in bound.lists and item.provision in active]
        possible |= (1 << number) * bool(listed)
        sure |= (1 << number) * any(listed)
    compare = COMPARE[bound.op]
    if compare(held[sure][0], bound.value):
        return YES
    return unknown("owned_by") if compare(held[possible][1], bound.value) else NO


def _is_one(listed: Iterable[Listed]) -> Truth:
    found = [item.certain for item in listed]
    if any(found):
        return YES
    return unknown("party") if found else NO
