"""The index holds the results that depend on the law alone; each part is computed when it is first needed, and kept."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.bounds import Bounds
from exportctl.engine.circumstances import fields_read, required_statements, tests_of
from exportctl.engine.goods_terms import GoodsTerms
from exportctl.engine.situation import GoodsProfile, Situation, is_for_military_use, names_military_users
from exportctl.law.grouping import by_key, unique
from exportctl.law.logic import NO, YES, Truth, unknown
from exportctl.law.memo import memo
from exportctl.law.register import Register, conditions_of
from exportctl.law.status import LawAsOf, Phase, knowledge, knowledge_days, turning_points
from exportctl.law.words import ids_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from exportctl.engine.circumstances import Statements, Test
    from exportctl.engine.goods_terms import Phrase
    from exportctl.law.model import Condition, Rule
    from exportctl.law.scale import Effect

Provisions = frozenset[str]
_BY_PARTIES: Final = "designated"


class ByGoods(NamedTuple):
    """The provisions about any goods, about any technology, about any item of their list, and those that use each phrase."""

    anything: Provisions
    technology: Provisions
    dual_use: Provisions
    by_phrase: Mapping[Phrase, Provisions]


class Dependencies(NamedTuple):
    """The provisions to which a provision refers, and whether it also depends on those that list the goods, or a party."""

    provisions: Provisions
    goods: bool
    parties: bool


class Inputs(NamedTuple):
    """The inputs of the outcomes of a provision.

    `circumstances` returns the fields of a situation that it reads. `words` are its terms for all goods of a kind, if
    it refers to no single entries, names or other provisions; else None. `for_any_goods` is true if its rules read the
    goods in one place only, so that their circumstances are the same for all goods.
    """

    circumstances: Callable[[Situation], object]
    words: tuple[str, ...] | None
    for_any_goods: bool


class Index:
    """The law as a question needs it: the provisions for goods, route and parties, the meanings of their terms, and their phases.

    The size does not grow with questions: each memo has at most one item for each entry, material, provision, day of
    publication, set of statements or pair of places of the law.
    """

    def __init__(self, law: Register) -> None:
        """Take the law; no part is computed yet."""
        self.law = law
        self.terms = GoodsTerms(law)
        self.around = {place: who.id for who in law.jurisdictions.values() for place in who.outlying}
        self._tests: dict[int, tuple[Test, ...]] = {}  # keyed by identity: conditions of the law outlive the index
        self._phases: dict[tuple[str, int], tuple[Phase, ...]] = {}

    def tests(self, condition: Condition) -> tuple[Test, ...]:
        """Return the tests of stated facts in a condition of the law."""
        result = self._tests.get(id(condition))
        if result is None:
            result = self._tests[id(condition)] = tuple(tests_of(condition))
        return result

    def for_goods(self, goods: GoodsProfile) -> Provisions:
        """Return the provisions with a rule about any goods or technology, or about an entry or a material that these goods may be."""
        about = self.by_goods
        phrases = [phrase for code, _ in goods.matches for phrase in self.terms.phrases_meaning(code)]
        phrases += [
            phrase for material in goods.materials | goods.may_be for phrase in self.terms.phrases_naming(material)
        ]
        by_phrase = (about.by_phrase[phrase] for phrase in phrases if phrase in about.by_phrase)
        technology = about.technology if goods.technology else ()
        return about.anything.union(technology, about.dual_use if goods.matches else (), *by_phrase)

    def provisions_naming(self, materials: Iterable[str]) -> tuple[str, ...]:
        """Return the provisions that name materials without putting them on a list, in the order of the acts."""
        phrases = frozenset().union(*map(self.terms.phrases_naming, materials))
        naming = frozenset().union(*(self.by_goods.by_phrase.get(phrase, frozenset()) for phrase in phrases))
        return tuple(provision for provision in self.law.provisions if provision in naming)

    @memo
    def listings_of(self, code: str) -> tuple[tuple[str, Truth], ...]:
        """Return the provisions that list an entry, and how surely."""
        truths = self.terms.phrases_meaning(code)
        return tuple((pid, truths[codes]) for pid, codes in self.law.listings.items() if codes in truths)

    @memo
    def dual_use_listings_of(self, code: str, owner: str) -> tuple[tuple[str, Truth], ...]:
        """Return the provisions that list an entry of a jurisdiction's dual-use list, and how surely; none for another's entry."""
        is_own = self.law.list_of(code) == owner and self.law.is_dual_use(code)
        return self.listings_of(code) if is_own else ()

    def binds(self, provision: str, from_: str, to: str | None) -> bool:
        """Return whether a provision binds an exporter on a route. An unknown destination is abroad.

        Provisions that bind at home reach goods that leave the territory of their jurisdiction; those that bind abroad,
        goods that neither leave it nor enter it; those that bind suppliers at home, all supplies inside it.
        """
        territory = self.law.jurisdiction_of(provision).territory or self.law.home.territory
        match self.law.provisions[provision].binds:
            case "exporters-at-home":
                return from_ in territory and to not in territory
            case "exporters-abroad":
                return from_ not in territory and to not in territory
            case "suppliers-at-home":
                return to in territory

    @memo
    def for_route(self, from_: str, to: str | None) -> Provisions:
        """Return the provisions that bind an exporter on this route and have a rule for the destination."""
        return frozenset(
            pid
            for pid, rules in self.law.rules.items()
            if self.binds(pid, from_, to) and any(self.destination_among(to, rule.when.to) is not NO for rule in rules)
        )

    def destination_among(self, to: str | None, places: tuple[str, ...] | None) -> Truth:
        """Return whether the destination is one of the places that an act names. An act that names none means every place.

        An act that names a place may also mean an outlying territory (Macao, Taiwan); no act states whether it does.
        """
        if places is None or to in places:
            return YES
        if to is None:
            return unknown("to")
        return unknown("destination_scope") if self.around.get(to) in places else NO

    def provisions_of(self, target: str) -> Sequence[str]:
        """Return the provisions of an id in an act: the provision itself, its limbs, or all provisions of an act."""
        return self._by_id.get(target, ())

    @cached_property
    def _by_id(self) -> Mapping[str, Sequence[str]]:
        """The provisions by every id in an act that means them, in the order of the acts."""
        return by_key(((id_, pid) for pid in self.law.provisions for id_ in ids_of(pid)), list)

    @memo
    def lists_on(self, from_: str, to: str | None) -> frozenset[str]:
        """Return the jurisdictions whose lists must recognise the goods on this route: home, and those that bind."""
        return frozenset({self.law.home.id, *(self.list_owner[pid] for pid in self.for_route(from_, to))})

    @memo
    def covered_from(self, from_: str, to: str | None) -> date:
        """Return the first day on which the data covers all law that binds an exporter on this route."""
        binding = {self.law.home.id, *(self.law.act_of(pid).jurisdiction for pid in self.for_route(from_, to))}
        return max(self.law.jurisdictions[owner].begins for owner in binding)

    @memo
    def references(self, provision: str) -> Provisions:
        """Return the provisions that one names, and the provisions that these name in turn."""
        direct = {
            other
            for condition in conditions_of(self.law.provisions[provision])
            for target in condition.under or ()
            for other in self.provisions_of(target)
        }
        return frozenset(direct.union(*(self.references(other) for other in direct if other != provision)))

    @memo
    def dependencies(self, provision: str) -> Dependencies | None:
        """Return the other provisions whose active state a provision depends on; None if it depends on no other."""
        referenced, conditions = self.references(provision), self._conditions_with_references(provision)
        goods = any(item.goods == "any-dual-use" for item in conditions)
        parties = any(isinstance(item.party, tuple) or item.owner for item in conditions)
        return Dependencies(referenced, goods, parties) if referenced or goods or parties else None

    @memo
    def inputs(self, provision: str) -> Inputs:
        """Return the facts on which the outcome of a provision depends; situations with the same values share one evaluation."""
        own = list(conditions_of(self.law.provisions[provision]))
        is_specific = any(
            item.under or item.owner or isinstance(item.party, tuple) or isinstance(item.goods, tuple) for item in own
        )
        return Inputs(
            circumstances=fields_read(self._conditions_with_references(provision)),
            words=None if is_specific else unique(item.goods for item in own if isinstance(item.goods, str)),
            for_any_goods=not any(map(_reads_goods_inside, self.law.rules.get(provision, ()))),
        )

    def law_as_of(self, known_on: date | None) -> LawAsOf:
        """Return the law as it was known on a day, or all of it; days with the same known law share one object."""
        # Almost every question uses all of the law, and so needs no search for a day.
        return self._all_known if known_on is None else self._law_through(knowledge(self.law, known_on))

    @cached_property
    def _all_known(self) -> LawAsOf:
        return self._law_through(self.law.horizon)

    @memo
    def _law_through(self, day: date) -> LawAsOf:
        return LawAsOf(self.law, day)

    @memo
    def _knowledge_days(self, provision: str) -> tuple[date, ...]:
        return knowledge_days(self.law, provision)

    def phases(self, provision: str, known: LawAsOf) -> tuple[Phase, ...]:
        """Return the phases of a provision by its known dates; between two of its days of knowledge they are the same."""
        key = provision, bisect_right(self._knowledge_days(provision), known.day)
        result = self._phases.get(key)
        if result is None:
            result = self._phases[key] = tuple(known.phases(provision))
        return result

    def _conditions_with_references(self, provision: str) -> list[Condition]:
        """Return the conditions of a provision and of all provisions that it refers to."""
        everything = (provision, *self.references(provision))
        return [item for pid in everything for item in conditions_of(self.law.provisions[pid])]

    @cached_property
    def with_exemptions(self) -> Provisions:
        """The provisions with an exemption."""
        return frozenset(pid for pid, rules in self.law.rules.items() if any(rule.unless for rule in rules))

    @cached_property
    def on_transit(self) -> Provisions:
        """The provisions about goods that only pass through China."""
        return frozenset(pid for pid, condition in self.law.conditions() if condition.stated_via_china is not None)

    @cached_property
    def on_supply(self) -> Provisions:
        """The provisions about goods that are supplied to a recipient, anywhere, if the recipient is stated."""
        return frozenset(pid for pid, condition in self.law.conditions() if condition.stated_supplied_to is not None)

    @cached_property
    def on_military_users(self) -> Mapping[str, Provisions]:
        """The provisions about the military users of a place, by this place, and those that refer to one of them."""
        rules = [(pid, rule.when) for pid, its_rules in self.law.rules.items() for rule in its_rules if rule.when.to]
        direct = {pid for pid, when in rules if names_military_users(when)}
        return by_key(
            (
                (place, pid)
                for pid, when in rules
                if names_military_users(when) or not direct.isdisjoint(when.under or ())
                for place in when.to or ()
            ),
            frozenset,
        )

    def turns_on_military_use(self, provision: str, effect: Effect) -> bool:
        """Return whether every rule with an effect is about military users and uses only, itself or by the provisions it refers to."""
        rules = [rule.when for rule in self.law.rules.get(provision, ()) if rule.effect == effect]
        return bool(rules) and all(is_for_military_use([when, *self._referenced_conditions(when)]) for when in rules)

    def _referenced_conditions(self, when: Condition) -> Iterator[Condition]:
        """Yield the conditions of the provisions that a condition refers to."""
        for provision in (pid for target in when.under or () for pid in self.provisions_of(target)):
            yield from conditions_of(self.law.provisions[provision])

    @cached_property
    def on_recipients(self) -> Mapping[str, Provisions]:
        """The provisions about transfers of goods of a stated origin to persons of a place, by this place."""
        rules = [(pid, rule.when) for pid, its_rules in self.law.rules.items() for rule in its_rules]
        return by_key(((place, pid) for pid, when in rules if when.origin for place in when.to or ()), frozenset)

    @cached_property
    def required_statements(self) -> Mapping[str, tuple[Mapping[str, tuple[str, ...]], ...]]:
        """The provisions whose rules all require a statement (transit, a use, a recipient), each with the values that meet it."""
        required = {
            pid: tuple(required_statements(rule.when) for rule in rules) for pid, rules in self.law.rules.items()
        }
        return {pid: each for pid, each in required.items() if all(each)}

    @memo
    def without_statements(self, stated: Statements) -> Provisions:
        """Return the provisions whose rules each require a statement that is not among those."""
        return frozenset(
            pid
            for pid, of_rules in self.required_statements.items()
            if not any(
                all(getattr(stated, field) in values for field, values in required.items()) for required in of_rules
            )
        )

    @cached_property
    def for_designated(self) -> Mapping[str, Provisions]:
        """The provisions that concern only the parties that their act designates, by act."""
        about_parties = (
            pid for pid, rules in self.law.rules.items() if all(rule.when.party == _BY_PARTIES for rule in rules)
        )
        return by_key(((self.law.act_of(pid).id, pid) for pid in about_parties), frozenset)

    @memo
    def for_any_party(self, from_: str, to: str | None, stated: Statements) -> Provisions:
        """Return the provisions that can apply to all parties, on a route and with some statements."""
        return self.for_route(from_, to).difference(*self.for_designated.values(), self.without_statements(stated))

    @cached_property
    def by_goods(self) -> ByGoods:
        """The provisions by the goods that their rules are about."""
        anything: set[str] = set()
        technology: set[str] = set()
        dual_use: set[str] = set()
        by_phrase: defaultdict[Phrase, set[str]] = defaultdict(set)
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
                        by_phrase[phrase].add(provision)
        phrases = {phrase: frozenset(provisions) for phrase, provisions in by_phrase.items()}
        return ByGoods(frozenset(anything), frozenset(technology), frozenset(dual_use), phrases)

    @cached_property
    def list_owner(self) -> Mapping[str, str]:
        """The jurisdiction whose list each provision means by its terms for goods: its own, or home if that has no list."""
        owners = {pid: self.law.act_of(pid).jurisdiction for pid in self.law.provisions}
        return {pid: owner if owner in self.law.list_owners else self.law.home.id for pid, owner in owners.items()}

    @cached_property
    def content_bounds(self) -> Bounds:
        """The bounds of the law on the share of Chinese content."""
        return Bounds(item.cn_content.value for item in self._conditions if item.cn_content)

    @cached_property
    def owner_bounds(self) -> Bounds:
        """The bounds of the law on the share of ownership."""
        return Bounds(item.owner.value for item in self._conditions if item.owner)

    @cached_property
    def owner_lists(self) -> frozenset[str]:
        """The lists of parties that count for owners."""
        return frozenset(name for item in self._conditions if item.owner for name in item.owner.lists)

    @cached_property
    def quantity_bounds(self) -> Bounds:
        """The bounds of the law on the quantity, in kg."""
        return Bounds(item.quantity.value for item in self._conditions if item.quantity)

    @cached_property
    def turning_points(self) -> tuple[date, ...]:
        """Every day on which an answer can change."""
        return turning_points(self.law)

    @property
    def _conditions(self) -> Iterable[Condition]:
        return (condition for _, condition in self.law.conditions())


def _reads_goods_inside(rule: Rule) -> bool:
    """Return whether a rule refers to goods in its alternatives, in its exemption or by other provisions."""
    inside = [*(rule.when.any_ or ()), *([rule.unless] if rule.unless else [])]
    for condition in inside:
        inside.extend(condition.any_ or ())
    return rule.when.under is not None or any(item.goods is not None or item.under is not None for item in inside)
