"""Section 4, how words are compared: folded names, and formulas that are read."""

from __future__ import annotations

import re
import unicodedata

SYMBOLS = """
    H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb
    Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg
    Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts
    Og
"""
ELEMENTS = frozenset(SYMBOLS.split())
NON_METALS = frozenset(["H", "C", "N", "O", "F", "P", "S", "Cl", "As", "Se", "Br", "Te", "I"])
SYMBOL = re.compile(r"[A-Z][a-z]?")
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
    """The elements of a text in which nothing stands but symbols, digits, dots and brackets; none, if it is no formula."""
    written = plain(text)
    symbols = frozenset(SYMBOL.findall(written))
    only_these = BETWEEN_SYMBOLS.fullmatch(SYMBOL.sub("", written)) is not None
    begins = not written[:1].isdigit()
    return symbols if begins and only_these and symbols <= ELEMENTS else frozenset()


def form_read(elements: frozenset[str]) -> str | None:
    """An oxide is oxygen and one other element; with a non-metal other than oxygen it is a compound; else nobody knows."""
    if "O" in elements and len(elements) == 2:
        return "oxide"
    return "compound" if len(elements) > 1 and (elements & NON_METALS) - {"O"} else None
