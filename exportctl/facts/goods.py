"""Goods are found on the list by name, formula, CAS number, code or content, each line YES, UNKNOWN (and what is missing) or NO.

docs/reasoning.md, section 4.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.facts.criteria import criteria_met
from exportctl.facts.forms import form_fits, form_is
from exportctl.facts.logic import NO, YES, Truth, all_of, any_of, unknown
from exportctl.law.words import covers, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.facts.transaction import Goods
    from exportctl.law.model import Entry, Form, Material
    from exportctl.law.register import Register

Basis = Literal["name", "formula", "cas", "code", "customs_code", "composition"]
CUSTOMS_LENGTHS: Final = (6, 8, 10)


class Match(NamedTuple):
    """Goods are a line of the list's (YES) or may be (UNKNOWN), and how the line was found."""

    entry: str
    truth: Truth
    basis: Basis


class Classification(NamedTuple):
    """What goods are: the materials their name means or may mean, and the lines of the list they match.

    Goods whose text is not `known` may be anything, whatever else is stated of them; they are `recognised` all the same once their
    content makes them a line's.
    """

    known: bool
    recognised: bool
    named: frozenset[str]
    may_be: frozenset[str]
    matches: tuple[Match, ...]

    def exit_code(self) -> Literal[0, 1, 3]:
        """Return 1 for goods that surely match a line, 3 for those that may match one or that nobody knows, 0 for those that do not."""
        if any(match.truth is YES for match in self.matches):
            return 1
        return 3 if self.matches or not self.known else 0


class Lookup(NamedTuple):
    """What the item's text names, before anything else is known of the goods."""

    basis: Basis | None = None
    code: str | None = None
    material: Material | None = None
    lines: frozenset[str] = frozenset()
    may_be: frozenset[str] = frozenset()


@lru_cache(maxsize=1 << 16)
def classify(law: Register, goods: Goods) -> Classification:
    """Return every line of the list that the goods match or may match, in the order of the codes."""
    found = look_up(law, goods.item)
    form = goods.form or (found.material.form if found.material else None)
    matches = []
    for code in sorted(_candidates(law, goods, found)):
        match = _match(law, goods, found, form, code)
        if match.truth is not NO:
            matches.append(match)
    return Classification(
        known=found.basis is not None,
        recognised=found.basis is not None or any(match.truth is YES for match in matches),
        named=frozenset({found.material.id} if found.material else ()),
        may_be=found.may_be,
        matches=tuple(matches),
    )


def customs_digits(item: str) -> str | None:
    """Return the digits of a text that is written like a customs code (dots and spaces ignored), whatever their number."""
    digits = item.replace(".", "").replace(" ", "")
    return digits if digits.isascii() and digits.isdigit() else None


@lru_cache(maxsize=1 << 14)
def look_up(law: Register, item: str) -> Lookup:
    """Find an item as a list code, a CAS number, a customs code, a name or a formula, in that order."""
    word = fold(item)
    if word in law.printed_codes:
        return Lookup("code", code=law.printed_codes[word])
    if item in law.cas:
        return _material(law, law.cas[item], "cas")
    digits = customs_digits(item)
    if digits and len(digits) in CUSTOMS_LENGTHS:
        return _customs(law, digits)
    if word in law.words:
        return _material(law, law.words[word], "name")
    if item in law.formulas:
        return _material(law, law.formulas[item], "formula")
    return Lookup()


def _material(law: Register, id_: str, basis: Basis) -> Lookup:
    material = law.materials[id_]
    return Lookup(basis, material=material, lines=frozenset(material.entries), may_be=frozenset(material.may_be))


def _customs(law: Register, digits: str) -> Lookup:
    """Find what a customs code is printed beside: codes are for reference, so the goods may be that, and no more."""
    printed = [line for line in law.customs if line.code.startswith(digits) or digits.startswith(line.code)]
    return Lookup(
        "customs_code" if printed else None,
        lines=frozenset(line.entry for line in printed if line.entry),
        may_be=frozenset(line.material for line in printed if line.material),
    )


def _candidates(law: Register, goods: Goods, found: Lookup) -> set[str]:
    """Return the lines that anything points to; cost does not grow with lines that nothing points to."""
    codes = set(found.lines)
    if found.code:
        codes.add(found.code)
    for id_ in found.may_be:
        codes.update(law.materials[id_].entries)
    for symbol in _pointing(goods, found):
        codes.update(law.by_element.get(symbol, ()))
    return codes


def _match(law: Register, goods: Goods, found: Lookup, form: Form | None, code: str) -> Match:
    entry = law.entries.get(code)
    if entry is None:  # a code above lines (3C001): it matches as itself
        return Match(code, YES, "code")
    criteria = criteria_met(entry.criteria, goods)
    fits = form_fits(goods.form, entry.forms)
    if code == found.code:
        refused = NO in (criteria, fits)
        return Match(code, NO if refused else YES, "code")
    content = _composition(goods, found, form, entry)
    named = all_of([_pointed(law, found, code), fits])
    basis = "composition" if named is NO or found.basis in (None, "code") else found.basis
    return Match(code, all_of([any_of([named, content]), criteria]), basis)


def _pointed(law: Register, found: Lookup, code: str) -> Truth:
    """Tell whether the item's text names a line: surely by the name of a listed material, possibly by a general word or a code."""
    if code in found.lines:
        return unknown("description") if found.basis == "customs_code" else YES
    if any(code in law.materials[id_].entries for id_ in found.may_be):
        return unknown("description")
    return NO


def _composition(goods: Goods, found: Lookup, form: Form | None, entry: Entry) -> Truth:
    """Tell whether goods are a line's by what they hold; goods of which nothing points to an element of the line are not."""
    if not _pointing(goods, found).intersection(entry.contains):
        return NO
    return all_of([*_contents(goods, found, entry), form_is(form, entry.forms)])


def _pointing(goods: Goods, found: Lookup) -> frozenset[str]:
    """Return the elements that are there as stated, or that the named material holds or may hold."""
    named = (*found.material.elements, *found.material.may_contain) if found.material else ()
    return goods.composition.held.union(named, (symbol for symbol, share in goods.composition.shares if share > 0))


def _contents(goods: Goods, found: Lookup, entry: Entry) -> Iterator[Truth]:
    shares = dict(goods.composition.shares)
    for symbol in entry.contains:
        if symbol in goods.composition.held or shares.get(symbol, 0) > 0:
            yield YES
        elif symbol in shares or goods.composition.complete:
            yield NO
        elif found.material is None:
            yield unknown("contains")
        elif symbol in found.material.elements:
            yield YES
        else:
            yield unknown("contains") if symbol in found.material.may_contain else NO


def covered(code: str, line: str) -> Truth:
    """Tell whether a list code reaches a match: one on the code or below it, possibly one above it."""
    if covers(code, line):
        return YES
    return unknown("description") if covers(line, code) else NO
