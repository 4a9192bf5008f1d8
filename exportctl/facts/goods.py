"""Goods are found on the list by what they are called and by what they hold, each line YES, UNKNOWN (and what is missing) or NO.

docs/reasoning.md, section 4.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from exportctl.facts.criteria import criteria_met
from exportctl.facts.forms import form_fits, form_is
from exportctl.facts.logic import NO, YES, Truth, all_of, any_of, unknown
from exportctl.facts.lookup import Basis, Lookup, describe, look_up
from exportctl.law.scale import STRICTNESS
from exportctl.law.words import covers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.facts.transaction import Goods
    from exportctl.law.model import Entry, Ruling
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

    `known` says whose lists know the text: for all others the goods may be anything, whatever else is stated of them. Theirs they are
    `recognised` by all the same, once their content makes them a line's. `words` are the names found inside a longer description.
    """

    known: frozenset[str]
    recognised: frozenset[str]
    named: frozenset[str]
    may_be: frozenset[str]
    matches: tuple[Match, ...]
    excluded: tuple[Exclusion, ...] = ()
    words: tuple[str, ...] = ()

    def exit_code(self, gate: Effect, *, covered: bool) -> Literal[0, 1, 3]:
        """Return 1 if the licence for a line that the goods surely match reaches the gate, 0 if they match none, else 3.

        Goods that nobody knows, and days that the data does not cover, leave it open. What other acts ask of a line can be stricter.
        """
        listed = any(match.truth is YES for match in self.matches)
        if STRICTNESS["license_required" if listed else "no_control_found"] >= STRICTNESS[gate]:
            return 1
        return 3 if self.matches or not (self.known and covered) else 0


def classify(law: Register, goods: Goods, known: date = date.max) -> Classification:
    """Return every line of the list that the goods match or may match, in the order of the codes.

    Guidance counts if it was published by the day `known`. It says what the list has always meant, so no day that is asked about is
    too early for it.
    """
    found = look_up(law, goods.item)
    result = _classify(law, goods, found, known)
    if found.basis == "formula" and found.material is None and not (result.matches or result.excluded):
        return _classify(law, goods, describe(law, goods.item), known)  # a formula that is no line's was none
    return result


def _classify(law: Register, goods: Goods, found: Lookup, known: date) -> Classification:
    matches: list[Match] = []
    excluded: list[Exclusion] = []
    for code in sorted(_candidates(law, goods, found)):
        match = _match(law, goods, found, code)
        if match.truth is not NO:
            exclusion = None if found.basis == "code" else _excluded(law, goods, found, code, known)
            matches.extend([] if exclusion else [match])
            excluded.extend([exclusion] if exclusion else [])
    understood = found.knowing | ({law.home.id} if goods.heading is not None else set())
    return Classification(
        known=understood if found.basis != "fuzzy" else frozenset(),
        recognised=understood.union(law.list_of(match.entry) for match in matches if match.truth is YES),
        named=frozenset({found.material} if found.material else ()),
        may_be=found.may_be,
        matches=tuple(matches),
        excluded=tuple(excluded),
        words=found.words,
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


def _match(law: Register, goods: Goods, found: Lookup, code: str) -> Match:
    entry = law.entries.get(code)
    if entry is None:  # a code above lines (3C001): it matches as itself
        return Match(code, YES, "code")
    criteria = criteria_met(entry.criteria, goods)
    fits = form_fits(goods.form, entry.forms)
    if code == found.code:
        refused = NO in (criteria, fits)
        return Match(code, NO if refused else YES, "code")
    content = _composition(goods, found, entry)
    named = all_of([_pointed(law, found, code), fits])
    basis = "composition" if named is NO and found.basis != "formula" else found.basis or "composition"
    return Match(code, all_of([any_of([named, content]), criteria]), "composition" if basis == "code" else basis)


def _pointed(law: Register, found: Lookup, code: str) -> Truth:
    """Tell whether the item's text names a line: surely by the name of a listed material, possibly by a general word or a code."""
    if code in found.lines:
        return unknown("description") if found.basis == "customs_code" else YES
    if any(code in law.materials[id_].entries for id_ in found.may_be):
        return unknown("description")
    return NO


def _composition(goods: Goods, found: Lookup, entry: Entry) -> Truth:
    """Tell whether goods are a line's by what they hold; goods of which nothing points to an element of the line are not."""
    if not _pointing(goods, found).intersection(entry.contains):
        return NO
    return all_of([*_contents(goods, found, entry), form_is(goods.form or found.form, entry.forms)])


def _pointing(goods: Goods, found: Lookup) -> frozenset[str]:
    """Return the elements that are there as stated, or that the item as named holds or may hold."""
    stated = (symbol for symbol, share in goods.composition.shares if share > 0)
    return goods.composition.held.union(found.elements, found.may_contain, stated)


def _contents(goods: Goods, found: Lookup, entry: Entry) -> Iterator[Truth]:
    shares = dict(goods.composition.shares)
    for symbol in entry.contains:
        if symbol in goods.composition.held or shares.get(symbol, 0) > 0:
            yield YES
        elif symbol in shares or goods.composition.complete:
            yield NO
        elif symbol in found.elements:
            yield YES
        else:
            yield unknown("contains") if symbol in found.may_contain or not found.closed else NO


def _excluded(law: Register, goods: Goods, found: Lookup, code: str, known: date) -> Exclusion | None:
    """Return the official ruling that takes a line out, if one was published by then."""
    form = goods.form or found.form
    for guidance, ruling in law.rulings.get(code, ()):
        outside = frozenset(ruling.outside_materials)
        named = found.material in outside or (bool(found.may_be) and found.basis != "fuzzy" and found.may_be <= outside)
        if (named or form in ruling.outside_forms) and law.guidance[guidance].published <= known:
            return Exclusion(code, guidance, ruling)
    return None


def covered(code: str, line: str) -> Truth:
    """Tell whether a list code reaches a match: one on the code or below it, possibly one above it."""
    if covers(code, line):
        return YES
    return unknown("description") if covers(line, code) else NO
