"""All that turns on the law alone is worked out when it is first needed, and kept as long as its index.

The words of acts for goods mean lines of the list and materials: surely, perhaps, or not. A phrase is all that one condition says of
the goods, as in `goods: [gallium, 3C001]`; goods that no phrase can tell apart are alike.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.bounds import Bounds
from exportctl.goods.classify import covered
from exportctl.law.logic import NO, YES, Truth, all_of, any_of, unknown
from exportctl.law.register import conditions_of
from exportctl.law.status import turning_points
from exportctl.law.words import from_the_top

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from exportctl.engine.situation import Situation
    from exportctl.law.model import Condition
    from exportctl.law.register import Register

    Test = Callable[[Situation], Truth]
    """What a condition asks of one stated fact."""

Phrase = tuple[str, ...]
Provisions = frozenset[str]
_BY_PARTIES: Final = "designated"


class ByGoods(NamedTuple):
    """The provisions about any goods, any technology, any item of the list they mean, and those about what each phrase means."""

    anything: Provisions
    technology: Provisions
    dual_use: Provisions
    saying: Mapping[Phrase, Provisions]


class Dependencies(NamedTuple):
    """The provisions that one names, and whether it turns on those that list the goods, and on those that list a party."""

    named: Provisions
    goods: bool
    parties: bool


def _statements(condition: Condition) -> Mapping[str, tuple[str, ...]]:
    """Return what a condition asks that is not met until it is stated: the values that meet it, by the field of a situation."""
    via_china = condition.stated_via_china
    asked = {
        "end_use": condition.stated_end_use,
        "supplied_to": condition.stated_supplied_to,
        "via_china": None if via_china is None else (via_china,),
    }
    return {field: values for field, values in asked.items() if values is not None}


class Index:
    """The law seen from the side of a question: which provisions can speak to goods, to a route, to parties, and what their words mean.

    Nothing here grows with questions: each memo has at most an entry for each line, material, provision or pair of places of the law.
    """

    def __init__(self, law: Register) -> None:
        """Take the law; nothing is worked out yet."""
        self.law = law
        self.around = {place: who.id for who in law.jurisdictions.values() for place in who.outlying}
        self.tests: dict[int, tuple[Test, ...]] = {}  # of each condition of the law, found by where it lies in memory
        self._meaning: dict[str, Mapping[Phrase, Truth]] = {}
        self._alike: dict[str, frozenset[tuple[Phrase, Truth]]] = {}
        self._listed: dict[str, tuple[tuple[str, Truth], ...]] = {}
        self._dual_use: dict[tuple[str, str], tuple[tuple[str, Truth], ...]] = {}
        self._named: dict[str, tuple[str, ...]] = {}
        self._looked_at: dict[str, Provisions] = {}
        self._looking: dict[str, Dependencies | None] = {}
        self._routes: dict[tuple[str, str | None], Provisions] = {}
        self._lists_on: dict[tuple[str, str | None], frozenset[str]] = {}
        self._begins: dict[tuple[str, str | None], date] = {}

    def phrases_meaning(self, line: str) -> Mapping[Phrase, Truth]:
        """Return the phrases that mean a line, and how surely."""
        found = self._meaning.get(line)
        if found is None:
            near: defaultdict[Phrase, dict[str, None]] = defaultdict(dict)
            for code in from_the_top(line):
                for phrase, term in self._by_code.get(code, ()):
                    near[phrase][term] = None
            meant = {phrase: any_of(self._means(term, line) for term in terms) for phrase, terms in near.items()}
            found = self._meaning[line] = {phrase: truth for phrase, truth in meant.items() if truth is not NO}
        return found

    def alike(self, line: str) -> frozenset[tuple[Phrase, Truth]]:
        """Return what all lines have in common that no phrase can tell apart: the phrases that mean them, and how surely."""
        found = self._alike.get(line)
        if found is None:
            found = self._alike[line] = frozenset(self.phrases_meaning(line).items())
        return found

    def phrases_naming(self, material: str) -> frozenset[Phrase]:
        """Return the phrases that name a material, by itself or in a group."""
        return self._by_material.get(material, frozenset())

    def naming(self, materials: Iterable[str]) -> tuple[str, ...]:
        """Return the provisions that name materials without putting them on a list, in the order of the acts."""
        phrases = frozenset().union(*map(self.phrases_naming, materials))
        found = frozenset().union(*(self.by_goods.saying.get(phrase, frozenset()) for phrase in phrases))
        return tuple(provision for provision in self.law.provisions if provision in found)

    def listed_by(self, line: str) -> tuple[tuple[str, Truth], ...]:
        """Return the provisions that list a line, and how surely."""
        found = self._listed.get(line)
        if found is None:
            meant = self.phrases_meaning(line)
            listings = self.law.listings.items()
            found = self._listed[line] = tuple((pid, meant[codes]) for pid, codes in listings if codes in meant)
        return found

    def dual_use_by(self, line: str, owner: str) -> tuple[tuple[str, Truth], ...]:
        """Return the provisions that list a line of somebody's list of dual-use items, and how surely; none for a line of another."""
        found = self._dual_use.get((line, owner))
        if found is None:
            listed = self.law.list_of(line) == owner and self.law.is_dual_use(line)
            found = self._dual_use[line, owner] = self.listed_by(line) if listed else ()
        return found

    def binds(self, provision: str, from_: str, to: str | None) -> bool:
        """Tell whether a provision binds whoever ships from one place to another. An unknown destination is abroad.

        What binds at home reaches goods that leave the territory of its jurisdiction; what binds abroad, goods that neither leave it
        nor go there; what binds suppliers at home, whatever is handed over inside it.
        """
        territory = self.law.jurisdiction_of(provision).territory or self.law.home.territory
        match self.law.provisions[provision].binds:
            case "exporters-at-home":
                return from_ in territory and to not in territory
            case "exporters-abroad":
                return from_ not in territory and to not in territory
            case "suppliers-at-home":
                return to in territory

    def for_route(self, from_: str, to: str | None) -> Provisions:
        """Return the provisions that bind whoever ships so, and have a rule for that destination."""
        route = from_, to
        if route not in self._routes:
            self._routes[route] = frozenset(
                pid
                for pid, rules in self.law.rules.items()
                if self.binds(pid, from_, to) and any(self.destined(to, rule.when.to) is not NO for rule in rules)
            )
        return self._routes[route]

    def destined(self, to: str | None, named: tuple[str, ...] | None) -> Truth:
        """Tell whether goods go to one of the places that an act names. An act that names none means every place.

        What lies around a place that is named may be meant with it, and no act says so.
        """
        if named is None or to in named:
            return YES
        if to is None:
            return unknown("to")
        return unknown("destination_scope") if self.around.get(to) in named else NO

    def named(self, target: str) -> tuple[str, ...]:
        """Return the provisions that an id in an act names: itself, its limbs, or all of an act."""
        if target not in self._named:
            self._named[target] = self.law.named(target)
        return self._named[target]

    def lists_on(self, from_: str, to: str | None) -> frozenset[str]:
        """Return whose lists must know goods that go this way before they are decided: the one at home, and those that bind."""
        route = from_, to
        if route not in self._lists_on:
            meant = (self.lists_meant[pid] for pid in self.for_route(from_, to))
            self._lists_on[route] = frozenset({self.law.home.id, *meant})
        return self._lists_on[route]

    def begins(self, from_: str, to: str | None) -> date:
        """Return the first day on which the data covers all law that binds whoever ships so."""
        route = from_, to
        if route not in self._begins:
            binding = {self.law.home.id, *(self.law.act_of(pid).jurisdiction for pid in self.for_route(from_, to))}
            self._begins[route] = max(self.law.jurisdictions[owner].covers_from or date.min for owner in binding)
        return self._begins[route]

    def looked_at(self, provision: str) -> Provisions:
        """Return the provisions that one names, and those that they name in turn."""
        if provision not in self._looked_at:
            named = {
                other
                for item in conditions_of(self.law.provisions[provision])
                for target in item.under or ()
                for other in self.named(target)
            }
            further = (self.looked_at(other) for other in named if other != provision)
            self._looked_at[provision] = frozenset(named.union(*further))
        return self._looked_at[provision]

    def looking(self, provision: str) -> Dependencies | None:
        """Return on which other provisions the words of one turn; None if they turn on no other."""
        if provision not in self._looking:
            named = self.looked_at(provision)
            asked = [item for pid in (provision, *named) for item in conditions_of(self.law.provisions[pid])]
            goods = any(item.goods == "any-dual-use" for item in asked)
            parties = any(isinstance(item.party, tuple) or item.owner for item in asked)
            self._looking[provision] = Dependencies(named, goods, parties) if named or goods or parties else None
        return self._looking[provision]

    @cached_property
    def exempting(self) -> Provisions:
        """The provisions with a rule that falls away where somebody states that it does."""
        return frozenset(pid for pid, rules in self.law.rules.items() if any(rule.unless for rule in rules))

    @cached_property
    def through_china(self) -> Provisions:
        """The provisions about goods that only pass through China."""
        return frozenset(pid for pid, condition in self.law.asked() if condition.stated_via_china is not None)

    @cached_property
    def handed_over(self) -> Provisions:
        """The provisions about what is handed to somebody, wherever that is, if it is stated to whom."""
        return frozenset(pid for pid, condition in self.law.asked() if condition.stated_supplied_to is not None)

    @cached_property
    def claimed(self) -> Mapping[str, tuple[Mapping[str, tuple[str, ...]], ...]]:
        """The provisions of which each rule waits for a statement (transit, a use, a recipient), with what each takes, by the fact."""
        found = {pid: tuple(_statements(rule.when) for rule in rules) for pid, rules in self.law.rules.items()}
        return {pid: taken for pid, taken in found.items() if all(taken)}

    @cached_property
    def unread(self) -> Provisions:
        """The provisions that may mean goods which nobody could find in them, because nobody read them whole."""
        return self.law.saying("any-unread")

    @cached_property
    def unread_technology(self) -> Provisions:
        """The provisions that may mean technology which nobody could find in them, because nobody read them whole."""
        return self.law.saying("any-unread-technology")

    @cached_property
    def designating(self) -> Mapping[str, Provisions]:
        """The provisions that speak only to those whom an act designates, by the act."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for provision, rules in self.law.rules.items():
            if all(rule.when.party == _BY_PARTIES for rule in rules):
                found[self.law.act_of(provision).id].add(provision)
        return {act: frozenset(provisions) for act, provisions in found.items()}

    @cached_property
    def whoever(self) -> Provisions:
        """The provisions that speak whoever takes part."""
        return frozenset(self.law.rules).difference(*self.designating.values())

    @cached_property
    def by_goods(self) -> ByGoods:
        """The provisions by what they say of goods."""
        anything: set[str] = set()
        technology: set[str] = set()
        dual_use: set[str] = set()
        saying: defaultdict[Phrase, set[str]] = defaultdict(set)
        for provision, rules in self.law.rules.items():
            for rule in rules:
                match rule.when.goods:
                    case None | "any-unread":
                        anything.add(provision)
                    case "any-unread-technology":
                        technology.add(provision)
                    case str():
                        dual_use.add(provision)
                    case phrase:
                        saying[phrase].add(provision)
        said = {phrase: frozenset(provisions) for phrase, provisions in saying.items()}
        return ByGoods(frozenset(anything), frozenset(technology), frozenset(dual_use), said)

    @cached_property
    def lists_meant(self) -> Mapping[str, str]:
        """Whose list each provision means by its words for goods."""
        return {pid: self.law.list_meant(self.law.act_of(pid).jurisdiction) for pid in self.law.provisions}

    @cached_property
    def content_bounds(self) -> Bounds:
        """The shares of Chinese content that the law tells apart."""
        return Bounds(item.cn_content.value for item in self._conditions if item.cn_content)

    @cached_property
    def owner_bounds(self) -> Bounds:
        """The shares of ownership that the law tells apart."""
        return Bounds(item.owner.value for item in self._conditions if item.owner)

    @cached_property
    def owner_lists(self) -> frozenset[str]:
        """The lists of parties that the law asks owners about."""
        return frozenset(name for item in self._conditions if item.owner for name in item.owner.lists)

    @cached_property
    def quantity_bounds(self) -> Bounds:
        """The amounts, in kg, that the law tells apart."""
        return Bounds(item.quantity.value for item in self._conditions if item.quantity)

    @cached_property
    def turning_points(self) -> tuple[date, ...]:
        """Every day on which something can change."""
        return turning_points(self.law)

    @property
    def _conditions(self) -> Iterable[Condition]:
        return (condition for _, condition in self.law.asked())

    def _means(self, term: str, line: str) -> Truth:
        """Tell whether one word means a line. A group is looked up before a material or a code."""
        group = self.law.groups.get(term)
        if group is None:
            return NO if term in self.law.materials else covered(term, line)
        clearly = any_of(covered(code, line) for code in group.entries)
        if clearly is not NO:
            return clearly
        return all_of((any_of(covered(code, line) for code in group.unclear), unknown("legal_scope")))

    @cached_property
    def _phrases(self) -> frozenset[Phrase]:
        asked = {item.goods for item in self._conditions}
        content = {item.cn_content.of for item in self._conditions if item.cn_content}
        return frozenset(phrase for phrase in asked | content if isinstance(phrase, tuple))

    @cached_property
    def _by_code(self) -> Mapping[str, frozenset[tuple[Phrase, str]]]:
        """The phrases, each with its word, by every code that the word means or that stands above one."""
        found: defaultdict[str, set[tuple[Phrase, str]]] = defaultdict(set)
        for phrase in self._phrases:
            for term in phrase:
                group = self.law.groups.get(term)
                for code in (*group.entries, *group.unclear) if group else (term,):
                    for above in from_the_top(code):
                        found[above].add((phrase, term))
        return {code: frozenset(words) for code, words in found.items()}

    @cached_property
    def _by_material(self) -> Mapping[str, frozenset[Phrase]]:
        """The phrases by every material that they name."""
        found: defaultdict[str, set[Phrase]] = defaultdict(set)
        for phrase in self._phrases:
            for term in phrase:
                group = self.law.groups.get(term)
                for material in group.materials if group else (term,):
                    found[material].add(phrase)
        return {material: frozenset(phrases) for material, phrases in found.items()}
