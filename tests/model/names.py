"""Section 4, how words are compared: folded names, and formulas that are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

SYMBOLS = """
    H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb
    Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg
    Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts
    Og
"""
ELEMENTS = frozenset(SYMBOLS.split())
NON_METALS = frozenset(["H", "C", "N", "O", "F", "P", "S", "Cl", "As", "Se", "Br", "Te", "I"])
POINT_TO_NOTHING = frozenset(["H", "B", "C", "N", "O", "F", "P", "S", "Cl", "Br", "I"])
SYMBOL = re.compile(r"[A-Z][a-z]?")
ATOMS = r"([A-Z][a-z]?)([0-9]*)"
BETWEEN_SYMBOLS = re.compile(r"[0-9.\u00b7()\[\]]*")


def plain(text: str) -> str:
    """A formula or number as it is compared: width and outer spaces ignored, case kept."""
    return unicodedata.normalize("NFKC", text).strip()


def name_key(text: str) -> str:
    """A name with case, width, spaces and hyphens ignored."""
    return re.sub(r"[\s\-\u2010-\u2015\u2212]", "", unicodedata.normalize("NFKC", text).casefold())


def elements_of(formula: str) -> set[str]:
    """The elements of a compound: Gd2O3 holds Gd and O."""
    pairs = SYMBOL.findall(formula)
    return {pair if pair in ELEMENTS else pair[0] for pair in pairs} & ELEMENTS


def formula_read(text: str) -> frozenset[str]:
    """The elements of a text that is a formula; none of the number of a model or of a dangerous good, or of a word or mark."""
    written = plain(text)
    is_number = re.fullmatch("UN ?[0-9][0-9.]+|[A-Z][a-z]?[0-9.]+", written) is not None
    is_word = len(written) > 2 and written.isalpha() and written.isupper()
    is_mark = re.fullmatch("(PU|USB|UV)[0-9.]*|Y2K|ErP", written) is not None
    return frozenset() if is_number or is_word or is_mark else formula_of(written)


def formula_of(written: str) -> frozenset[str]:
    """The elements of a text of symbols, digits, dots and brackets only, no digit first."""
    symbols = frozenset(SYMBOL.findall(written))
    only_these = BETWEEN_SYMBOLS.fullmatch(SYMBOL.sub("", written)) is not None
    begins = not written[:1].isdigit()
    return symbols if begins and only_these and symbols <= ELEMENTS else frozenset()


def spelled_out(formula: str) -> str:
    """The formula with each group written as often as it is there, and no brackets: (CH3)2O is CH3CH3O; empty if one is open."""
    innermost = re.compile(r"[(\[]([^()\[\]]*)[)\]]([0-9]{0,4})")
    while innermost.search(formula):
        formula = innermost.sub(lambda group: multiplied(group[1], int(group[2] or 1)), formula)
    return "" if re.search(r"[()\[\]]", formula) else formula


def multiplied(formula: str, times: int) -> str:
    """A group without brackets, as often as it is there."""
    return "".join(f"{symbol}{int(number or 1) * times}" for symbol, number in re.findall(ATOMS, formula))


def totals(formula: str) -> str | None:
    """The atoms of each element, carbon and hydrogen first if there is carbon, then by the alphabet; None if it is no formula."""
    signs = re.fullmatch(r"(?:(?:[A-Z][a-z]?|[()\[\]])[0-9]{0,4})+", formula)
    if not signs or not set(SYMBOL.findall(formula)) <= ELEMENTS:
        return None
    atoms: dict[str, int] = {}
    for symbol, number in re.findall(ATOMS, spelled_out(formula)):
        atoms[symbol] = atoms.get(symbol, 0) + int(number or 1)
    if 0 in atoms.values():
        return None
    first = [symbol for symbol in ("C", "H") if "C" in atoms and symbol in atoms]
    order = first + sorted(atoms.keys() - first)
    return "".join(symbol + (str(atoms[symbol]) if atoms[symbol] > 1 else "") for symbol in order) or None


def ways_to_write(formula: str, light: Collection[str]) -> list[str]:
    """The formulas under which a material is searched: as written, and the part before the acid or water of a salt, counted."""
    head, *rest = re.split(r"\u00b7|\.(?=[A-Z])", formula)
    bare = [part.lstrip("0123456789") for part in rest]
    if not all(formula_of(part) and formula_of(part) <= set(light) for part in bare):
        return [formula]
    alone = len(formula_of(head)) == 1
    return [formula] if alone else [formula, head, *filter(None, [totals(head)])]


def form_read(elements: frozenset[str]) -> str | None:
    """An oxide is oxygen and one other element; with a non-metal other than oxygen it is a compound; else the form is unknown."""
    if "O" in elements and len(elements) == 2:
        return "oxide"
    return "compound" if len(elements) > 1 and (elements & NON_METALS) - {"O"} else None
