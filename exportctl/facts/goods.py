"""Goods are found on the list by what they are called and by what they hold, each line YES, UNKNOWN (and what is missing) or NO.

Evidence points to lines, fits them or rules them out; if it rules out the usual lines of a name, every other line about the same
elements is asked. docs/reasoning.md, section 4.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from exportctl.facts.criteria import criteria_met
from exportctl.facts.identity import identity_of
from exportctl.facts.logic import NO, YES, Truth, all_of, any_of, unknown
from exportctl.facts.lookup import carried
from exportctl.law.scale import STRICTNESS
from exportctl.law.words import covers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exportctl.facts.identity import Identity
    from exportctl.facts.transaction import Goods
    from exportctl.facts.wording import Basis
    from exportctl.law.model import Ruling
    from exportctl.law.register import Register
    from exportctl.law.scale import Effect


class Match(NamedTuple):
    """Goods are a line of the list's (YES) or may be (UNKNOWN), and how the line was found."""

    entry: str
    truth: Truth
    basis: Basis


class Exclusion(NamedTuple):
    """A line that the goods would match, or might, if official guidance did not rule it out."""

    entry: str
    guidance: str
    ruling: Ruling


class Classification(NamedTuple):
    """What goods are: the materials their name means or may mean, and the lines of the list they match.

    Whose lists have `recognised` them can decide them: all that is said is accounted for, or their content makes them a line's.
    `understood` tells whether anything of the text is understood at all; where nothing is, it could be anything. `conflicts` are lines
    that the words or the content surely mean and the caller's own classification leaves out.
    """

    recognised: frozenset[str]
    understood: bool
    named: frozenset[str]
    may_be: frozenset[str]
    matches: tuple[Match, ...]
    excluded: tuple[Exclusion, ...] = ()
    conflicts: tuple[str, ...] = ()

    def exit_code(self, gate: Effect, *, covered: bool) -> Literal[0, 1, 3]:
        """Return 1 if the licence for a line that the goods surely match reaches the gate, 0 if they match none, else 3.

        Goods that nobody knows, and days that the data does not cover, leave it open. What other acts ask of a line can be stricter.
        """
        listed = any(match.truth is YES for match in self.matches)
        if STRICTNESS["license_required" if listed else "no_control_found"] >= STRICTNESS[gate]:
            return 1
        return 3 if self.matches or not (self.recognised and covered) else 0


Asked = dict[str, Truth]
"""Lines that some evidence points to, and whether the text names each: YES, perhaps, or not."""


def classify(law: Register, goods: Goods, known: date = date.max) -> Classification:
    """Return every line of the list that the goods match or may match, in the order of the codes.

    Guidance counts if it was published by the day `known`. It says what the list has always meant, so no day that is asked about is
    too early for it.
    """
    identity, asked = identity_of(goods), _named(law, goods)
    matches, excluded = _judged(law, goods, identity, asked, known)
    if not matches:
        further = _further(law, goods, asked, frozenset(item.entry for item in excluded))
        matches, more = _judged(law, goods, *further, known)
        excluded += [item for item in more if item not in excluded]
    conflicts: list[str] = []
    if goods.entries is not None:
        matches, conflicts = _as_classified(goods.entries, matches)
    return Classification(
        recognised=_recognised(law, goods, matches),
        understood=bool(goods.wording.hinting or goods.wording.knowing or goods.heading or matches),
        named=frozenset({goods.wording.material} if goods.wording.material else ()),
        may_be=goods.wording.may_be,
        matches=tuple(matches),
        excluded=tuple(excluded),
        conflicts=tuple(conflicts),
    )


def _named(law: Register, goods: Goods) -> Asked:
    """Return the lines that the text, its headings, or the customs code point to."""
    wording, perhaps = goods.wording, unknown("description")
    asked: Asked = dict.fromkeys(wording.near, perhaps)
    for digits in (*wording.headings, *([goods.hs_code] if goods.hs_code else [])):
        lines, materials = carried(law, digits)
        asked |= dict.fromkeys([*lines, *_lines_of(law, materials)], perhaps)
    asked |= dict.fromkeys(_lines_of(law, wording.may_be), perhaps)
    asked |= dict.fromkeys(wording.lines, YES)
    return asked | ({wording.code: YES} if wording.code else {})


def _lines_of(law: Register, materials: Iterable[str]) -> list[str]:
    return [line for id_ in materials for line in law.materials[id_].entries]


def _further(law: Register, goods: Goods, asked: Asked, excluded: frozenset[str]) -> tuple[Identity, Asked]:
    """Return what is asked once the usual lines are ruled out: lines related to the name, and all about the elements of those lines."""
    material = law.materials.get(goods.wording.material or "")
    related = dict.fromkeys(material.related if material else (), unknown("description"))
    elements = {
        symbol
        for line in asked.keys() - excluded
        if line in law.entries
        for symbol in law.entries[line].contains
        if symbol not in dict(goods.composition.shares) or dict(goods.composition.shares)[symbol] > 0
    }
    return identity_of(goods, frozenset(elements)), related


def _judged(
    law: Register, goods: Goods, identity: Identity, asked: Asked, known: date
) -> tuple[list[Match], list[Exclusion]]:
    matches: list[Match] = []
    excluded: list[Exclusion] = []
    by_content = {line for symbol in identity.pointing for line in law.by_element.get(symbol, ())}
    for code in sorted(asked.keys() | by_content):
        match = _match(law, goods, identity, code, asked)
        if match.truth is not NO:
            exclusion = None if goods.wording.basis == "code" else _excluded(law, goods, identity, code, known)
            matches.extend([] if exclusion else [match])
            excluded.extend([exclusion] if exclusion else [])
    return _the_right_ones(matches, asked), excluded


def _the_right_ones(matches: list[Match], asked: Mapping[str, Truth]) -> list[Match]:
    """Return matches without those that only wait for a form nobody stated, if the goods are surely some line's already."""
    if not any(match.truth is YES for match in matches):
        return matches
    return [match for match in matches if match.entry in asked or match.truth is YES or match.truth.missing != {"form"}]


def _match(law: Register, goods: Goods, identity: Identity, code: str, asked: Asked) -> Match:
    entry = law.entries.get(code)
    if entry is None:  # a code above lines (3C001): it matches as itself
        return Match(code, YES, "code")
    criteria = criteria_met(entry.criteria, goods, identity.make)
    named = all_of([asked.get(code, NO), identity.make.fits(entry.forms)])
    if code == goods.wording.code:
        return Match(code, NO if NO in (criteria, named) else YES, "code")
    content = identity.consists_as(entry)
    return Match(code, all_of([any_of([named, content]), criteria]), _basis(goods, code, named))


def _basis(goods: Goods, code: str, named: Truth) -> Basis:
    """Return how a line was found: by the words, by the customs code beside them, or by the content."""
    wording = goods.wording
    if named is NO:
        return "formula" if wording.basis == "formula" else "composition"
    if code in wording.near:
        return "nearest" if wording.basis in ("nearest", "description") else wording.basis or "nearest"
    if code in wording.lines or wording.may_be:
        return wording.basis or "description"
    return "customs_code"


def _as_classified(entries: frozenset[str], matches: list[Match]) -> tuple[list[Match], list[str]]:
    """Return the lines that the caller says the goods are, and those that are sure all the same: the stricter stands."""
    sure = [item for item in matches if item.truth is YES and not any(covers(code, item.entry) for code in entries)]
    stated = [Match(code, YES, "entry") for code in entries]
    return sorted([*stated, *sure]), [item.entry for item in sure]


def _recognised(law: Register, goods: Goods, matches: Iterable[Match]) -> frozenset[str]:
    """Return whose lists can decide the goods."""
    wording, home = goods.wording, law.home.id
    found = set(wording.knowing)
    if wording.basis == "formula" and not (wording.material or matches):
        found.clear()  # a formula that is no line's was none
    pointed = bool(wording.lines or wording.may_be or wording.may_contain)
    closes = goods.heading is not None and (wording.basis == "customs_code" or goods.hs_code is not None)
    if goods.entries is not None or (closes and not (pointed and wording.left)):
        found.add(home)
    if wording.basis == "customs_code" and wording.hinting:
        found |= wording.hinting
    if goods.trusted and wording.ordinary and not matches:
        found.add(home)
    return frozenset(found.union(law.list_of(match.entry) for match in matches if match.truth is YES))


def _excluded(law: Register, goods: Goods, identity: Identity, code: str, known: date) -> Exclusion | None:
    """Return the official ruling that takes a line out, if one was published by then."""
    wording = goods.wording
    forms = identity.make.stated or ({identity.make.usual} if identity.make.usual else set())
    for guidance, ruling in law.rulings.get(code, ()):
        outside = frozenset(ruling.outside_materials)
        general = bool(wording.may_be) and wording.basis != "description" and wording.may_be <= outside
        ruled_out = wording.material in outside or general or not forms.isdisjoint(ruling.outside_forms)
        if ruled_out and law.guidance[guidance].published <= known:
            return Exclusion(code, guidance, ruling)
    return None


def covered(code: str, line: str) -> Truth:
    """Tell whether a list code reaches a match: one on the code or below it, possibly one above it."""
    if covers(code, line):
        return YES
    return unknown("description") if covers(line, code) else NO
