"""Headings of the customs tariff that several elements share: the name of goods excludes the entries of the others.

Under 2846, the code of lanthanum oxide is also that of entries about other rare earths.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from exportctl.goods.customs import entries_of_subdivision, printed_beside
from exportctl.law.customs_codes import heading_of

if TYPE_CHECKING:
    from exportctl.goods.stated import Goods
    from exportctl.law.published import PublishedBy
    from exportctl.law.register import Register


def entries_of_other_elements(law: Register, goods: Goods, published: PublishedBy) -> frozenset[str]:
    """Return the entries that the customs code is printed for and that are about elements that the goods do not contain.

    The name must be the whole text and that of goods of the heading, so that a wrong code still raises doubt.
    """
    wording, content, stated = goods.interpreted, goods.interpreted.content, goods.composition
    material = law.materials.get(wording.material or "")
    if not (goods.hs_code and material and wording.recognised_by and content.closed):
        return frozenset()
    shared = law.customs.shared.get(heading_of(goods.hs_code))
    if not shared or material.form not in shared.forms or content.elements.isdisjoint(shared.elements):
        return frozenset()
    held = content.elements.union(content.may_contain, stated.held, [symbol for symbol, _ in stated.shares])
    codes, materials = printed_beside(law, goods.hs_code, published)
    codes = codes.union(*(law.materials[id_].entries for id_ in materials))
    declared = entries_of_subdivision(law, goods.hs_code)
    return frozenset(code for code in codes - declared if not _may_be_about(law, code, held))


def _may_be_about(law: Register, code: str, held: frozenset[str]) -> bool:
    """Return whether goods that hold some elements have all that an entry states, or else one of the materials of its name.

    An entry about equipment only is not about goods of the heading, which are materials and magnets: isotope separators.
    """
    stated = law.entries[code].contains
    if stated:
        return held.issuperset(stated)
    named = [item for item in law.materials.values() if code in item.entries]
    if named and all(item.form == "equipment" for item in named):
        return False
    of_names = [item.elements for item in named]
    return not all(of_names) or not of_names or not held.isdisjoint(chain.from_iterable(of_names))
