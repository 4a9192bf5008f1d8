"""A provision speaks to a transaction through its rules: each is YES, NO, or UNKNOWN with the facts it waits for.

Nothing here knows a date: which provisions are active is given. docs/reasoning.md, sections 3 and 5.
"""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.party_conditions import owned_by_listed, party_listed
from exportctl.engine.scope import may_be_unread, may_be_unread_technology
from exportctl.facts.registry import FACTS
from exportctl.goods.criteria import compare
from exportctl.law.logic import NO, YES, Truth, all_of, any_of, negate, unknown
from exportctl.law.model import file_key
from exportctl.law.register import conditions_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from decimal import Decimal

    from exportctl.engine.index import Index, Test
    from exportctl.engine.scope import Reached, Scope
    from exportctl.engine.situation import Situation
    from exportctl.law.model import Amount, Condition, Rule, Threshold
    from exportctl.law.scale import Effect

_STATED: Final = tuple(fact.field for fact in FACTS if fact.among)
"""What a condition and a situation call by the same name."""
_TURNS_ON: Final = {
    **{field: (field,) for field in ("to", *_STATED, "cn_content", "cn_technology", "quantity")},
    "end_use": ("end_use", "stated_end_use"),
    "supplied_to": ("supplied_to", "stated_supplied_to"),
    "via_china": ("stated_via_china",),
    "parties": ("party",),
    "owners": ("owner",),
}
"""Each field of a situation, the goods aside, and the keys of a condition that turn on it."""


class Outcome(NamedTuple):
    """What a provision's rules with one effect say to the goods, or to one line of the list that the goods match."""

    provision: str
    entry: str | None
    effect: Effect
    truth: Truth


class Context(NamedTuple):
    """A situation, what acts mean of its goods, and what is active so far as provisions look at it (`under`, `any-dual-use`)."""

    indexed: Index
    situation: Situation
    scope: Scope
    active: Container[str]


def circumstances_asked(index: Index, provision: str) -> Callable[[Situation], object]:
    """Return a function to the circumstances that a provision asks about, or those that it names: fields of a situation."""
    everything = (provision, *index.looked_at(provision))
    asked = [item for pid in everything for item in conditions_of(index.law.provisions[pid])]
    fields = [
        field
        for field, keys in _TURNS_ON.items()
        if any(getattr(condition, key) is not None for condition in asked for key in keys)
    ]
    return attrgetter(*fields) if fields else _nothing


def wholes_asked(index: Index, provision: str) -> tuple[str, ...] | None:
    """Return which words for all goods of a kind a provision uses, where it says nothing of single lines, names or other provisions.

    What it says then turns on these (`whole`) and on the circumstances that it asks about. None where it turns on more.
    """
    asked = list(conditions_of(index.law.provisions[provision]))
    if any(
        item.under or item.owner or isinstance(item.party, tuple) or isinstance(item.goods, tuple) for item in asked
    ):
        return None
    return tuple(dict.fromkeys([item.goods for item in asked if isinstance(item.goods, str)]))


def outcomes_of(context: Context, provision: str) -> tuple[Outcome, ...]:
    """Return what a provision says, active or not; what is NO is left out."""
    found: dict[tuple[str | None, Effect], list[Truth]] = {}
    for rule in context.indexed.law.rules[provision]:
        for entry, reached in _apply(context, rule, provision):
            found.setdefault((entry, rule.effect), []).append(reached)
    return tuple(Outcome(provision, entry, effect, any_of(truths)) for (entry, effect), truths in found.items())


def speaks(context: Context, provision: str) -> bool:
    """Tell whether a duty that is not evaluated can matter here: it binds whoever ships, and its `when` is not NO."""
    when, situation = context.indexed.law.provisions[provision].when, context.situation
    return context.indexed.binds(provision, situation.from_, situation.to) and (
        when is None or _met(context, provision, when) is not NO
    )


def _apply(context: Context, rule: Rule, provision: str) -> list[tuple[str | None, Truth]]:
    """Return the truth of a rule for each entry it covers, or one for the goods as a whole; nothing if it is NO."""
    meant = _scope(context, provision, rule.when.goods)
    circumstances = all_of(_circumstances(context, provision, rule.when, rule.unless)) if meant else NO
    if circumstances is NO:
        return []
    if circumstances is YES:
        return meant
    return [(entry, all_of((goods, circumstances))) for entry, goods in meant]


def _met(context: Context, provision: str, condition: Condition, unless: Condition | None = None) -> Truth:
    """Tell whether a group of conditions of a provision is met, goods included."""
    goods = any_of(reached for _, reached in _scope(context, provision, condition.goods))
    return goods if goods is NO else all_of((goods, *_circumstances(context, provision, condition, unless)))


def _circumstances(context: Context, provision: str, condition: Condition, unless: Condition | None) -> Iterator[Truth]:
    """Yield the truth of everything a condition asks but the goods."""
    yield from _as_stated(context, condition)
    if condition.party is not None:
        yield party_listed(context.situation, context.active, provision, condition.party)
    if condition.owner is not None:
        yield owned_by_listed(context.situation, context.active, condition.owner)
    if condition.under is not None:
        yield _under(context, condition.under)
    if condition.any_ is not None:
        yield any_of(_met(context, provision, part) for part in condition.any_)
    if unless is not None:
        yield negate(_freed(context, provision, unless))


def _freed(context: Context, provision: str, unless: Condition) -> Truth:
    """Tell whether a rule falls away: what goods are may be open, but a circumstance that frees them has to be stated."""
    goods = any_of(reached for _, reached in _scope(context, provision, unless.goods))
    claimed = all_of(_circumstances(context, provision, unless, None)) is YES
    return goods if claimed else NO


def exemptions(context: Context, provision: str) -> Iterator[tuple[Condition, Truth]]:
    """Yield what frees goods that a provision may mean, and whether it was stated: UNKNOWN if nothing speaks against it."""
    for rule in context.indexed.law.rules[provision]:
        if rule.unless and _met(context, provision, rule.when) is not NO:
            goods = any_of(reached for _, reached in _scope(context, provision, rule.unless.goods))
            yield rule.unless, all_of((goods, *_circumstances(context, provision, rule.unless, None)))


def _as_stated(context: Context, condition: Condition) -> Iterator[Truth]:
    """Yield the truth of what turns on one stated fact alone."""
    if condition.to is not None:
        yield context.indexed.destined(context.situation.to, condition.to)
    tests = context.indexed.tests.get(id(condition))
    if tests is None:
        tests = context.indexed.tests[id(condition)] = tuple(_tests(condition))
    for test in tests:
        yield test(context.situation)


def _tests(asked: Condition) -> Iterator[Test]:
    """Yield what a condition asks of stated facts, one test for each key that it has."""
    for key in _STATED:
        values = getattr(asked, key)
        if values is not None:
            yield partial(_among, attrgetter(key), values, file_key(key))
    for stated, values in (("end_use", asked.stated_end_use), ("supplied_to", asked.stated_supplied_to)):
        if values is not None:
            yield partial(_surely_among, attrgetter(stated), values)
    if asked.cn_technology is not None:
        yield partial(_among, attrgetter("cn_technology"), (asked.cn_technology,), "cn_technology")
    if asked.stated_via_china is not None:
        yield partial(_surely_among, attrgetter("via_china"), (asked.stated_via_china,))
    for figure, bound in (("cn_content", asked.cn_content), ("quantity", asked.quantity)):
        if bound is not None:
            yield partial(_compared, attrgetter(figure), bound, figure)


def _nothing(_: Situation) -> None:
    """Return what a provision asks that asks no circumstance."""


def _among(stated: Callable[[Situation], object], values: Container[object], fact: str, said: Situation) -> Truth:
    found = stated(said)
    return unknown(fact) if found is None else YES if found in values else NO


def _surely_among(stated: Callable[[Situation], object], values: Container[object], said: Situation) -> Truth:
    return YES if stated(said) in values else NO


def _compared(
    stated: Callable[[Situation], Decimal | None], bound: Threshold | Amount, fact: str, said: Situation
) -> Truth:
    return compare(stated(said), bound.op, bound.value, fact)


def _under(context: Context, targets: tuple[str, ...]) -> Truth:
    """Tell whether one of some provisions (or a limb of one) is active and its own rules are met, whoever it binds."""
    return any_of(
        _met(context, provision, rule.when, rule.unless)
        for provision in context.scope.named(targets)
        if provision in context.active
        for rule in context.indexed.law.rules.get(provision, ())
    )


def _scope(context: Context, provision: str, goods: str | tuple[str, ...] | None) -> list[Reached]:
    """Return how far the goods of a condition reach: entry by entry, or as a whole where the condition names no entries."""
    if goods is None:
        return [(None, YES)]
    if isinstance(goods, tuple):
        return context.scope.reached_by(goods)
    meant = whole(context, provision, goods)
    return [] if meant is NO else [(None, meant)]


def whole(context: Context, provision: str, word: str) -> Truth:
    """Tell whether a provision means goods as a whole by its word for all goods of a kind."""
    match word:
        case "any-unread":
            return may_be_unread(context.situation)
        case "any-unread-technology":
            return may_be_unread_technology(context.situation.goods)
        case _:
            return context.scope.is_listed(context.indexed.lists_meant[provision], context.active)
