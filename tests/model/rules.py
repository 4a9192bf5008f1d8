"""Sections 3 and 5: whether a rule is met, and the findings that the provisions give on a day under a reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .goods import Goods, compared, covers
from .logic import NO, YES, Truth, all_of, any_of, negation, unknown, yes_if
from .make import DESCRIPTION
from .register import Provision, Register, Rule, family_of
from .status import Standing, Standings

STATED = ("end_use", "end_user_type", "from", "origin", "supplied_to", "supplied_by")
ONE_ANSWER = ("cn_technology",)
ANY_DUAL_USE = "any-dual-use"
ANY_UNREAD = "any-unread"
ANY_UNREAD_TECHNOLOGY = "any-unread-technology"
NO_LIST = (None, ANY_DUAL_USE, ANY_UNREAD, ANY_UNREAD_TECHNOLOGY)
DESIGNATED = "designated"
LEFT_OPEN_BY_WORDS = {"legal_scope", "description"}
Hits = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Finding:
    """The outcome of one provision for the goods; `applies` is YES or UNKNOWN."""

    provision: str
    entry: str | None
    effect: str
    status: str
    active: bool
    applies: Truth

    @property
    def said(self) -> tuple[str, str | None, str, str]:
        """The finding without its status and without the missing facts."""
        return self.provision, self.entry, self.effect, self.applies.value


class Case:
    """The facts of a caller with the goods that they describe, without a day."""

    def __init__(self, register: Register, facts: Mapping[str, Any], goods: Goods) -> None:
        self.register = register
        self.goods = goods
        self.facts = dict(facts)
        self.facts["from"] = facts.get("from") or "CN"
        if "parties" in facts:
            self.facts["parties"] = self.surely_meant(facts["parties"])
        if "owners" in facts:
            self.facts["owners"] = tuple((share, self.surely_meant(hits)) for share, hits in facts["owners"])
        self.facts["origin"] = facts.get("origin") or ("CN" if self.facts["from"] == "CN" else None)
        self._by_entry: dict[tuple[str, ...], dict[str | None, Truth]] = {}
        self.findings: dict[tuple[str, str, bool, frozenset[str]], list[Finding]] = {}
        self.silent: set[str] = set()
        self.others: dict[str, bool] = {}

    def surely_meant(self, hits: Hits) -> Hits:
        """No party is surely meant by an act whose prohibitions were not seen."""
        return tuple((provision, certain and provision not in self.register.unseen) for provision, certain in hits)

    def bound(self, binds: str | None) -> Truth:
        """Section 3, `binds`; an absent `to` is an unknown place abroad."""
        at_home, into_china = self.facts["from"] == "CN", self.facts.get("to") == "CN"
        if binds == "exporters-at-home":
            return yes_if(at_home and not into_china)
        if binds == "exporters-abroad":
            return yes_if(not at_home and not into_china)
        if binds == "suppliers-at-home":
            return yes_if(into_china)
        return YES

    def is_about_others(self, provision: Provision) -> bool:
        """Whether a provision does not bind the exporter, or all its rules are about other goods."""
        if provision.id not in self.others:
            about = [rule.when.get("goods") for rule in provision.rules]
            others = (goods not in NO_LIST and not self.by_entry(goods) for goods in about)
            self.others[provision.id] = self.bound(provision.binds) == NO or all(others)
        return self.others[provision.id]

    def fact(self, key: str, wanted: Any) -> Truth:
        """Section 3, a condition on one fact alone."""
        stated = self.facts.get(key)
        if key == "to":
            return self.destined(stated, wanted)
        if key == "end_use" and stated in ("wmd", "military-ai") and "military" in wanted and stated not in wanted:
            return unknown(key)
        if key in STATED:
            return unknown(key) if stated is None else yes_if(stated in wanted)
        if key in ONE_ANSWER:
            return unknown(key) if stated is None else yes_if(stated == wanted)
        if key in ("cn_content", "quantity"):
            return compared(stated, wanted, key)
        if key in ("stated_end_use", "stated_supplied_to"):
            return yes_if(self.facts.get(key.removeprefix("stated_")) in wanted)
        if key == "stated_via_china":
            return yes_if(self.facts.get("via_china") == wanted)
        raise ValueError(f"no such condition: {key}")

    def destined(self, stated: str | None, wanted: Any) -> Truth:
        """Section 3, `to`: what lies around a place that is named may be meant with it."""
        if stated is None:
            return unknown("to")
        if stated not in wanted and self.register.outlying.get(stated) in wanted:
            return unknown("destination_scope")
        return yes_if(stated in wanted)

    def by_entry(self, terms: Iterable[str]) -> dict[str | None, Truth]:
        """Section 5, a goods condition: the answer for each match, and under None for goods without an entry."""
        key = tuple(terms)
        if key not in self._by_entry:
            self._by_entry[key] = self._split(key)
        return self._by_entry[key]

    def _split(self, terms: tuple[str, ...]) -> dict[str | None, Truth]:
        answers: dict[str | None, Truth] = {
            code: self.undoubted(any_of(self.match_covered(term, code) for term in terms))
            for code in self.goods.matches
        }
        answers[None] = any_of(self.material_covered(term) for term in terms)
        return {entry: answer for entry, answer in answers.items() if answer != NO}

    def undoubted(self, covered: Truth) -> Truth:
        """What only the words of an act leave open is YES where the caller has stated a line."""
        only_words = covered.value == "unknown" and covered.missing <= LEFT_OPEN_BY_WORDS
        return YES if self.goods.classified and only_words else covered

    def unread(self) -> Truth:
        """Goods may be in the unread part of an act on their destination; if none is stated, the destination is missing."""
        if self.facts.get("to") is None:
            return unknown("to")
        return YES if self.goods.classified else unknown("unread")

    def unread_technology(self) -> Truth:
        """Technology may be in the unread part of a catalogue, whatever entries the caller states."""
        return unknown("unread") if self.goods.technology else NO

    def match_covered(self, term: str, code: str) -> Truth:
        """Whether a group or a control code covers the match on `code`."""
        group = self.register.groups.get(term)
        if group is None:
            return NO if term in self.register.materials else self.listed(term, code)
        plainly = any_of(self.listed(entry, code) for entry in group.entries)
        if plainly != NO:
            return plainly
        perhaps = any_of(self.listed(entry, code) for entry in group.unclear)
        return all_of([perhaps, unknown("legal_scope")])

    def listed(self, term: str, code: str) -> Truth:
        """A control code covers a match on itself or below it; a match on a code above it is UNKNOWN."""
        match = self.goods.matches[code]
        if covers(term, code):
            return match
        return all_of([match, DESCRIPTION]) if covers(code, term) else NO

    def material_covered(self, term: str) -> Truth:
        """Whether a material, or a material of a group, covers goods of this name."""
        group = self.register.groups.get(term)
        meant = {self.goods.material, *self.goods.may_be}
        return any_of(self.called(each) for each in (group.materials if group else (term,)) if each in meant)

    def called(self, material: str) -> Truth:
        """A material covers goods of that name, and perhaps general words and customs codes that may be it."""
        if self.goods.material == material:
            return YES
        return unknown("item") if material in self.goods.may_be and not self.goods.classified else NO


class Reading:
    """A case on a day under one reading."""

    def __init__(self, case: Case, standings: Standings, assume: str) -> None:
        self.case = case
        self.assume = assume
        self.standings = standings
        self.active = standings.active[assume]
        self._dual_use: Truth | None = None
        speaking = (each for each in standings.each if each.provision.id not in case.silent)
        self.findings = [finding for standing in speaking for finding in self.kept(standing)]

    def kept(self, standing: Standing) -> list[Finding]:
        """The findings of a provision; they are the same while the active ones of the provisions that it refers to are the same."""
        provision = standing.provision
        if self.case.is_about_others(provision):
            self.case.silent.add(provision.id)
            return []
        watched = self.case.register.watched(provision)
        in_force = self.standings.in_force(self.assume, provision.id, watched)
        key = provision.id, standing.status, provision.id in self.active, in_force
        if key not in self.case.findings:
            self.case.findings[key] = self.evaluate(standing)
            if standing.status != "ended" and not watched and not self.case.findings[key]:
                self.case.silent.add(provision.id)
        return self.case.findings[key]

    def evaluate(self, standing: Standing) -> list[Finding]:
        """Section 5: the findings of a provision that are shown, one for each entry and effect, by "any of"."""
        provision = standing.provision
        if standing.status == "ended":
            return []
        answers: dict[tuple[str | None, str], list[Truth]] = {}
        for rule in provision.rules:
            for entry, answer in self.rule_by_entry(rule, provision.id).items():
                answers.setdefault((entry, rule.effect), []).append(answer)
        active = provision.id in self.active
        return [
            Finding(provision.id, entry, effect, standing.status, active, any_of(parts))
            for (entry, effect), parts in answers.items()
            if any_of(parts) != NO
        ]

    def rule_by_entry(self, rule: Rule, of: str) -> dict[str | None, Truth]:
        """One finding for each match where the rule names codes, groups or materials; else one without entry."""
        goods = rule.when.get("goods")
        if goods in NO_LIST:
            return {None: self.met(rule, of)}
        rest = {key: wanted for key, wanted in rule.when.items() if key != "goods"}
        others = self.group_met(rest, of), self.not_excepted(rule, of)
        return {entry: all_of([answer, *others]) for entry, answer in self.case.by_entry(goods).items()}

    def met(self, rule: Rule, of: str) -> Truth:
        """`when`, and not `unless`, over all the goods; the rule is one of the provision `of`."""
        return all_of([self.group_met(rule.when, of), self.not_excepted(rule, of)])

    def not_excepted(self, rule: Rule, of: str) -> Truth:
        """Whether the rule does not fall away: what frees the goods is stated, or it is not."""
        if not rule.unless:
            return YES
        circumstances = {key: wanted for key, wanted in rule.unless.items() if key != "goods"}
        goods = {key: wanted for key, wanted in rule.unless.items() if key == "goods"}
        return negation(self.group_met(goods, of)) if self.group_met(circumstances, of) == YES else YES

    def group_met(self, group: Mapping[str, Any], of: str) -> Truth:
        """All keys of a group are required."""
        return all_of(self.condition(key, wanted, of) for key, wanted in group.items())

    def condition(self, key: str, wanted: Any, of: str) -> Truth:
        """One key of a group."""
        match key:
            case "any":
                return any_of(self.group_met(group, of) for group in wanted)
            case "under":
                return any_of(self.under(provision) for provision in wanted)
            case "party":
                return self.designated(of) if wanted == DESIGNATED else self.party_listed(wanted)
            case "owner":
                return self.owned(wanted)
            case "goods":
                return self.about(wanted)
        return self.case.fact(key, wanted)

    def about(self, goods: Any) -> Truth:
        """Whether the goods of a group are meant."""
        if goods == ANY_DUAL_USE:
            return self.dual_use()
        if goods == ANY_UNREAD:
            return self.case.unread()
        if goods == ANY_UNREAD_TECHNOLOGY:
            return self.case.unread_technology()
        return any_of(self.case.by_entry(goods).values())

    def under(self, provision: str) -> Truth:
        """The provision, or a limb of it, is active, and some rule of it is met, for any exporter."""
        reached = self.case.register.reached(provision)
        named = [self.active[each] for each in reached if each in self.active]
        return any_of(self.met(rule, each.id) for each in named for rule in each.rules)

    def designated(self, of: str) -> Truth:
        """Some party is, or may be, designated by the act of the provision; NO if no party is named."""
        hits: Hits = self.case.facts.get("parties") or ()
        return any_of(hit_on(certain, "party") for designating, certain in hits if act_of(designating) == act_of(of))

    def party_listed(self, lists: Iterable[str]) -> Truth:
        """Some party is, or may be, on one of these lists; UNKNOWN if no party is named."""
        hits: Hits | None = self.case.facts.get("parties")
        if hits is None:
            return unknown("party")
        return any_of(hit_on(certain, "party") for provision, certain in hits if self.on_a_list(provision, lists))

    def on_a_list(self, provision: str, lists: Iterable[str]) -> bool:
        """Whether the provision puts people on one of these lists, and is active."""
        its_lists = self.case.register.party_lists.get(provision, set())
        return provision in self.active and not its_lists.isdisjoint(lists)

    def owned(self, wanted: Mapping[str, Any]) -> Truth:
        """The shares of listed owners reach the bound, or would with possibly listed and unstated owners."""
        owners: tuple[tuple[Decimal, Hits], ...] = self.case.facts.get("owners") or ()
        surely, perhaps = Decimal(0), Decimal(0)
        for share, hits in owners:
            certainties = [certain for provision, certain in hits if self.on_a_list(provision, wanted["lists"])]
            if any(certainties):
                surely += share
            elif certainties:
                perhaps += share
        unstated = max(Decimal(100) - sum(share for share, _ in owners), Decimal(0))
        if compared(surely, wanted, "owned_by") == YES:
            return YES
        at_most = compared(surely + perhaps + unstated, wanted, "owned_by")
        return unknown("owned_by") if at_most == YES else NO

    def dual_use(self) -> Truth:
        """Any of, over the matches, of the match and an active provision that lists it."""
        if self._dual_use is None:
            listing = (each for each in self.case.register.listing if each.id in self.active)
            self._dual_use = self._any_listed(listing)
        return self._dual_use

    def _any_listed(self, provisions: Iterable[Provision]) -> Truth:
        """A listing counts for every exporter."""
        other = self.case.register.other_lists
        return any_of(
            listed
            for each in provisions
            for code, listed in self.case.by_entry(each.lists).items()
            if code is None or family_of(code) not in other
        )


def hit_on(certain: bool, fact: str) -> Truth:
    """A name that is the same is a hit; one that is similar may be one."""
    return YES if certain else unknown(fact)


def act_of(provision: str) -> str:
    """The act part of the id of a provision."""
    return provision.split("/", 1)[0]
