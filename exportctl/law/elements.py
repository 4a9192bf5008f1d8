"""Read chemical formulae: the elements of a compound, and the number of atoms of each."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_SYMBOLS: Final = """
H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In
Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am
Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og
"""
ELEMENTS: Final = frozenset(_SYMBOLS.split())
COMMON: Final = frozenset({"H", "B", "C", "N", "O", "F", "P", "S", "Cl", "Br", "I"})
"""Elements that occur in too many goods to point to an entry by themselves."""
_FORMULA: Final = re.compile(r"(?!\d)(?:[A-Z][a-z]?|[\d()\[\]·.])+")
"""Each character has one reading only, so that matching a text without a formula takes linear time."""
_SYMBOL: Final = re.compile(r"[A-Z][a-z]?")
_SIGN: Final = re.compile(r"([A-Z][a-z]?|[()\[\]])(\d{0,4})")
"""Counts have at most four digits: no compound has tens of thousands of atoms."""


def elements_of(formula: str) -> frozenset[str]:
    """Return the elements of a formula such as `Sm2(CO3)3`; empty if the text is not a formula."""
    symbols = frozenset(_SYMBOL.findall(formula)) if _FORMULA.fullmatch(formula) else frozenset()
    return symbols if symbols <= ELEMENTS else frozenset()


def sum_formula(formula: str) -> str:
    """Return the sum formula of a formula, carbon and hydrogen first: (CH3CO)2O is C4H6O3; empty if the text is not a formula."""
    # A point is left over: the parts of a hydrate are not counted together.
    if not elements_of(formula) or _SIGN.sub("", formula):
        return ""
    open_: list[Counter[str]] = [Counter()]
    for sign, digits in _SIGN.findall(formula):
        times = int(digits or 1)
        if sign in "([":
            open_.append(Counter())
        elif sign in ")]":
            inner = open_.pop()
            if not open_:
                return ""
            for symbol, count in inner.items():
                open_[-1][symbol] += count * times
        else:
            open_[-1][sign] += times
    if len(open_) > 1 or 0 in open_[0].values():
        return ""
    ahead = ("C", "H") if "C" in open_[0] else ()
    order = sorted(open_[0], key=lambda symbol: (symbol not in ahead, symbol))
    return "".join(f"{symbol}{count if count > 1 else ''}" for symbol in order for count in [open_[0][symbol]])
