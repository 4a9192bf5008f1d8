"""Recognition: the jurisdictions whose lists can decide goods, and those whose data knows any part of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.candidates import is_contradicted, named_entries
from exportctl.law.logic import NO, YES

if TYPE_CHECKING:
    from exportctl.goods.identity import Identity
    from exportctl.goods.judge import Match
    from exportctl.goods.stated import Goods
    from exportctl.law.register import Register

_PRODUCTS: Final = ("finished-product", "component")
"""The forms of goods that are not bought for their material."""


def recognising_jurisdictions(
    law: Register, goods: Goods, known_as: frozenset[str], matches: list[Match], of_goods: list[Match]
) -> frozenset[str]:
    """Return the jurisdictions whose lists can decide the goods: the data has all words, or a heading settles the rest."""
    wording, home = goods.interpreted, law.home.id
    if goods.lapsed:
        return frozenset()
    deciding = set(known_as)
    if wording.basis == "formula" and not (wording.material or matches):
        deciding.clear()  # a formula without an entry does not count
    named = named_entries(law, wording)
    pointed = bool(wording.content.may_contain) or any(code not in law.destination_specific_entries for code in named)
    if wording.basis == "customs_code":
        deciding |= wording.partly_recognised_by | ({home} if goods.heading is not None else set())
    closes = goods.hs_code is not None and goods.heading is not None and not is_contradicted(goods) and not pointed
    closes = closes and not holds_further_elements(law, goods)
    if goods.entries is not None or closes or (goods.trusted and wording.trade.ordinary and not matches):
        deciding.add(home)
    sure = (match.entry for match in of_goods if match.truth is YES)
    return frozenset(deciding.union(map(law.list_of, sure)))


def holds_further_elements(law: Register, goods: Goods) -> bool:
    """Return whether a listed element is stated of a product without an entry whose name does not cover it: a motor rotor with holmium.

    Guidance excludes the product for the elements that it is about, and no others.
    """
    wording = goods.interpreted
    if wording.form not in _PRODUCTS or wording.entries or not wording.material:
        return False
    further = goods.composition.present - wording.content.elements - wording.content.may_contain
    return not further.isdisjoint(law.by_element)


def is_of_part_only(law: Register, goods: Goods, identity: Identity, match: Match) -> bool:
    """Return whether an entry was found only by the stated content of the goods, which may contain further substances."""
    if goods.composition.complete or match.basis not in ("composition", "formula"):
        return False
    # A formula of the goods is a name.
    named = match.basis == "formula" and match.entry in named_entries(law, goods.interpreted)
    return not named or identity.form.allows(law.entries[match.entry].forms) is NO


def jurisdictions_with_a_clue(
    law: Register, goods: Goods, known_as: frozenset[str], of_goods: list[Match], *, name_counts: bool
) -> frozenset[str]:
    """Return the jurisdictions whose data knows part of the goods: a name that counts (`name_counts`), a heading, or a match."""
    if goods.lapsed:
        return frozenset()
    partly_known = goods.interpreted.partly_recognised_by if name_counts else frozenset[str]()
    heading = {law.home.id} if goods.heading is not None and not is_contradicted(goods) else set()
    return known_as.union(partly_known, heading, [law.list_of(match.entry) for match in of_goods])
