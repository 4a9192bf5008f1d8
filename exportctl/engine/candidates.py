"""Only provisions that can speak to a situation are asked; every other one says NO unasked, and so costs nothing."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from exportctl.engine.scope import listed_by, phrases_meaning, phrases_naming
from exportctl.facts.understand import MAINLAND
from exportctl.law.register import conditions_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exportctl.engine.scope import Phrase
    from exportctl.engine.situation import GoodsProfile, Situation
    from exportctl.law.register import Register

Provisions = frozenset[str]


class Candidates(NamedTuple):
    """The provisions that can speak to a situation, those among them that look at others, and those that are looked at.

    What a provision says can turn on another one that it names (`under`), on those that list the goods, and on those that list a
    party: on whether they are active, whoever they bind. Where none looks, none is seen.
    """

    speaking: Provisions
    looking: Provisions
    seen: Provisions


@lru_cache(maxsize=1 << 14)
def candidates(law: Register, situation: Situation) -> Candidates:
    """Return which provisions matter to a situation: the goods, the route and the parties must each leave them something to say."""
    acts = frozenset(_act(item.provision) for item in situation.parties or ())
    speaking = (
        _for_goods(law, situation.kind) & _for_route(law, situation.from_, situation.to) & _for_parties(law, acts)
    )
    looking = speaking & _lookers(law)
    if not looking:
        return Candidates(speaking, looking, looking)
    listed = [*(situation.parties or ()), *(item for owner in situation.owners for item in owner.listed)]
    seen = frozenset[str]().union(
        *(looked_at(law, provision) for provision in looking),
        (provision for line, _ in situation.kind.matches for provision, _ in listed_by(law, line)),
        (item.provision for item in listed),
    )
    return Candidates(speaking, looking, seen)


def binds(law: Register, provision: str, from_: str, to: str | None) -> bool:
    """Tell whether a provision binds whoever ships from one place to another. An unknown destination is abroad."""
    if law.provisions[provision].binds == "exporters-in-china":
        return from_ == MAINLAND and to != MAINLAND
    return MAINLAND not in (from_, to)


def _act(provision: str) -> str:
    return provision.partition("/")[0]


@lru_cache(maxsize=8)
def _lookers(law: Register) -> Provisions:
    """Return the provisions whose words turn on which others are active."""
    return frozenset(
        provision
        for provision in law.rules
        if any(
            isinstance(item.goods, str) or isinstance(item.party, tuple) or item.owner or item.under
            for item in conditions_of(law.provisions[provision])
        )
    )


@lru_cache(maxsize=1 << 12)
def looked_at(law: Register, provision: str) -> Provisions:
    """Return the provisions that one names, and those that they name in turn."""
    named = {
        other
        for item in conditions_of(law.provisions[provision])
        for target in item.under or ()
        for other in law.named(target)
    }
    return frozenset(named.union(*(looked_at(law, other) for other in named if other != provision)))


@lru_cache(maxsize=1 << 10)
def _for_route(law: Register, from_: str, to: str | None) -> Provisions:
    return frozenset(
        provision
        for provision, rules in law.rules.items()
        if binds(law, provision, from_, to)
        and any(rule.when.to is None or to is None or to in rule.when.to for rule in rules)
    )


@lru_cache(maxsize=1 << 10)
def _for_parties(law: Register, acts: frozenset[str]) -> Provisions:
    """Return the provisions that speak whoever takes part, and those of the acts that designate somebody who does."""
    whoever, designating = _by_parties(law)
    return whoever.union(*(designating[act] for act in acts if act in designating))


@lru_cache(maxsize=8)
def _by_parties(law: Register) -> tuple[Provisions, Mapping[str, Provisions]]:
    designating: defaultdict[str, set[str]] = defaultdict(set)
    for provision, rules in law.rules.items():
        if all(rule.when.party == "designated" for rule in rules):
            designating[_act(provision)].add(provision)
    whoever = frozenset(law.rules).difference(*designating.values())
    return whoever, {act: frozenset(provisions) for act, provisions in designating.items()}


@lru_cache(maxsize=1 << 12)
def _for_goods(law: Register, kind: GoodsProfile) -> Provisions:
    """Return the provisions with a rule about any goods, about a line that these may be, or about a material that they may be."""
    if not kind.known:
        return frozenset(law.rules)
    anything, dual_use, saying = _by_goods(law)
    phrases = [phrase for line, _ in kind.matches for phrase in phrases_meaning(law, line)]
    phrases += [phrase for material in kind.materials | kind.may_be for phrase in phrases_naming(law, material)]
    return anything.union(dual_use if kind.matches else (), *(saying[phrase] for phrase in phrases if phrase in saying))


@lru_cache(maxsize=8)
def _by_goods(law: Register) -> tuple[Provisions, Provisions, Mapping[Phrase, Provisions]]:
    """Return the provisions about any goods, those about any dual-use items, and those about what each phrase means."""
    anything: set[str] = set()
    dual_use: set[str] = set()
    saying: defaultdict[Phrase, set[str]] = defaultdict(set)
    for provision, rules in law.rules.items():
        for rule in rules:
            match rule.when.goods:
                case None:
                    anything.add(provision)
                case str():
                    dual_use.add(provision)
                case phrase:
                    saying[phrase].add(provision)
    return frozenset(anything), frozenset(dual_use), {phrase: frozenset(found) for phrase, found in saying.items()}
