"""A formula gives the elements of a compound, and sometimes its identity, for any grouping of its atoms: CH3COCH3 counts as C3H6O."""

from __future__ import annotations

import re
from string import digits
from typing import TYPE_CHECKING, Final

from exportctl.law.elements import COMMON, elements_of, sum_formula

if TYPE_CHECKING:
    from exportctl.goods.text import LexiconHit
    from exportctl.law.model import Form
    from exportctl.law.register import Register

NON_METALS: Final = frozenset({"H", "C", "N", "O", "F", "P", "S", "Cl", "As", "Se", "Br", "Te", "I"})
_MASS_NUMBER: Final = re.compile(r"-\d{2,3}(?![\d.,%\w-])")
"""The mass number behind the name of an element."""
_TWO: Final = 2
_BESIDE: Final = re.compile(r"·|\.(?=[A-Z])")
"""The mark between a substance and the acid or water of its salt or hydrate."""
_SYMBOL: Final = re.compile(r"(?<![^\W_])[A-Z][a-z](?![^\W_])")
"""A symbol of one letter is more often a unit, a size or a shape: 60 W, U channel, Y connector."""
_ENGLISH: Final = frozenset({"As", "Be", "In"})
"""Symbols that are words of English where a heading begins with capitals."""
_NO_FORMULA: Final = re.compile(
    r"[A-Z][a-z]?[\d.]+|[A-Z]{3,}|UN ?\d[\d.]+|[A-Z]{2,}\d{3,}|[A-Z]{3,}\d{2}|(?:PU|USB|UV)[\d.]*|Y2K|ErP|Y\d\d[BH]H?"
)


def listed_symbols(law: Register, text: str) -> list[tuple[int, int]]:
    """Return the positions of symbols of listed elements that are words of their own in a text: Ge lumps, Yb-doped."""
    return [
        symbol.span()
        for symbol in _SYMBOL.finditer(text)
        if symbol.group() in law.by_element and symbol.group() not in COMMON and symbol.group() not in _ENGLISH
    ]


def isotope_of(law: Register, text: str, name: LexiconHit) -> frozenset[str]:
    """Return the element of a name before the mass number of an isotope, which is no metal: samarium-153; none for other names."""
    if not _MASS_NUMBER.match(text, name.end):
        return frozenset()
    materials = [law.materials.get(meaning) for meaning in name.meanings]
    metals = [item for item in materials if item is not None and item.form == "metal" and len(item.elements) == 1]
    if len(metals) < len(materials):
        return frozenset()
    return frozenset(symbol for metal in metals for symbol in metal.elements)


def read_elements(text: str) -> frozenset[str]:
    """Return the elements of a formula that no material has; empty for a number or a word that only looks like a formula.

    One symbol with digits is the number of a model (U100), UN with digits the number of a dangerous good, capitals with three digits
    state a property (UV400), and three or more capitals are a word (UNO), also with two digits (WPC80). Y30BH is a grade of ferrite.
    PU, USB, UV and Y2K are marks of trade, and ErP is a European directive.
    """
    return frozenset() if _NO_FORMULA.fullmatch(text) else elements_of(text)


def form_of(elements: frozenset[str]) -> Form | None:
    """Return the form of a substance of these elements: an oxide, a compound, or None if it is unclear."""
    if "O" in elements and len(elements) == _TWO:
        return "oxide"
    return "compound" if len(elements) > 1 and elements & NON_METALS - {"O"} else None


def material_of(law: Register, formula: str) -> str | None:
    """Return the material of this formula; acids and water after a point only make a salt or hydrate of it."""
    if formula in law.names.formulas:
        return law.names.formulas[formula]
    if " " in formula:  # like most texts
        return None
    head, *behind = _BESIDE.split(formula)
    others = [elements_of(part.lstrip(digits)) for part in behind]
    common = all(elements and elements <= COMMON for elements in others)
    if not common or len(elements_of(head)) < _TWO:  # W1 is not tungsten
        return None
    return law.names.formulas.get(head, law.names.formulas.get(sum_formula(head)))
