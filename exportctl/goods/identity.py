"""The composition of goods, element by element: from their name, the stated facts, and their present form."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.form import PhysicalForm
from exportctl.goods.formulae import NON_METALS
from exportctl.law.elements import COMMON
from exportctl.law.forms import NONE, SHAPES
from exportctl.law.logic import NO, YES, Truth, all_of, unknown
from exportctl.law.model import INTANGIBLE

if TYPE_CHECKING:
    from exportctl.goods.stated import Goods
    from exportctl.law.forms import FormTable
    from exportctl.law.model import Entry

_PURE: Final = 99
"""The percentage of one element from which goods may be that metal."""
_TRACES: Final = Decimal("0.1")
"""Less than this percentage of other elements does not change a metal: entries of pure metals bound these shares."""


class Identity(NamedTuple):
    """The form of goods, the elements that they surely or possibly contain, and whether they contain no others.

    `pointing` are the present or possible elements that entries are about: these entries are judged. `intangible` goods
    are software or technology.
    """

    form: PhysicalForm
    shares: dict[str, bool]
    sure: frozenset[str]
    possible: frozenset[str]
    pointing: frozenset[str]
    closed: bool
    intangible: bool

    def holds(self, symbol: str) -> Truth:
        """Return whether goods contain an element."""
        if symbol in self.shares:
            return YES if self.shares[symbol] else NO
        if symbol in self.sure:
            return YES
        return unknown("contains") if symbol in self.possible or not self.closed else NO

    def consists_as(self, entry: Entry) -> Truth:
        """Return whether goods match an entry by their content; they do not if nothing points to an element of the entry."""
        if self.pointing.isdisjoint(entry.contains):
            return NO
        return all_of([*map(self.holds, entry.contains), self.form.is_one_of(entry.forms)])


def forms_beyond_name(table: FormTable, goods: Goods) -> frozenset[str]:
    """Return the stated forms without the general ones that the name implies, because stating these adds nothing.

    Unless another shape is stated, a named crystal, wafer or fibre of several elements with a non-metal is a compound,
    and a fibre of one metal only, which is a wire, is a metal: neither is raw. For goods with elements beyond their
    name, the name implies no form.
    """
    wording, forms = goods.interpreted, goods.forms
    if not forms or not goods.composition.present <= wording.content.elements:
        return forms
    implied = {*table.name_implies.get(wording.form or "", NONE)}
    if wording.form in table.grown and forms & SHAPES <= {wording.form, *implied}:
        alone, metallic = len(wording.content.elements) == 1, NON_METALS.isdisjoint(wording.content.elements)
        if not (alone or metallic):
            implied.add("compound")
        elif (
            wording.form == "fibre"
            and alone
            and metallic
            and wording.content.closed
            and not wording.content.may_contain
        ):
            implied.add("metal")
    return forms - implied


def identity_of(table: FormTable, goods: Goods, opened: frozenset[str] = frozenset()) -> Identity:
    """Return the composition of goods.

    A name gives the elements of the goods and implies that there are no others, unless another form is stated: an oxide
    of germanium also contains oxygen, its alloy any element. Stated content adds to the name, and makes an alloy of a
    metal. `opened` are elements that are possible although nothing states them.
    """
    wording, content = goods.interpreted, goods.composition
    present = content.present
    stated = {symbol: share > 0 for symbol, share in content.shares} | dict.fromkeys(content.held, True)
    form = _physical_form(table, goods, present)
    sure = present | wording.content.elements
    contradicted = form.contradicts_name
    if contradicted and "oxide" in form.substances:
        sure |= {"O"}
    possible = frozenset() if content.complete else wording.content.may_contain | opened - sure
    return Identity(
        form=form,
        shares=stated,
        sure=frozenset(sure),
        possible=possible,
        pointing=(sure | possible) - COMMON,
        closed=content.complete or (wording.content.closed and not contradicted and not opened),
        intangible=not form.kinds.isdisjoint(INTANGIBLE),
    )


def _physical_form(table: FormTable, goods: Goods, present: frozenset[str]) -> PhysicalForm:
    """Return the forms of goods: those stated, and the one of their name, or the one that follows from their content.

    A metal with more than traces of another becomes an alloy, which may be a compound; the result of a non-metal (an
    oxide, a carbide), and of a small share of any element, is open. So is the form of goods that only state their complete
    content.
    """
    usual, elements, content = goods.interpreted.form, goods.interpreted.content.elements, goods.composition
    if not (present or content.shares or content.complete):  # most goods state no content
        return PhysicalForm(table, goods.forms, usual)
    added = present - elements - goods.interpreted.content.may_contain
    pure = any(share >= _PURE for _, share in content.shares)
    of_content = usual is None and content.complete and len(present | elements) > 1
    if of_content or (usual == "metal" and added and not _are_traces(goods, added)):
        metallic = NON_METALS.isdisjoint(present | elements if of_content else added)
        return PhysicalForm(table, goods.forms, "alloy" if metallic and not pure else None, mixed=True, pure=pure)
    return PhysicalForm(table, goods.forms, usual, pure=pure)


def _are_traces(goods: Goods, added: frozenset[str]) -> bool:
    """Return whether the stated share of the added elements is negligible."""
    shares = dict(goods.composition.shares)
    measured = added <= shares.keys() - goods.composition.held
    return measured and sum(shares[symbol] for symbol in added) < _TRACES
