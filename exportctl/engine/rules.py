"""A provision speaks to a transaction through its rules: each is YES, NO, or UNKNOWN with the facts it waits for.

Nothing here knows a date: which provisions are active is given. docs/reasoning.md, sections 3 and 5.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from exportctl.facts.criteria import COMPARE
from exportctl.facts.goods import Classification, covered
from exportctl.facts.logic import NO, YES, Truth, all_of, any_of, negate, truth, unknown
from exportctl.law.words import names

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from exportctl.facts.transaction import Facts
    from exportctl.law.model import Condition, Rule
    from exportctl.law.register import Register
    from exportctl.law.scale import Effect

MAINLAND = "CN"


class Outcome(NamedTuple):
    """What a provision's rules with one effect say to the goods, or to one line of the list that the goods match."""

    provision: str
    entry: str | None
    effect: Effect
    truth: Truth


class Setting(NamedTuple):
    """A question and the provisions that are active when it is asked."""

    law: Register
    facts: Facts
    goods: Classification
    active: frozenset[str]


@lru_cache(maxsize=1 << 16)
def outcomes(setting: Setting) -> tuple[Outcome, ...]:
    """Return what every provision says, active or not; outcomes that are NO come without an entry."""
    found: dict[tuple[str, str | None, Effect], list[Truth]] = {}
    for provision, rules in setting.law.rules.items():
        bound = _binds(setting, provision)
        for rule in rules:
            for entry, reached in _apply(setting, rule, bound):
                found.setdefault((provision, entry, rule.effect), []).append(reached)
    return tuple(Outcome(*key, any_of(truths)) for key, truths in found.items())


def speaks(setting: Setting, provision: str) -> bool:
    """Tell whether a duty that is not evaluated can matter here: it binds whoever ships, and its `when` is not NO."""
    when = setting.law.provisions[provision].when
    return _binds(setting, provision) is not NO and (when is None or _met(setting, when) is not NO)


def _apply(setting: Setting, rule: Rule, bound: Truth) -> Iterator[tuple[str | None, Truth]]:
    """Yield the truth of a rule for each entry it covers, or one for the goods as a whole."""
    circumstances = (
        bound if bound is NO else all_of([bound, _circumstances(setting, rule.when), _unless(setting, rule)])
    )
    scope = [] if circumstances is NO else _scope(setting, rule.when.goods)
    if not scope:
        yield None, NO
    for entry, goods in scope:
        yield entry, all_of([goods, circumstances])


def _binds(setting: Setting, provision: str) -> Truth:
    """Tell whether a provision binds whoever ships. An unknown destination is abroad."""
    facts = setting.facts
    if setting.law.provisions[provision].binds == "exporters-in-china":
        return truth(facts.from_ == MAINLAND and facts.to != MAINLAND)
    return truth(MAINLAND not in (facts.from_, facts.to))


def _unless(setting: Setting, rule: Rule) -> Truth:
    return negate(_met(setting, rule.unless)) if rule.unless else YES


def _met(setting: Setting, condition: Condition) -> Truth:
    """Tell whether a group of conditions is met, goods included."""
    goods = any_of(reached for _, reached in _scope(setting, condition.goods))
    return all_of([goods, _circumstances(setting, condition)])


def _circumstances(setting: Setting, condition: Condition) -> Truth:
    """Tell whether everything but the goods is met."""
    return all_of(_circumstance_parts(setting, condition))


def _circumstance_parts(setting: Setting, condition: Condition) -> Iterator[Truth]:
    facts = setting.facts
    yield _among(facts.to, condition.to, "to")
    yield _among(facts.from_, condition.from_, "from")
    yield _among(facts.origin, condition.origin, "origin")
    yield _among(facts.end_use, condition.end_use, "end_use")
    yield _among(facts.end_user_type, condition.end_user_type, "end_user_type")
    if condition.party:
        yield unknown("party")
    if threshold := condition.cn_content:
        share = facts.cn_content
        yield unknown("cn_content") if share is None else truth(COMPARE[threshold.op](share, threshold.value))
    if wanted := condition.cn_technology:
        yield _among(facts.cn_technology, (wanted,), "cn_technology")
    if condition.under:
        yield any_of(_under(setting, target) for target in condition.under)
    if condition.any_:
        yield any_of(_met(setting, part) for part in condition.any_)


def _among(stated: str | None, values: Container[str] | None, fact: str) -> Truth:
    if values is None:
        return YES
    return unknown(fact) if stated is None else truth(stated in values)


def _under(setting: Setting, target: str) -> Truth:
    """Tell whether a provision (or a limb of it) is active and its own rules are met, whoever it binds."""
    return any_of(
        all_of([_met(setting, rule.when), _unless(setting, rule)])
        for provision, rules in setting.law.rules.items()
        if provision in setting.active and names(target, provision)
        for rule in rules
    )


def _scope(setting: Setting, goods: str | tuple[str, ...] | None) -> list[tuple[str | None, Truth]]:
    """Return how far the goods of a condition reach: entry by entry, or as a whole where the condition names no entries."""
    if goods is None:
        return [(None, YES)]
    if isinstance(goods, str):
        return [(None, _dual_use(setting))]
    reached: list[tuple[str | None, Truth]] = [
        (match.entry, all_of([match.truth, any_of(_covers(setting.law, term, match.entry) for term in goods)]))
        for match in setting.goods.matches
    ]
    reached.append((None, any_of([_could_be_anything(setting), *(_names_material(setting, term) for term in goods)])))
    return [(entry, part) for entry, part in reached if part is not NO]


def _dual_use(setting: Setting) -> Truth:
    """Tell whether the goods match an entry whose listing is active; a listing counts whoever ships."""
    listed = any_of(
        all_of([match.truth, reached])
        for match in setting.goods.matches
        for provision, reached in _listed_by(setting.law, match.entry)
        if provision in setting.active
    )
    return any_of([listed, _could_be_anything(setting)])


@lru_cache(maxsize=1 << 14)
def _listed_by(law: Register, line: str) -> tuple[tuple[str, Truth], ...]:
    """Return the provisions that list a line, and how surely."""
    found = ((pid, any_of(covered(code, line) for code in codes)) for pid, codes in law.listings.items())
    return tuple((pid, reached) for pid, reached in found if reached is not NO)


def _could_be_anything(setting: Setting) -> Truth:
    """Goods whose text nobody knows are perhaps what any condition means; what is known of their content does not rule it out."""
    return NO if setting.goods.known else unknown("description")


@lru_cache(maxsize=1 << 16)
def _covers(law: Register, term: str, line: str) -> Truth:
    """Tell whether a condition's word for goods means a line. A group is looked up before a material or a code."""
    group = law.groups.get(term)
    if group is None:
        return NO if term in law.materials else covered(term, line)
    clearly = any_of(covered(code, line) for code in group.entries)
    if clearly is not NO:
        return clearly
    return all_of([any_of(covered(code, line) for code in group.unclear), unknown("legal_scope")])


def _names_material(setting: Setting, term: str) -> Truth:
    """Tell whether a condition's word means goods of a name, or goods that a general word may stand for."""
    law, goods = setting.law, setting.goods
    materials = law.groups[term].materials if term in law.groups else (term,)
    if goods.named.intersection(materials):
        return YES
    return unknown("description") if goods.may_be.intersection(materials) else NO
