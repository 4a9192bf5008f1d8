"""The conditions on the circumstances of an export: a test for each key, and the fields of a situation that the keys read.

Conditions on goods, destination, parties and other provisions need the index, so they are evaluated elsewhere.
"""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.facts.registry import FACTS
from exportctl.goods.criteria import compare
from exportctl.law.logic import NO, YES, Truth, unknown
from exportctl.law.model import Amount, Answer, Condition, EndUse, Person, Threshold, file_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterator, Mapping
    from decimal import Decimal

    from exportctl.engine.situation import Situation

    Test = Callable[[Situation], Truth]
    """Whether one stated fact meets a condition."""

_SAME_NAME: Final = tuple(fact.field for fact in FACTS if fact.among)
"""The facts that have the same name in a condition and in a situation."""
_PERHAPS_MILITARY: Final[tuple[EndUse, ...]] = ("wmd", "military-ai")
"""The end uses that may also be military ones. No act states whether they are."""
_KEYS: Final = {
    **{field: (field,) for field in ("to", *_SAME_NAME, "cn_content", "cn_technology", "quantity")},
    "end_use": ("end_use", "stated_end_use"),
    "supplied_to": ("supplied_to", "stated_supplied_to"),
    "via_china": ("stated_via_china",),
    "parties": ("party",),
    "owners": ("owner",),
}
"""Each field of a situation except the goods, and the keys of a condition that read it."""


class Statements(NamedTuple):
    """The facts of a situation that conditions may require to be stated; None is not stated."""

    end_use: EndUse | None
    supplied_to: Person | None
    via_china: Answer | None


def fields_read(conditions: Collection[Condition]) -> Callable[[Situation], object]:
    """Return a function from a situation to the values of the fields that some conditions read."""
    fields = [
        field
        for field, keys in _KEYS.items()
        if any(getattr(condition, key) is not None for condition in conditions for key in keys)
    ]
    return attrgetter(*fields) if fields else lambda _: None


def required_statements(condition: Condition) -> Mapping[str, tuple[str, ...]]:
    """Return, by field of `Statements`, the values of each fact that meet a condition only if the caller states one of them."""
    via_china = condition.stated_via_china
    required = {
        "end_use": condition.stated_end_use,
        "supplied_to": condition.stated_supplied_to,
        "via_china": None if via_china is None else (via_china,),
    }
    return {field: values for field, values in required.items() if values is not None}


def tests_of(condition: Condition) -> Iterator[Test]:
    """Yield a test of a stated fact for each key that a condition has."""
    for key in _SAME_NAME:
        values = getattr(condition, key)
        if values is not None:
            test = _is_used_for if key == "end_use" else partial(_is_among, attrgetter(key))
            yield partial(test, values, file_key(key))
    # These turn on what the exporter knows or applies for, so a fact that is not stated counts as NO here.
    for field, stated in required_statements(condition).items():
        yield partial(_is_stated_among, attrgetter(field), stated)
    if condition.cn_technology is not None:
        yield partial(_is_among, attrgetter("cn_technology"), (condition.cn_technology,), "cn_technology")
    for figure, bound in (("cn_content", condition.cn_content), ("quantity", condition.quantity)):
        if bound is not None:
            yield partial(_meets, attrgetter(figure), bound, figure)


def _is_among(
    value_of: Callable[[Situation], object], values: Container[object], fact: str, situation: Situation
) -> Truth:
    """Return whether a fact has one of some values; a fact that is not stated is unknown."""
    value = value_of(situation)
    return unknown(fact) if value is None else YES if value in values else NO


def _is_used_for(uses: Container[object], fact: str, situation: Situation) -> Truth:
    """Return whether the end use is one of some uses: weapons of mass destruction, and AI with military uses, may be military."""
    may_be_military = situation.end_use in _PERHAPS_MILITARY and "military" in uses and situation.end_use not in uses
    return unknown(fact) if may_be_military else _is_among(attrgetter("end_use"), uses, fact, situation)


def _is_stated_among(value_of: Callable[[Situation], object], values: Container[object], situation: Situation) -> Truth:
    """Return whether a fact is stated to have one of some values; a fact that is not stated does not have one."""
    return YES if value_of(situation) in values else NO


def _meets(
    value_of: Callable[[Situation], Decimal | None], bound: Threshold | Amount, fact: str, situation: Situation
) -> Truth:
    return compare(value_of(situation), bound.op, bound.value, fact)
