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
        identity, asked = _further(law, goods, identity, asked, ruled=bool(excluded))
        matches, more = _judged(law, goods, identity, asked, known)
        excluded += [item for item in more if item not in excluded]
    conflicts: list[str] = []
    if goods.entries is not None:
        matches, conflicts = _as_classified(goods.entries, matches)
    known_as = _known_as(goods, identity, decided=bool(matches or excluded))
    return Classification(
        recognised=_recognised(law, goods, known_as, matches),
        understood=bool(
            known_as or matches or goods.heading or (goods.wording.hinting and not identity.make.contradicted)
        ),
        named=frozenset({goods.wording.material} if goods.wording.material else ()),
        may_be=goods.wording.may_be,
        matches=tuple(matches),
        excluded=tuple(excluded),
        conflicts=tuple(conflicts),
    )


def _named(law: Register, goods: Goods) -> Asked:
    """Return the lines that the text, the headings of its terms, or the customs code point to.

    A stated heading that carries no line closes what words leave open: neither terms of trade nor names that are only like the text
    are asked then.
    """
    wording, perhaps, closed = goods.wording, unknown("description"), _closed(law, goods)
    asked: Asked = {}
    headings = () if closed or wording.basis == "customs_code" else wording.headings
    for digits in (*headings, *([goods.hs_code] if goods.hs_code else [])):
        lines, materials = carried(law, digits)
        asked |= dict.fromkeys([*lines, *_lines_of(law, materials)], perhaps)
    if not (closed or (goods.trusted and wording.ordinary)):
        asked |= dict.fromkeys(wording.near, perhaps)
    asked |= dict.fromkeys([*wording.perhaps, *_lines_of(law, wording.may_be)], perhaps)
    asked |= dict.fromkeys(wording.lines, YES)
    return asked | ({wording.code: YES} if wording.code else {})


def _closed(law: Register, goods: Goods) -> bool:
    """Tell whether a stated customs code has a heading that carries no line."""
    return goods.hs_code is not None and goods.heading is not None and not any(carried(law, goods.hs_code))


def _lines_of(law: Register, materials: Iterable[str]) -> list[str]:
    return [line for id_ in materials for line in law.materials[id_].entries]


def _further(law: Register, goods: Goods, identity: Identity, asked: Asked, *, ruled: bool) -> tuple[Identity, Asked]:
    """Return what is asked once the form that is stated rules the usual lines out.

    That are the lines related to the name, and all about the elements of the lines that were ruled out: unless it is `ruled` that
    guidance leaves these goods outside.
    """
    if not goods.forms:
        return identity, {}
    material = law.materials.get(goods.wording.material or "")
    related = dict.fromkeys(material.related if material else (), unknown("description"))
    if ruled:
        return identity, related
    ruled_out = [line for line in asked if line in law.entries and identity.make.fits(law.entries[line].forms) is NO]
    absent = {symbol for symbol, share in goods.composition.shares if not share}
    elements = {symbol for line in ruled_out for symbol in law.entries[line].contains} - absent
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
    """Return matches without those that only a name like the text, or a form nobody stated, points to, if some line is sure."""
    if not any(match.truth is YES for match in matches):
        return matches
    return [
        match
        for match in matches
        if match.truth is YES
        or (match.basis != "nearest" and (match.entry in asked or "form" not in match.truth.missing))
    ]


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
    if code in wording.lines or code in wording.perhaps or wording.may_be:
        return wording.basis or "description"
    return "nearest" if code in wording.near else "customs_code"


def _as_classified(entries: frozenset[str], matches: list[Match]) -> tuple[list[Match], list[str]]:
    """Return the lines that the caller says the goods are, and those that are sure all the same: the stricter stands."""
    sure = [item for item in matches if item.truth is YES and not any(covers(code, item.entry) for code in entries)]
    stated = [Match(code, YES, "entry") for code in entries]
    return sorted([*stated, *sure]), [item.entry for item in sure]


def _known_as(goods: Goods, identity: Identity, *, decided: bool) -> frozenset[str]:
    """Return whose data knows the text whole: nobody's, once a substance is stated that the name has not.

    An oxide of titanium may hold other elements, and no name says which; what they hold in full, or a line, still decides them.
    """
    another = identity.make.contradicted and not (decided or goods.composition.complete)
    return frozenset() if another else goods.wording.knowing


def _recognised(law: Register, goods: Goods, known_as: frozenset[str], matches: Iterable[Match]) -> frozenset[str]:
    """Return whose lists can decide the goods: those that know all that is said, or a heading that closes what the words leave open."""
    wording, home = goods.wording, law.home.id
    found = set(known_as)
    if wording.basis == "formula" and not (wording.material or matches):
        found.clear()  # a formula that is no line's was none
    pointed = bool(wording.perhaps or wording.may_contain or _lines_of(law, wording.may_be))
    if wording.basis == "customs_code":
        found |= wording.hinting | ({home} if goods.heading is not None else set())
    closes = goods.hs_code is not None and goods.heading is not None and not pointed
    if goods.entries is not None or closes or (goods.trusted and wording.ordinary and not matches):
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
