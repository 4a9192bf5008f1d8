"""Section 4: what the item is, and which lines of the control list it matches, may match, or does not match."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .items import Catalogue, Item, begin_alike
from .logic import NO, YES, Truth, all_of, any_of, unknown, yes_if
from .names import ELEMENTS, elements_of
from .register import Line, Material, Register, Ruling

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
class Goods:
    """The item with its matches, code -> YES or UNKNOWN, and the lines that guidance excludes, code -> its id."""

    item: Item
    matches: Mapping[str, Truth]
    excluded: Mapping[str, str]

    @property
    def recognised(self) -> bool:
        """A text that is not found is not recognised, unless composition makes a match YES."""
        return self.item.found or YES in self.matches.values()


def goods_of(catalogue: Catalogue, facts: Mapping[str, Any], known_on: date | None) -> Goods:
    """The first item that the text may be, with its matches; a reading of a formula that matches no line is none."""
    for item in catalogue.look_up(facts["item"]):
        matcher = Matcher(catalogue.register, item, facts)
        matches = matcher.matches()
        if matches or not item.is_reading:
            excluded = matcher.excluded(matches, known_on)
            return Goods(item, {code: match for code, match in matches.items() if code not in excluded}, excluded)
    raise AssertionError("the last lookup always answers")


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

    def excluded(self, matches: Mapping[str, Truth], known_on: date | None) -> dict[str, str]:
        """Guidance known on a day: each matched line that a ruling takes out, with the first that does; a code is never ruled on."""
        if self.item.is_code:
            return {}
        known = [ruling for ruling in self.register.rulings if known_on is None or ruling.published <= known_on]
        rulings = [ruling for ruling in known if self.outside(ruling)]
        first: dict[str, str] = {}
        for code in matches:
            for ruling in rulings:
                if any(covers(entry, code) for entry in ruling.entries):
                    first.setdefault(code, ruling.guidance)
        return first

    def outside(self, ruling: Ruling) -> bool:
        """Whether the ruling says that such goods are outside: by material, by every reading of the word, or by form."""
        if self.form is not None and self.form in ruling.outside_forms:
            return True
        material = self.item.material
        if material is None:
            return False
        every_reading = (
            not self.item.is_open and bool(material.may_be) and set(material.may_be) <= set(ruling.outside_materials)
        )
        return material.id in ruling.outside_materials or every_reading

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
        """Whether the goods bear the line's own name, or the material, or one that a general word may stand for, lists it."""
        if line.code in self.item.named:
            return YES
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


def covers(entry: str, code: str) -> bool:
    """A list code covers itself and the lines below it."""
    return code == entry or code.startswith(f"{entry}.")


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
