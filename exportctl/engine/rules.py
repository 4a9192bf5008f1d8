"""A provision speaks to a transaction through its rules: each is YES, NO, or UNKNOWN with the facts it waits for.

Nothing here knows a date: which provisions are active is given. docs/reasoning.md, sections 3 and 5.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.designated import owned_by_listed, party_listed
from exportctl.facts.criteria import compare
from exportctl.facts.goods import covered
from exportctl.facts.logic import NO, YES, Truth, all_of, any_of, negate, truth, unknown
from exportctl.facts.understand import MAINLAND
from exportctl.law.model import file_key

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from exportctl.engine.situation import Situation
    from exportctl.law.model import Condition, Rule
    from exportctl.law.register import Register
    from exportctl.law.scale import Effect

_STATED: Final = ("to", "from_", "origin", "end_use", "end_user_type")
"""What a condition and a situation call by the same name."""


class Outcome(NamedTuple):
    """What a provision's rules with one effect say to the goods, or to one line of the list that the goods match."""

    provision: str
    entry: str | None
    effect: Effect
    truth: Truth


class Setting(NamedTuple):
    """A situation, and the provisions that are active in it so far as others look at them (`under`, `any-dual-use`)."""

    law: Register
    situation: Situation
    active: frozenset[str]


@lru_cache(maxsize=1 << 16)
def outcomes(law: Register, situation: Situation, active: frozenset[str]) -> tuple[Outcome, ...]:
    """Return what every provision says, active or not; outcomes that are NO come without an entry."""
    setting = Setting(law, situation, active & law.looked_at)
    return tuple(outcome for provision in law.rules for outcome in _provision_says(setting, provision))


def _provision_says(setting: Setting, provision: str) -> Iterable[Outcome]:
    rules = setting.law.rules[provision]
    if not _binds(setting, provision):
        return [Outcome(provision, None, effect, NO) for effect in {rule.effect: None for rule in rules}]
    found: dict[tuple[str | None, Effect], list[Truth]] = {}
    for rule in rules:
        for entry, reached in _apply(setting, rule, provision):
            found.setdefault((entry, rule.effect), []).append(reached)
    return [Outcome(provision, entry, effect, any_of(truths)) for (entry, effect), truths in found.items()]


def speaks(law: Register, situation: Situation, active: frozenset[str], provision: str) -> bool:
    """Tell whether a duty that is not evaluated can matter here: it binds whoever ships, and its `when` is not NO."""
    setting, when = Setting(law, situation, active), law.provisions[provision].when
    return _binds(setting, provision) and (when is None or _met(setting, provision, when) is not NO)


def _apply(setting: Setting, rule: Rule, provision: str) -> list[tuple[str | None, Truth]]:
    """Return the truth of a rule for each entry it covers, or one for the goods as a whole."""
    circumstances = all_of(_circumstances(setting, provision, rule.when, rule.unless))
    scope = [] if circumstances is NO else _scope(setting, rule.when.goods)
    return [(entry, all_of((goods, circumstances))) for entry, goods in scope] or [(None, NO)]


def _binds(setting: Setting, provision: str) -> bool:
    """Tell whether a provision binds whoever ships. An unknown destination is abroad."""
    situation = setting.situation
    if setting.law.provisions[provision].binds == "exporters-in-china":
        return situation.from_ == MAINLAND and situation.to != MAINLAND
    return MAINLAND not in (situation.from_, situation.to)


def _met(setting: Setting, provision: str, condition: Condition, unless: Condition | None = None) -> Truth:
    """Tell whether a group of conditions of a provision is met, goods included."""
    goods = any_of(reached for _, reached in _scope(setting, condition.goods))
    return goods if goods is NO else all_of((goods, *_circumstances(setting, provision, condition, unless)))


def _circumstances(setting: Setting, provision: str, condition: Condition, unless: Condition | None) -> Iterator[Truth]:
    """Yield the truth of everything a condition asks but the goods."""
    yield from _as_stated(setting.situation, condition)
    if condition.party is not None:
        yield party_listed(setting.situation, setting.active, provision, condition.party)
    if condition.owner is not None:
        yield owned_by_listed(setting.situation, setting.active, condition.owner)
    if condition.under is not None:
        yield any_of(_under(setting, target) for target in condition.under)
    if condition.any_ is not None:
        yield any_of(_met(setting, provision, part) for part in condition.any_)
    if unless is not None:
        yield negate(_met(setting, provision, unless))


def _as_stated(said: Situation, condition: Condition) -> Iterator[Truth]:
    """Yield the truth of what turns on one stated fact alone."""
    for field in _STATED:
        values = getattr(condition, field)
        if values is not None:
            yield _among(getattr(said, field), values, file_key(field))
    if condition.stated_end_use is not None:
        yield truth(said.end_use in condition.stated_end_use)
    if condition.cn_technology is not None:
        yield _among(said.cn_technology, (condition.cn_technology,), "cn_technology")
    if condition.cn_content is not None:
        yield compare(said.cn_content, condition.cn_content.op, condition.cn_content.value, "cn_content")


def _among(stated: str | None, values: Container[str], fact: str) -> Truth:
    return unknown(fact) if stated is None else truth(stated in values)


def _under(setting: Setting, target: str) -> Truth:
    """Tell whether a provision (or a limb of it) is active and its own rules are met, whoever it binds."""
    return any_of(
        _met(setting, provision, rule.when, rule.unless)
        for provision in setting.law.named(target)
        if provision in setting.active
        for rule in setting.law.rules.get(provision, ())
    )


def _scope(setting: Setting, goods: str | tuple[str, ...] | None) -> list[tuple[str | None, Truth]]:
    """Return how far the goods of a condition reach: entry by entry, or as a whole where the condition names no entries."""
    if goods is None:
        return [(None, YES)]
    if isinstance(goods, str):
        return [(None, _dual_use(setting))]
    law, situation = setting.law, setting.situation
    reached: list[tuple[str | None, Truth]] = [
        (line, all_of((match, _covers(law, goods, line)))) for line, match in situation.matches
    ]
    reached.append((None, any_of((_could_be_anything(situation), _names_material(law, situation, goods)))))
    return [(entry, part) for entry, part in reached if part is not NO]


def _dual_use(setting: Setting) -> Truth:
    """Tell whether the goods match an entry whose listing is active; a listing counts whoever ships."""
    listed = any_of(
        all_of((match, reached))
        for line, match in setting.situation.matches
        for provision, reached in _listed_by(setting.law, line)
        if provision in setting.active
    )
    return any_of((listed, _could_be_anything(setting.situation)))


def _could_be_anything(situation: Situation) -> Truth:
    """Goods whose text nobody knows are perhaps what any condition means; what is known of their content does not rule it out."""
    return NO if situation.known else unknown("description")


@lru_cache(maxsize=1 << 14)
def _listed_by(law: Register, line: str) -> tuple[tuple[str, Truth], ...]:
    """Return the provisions that list a line, and how surely."""
    found = ((pid, any_of(covered(code, line) for code in codes)) for pid, codes in law.listings.items())
    return tuple((pid, reached) for pid, reached in found if reached is not NO)


@lru_cache(maxsize=1 << 16)
def _covers(law: Register, terms: tuple[str, ...], line: str) -> Truth:
    """Tell whether a condition's words for goods mean a line."""
    return any_of(_term_covers(law, term, line) for term in terms)


def _term_covers(law: Register, term: str, line: str) -> Truth:
    """Tell whether one word means a line. A group is looked up before a material or a code."""
    group = law.groups.get(term)
    if group is None:
        return NO if term in law.materials else covered(term, line)
    clearly = any_of(covered(code, line) for code in group.entries)
    if clearly is not NO:
        return clearly
    return all_of((any_of(covered(code, line) for code in group.unclear), unknown("legal_scope")))


def _names_material(law: Register, situation: Situation, terms: tuple[str, ...]) -> Truth:
    """Tell whether a condition's words mean goods of a name, or goods that a general word may stand for."""
    if not (situation.materials or situation.may_be):
        return NO
    materials = {item for term in terms for item in (law.groups[term].materials if term in law.groups else (term,))}
    if situation.materials & materials:
        return YES
    return unknown("description") if situation.may_be & materials else NO
