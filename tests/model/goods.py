"""Section 4: what the item is, and which lines of the control list it matches, may match, or does not match."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .logic import NO, YES, Truth, all_of, any_of, unknown, yes_if
from .register import Line, Material, Register

SYMBOLS = """
    H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb
    Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg
    Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts
    Og
"""
ELEMENTS = frozenset(SYMBOLS.split())
SUBSTANCES = frozenset({"metal", "alloy", "oxide", "compound", "mixture", "ore"})
SHAPES = frozenset({"powder", "crystal", "wafer", "target", "magnet", "fibre"})
CHEMISTRY = {"metal": 1, "alloy": 2, "oxide": 3, "compound": 3}
INTANGIBLE = frozenset({"software", "technology"})
COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}
DESCRIPTION = unknown("description")


@dataclass(frozen=True)
class Item:
    """What the words of the caller were found to be; all empty where nothing was found."""

    lines: tuple[str, ...] = ()
    above: str | None = None
    customs: str | None = None
    material: Material | None = None

    @property
    def found(self) -> bool:
        """Whether any of the five lookups found something."""
        return self != Item()


@dataclass(frozen=True)
class Goods:
    """The item with its matches: code -> YES or UNKNOWN."""

    item: Item
    matches: Mapping[str, Truth]

    @property
    def recognised(self) -> bool:
        """A text that is not found is not recognised, unless composition makes a match YES."""
        return self.item.found or YES in self.matches.values()


def name_key(text: str) -> str:
    """A name with case, width, spaces and hyphens ignored."""
    return re.sub(r"[\s\-\u2010-\u2015\u2212]", "", unicodedata.normalize("NFKC", text).casefold())


def plain(text: str) -> str:
    """A formula or number as it is compared: width and outer spaces ignored, case kept."""
    return unicodedata.normalize("NFKC", text).strip()


def customs_code(text: str) -> str | None:
    """A customs code of 6, 8 or 10 digits, dots and spaces ignored."""
    digits = re.sub(r"[.\s]", "", plain(text))
    return digits if re.fullmatch(r"[0-9]{6}|[0-9]{8}|[0-9]{10}", digits) else None


def begin_alike(codes: tuple[str, ...], asked: str | None) -> bool:
    """Whether one of the codes and the asked code begin alike, over the length of the shorter."""
    return asked is not None and any(code.startswith(asked) or asked.startswith(code) for code in codes)


class Catalogue:
    """The lookup of an item: control code, CAS number, customs code, name or trade name, formula."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.codes = {name_key(code): code for code in register.lines}
        self.above = {name_key(code): code for line in register.lines for code in codes_above(line)}
        self.printed: dict[str, tuple[str, ...]] = {}
        self.cas: dict[str, Material] = {}
        self.names: dict[str, Material] = {}
        self.formulae: dict[str, Material] = {}
        for line in register.lines.values():
            for code in line.also_printed:
                self.printed[name_key(code)] = (*self.printed.get(name_key(code), ()), line.code)
        for material in register.materials.values():
            for number in material.cas:
                self.cas.setdefault(number, material)
            for name in material.names:
                self.names.setdefault(name_key(name), material)
            if material.formula:
                self.formulae.setdefault(plain(material.formula), material)

    def look_up(self, text: str) -> Item:
        """The first of the five that finds something."""
        key = name_key(text)
        if key in self.above:
            return Item(above=self.above[key])
        if key in self.codes:
            return Item(lines=(self.codes[key],))
        if key in self.printed:
            return Item(lines=self.printed[key])
        if plain(text) in self.cas:
            return Item(material=self.cas[plain(text)])
        asked = customs_code(text)
        if asked is not None and self.is_printed(asked):
            return Item(customs=asked)
        material = self.names.get(key) or self.formulae.get(plain(text))
        return Item(material=material)

    def is_printed(self, asked: str) -> bool:
        """Whether a line, or a material that no line holds, has such a customs code."""
        holders: list[Line | Material] = [*self.register.lines.values(), *self.register.materials.values()]
        return any(begin_alike(holder.customs, asked) for holder in holders)


def codes_above(code: str) -> list[str]:
    """The codes that have this line below them: 1C902.a.1 stands below 1C902.a and 1C902."""
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]


class Contents:
    """Composition: what the goods hold, as stated and, beyond that, as the material has it."""

    def __init__(self, stated: tuple[tuple[str, Decimal], ...], material: Material | None) -> None:
        self.shares = {substance: share for substance, share in stated if substance in ELEMENTS}
        compounds = [substance for substance, share in stated if substance not in ELEMENTS and share > 0]
        self.from_compounds = {element for compound in compounds for element in elements_of(compound)}
        self.complete = sum(share for _, share in stated) >= 100
        self.material = material

    def holds(self, element: str) -> Truth:
        """Whether the element is there."""
        if element in self.from_compounds:
            return YES
        if element in self.shares:
            return yes_if(self.shares[element] > 0)
        if self.complete:
            return NO
        if self.material is None or element in self.material.may_contain:
            return unknown("contains")
        return yes_if(element in self.material.elements)


def elements_of(formula: str) -> set[str]:
    """The elements of a compound: Gd2O3 holds Gd and O."""
    pairs = re.findall(r"[A-Z][a-z]?", formula)
    return {pair if pair in ELEMENTS else pair[0] for pair in pairs} & ELEMENTS


class Matcher:
    """The identity, criteria and match of lines, for one item with the stated facts."""

    def __init__(self, register: Register, item: Item, facts: Mapping[str, Any]) -> None:
        self.register = register
        self.item = item
        self.stated_form: str | None = facts.get("form")
        self.form = self.stated_form or (item.material.form if item.material else None)
        self.contents = Contents(facts.get("contains") or (), item.material)
        self.parameters: dict[str, Decimal] = dict(facts.get("params") or ())

    def matches(self) -> dict[str, Truth]:
        """Every match that is not NO."""
        found = {line.code: self.match(line) for line in self.register.lines.values() if self.considered(line)}
        found |= {code: self.own_classification(self.register.lines[code]) for code in self.item.lines}
        if self.item.above is not None:
            found[self.item.above] = YES
        return {code: match for code, match in found.items() if match != NO}

    def own_classification(self, line: Line) -> Truth:
        """A control code as item: YES unless stated facts make its criteria or form NO."""
        return yes_if(NO not in (self.criteria(line), self.form_fits(line)))

    def considered(self, line: Line) -> bool:
        """A line is considered only if something points to it."""
        return self.name(line) != NO or begin_alike(line.customs, self.item.customs) or self.points_to(line)

    def points_to(self, line: Line) -> bool:
        """At least one of the line's elements is there or is in the material's `may_contain`."""
        may_contain = self.item.material.may_contain if self.item.material else ()
        return any(self.contents.holds(element) == YES or element in may_contain for element in line.contains)

    def match(self, line: Line) -> Truth:
        """All of identity and criteria."""
        return all_of([self.identity(line), self.criteria(line)])

    def identity(self, line: Line) -> Truth:
        """Any of named, composition and customs code."""
        named = all_of([self.name(line), self.form_fits(line)])
        by_code = DESCRIPTION if begin_alike(line.customs, self.item.customs) else NO
        return any_of([named, self.composition(line), all_of([by_code, self.form_fits(line)])])

    def name(self, line: Line) -> Truth:
        """Whether the material, or one that a general word may stand for, lists the line."""
        material = self.item.material
        if material is None:
            return NO
        if line.code in material.entries:
            return YES
        specific = [self.register.materials[each] for each in material.may_be if each in self.register.materials]
        return DESCRIPTION if any(line.code in each.entries for each in specific) else NO

    def composition(self, line: Line) -> Truth:
        """For lines with an element that is pointed to: each element is there, and the form is one of `forms`."""
        if not self.points_to(line):
            return NO
        return all_of([*map(self.contents.holds, line.contains), self.form_is_listed(line)])

    def form_is_listed(self, line: Line) -> Truth:
        """YES, NO, or UNKNOWN `form` if there is none; YES if the line has no forms."""
        if not line.forms:
            return YES
        return unknown("form") if self.form is None else yes_if(self.form in line.forms)

    def form_fits(self, line: Line) -> Truth:
        """Whether a form that the caller stated can be meant by the line."""
        form = self.stated_form
        if form is None or not line.forms or form in line.forms:
            return YES
        if any(substance_and_shape(form, other) for other in line.forms):
            return YES
        return NO if all(conflict(form, other) for other in line.forms) else DESCRIPTION

    def criteria(self, line: Line) -> Truth:
        """The line's criteria; YES where it has none."""
        return YES if line.criteria is None else self.criterion(line.criteria)

    def criterion(self, test: Mapping[str, Any]) -> Truth:
        """One test or a group of tests."""
        if "all" in test:
            return all_of(map(self.criterion, test["all"]))
        if "any" in test:
            return any_of(map(self.criterion, test["any"]))
        if "described" in test:
            return DESCRIPTION
        if "not_transcribed" in test:
            return unknown("criteria")
        if "element" in test:
            return compared(self.contents.shares.get(test["element"]), test, "contains")
        return compared(self.parameters.get(test["parameter"]), test, test["parameter"])


def substance_and_shape(one: str, other: str) -> bool:
    """Whether the one is a substance and the other a shape."""
    return (one in SUBSTANCES and other in SHAPES) or (one in SHAPES and other in SUBSTANCES)


def conflict(one: str, other: str) -> bool:
    """Metal, alloy, and oxide or compound conflict; software and technology conflict with everything tangible."""
    if one in CHEMISTRY and other in CHEMISTRY:
        return CHEMISTRY[one] != CHEMISTRY[other]
    return (one in INTANGIBLE) != (other in INTANGIBLE)


def compared(stated: Decimal | None, test: Mapping[str, Any], fact: str) -> Truth:
    """An exact comparison of decimals; UNKNOWN, for want of the fact, if it is not stated."""
    if stated is None:
        return unknown(fact)
    if test["op"] == "in":
        return yes_if(any(stated == Decimal(value) for value in test["values"]))
    return yes_if(COMPARISONS[test["op"]](stated, Decimal(test["value"])))
