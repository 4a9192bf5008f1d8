"""A formula says what a compound contains, and sometimes what it is, however its atoms are grouped: CH3COCH3 counts as C3H6O."""

from __future__ import annotations

import re
from string import digits
from typing import TYPE_CHECKING, Final

from exportctl.goods.unread import NameSpan, elements_held
from exportctl.law.elements import COMMON, elements_of, sum_formula

if TYPE_CHECKING:
    from exportctl.goods.unread import UnreadText
    from exportctl.law.model import Form
    from exportctl.law.register import Register

NON_METALS: Final = frozenset({"H", "C", "N", "O", "F", "P", "S", "Cl", "As", "Se", "Br", "Te", "I"})
_TWO: Final = 2
_TOKEN: Final = re.compile(r"[A-Za-z0-9()\[\]·]+")
_PURE: Final = re.compile(r"(?P<symbol>[A-Z][a-z]?) (?:metal\b|[1-9]N|9\d)")
"""How a text starts that calls an element by its symbol: Ga metal, Bi 5N."""
_MARKED: Final = re.compile(r"[a-z0-9]")
"""What some sign of a formula is, behind its first letter; one of capitals alone may be a word."""
_OF_MAGNETS: Final = re.compile(r"N\d{2}(?:M|H|SH|UH|EH|AH|VH)?")
"""Grades of magnets that read as formulae: N45UH."""
_APART: Final = re.compile(r"\s|[,;()%，；、（）]|$")
_BESIDE: Final = re.compile(r"·|\.(?=[A-Z])")
"""What stands between a substance and the acid or water of its salt or hydrate."""
_NO_FORMULA: Final = re.compile(r"[A-Z][a-z]?[\d.]+|[A-Z]{3,}|UN ?\d[\d.]+")


def read_elements(text: str) -> frozenset[str]:
    """Return the elements of a formula that no material has; none of what looks like one and is a number or a word.

    One symbol with digits is the number of a model (U100), UN with digits that of a dangerous good, and a word is three capitals or
    more (UNO).
    """
    return frozenset() if _NO_FORMULA.fullmatch(text) else elements_of(text)


def form_of(elements: frozenset[str]) -> Form | None:
    """Return the form of what consists of these elements: an oxide, a compound, or None where that is not clear."""
    if "O" in elements and len(elements) == _TWO:
        return "oxide"
    return "compound" if len(elements) > 1 and elements & NON_METALS - {"O"} else None


def material_of(law: Register, formula: str) -> str | None:
    """Return the material whose formula this is, or counts as; acids and water behind a point only make a salt or hydrate of it."""
    if formula in law.formulas:
        return law.formulas[formula]
    head, *behind = _BESIDE.split(formula)
    others = [elements_of(part.lstrip(digits)) for part in behind]
    common = all(elements and elements <= COMMON for elements in others)
    if not common or len(elements_of(head)) < _TWO:  # W1 is no tungsten
        return None
    return law.formulas.get(head, law.formulas.get(sum_formula(head)))


def read_formulae(
    law: Register, names: list[NameSpan], left: UnreadText
) -> tuple[list[NameSpan], frozenset[str], UnreadText]:
    """Find formulae of materials, and the elements of what reads as another formula with a listed element in it.

    A formula of what the names hold already tells nothing new (DyFe80 of a dysprosium-iron alloy), but one of elements that so much is
    made of may be any other substance.
    """
    if left.text.islower():  # each symbol has a capital
        return [], frozenset(), left
    found, unread, known = [], set[str](), elements_held(law, names)
    gone: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(left.text):
        if token.group().islower():
            continue
        text, start, end = _trimmed(token)
        pure = _PURE.match(left.text, token.start()) if not names and token.start() == 0 else None
        if pure and pure["symbol"] in law.by_element and pure["symbol"] in law.formulas:
            found.append(NameSpan(0, len(pure["symbol"]), pure["symbol"], (law.formulas[pure["symbol"]],), "formula"))
            continue
        elements = elements_of(text) if left.has(start, end) else frozenset()
        if not elements or not _may_be_formula(left.text, text, end, elements, beside=bool(names) or start == 0):
            continue
        material = material_of(law, text)
        if material:
            found.append(NameSpan(start, end, text, (material,), "formula"))
        elif (text.isupper() and text.isalpha()) or not read_elements(text):
            continue
        elif len(elements) > 1 and elements <= known and elements - COMMON:
            gone.append((start, end))
        elif len(elements) > 1 and elements & law.by_element.keys() - COMMON:
            unread |= elements
    return found, frozenset(unread), left.without([*gone, *((item.start, item.end) for item in found)])


def _may_be_formula(whole: str, text: str, end: int, elements: frozenset[str], *, beside: bool) -> bool:
    """Tell whether signs are no word: they are of two elements or have a number; capitals alone stand at the head or beside a name."""
    if not _MARKED.search(text, 1):
        return len(elements) > 1 and beside and bool(_APART.match(whole, end))
    word = text.istitle() and text.isalpha()  # with one capital at most it has one element at most
    if word or _OF_MAGNETS.fullmatch(text):
        return False
    return len(elements) > 1 or any(map(str.isdigit, text))


def _trimmed(token: re.Match[str]) -> tuple[str, int, int]:
    """Return a formula without the brackets around it, and where it stands; those that it ends or begins with are its own."""
    text = token.group()
    bare = text.strip("()[]")
    if bare != text and sum_formula(text) and not sum_formula(bare):
        return text, *token.span()
    start = token.start() + text.index(bare) if bare else token.start()
    return bare, start, start + len(bare)
