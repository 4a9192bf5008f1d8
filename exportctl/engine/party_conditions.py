"""Evaluate conditions on parties: whether one, or the owners of the end user, are on a list: surely, possibly, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.criteria import COMPARE
from exportctl.law.logic import NO, YES, Truth, unknown

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from exportctl.engine.situation import Listed, Situation
    from exportctl.law.model import OwnerBound


def is_party_listed(
    situation: Situation, active: Container[str], provision: str, lists: str | tuple[str, ...]
) -> Truth:
    """Return whether a party is designated by the act of a provision, or is on one of the lists by an active provision.

    If the caller names no party, a designation counts as absent, because every verdict then warns that no party was
    screened.
    """
    if isinstance(lists, str):
        act = provision.partition("/")[0]
        return _is_one(item for item in situation.parties or () if item.provision.partition("/")[0] == act)
    if situation.parties is None:
        return unknown("party")
    return _is_one(item for item in situation.parties if item.list in lists and item.provision in active)


def is_owned_by_listed(situation: Situation, active: Container[str], bound: OwnerBound) -> Truth:
    """Return whether listed owners together hold a share; the share without a stated owner may be theirs."""
    groups, shares = situation.owners
    sure = possible = 0
    for number, group in enumerate(groups):
        certainties = [item.certain for item in group if item.list in bound.lists and item.provision in active]
        possible |= (1 << number) * bool(certainties)
        sure |= (1 << number) * any(certainties)
    compare = COMPARE[bound.op]
    if compare(shares[sure][0], bound.value):
        return YES
    return unknown("owned_by") if compare(shares[possible][1], bound.value) else NO


def _is_one(listings: Iterable[Listed]) -> Truth:
    certainties = [item.certain for item in listings]
    if any(certainties):
        return YES
    return unknown("party") if certainties else NO
