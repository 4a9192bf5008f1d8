"""A provision speaks to a transaction through its rules: each is YES, NO, or UNKNOWN with the facts it waits for.

Nothing here knows a date: which provisions are active is given. docs/reasoning.md, sections 3 and 5.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.candidates import binds, looked_at
from exportctl.engine.designated import owned_by_listed, party_listed
from exportctl.engine.scope import could_be_anything, listed_by, names_material, phrases_meaning
from exportctl.facts.criteria import compare
from exportctl.facts.logic import NO, YES, Truth, all_of, any_of, negate, truth, unknown
from exportctl.law.model import file_key
from exportctl.law.register import conditions_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from exportctl.engine.situation import GoodsProfile, Situation
    from exportctl.law.model import Condition, Rule
    from exportctl.law.register import Register
    from exportctl.law.scale import Effect

_STATED: Final = ("to", "from_", "origin", "end_use", "end_user_type")
"""What a condition and a situation call by the same name."""
_TURNS_ON: Final = {
    **{field: (field,) for field in (*_STATED, "cn_content", "cn_technology")},
    "end_use": ("end_use", "stated_end_use"),
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
    """A situation, and the provisions that are active in it so far as others look at them (`under`, `any-dual-use`)."""

    law: Register
    situation: Situation
    active: frozenset[str]


def outcomes(
    law: Register, situation: Situation, active: frozenset[str], provisions: Iterable[str]
) -> tuple[Outcome, ...]:
    """Return what provisions say, active or not; what is NO is left out.

    What a provision says turns on what it asks alone, and so is worked out once for all situations that do not differ in that.
    """
    context, said = Context(law, situation, active), _said(law, situation.kind)
    found: list[Outcome] = []
    for provision in provisions:
        asked = (provision, active, tuple(getattr(situation, field) for field in _asked(law, provision)))
        if asked not in said:
            said[asked] = _provision_says(context, provision)
        found += said[asked]
    return tuple(found)


@lru_cache(maxsize=1 << 10)
def _said(_law: Register, _kind: GoodsProfile) -> dict[tuple[object, ...], list[Outcome]]:
    """Return the memory of what was said to goods of a kind."""
    return {}


@lru_cache(maxsize=1 << 12)
def _asked(law: Register, provision: str) -> tuple[str, ...]:
    """Return what a provision asks of the circumstances, and those that it names: fields of a situation."""
    asked = [item for pid in (provision, *looked_at(law, provision)) for item in conditions_of(law.provisions[pid])]
    return tuple(
        field
        for field, keys in _TURNS_ON.items()
        if any(getattr(condition, key) is not None for condition in asked for key in keys)
    )


def _provision_says(context: Context, provision: str) -> list[Outcome]:
    found: dict[tuple[str | None, Effect], list[Truth]] = {}
    for rule in context.law.rules[provision]:
        for entry, reached in _apply(context, rule, provision):
            found.setdefault((entry, rule.effect), []).append(reached)
    return [Outcome(provision, entry, effect, any_of(truths)) for (entry, effect), truths in found.items()]


def speaks(law: Register, situation: Situation, active: frozenset[str], provision: str) -> bool:
    """Tell whether a duty that is not evaluated can matter here: it binds whoever ships, and its `when` is not NO."""
    when = law.provisions[provision].when
    return binds(law, provision, situation.from_, situation.to) and (
        when is None or _met(Context(law, situation, active), provision, when) is not NO
    )


def _apply(context: Context, rule: Rule, provision: str) -> list[tuple[str | None, Truth]]:
    """Return the truth of a rule for each entry it covers, or one for the goods as a whole; nothing if it is NO."""
    circumstances = all_of(_circumstances(context, provision, rule.when, rule.unless))
    if circumstances is NO:
        return []
    return [(entry, all_of((goods, circumstances))) for entry, goods in _scope(context, rule.when.goods)]


def _met(context: Context, provision: str, condition: Condition, unless: Condition | None = None) -> Truth:
    """Tell whether a group of conditions of a provision is met, goods included."""
    goods = any_of(reached for _, reached in _scope(context, condition.goods))
    return goods if goods is NO else all_of((goods, *_circumstances(context, provision, condition, unless)))


def _circumstances(context: Context, provision: str, condition: Condition, unless: Condition | None) -> Iterator[Truth]:
    """Yield the truth of everything a condition asks but the goods."""
    yield from _as_stated(context.situation, condition)
    if condition.party is not None:
        yield party_listed(context.situation, context.active, provision, condition.party)
    if condition.owner is not None:
        yield owned_by_listed(context.situation, context.active, condition.owner)
    if condition.under is not None:
        yield any_of(_under(context, target) for target in condition.under)
    if condition.any_ is not None:
        yield any_of(_met(context, provision, part) for part in condition.any_)
    if unless is not None:
        yield negate(_met(context, provision, unless))


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


def _under(context: Context, target: str) -> Truth:
    """Tell whether a provision (or a limb of it) is active and its own rules are met, whoever it binds."""
    return any_of(
        _met(context, provision, rule.when, rule.unless)
        for provision in context.law.named(target)
        if provision in context.active
        for rule in context.law.rules.get(provision, ())
    )


def _scope(context: Context, goods: str | tuple[str, ...] | None) -> list[tuple[str | None, Truth]]:
    """Return how far the goods of a condition reach: entry by entry, or as a whole where the condition names no entries."""
    if goods is None:
        return [(None, YES)]
    if isinstance(goods, str):
        whole = _dual_use(context)
        return [] if whole is NO else [(None, whole)]
    law, kind = context.law, context.situation.kind
    reached: list[tuple[str | None, Truth]] = [
        (line, all_of((match, phrases_meaning(law, line).get(goods, NO)))) for line, match in kind.matches
    ]
    reached.append((None, any_of((could_be_anything(kind), names_material(law, kind, goods)))))
    return [(entry, part) for entry, part in reached if part is not NO]


def _dual_use(context: Context) -> Truth:
    """Tell whether the goods match an entry whose listing is active; a listing counts whoever ships."""
    kind = context.situation.kind
    listed = any_of(
        all_of((match, reached))
        for line, match in kind.matches
        for provision, reached in listed_by(context.law, line)
        if provision in context.active
    )
    return any_of((listed, could_be_anything(kind)))
