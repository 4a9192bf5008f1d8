"""What goods are made of is judged element by element: from their name, what is stated of them, and the form they have now."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.form import GROWN, SHAPES, PhysicalForm
from exportctl.goods.formulae import NON_METALS
from exportctl.law.elements import COMMON
from exportctl.law.logic import NO, YES, Truth, all_of, unknown

if TYPE_CHECKING:
    from exportctl.goods.stated import Goods
    from exportctl.law.model import Entry

_GENERAL: Final = {"oxide": ("compound",), "wafer": ("crystal",)}
"""An oxide is a compound, and a wafer a crystal."""
_PURE: Final = 99
"""From so many percent of one element goods may be that metal."""
_TRACES: Final = Decimal("0.1")
"""Less than so many percent of other elements leave a metal what it is: entries of pure metals bound what they may hold."""


class Identity(NamedTuple):
    """The make of goods, the elements that are surely or perhaps there, and whether there are no others.

    `pointing` are those that are there, or may be, and that entries are about: these entries are asked.
    """

    make: PhysicalForm
    shares: dict[str, bool]
    sure: frozenset[str]
    perhaps: frozenset[str]
    pointing: frozenset[str]
    closed: bool

    def holds(self, symbol: str) -> Truth:
        """Tell whether an element is there."""
        if symbol in self.shares:
            return YES if self.shares[symbol] else NO
        if symbol in self.sure:
            return YES
        return unknown("contains") if symbol in self.perhaps or not self.closed else NO

    def consists_as(self, entry: Entry) -> Truth:
        """Tell whether goods are an entry's by what they hold; goods of which nothing points to an element of the entry are not."""
        if self.pointing.isdisjoint(entry.contains):
            return NO
        return all_of([*map(self.holds, entry.contains), self.make.is_one_of(entry.forms)])


def forms_beyond_name(goods: Goods) -> frozenset[str]:
    """Return the stated forms without the general ones that the name implies: stating one of these says nothing new.

    Unless another shape is stated, what is named as a crystal, wafer or fibre of several elements with a non-metal is a compound, and a
    fibre of one metal and nothing else, which is a wire, is a metal: neither is raw. Of what holds other elements than its name has
    the name implies nothing.
    """
    wording, forms = goods.interpreted, goods.forms
    if not forms or not _presence(goods) <= wording.elements:
        return forms
    implied = {*_GENERAL.get(wording.form or "", ())}
    if wording.form in GROWN and forms & SHAPES <= {wording.form, *implied}:
        alone, metallic = len(wording.elements) == 1, NON_METALS.isdisjoint(wording.elements)
        if not (alone or metallic):
            implied.add("compound")
        elif wording.form == "fibre" and alone and metallic and wording.closed and not wording.may_contain:
            implied.add("metal")
    return forms - implied


def _presence(goods: Goods) -> frozenset[str]:
    """Return the elements that are stated to be there."""
    return goods.composition.held | {symbol for symbol, share in goods.composition.shares if share > 0}


def identity_of(goods: Goods, opened: frozenset[str] = frozenset()) -> Identity:
    """Return what goods are made of.

    A name says what they contain and that they contain nothing else, unless a form is stated that is not the name's: an oxide of
    germanium holds oxygen as well, its alloy anything. What is stated of the content stands beside the name, and makes an alloy of a
    metal. `opened` are elements that may be there although nothing says so.
    """
    wording, content = goods.interpreted, goods.composition
    present = _presence(goods)
    stated = {symbol: share > 0 for symbol, share in content.shares} | dict.fromkeys(content.held, True)
    make = _make(goods, present)
    sure = present | wording.elements
    contradicted = make.contradicts_name
    if contradicted and "oxide" in make.substances:
        sure |= {"O"}
    perhaps = frozenset() if content.complete else wording.may_contain | opened - sure
    return Identity(
        make=make,
        shares=stated,
        sure=frozenset(sure),
        perhaps=perhaps,
        pointing=(sure | perhaps) - COMMON,
        closed=content.complete or (wording.closed and not contradicted and not opened),
    )


def _make(goods: Goods, present: frozenset[str]) -> PhysicalForm:
    """Return the forms of goods: those stated, and the one that their name has, or that their content makes of it.

    Of a metal to which more than traces of another are added comes an alloy, which may be a compound; what a non-metal makes of it
    (an oxide, a carbide), and whether little of anything does, is open. So it is with goods of which nothing but the whole content
    is known.
    """
    usual, elements = goods.interpreted.form, goods.interpreted.elements
    added = present - elements - goods.interpreted.may_contain
    pure = any(share >= _PURE for _, share in goods.composition.shares)
    of_content = usual is None and goods.composition.complete and len(present | elements) > 1
    if of_content or (usual == "metal" and added and not _are_traces(goods, added)):
        metallic = NON_METALS.isdisjoint(present | elements if of_content else added)
        return PhysicalForm(goods.forms, "alloy" if metallic and not pure else None, mixed=True, pure=pure)
    return PhysicalForm(goods.forms, usual, pure=pure)


def _are_traces(goods: Goods, added: frozenset[str]) -> bool:
    """Tell whether it is stated that there is next to nothing of what was added."""
    shares = dict(goods.composition.shares)
    measured = added <= shares.keys() - goods.composition.held
    return measured and sum(shares[symbol] for symbol in added) < _TRACES
