"""Headings of the customs tariff that several elements share: the name of goods excludes the entries of the others.

Under 2846, the code of lanthanum oxide is also that of entries about other rare earths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.customs import printed_beside
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
    about = {code: _elements_of(law, code) for code in codes}
    return frozenset(code for code, elements in about.items() if elements and held.isdisjoint(elements))


def _elements_of(law: Register, code: str) -> frozenset[str]:
    """Return the elements that an entry is about: those that it states, or those of every material of its name."""
    stated = law.entries[code].contains
    materials = () if stated else [item for item in law.materials.values() if code in item.entries]
    return frozenset(stated).union(*(item.elements for item in materials if all(other.elements for other in materials)))
