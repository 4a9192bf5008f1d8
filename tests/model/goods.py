"""Section 4: the identity of the goods, and the entries of the control list that they match, may match, or do not match."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from .content import Content, Stated, make_of
from .criteria import COMPARISONS, MODES, Figures, Value
from .items import TECHNOLOGY, Catalogue, Item
from .logic import NO, YES, Truth, all_of, any_of, unknown, yes_if
from .make import DESCRIPTION, INTANGIBLE
from .names import ELEMENTS
from .register import Line, Material, Register, Ruling, family_of

NO_ENTRY = "none"
HALF = 50
LANTHANIDES = frozenset(["La", "Ce", "Pr", "Nd", "Pm", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu"])
FOR_SEVERAL_ELEMENTS = (
    ("2805", {"metal", "alloy"}, LANTHANIDES.union(["Sc", "Y", "Li", "Na", "K", "Rb", "Cs", "Ca", "Sr", "Ba", "Hg"])),
    ("2846", {"oxide", "compound"}, LANTHANIDES.union(["Sc", "Y"])),
    ("8505", {"magnet"}, LANTHANIDES.union(["Sc", "Y"])),
    ("8112", {"metal", "alloy"}, frozenset(["Be", "Cr", "Hf", "Re", "Tl", "Cd", "Ge", "V", "Ga", "In", "Nb"])),
)
"""The headings of the Harmonized System that are for substances of any of several elements, and the forms of their goods."""


@dataclass(frozen=True)
class Goods:
    """The goods with their matches, code -> YES or UNKNOWN, and the entries that guidance excludes, code -> its id.

    `material` is their sure name, `may_be` are possible materials. Goods are `classified` if the caller has stated an entry.
    They are `technology` or they are not.
    """

    material: str | None
    may_be: frozenset[str]
    matches: Mapping[str, Truth]
    excluded: Mapping[str, str]
    recognised: bool
    could_be_anything: bool
    classified: bool
    technology: bool


def goods_of(catalogue: Catalogue, facts: Mapping[str, Any], known_on: date | None) -> Goods:
    """The whole of section 4."""
    return Matcher(catalogue, facts, known_on or date.max).goods()


class Matcher:
    """The facts of the goods from which their matches follow."""

    def __init__(self, catalogue: Catalogue, facts: Mapping[str, Any], known_on: date) -> None:
        self.catalogue, self.facts = catalogue, facts
        self.register = catalogue.register
        self.known_on = known_on
        further = any(facts.get(fact) for fact in ("form", "contains", "params", "hs_code"))
        self.item: Item = catalogue.look_up(facts["item"], general=not further)
        self.stated = Stated(self.item, facts)
        self.intangible = INTANGIBLE & (self.item.intangible | self.stated.forms)
        self.item = self.apart_from_media(self.item)
        by_words = self.chemicals(catalogue, self.item.contains)
        by_options = self.chemicals(catalogue, facts.get("contains") or ())
        self.shares_of = {
            material: max(side[material] for side in (by_options, by_words) if material in side)
            for material in by_options.keys() | by_words.keys()
        }
        self.make = make_of(self.item, self.stated)
        self.related: frozenset[str] = frozenset()
        self.content = Content(self.item, self.stated, self.make)
        shares: dict[str, list[Value]] = {element: [share] for element, share in self.stated.shares.items()}
        self.figures = Figures({**self.stated.params, **shares}, self.stated.within)
        self.entries: tuple[str, ...] | None = facts.get("entry")
        self.hs_code = re.sub(r"[.\s]", "", facts.get("hs_code") or "")
        self.contradicted = bool(self.hs_code) and self.item.contradicts(self.hs_code)
        self.unlike = self.item.unlike(self.hs_code)
        self.declared = catalogue.printed_for(self.hs_code)
        if self.item.product(self.hs_code):
            self.item = replace(self.item, may_be=frozenset(), perhaps=frozenset(), near=frozenset())
        digits = [code for code in (self.item.customs, self.hs_code) if code]
        terms = () if self.is_another_heading(catalogue) else self.item.headings
        beside = [
            holder
            for code in (*digits, *terms)
            for holder in catalogue.beside(code, known_on)
            if self.is_declared(holder) or not (self.is_unlike(holder) or self.is_of_others(holder))
        ]
        self.is_heading = bool(digits) and self.is_telling(catalogue, digits[-1]) and not self.contradicted
        self.is_printed = bool(self.item.customs and catalogue.beside(self.item.customs, known_on))
        self.may_be = self.item.may_be.union(holder.id for holder in beside if isinstance(holder, Material))
        if TECHNOLOGY in self.stated.forms:
            named = self.item.may_be.union([self.item.material] if self.item.material else ())
            self.may_be |= catalogue.technology_of(named)
        self.by_code = frozenset(holder.code for holder in beside if isinstance(holder, Line))
        held = {line for id_, share in self.shares_of.items() if share for line in self.register.materials[id_].entries}
        of_content = frozenset(line for line in held if family_of(line) in self.register.other_lists)
        self.perhaps = self.item.perhaps | self.by_code | self.lines_of(self.may_be) | of_content | self.unruled()
        self.perhaps |= self.lines_of(self.predominant())
        self.trusted = self.item.ordinary and facts.get("trusted", False)
        self.near = frozenset() if self.trusted or self.is_another_heading(catalogue) else self.item.near
        self.perhaps |= self.serving(self.item.lines | self.perhaps | self.near)

    def serving(self, codes: Collection[str]) -> frozenset[str]:
        """The lines for technology or software of lines of goods, if the text may mean such."""
        lines = [self.register.lines[code] for code in codes if code in self.register.lines]
        tangible = [line.code for line in lines if INTANGIBLE.isdisjoint(line.forms)]
        return frozenset(
            each.code
            for each in self.register.lines.values()
            if not self.item.may_serve.isdisjoint(each.forms)
            and any(covers(code, served) for code in each.serves for served in tangible)
        )

    @staticmethod
    def chemicals(catalogue: Catalogue, contains: Collection[tuple[str, Decimal]]) -> dict[str, Decimal]:
        """The shares of materials, as far as a name, a number or a formula of one is stated."""
        figures: dict[str, Decimal] = {}
        for substance, share in contains:
            if (known := None if substance in ELEMENTS else catalogue.known(substance)) and known.material:
                figures[known.material] = figures.get(known.material, Decimal(0)) + share
        return figures

    def is_another_heading(self, catalogue: Catalogue) -> bool:
        """Whether the stated customs code is a heading without a material or entry except entries for few destinations.

        Entries that the words cannot be about do not count. A heading that the words contradict does not count.
        """
        if self.contradicted or not (self.hs_code and self.is_telling(catalogue, self.hs_code)):
            return False
        beside = catalogue.beside(self.hs_code, self.known_on)
        return all(
            self.is_unlike(holder) or (isinstance(holder, Line) and holder.code in self.register.narrow)
            for holder in beside
        )

    def is_declared(self, holder: Line | Material) -> bool:
        """Whether the stated customs code is a national subdivision for the goods of a line."""
        return isinstance(holder, Line) and holder.code in self.declared

    def is_unlike(self, holder: Line | Material) -> bool:
        """Whether the words cannot be about a line, or about any that a material names."""
        if isinstance(holder, Line):
            return holder.code in self.unlike
        return bool(holder.entries) and self.unlike.issuperset(holder.entries)

    def is_of_others(self, holder: Line | Material) -> bool:
        """Whether the code is of a heading for several elements, and a line or a material is not about those of the named goods."""
        if isinstance(holder, Material):
            lines = [self.register.lines[code] for code in holder.entries]
            return bool(lines) and all(map(self.is_of_others, lines))
        own = self.register.materials.get(self.item.material or "")
        if self.is_declared(holder) or not own or not (self.item.whole and self.item.closed):
            return False
        fits = any(
            self.hs_code.startswith(heading) and own.form in forms and not elements.isdisjoint(self.item.elements)
            for heading, forms, elements in FOR_SEVERAL_ELEMENTS
        )
        called = [each for each in self.register.materials.values() if holder.code in each.entries]
        about = {*holder.contains} or {
            element for each in called if all(other.elements for other in called) for element in each.elements
        }
        present = {*self.item.elements, *self.item.may_contain, *self.stated.held, *self.stated.shares}
        return fits and bool(about) and about.isdisjoint(present)

    def apart_from_media(self, item: Item) -> Item:
        """The item; nothing is known of it if it is software with only terms of trade that name a medium."""
        alone = item.whole and not item.material and any(map(is_of_media, item.headings))
        return replace(item, whole=False, hinted=False) if "software" in self.intangible and alone else item

    def is_telling(self, catalogue: Catalogue, code: str) -> bool:
        """Whether a customs code is a heading, and not one of media on which software and technology travel.

        A code of media for data, beside the words, is none for what is on them.
        """
        carries = (self.intangible and is_of_media(code)) or (self.hs_code and is_of_data_media(code))
        return catalogue.is_heading(code) and not carries

    def is_there(self, code: str) -> bool:
        """Whether the entry was published, or the caller gives its code for the item."""
        return code == self.item.code or self.register.there_from.get(code, date.min) <= self.known_on

    def lines_of(self, materials: Collection[str]) -> frozenset[str]:
        """The lines that materials name."""
        known = [self.register.materials[id_] for id_ in materials if id_ in self.register.materials]
        return frozenset(code for material in known for code in material.entries)

    def predominant(self) -> list[str]:
        """The materials of one element alone of which more than half of known goods consist, and which their name lacks."""
        if self.item.code or not self.item.whole:
            return []
        most = [{element} for element, share in self.stated.shares.items() if share > HALF]
        most = [elements for elements in most if elements.isdisjoint(self.item.elements)]
        return [each.id for each in self.register.materials.values() if {*each.elements} in most]

    def unruled(self) -> frozenset[str]:
        """The entries from which rulings that were not published yet exclude these goods."""
        named = {self.item.material, *self.item.may_be}
        later = [
            each
            for each in self.register.rulings
            if each.published > self.known_on and named & {*each.outside_materials}
        ]
        return frozenset(
            code for each in later for code in self.register.lines if any(covers(top, code) for top in each.entries)
        )

    def goods(self) -> Goods:
        """The matches that are left by guidance known on the day, and by the caller's own classification."""
        by_key = self.matches()
        excluded = self.excluded(by_key)
        kept = {code: match for code, match in by_key.items() if code not in excluded}
        matches = the_right_ones(self.register, kept, Pointing(self.item.lines | self.perhaps, self.near, self.content))
        pointed = self.item.lines | self.perhaps | self.near
        opening = bool(self.stated.forms) or not all(map(self.is_there, pointed))
        if (opening or self.stated.measured) and all(family_of(code) in self.register.other_lists for code in matches):
            further, pointing = self.further(guided=bool(excluded), opening=opening)
            excluded |= self.excluded(further)
            kept = {code: match for code, match in further.items() if code not in excluded}
            matches = the_right_ones(self.register, kept, pointing) | matches
            self.related = pointing.named
        if self.is_contrary(matches, guided=bool(excluded)):
            matches = self.contrary_matches() | matches
        decided = bool(excluded) or not self.register.narrow.issuperset(matches)
        stands = not self.make.contradicted or decided or self.stated.complete
        stands = stands and not (self.stated.complete and not self.item.elements <= self.stated.present)
        stands = stands and not self.is_product_with_more()
        recognised = self.recognised(matches, stands=stands)
        known = any(not self.is_in_part(code) for code in matches)
        anything = not (recognised or self.is_heading or self.is_printed or known or (self.item.hinted and stands))
        if self.entries is not None:
            recognised, anything = True, False
            matches = classified(self.entries, matches, self.sure_without_form())
        stated = self.entries not in (None, (NO_ENTRY,))
        technology = self.is_technology(matches)
        return Goods(self.item.material, self.may_be, matches, excluded, recognised, anything, stated, technology)

    def is_product_with_more(self) -> bool:
        """Whether a listed element is stated of a product without lines whose name does not have it."""
        item, more = self.item, self.stated.present - self.item.elements - self.item.may_contain
        of_product = item.material is not None and item.usual in ("finished-product", "component") and not item.lines
        return of_product and not more.isdisjoint(self.register.by_element)

    def is_contrary(self, matches: Collection[str], *, guided: bool) -> bool:
        """Whether no dual-use entry is left with stated forms of a thing, or of no thing if the words name one, unguided."""
        by_words = self.item.technology or self.item.intangible or self.item.may_serve or INTANGIBLE & self.item.forms
        tangible = bool(self.stated.forms) and (INTANGIBLE.isdisjoint(self.stated.forms) or not by_words)
        return tangible and not guided and all(family_of(code) in self.register.other_lists for code in matches)

    def contrary_matches(self) -> dict[str, Truth]:
        """The first lines once more, where the name and the stated form contradict each other."""
        usual, self.make = self.make, self.make.contradicting()
        by_key = self.matches()
        left = self.excluded(by_key)
        kept = {code: match for code, match in by_key.items() if code not in left}
        matches = the_right_ones(self.register, kept, Pointing(self.item.lines | self.perhaps, self.near, self.content))
        self.make = usual
        return matches

    def sure_without_form(self) -> frozenset[str]:
        """The lines that are YES where no option states a form."""
        if not self.facts.get("form"):
            return frozenset()
        alone = Matcher(self.catalogue, {**self.facts, "form": (), "entry": None}, self.known_on).goods()
        return frozenset(code for code, match in alone.matches.items() if match == YES)

    def is_technology(self, matches: Mapping[str, Truth]) -> bool:
        """Whether that form is stated, the text is about it, or a match that is YES or stated is for technology only."""
        surely = [code for code, match in matches.items() if match == YES or code == self.item.code]
        below = [[line.forms for line in self.register.below(code)] for code in surely]
        alone = any(set(forms) == {(TECHNOLOGY,)} for forms in below)
        return TECHNOLOGY in self.stated.forms or self.item.technology or alone

    def matches(self) -> dict[str, Truth]:
        """Every match that is not NO."""
        lines = self.register.lines
        by_key = {code: self.match(lines[code], self.content) for code in self.pointed_to(self.content)}
        above = self.item.lines | self.item.perhaps
        codes = [code for code in above if code not in lines and not self.is_missed_below(code)]
        by_key |= {code: all_of([self.named(code), self.tangibly(code)]) for code in codes}
        if self.item.code in lines:
            by_key[self.item.code] = self.own_code(lines[self.item.code])
        return {code: match for code, match in by_key.items() if match != NO and self.is_there(code)}

    def pointed_to(self, content: Content) -> set[str]:
        """The lines that a name or an element points to: no other line is named, or met by content."""
        by_name = self.register.lines.keys() & (self.item.lines | self.perhaps | self.near)
        return by_name.union(*(self.register.by_element.get(element, ()) for element in content.pointing))

    def is_missed_below(self, code: str) -> bool:
        """Whether figures alone miss the criteria of each line below a code."""
        return all(self.criteria(line, trusting=False) == NO for line in self.register.below(code))

    def own_code(self, line: Line) -> Truth:
        """A code as the item: YES unless figures of its criteria are NO, but in doubt if form fits or a form of the criteria is."""
        if self.criteria(line, trusting=False) == NO:
            return NO
        contradicted = NO in (self.make.fits(line.forms), self.criteria(line))
        return DESCRIPTION if contradicted else self.tangibly(line.code)

    def named(self, code: str) -> Truth:
        """Whether the text or the customs code names a line."""
        if code in self.item.lines:
            return YES
        return DESCRIPTION if code in self.perhaps or code in self.near else NO

    def match(self, line: Line, content: Content, related: Truth = NO) -> Truth:
        """All of criteria, and any of content and named; the entry may be `related` to the goods in addition to their name."""
        named, consists = self.named(line.code), self.consists(line, content)
        if named == consists == related == NO:  # as for most lines
            return NO
        if self.make.contrary and line.code in self.item.lines and self.item.material is None:
            return NO if self.criteria(line, trusting=False) == NO else unknown("form")
        fitting = all_of([any_of([named, related]), self.make.fits(line.forms)])
        if fitting == NO and self.is_declared(line):
            fitting = DESCRIPTION
        return all_of([any_of([consists, fitting]), self.criteria(line), self.tangibly(line.code)])

    def tangibly(self, code: str) -> Truth:
        """In doubt where the goods are of the kind software or technology and the lines at the code are for neither."""
        if INTANGIBLE.isdisjoint(self.make.kinds):
            return YES
        forms = [form for line in self.register.below(code) for form in line.forms]
        return DESCRIPTION if INTANGIBLE.isdisjoint(forms) else YES

    def consists(self, line: Line, content: Content) -> Truth:
        """Whether a line is met by content."""
        if content.pointing.isdisjoint(line.contains):
            return NO
        return all_of([*map(content.holds, line.contains), self.make.is_one_of(line.forms)])

    def further(self, *, guided: bool, opening: bool) -> tuple[dict[str, Truth], Pointing]:
        """The matches of lines that are related, or about elements of lines whose form does not fit, and what points to them."""
        material = self.register.materials.get(self.item.material or "")
        related = frozenset(material.related) if material else frozenset()
        opened: frozenset[str] = frozenset()
        if guided:
            related = frozenset(code for code in related if family_of(code) not in self.register.other_lists)
        elif opening:
            named = self.item.lines | self.perhaps | self.near
            lines = [self.register.lines[code] for code in named if code in self.register.lines]
            unfit = [line for line in lines if self.make.fits(line.forms) == NO]
            opened = frozenset(each for line in unfit for each in line.contains if self.stated.shares.get(each) != 0)
            related |= {
                each.code
                for each in self.register.lines.values()
                if any(covers(code, line.code) for code in each.serves for line in unfit)
            }
        content = Content(self.item, self.stated, self.make, opened)
        by_key = {
            code: self.match(self.register.lines[code], content, DESCRIPTION if code in related else NO)
            for code in self.pointed_to(content) | (related & self.register.lines.keys())
            if code != self.item.code
        }
        there = {code: match for code, match in by_key.items() if match != NO and self.is_there(code)}
        return there, Pointing(related, frozenset(), content)

    def excluded(self, matches: Collection[str]) -> dict[str, str]:
        """Guidance known on the day: each matched line that a ruling takes out, with the first that does; a code is never ruled on."""
        if self.item.code is not None:
            return {}
        known = [ruling for ruling in self.register.rulings if ruling.published <= self.known_on]
        first: dict[str, str] = {}
        for code in matches:
            titled = self.item.material is None and code in self.item.lines
            for ruling in known:
                if any(covers(entry, code) for entry in ruling.entries) and self.outside(ruling, titled=titled):
                    first.setdefault(code, ruling.guidance)
        return first

    def outside(self, ruling: Ruling, *, titled: bool) -> bool:
        """Whether the ruling excludes such goods: by form unless the text is a line's title, by material, or by every meaning."""
        if ruling.outside_share and self.holds_within(ruling.outside_share):
            return True
        silent = {"powder"} if self.make.beside_powder else set()
        if self.make.is_spoken_of(ruling.outside_forms) and not titled:
            return True
        general = self.item.may_be if self.item.material else frozenset()
        every_reading = bool(general) and general <= set(ruling.outside_materials)
        itself = self.item.material in ruling.outside_materials and self.make.usual not in silent
        return itself or every_reading

    def holds_within(self, bound: Mapping[str, Any]) -> bool:
        """Whether the stated share of a material is within a bound."""
        return compared(self.shares_of.get(bound["substance"]), bound, "contains") == YES

    def recognised(self, matches: Mapping[str, Truth], *, stands: bool) -> bool:
        """Whether everything stated about the goods is accounted for; a contradicted name may not count."""
        sure = any(match == YES and not self.is_in_part(code) for code, match in matches.items())
        if sure or (self.trusted and not matches):
            return True
        if self.item.customs is not None:
            return self.is_heading or self.is_printed
        item = self.item
        named = (item.lines | item.perhaps | self.lines_of(item.may_be)) - self.register.narrow | item.may_contain
        closes = self.is_heading and not (named or self.is_product_with_more())
        return closes or (item.whole and stands and not (item.formula and not matches))

    def is_in_part(self, code: str) -> bool:
        """Whether a line matches by content alone, and the stated content is not complete."""
        if self.stated.complete or code not in self.register.lines or code in self.related:
            return False
        return all_of([self.named(code), self.make.fits(self.register.lines[code].forms)]) == NO

    def is_misnamed(self, test: Mapping[str, Any]) -> bool:
        """Whether goods have a name of one element, of which they have 1 % at most where an entry begins at 50 % or more."""
        shares = [value for name in (test["element"], "purity") for value in self.figures.stated.get(name, ())]
        little = any(isinstance(share, Decimal) and share <= 1 for share in shares)
        return little and self.item.elements == {test["element"]} and Decimal(test["value"]) >= HALF

    def criteria(self, line: Line, *, trusting: bool = True) -> Truth:
        """The line's criteria, YES where it has none; NO where its `unless` leaves the goods outside."""
        if line.unless is not None and self.criterion(line.unless, "unless", trusting=trusting) == YES:
            return NO
        return YES if line.criteria is None else self.criterion(line.criteria, "criteria", trusting=trusting)

    def criterion(self, test: Mapping[str, Any], of: str, *, trusting: bool) -> Truth:
        """One test or a group of tests, of criteria or of an `unless`.

        Who is not trusting the forms doubts those that are required, and no alternatives.
        """
        if "all" in test:
            return all_of(self.criterion(part, of, trusting=trusting) for part in test["all"])
        if "any" in test:
            return any_of(self.alternatives(test["any"], of, trusting=trusting))
        if "form" in test:
            result = self.make.is_one_of(test["form"])
            return result if trusting or result != NO else DESCRIPTION
        if "described" in test:
            return self.by_words(test, "description")
        if "not_transcribed" in test:
            return unknown("criteria")
        joined, weighed = MODES[of]
        if "parameter" in test:
            if not self.figures.states(test["parameter"]):
                return weighed(self.by_words(test, test["parameter"]), test)
            return weighed(self.figures.meets(test, [test["parameter"]], test["parameter"], joined), test)
        own = ["purity"] if self.item.elements == {test["element"]} else []
        if not any(map(self.figures.states, [test["element"], *own])):
            return weighed(self.by_words(test, "contains"), test)
        share = self.figures.meets(test, [test["element"], *own], "contains", joined)
        return weighed(unknown("contains") if share == NO and self.is_misnamed(test) else share, test)

    def by_words(self, test: Mapping[str, Any], fact: str) -> Truth:
        """Whether the name of the goods, or a word beside it, meets a test, or misses it."""
        if self.item.material in test.get("named", ()) or self.item.states & {*test.get("stated", ())}:
            return YES
        missed = self.item.material in test.get("missed", ()) and not self.make.stated_substances - {self.make.usual}
        return NO if missed else unknown(fact)

    def alternatives(self, tests: Collection[Mapping[str, Any]], of: str, *, trusting: bool) -> list[Truth]:
        """The result for each; metal as an alternative to a missed share counts only if it is surely met."""
        results = [(test, self.criterion(test, of, trusting=trusting or "form" in test)) for test in tests]
        missed = any("element" in test and met == NO for test, met in results)
        return [met for test, met in results if met == YES or not (missed and test.get("form") == ["metal"])]


@dataclass(frozen=True)
class Pointing:
    """What points to lines: names, names that are only like the text, and elements."""

    named: frozenset[str]
    near: frozenset[str]
    content: Content


def the_right_ones(register: Register, matches: Mapping[str, Truth], by: Pointing) -> dict[str, Truth]:
    """If some line matches YES, without those that only a name like the text points to, and those unnamed that miss a form."""
    if all(match != YES or family_of(code) in register.other_lists for code, match in matches.items()):
        return dict(matches)
    return {code: match for code, match in matches.items() if match == YES or is_right(register, code, match, by)}


def is_right(register: Register, code: str, match: Truth, by: Pointing) -> bool:
    """Whether an entry that may match counts in addition to one that does."""
    if code in by.named:
        return True
    line = register.lines.get(code)
    if line is None or by.content.pointing.isdisjoint(line.contains):
        return False
    return code in by.near or "form" not in match.missing


def classified(entries: Collection[str], matches: Mapping[str, Truth], by_words: Collection[str]) -> dict[str, Truth]:
    """The caller's own classification, and other entries that match YES, or all others if the words alone are one of these.

    One above an entry of the classification, or under it, is no other.
    """
    doubtful = any(is_other(entries, code) for code in by_words)
    stays = {code: match for code, match in matches.items() if (match == YES or doubtful) and is_other(entries, code)}
    return dict.fromkeys((own for own in entries if own != NO_ENTRY), YES) | stays


def is_other(entries: Collection[str], code: str) -> bool:
    """Whether a line is none of a classification, nor above or under one of it."""
    return not any(covers(own, code) or covers(code, own) for own in entries)


def is_of_media(code: str) -> bool:
    """Whether a customs code is of printed matter, or of media for data."""
    return code.startswith("49") or is_of_data_media(code)


def is_of_data_media(code: str) -> bool:
    """Whether a customs code is of discs, sticks and cards, or of storage units."""
    return code.startswith(("8523", "847170"))


def covers(entry: str, code: str) -> bool:
    """A control code covers itself and the entries below it."""
    return code.startswith(entry) and code[len(entry) :][:1] in ("", ".")


def compared(stated: Decimal | None, test: Mapping[str, Any], fact: str) -> Truth:
    """An exact comparison of decimals; UNKNOWN, for want of the fact, if it is not stated."""
    if stated is None:
        return unknown(fact)
    return yes_if(COMPARISONS[test["op"]](stated, Decimal(test["value"])))
