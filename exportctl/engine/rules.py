"""Evaluate the rules of a provision in a situation: each is YES, NO, or UNKNOWN with the missing facts.

Dates do not matter here: the active provisions are an input. docs/reasoning.md, sections 3 and 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.engine.scope import Reach, Scope, may_be_unread, may_be_unread_technology
from exportctl.goods.criteria import COMPARE
from exportctl.law.logic import NO, YES, Truth, all_of, any_of, negate, unknown

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from exportctl.engine.index import Index
    from exportctl.engine.situation import PartyDesignation, Situation
    from exportctl.law.model import Condition, OwnerBound, Rule
    from exportctl.law.scale import Effect

    Applying = tuple[tuple[Rule, Truth], ...]
    """The rules of a provision, each with the truth of its circumstances."""


class Outcome(NamedTuple):
    """The truth of a provision's rules with one effect, for the goods as a whole or for one entry that they match."""

    provision: str
    entry: str | None
    effect: Effect
    truth: Truth


class Context(NamedTuple):
    """A situation, the reach of phrases to its goods, and the active ones of the provisions that others refer to."""

    law_index: Index
    situation: Situation
    scope: Scope
    active: Container[str]


def outcomes_of(context: Context, provision: str, applying: Applying | None = None) -> tuple[Outcome, ...]:
    """Return the outcomes of a provision that are not NO; `applying` are its rules, if they were evaluated for other goods."""
    truths: dict[tuple[str | None, Effect], Truth] = {}
    for rule, circumstances in applying_rules(context, provision) if applying is None else applying:
        for entry, truth in _reach(context, provision, rule.when.goods):
            key, met = (entry, rule.effect), truth if circumstances is YES else all_of((truth, circumstances))
            truths[key] = any_of((truths[key], met)) if key in truths else met
    return tuple([Outcome(provision, entry, effect, truth) for (entry, effect), truth in truths.items()])


def applying_rules(context: Context, provision: str) -> Applying:
    """Return the rules of a provision, each with the truth of its circumstances, without those that are NO, for any goods."""
    rules = [
        (rule, all_of(_circumstances(context, provision, rule.when, rule.unless)))
        for rule in context.law_index.law.rules[provision]
    ]
    return tuple([(rule, truth) for rule, truth in rules if truth is not NO])


def may_matter(context: Context, provision: str) -> bool:
    """Return whether a duty that no stated fact can test may matter: it binds this exporter, and its `when` is not NO."""
    when, situation = context.law_index.law.provisions[provision].when, context.situation
    return context.law_index.binds(provision, situation.from_, situation.to) and (
        when is None or _meets(context, provision, when) is not NO
    )


def _meets(context: Context, provision: str, condition: Condition, unless: Condition | None = None) -> Truth:
    """Return whether a condition of a provision is met, goods included."""
    goods = any_of(truth for _, truth in _reach(context, provision, condition.goods))
    return goods if goods is NO else all_of((goods, *_circumstances(context, provision, condition, unless)))


def _circumstances(context: Context, provision: str, condition: Condition, unless: Condition | None) -> Iterator[Truth]:
    """Yield the truth of each key of a condition except the goods."""
    # What costs most to evaluate comes last, because `all_of` stops at the first NO.
    if condition.to is not None:
        yield context.law_index.destination_among(context.situation.to, condition.to)
    for test in context.law_index.tests(condition):
        yield test(context.situation)
    if condition.party is not None:
        yield _is_party_listed(context.situation, context.active, provision, condition.party)
    if condition.owner is not None:
        yield _is_owned_by_listed(context.situation, context.active, condition.owner)
    if condition.under is not None:
        yield _under(context, condition.under)
    if condition.any_ is not None:
        yield any_of(_meets(context, provision, part) for part in condition.any_)
    if unless is not None:
        yield negate(_exempts(context, provision, unless))


def _exempts(context: Context, provision: str, unless: Condition) -> Truth:
    """Return whether an exemption applies: the identity of the goods may stay open, but the circumstances must be stated."""
    goods = any_of(truth for _, truth in _reach(context, provision, unless.goods))
    is_claimed = all_of(_circumstances(context, provision, unless, None)) is YES
    return goods if is_claimed else NO


def exemptions(context: Context, provision: str) -> Iterator[tuple[Condition, Truth]]:
    """Yield the exemptions of rules that may reach the goods, and whether each was claimed: UNKNOWN if it still may be."""
    for rule in context.law_index.law.rules[provision]:
        if rule.unless and _meets(context, provision, rule.when) is not NO:
            goods = any_of(truth for _, truth in _reach(context, provision, rule.unless.goods))
            yield rule.unless, all_of((goods, *_circumstances(context, provision, rule.unless, None)))


def _under(context: Context, targets: tuple[str, ...]) -> Truth:
    """Return whether one of some provisions (or a limb of one) is active and its own rules are met, for any exporter."""
    # Whomever these bind: the closing paragraph of No. 46/2024 binds exporters abroad, its paragraph 1 those at home.
    return any_of(
        _meets(context, provision, rule.when, rule.unless)
        for provision in context.scope.provisions_of(targets)
        if provision in context.active
        for rule in context.law_index.law.rules.get(provision, ())
    )


def _reach(context: Context, provision: str, goods: str | tuple[str, ...] | None) -> list[Reach]:
    """Return how far a condition reaches the goods: entry by entry, or as a whole if it names no entries."""
    if goods is None:
        return [(None, YES)]
    if isinstance(goods, tuple):
        return context.scope.reach(goods)
    truth = means_whole(context, provision, goods)
    return [] if truth is NO else [(None, truth)]


def means_whole(context: Context, provision: str, word: str) -> Truth:
    """Return whether a provision means goods as a whole by its term for all goods of a kind."""
    match word:
        case "any-unread":
            return may_be_unread(context.situation)
        case "any-unread-technology":
            return may_be_unread_technology(context.situation.goods)
        case _:
            return context.scope.is_listed(context.law_index.list_owner[provision], context.active)


def _is_party_listed(
    situation: Situation, active: Container[str], provision: str, lists: str | tuple[str, ...]
) -> Truth:
    """Return whether a party is designated by the act of a provision, or is on one of the lists by an active provision.

    If the caller names no party, a designation counts as absent, because every verdict then warns that no party was
    screened.
    """
    if isinstance(lists, str):
        act = provision.partition("/")[0]
        return _is_one(item for item in situation.parties or () if item.provision.partition("/")[0] == act)
    if situation.parties is None:
        return unknown("party")
    return _is_one(item for item in situation.parties if item.list in lists and item.provision in active)


def _is_owned_by_listed(situation: Situation, active: Container[str], bound: OwnerBound) -> Truth:
    """Return whether listed owners together hold a share; the share without a stated owner may be theirs."""
    groups, shares = situation.owners
    sure = possible = 0
    for number, group in enumerate(groups):
        certainties = [item.certain for item in group if item.list in bound.lists and item.provision in active]
        possible |= (1 << number) * bool(certainties)
        sure |= (1 << number) * any(certainties)
    compare = COMPARE[bound.op]
    if compare(shares[sure][0], bound.value):
        return YES
    return unknown("owned_by") if compare(shares[possible][1], bound.value) else NO


def _is_one(listings: Iterable[PartyDesignation]) -> Truth:
    certainties = [item.certain for item in listings]
    if any(certainties):
        return YES
    return unknown("party") if certainties else NO
