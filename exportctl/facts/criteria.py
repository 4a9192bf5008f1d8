"""A line's criteria are met, not met, or wait for a figure; comparison is exact."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Final

from exportctl.facts.logic import NO, YES, Truth, all_of, any_of, truth, unknown
from exportctl.law.model import AllOf, AnyOf, Described, FormIs, Measured, NotTranscribed, OneOf, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from exportctl.facts.forms import Make
    from exportctl.facts.transaction import Goods, Within
    from exportctl.law.model import Criterion, Operator

COMPARE: Final[Mapping[Operator, Callable[[Decimal, Decimal], bool]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}


_UNALLOYED: Final = FormIs(("metal",))
"""Beside a share it is the metal itself: goods that are stated to hold less are not that, unless they are named or stated so."""


def criteria_met(criterion: Criterion | None, goods: Goods, make: Make) -> Truth:
    """Tell whether stated goods meet the criteria of a line; a line without criteria asks for nothing."""
    match criterion:
        case None:
            return YES
        case Measured():
            value = _stated(goods.params, criterion.parameter)
            return _compared(goods, value, (criterion.parameter,), criterion, criterion.parameter)
        case OneOf():
            value = _stated(goods.params, criterion.parameter)
            return unknown(criterion.parameter) if value is None else truth(value in criterion.values)
        case Share():
            element = criterion.element
            alone = goods.wording.elements == {element}
            names = (element, "purity") if alone else (element,)
            return _compared(goods, _share(goods, element), names, criterion, "contains")
        case FormIs():
            return make.is_one_of(criterion.form)
        case Described():
            return unknown("description")
        case NotTranscribed():
            return unknown("criteria")
        case AllOf():
            return all_of(criteria_met(part, goods, make) for part in criterion.all_)
        case AnyOf():
            parts = [(part, criteria_met(part, goods, make)) for part in criterion.any_]
            missed = any(met is NO and isinstance(part, Share) for part, met in parts)
            return any_of(met for part, met in parts if met is YES or not (missed and part == _UNALLOYED))


def _compared(
    goods: Goods, value: Decimal | None, names: tuple[str, ...], criterion: Measured | Share, fact: str
) -> Truth:
    """Compare a figure, or what is known of one: a bound is met by all that it may be, and nothing that it may be rules a line out."""
    met = value is None and any(_all_meet(item, criterion) for item in goods.within if item.name in names)
    return YES if met else compare(value, criterion.op, criterion.value, fact)


def _all_meet(item: Within, criterion: Measured | Share) -> bool:
    worst = item.low if criterion.op.startswith(">") else item.high if criterion.op.startswith("<") else None
    return worst is not None and COMPARE[criterion.op](worst, criterion.value)


def _share(goods: Goods, element: str) -> Decimal | None:
    """Return the stated share of an element; the purity is the share of the one element that goods are named after."""
    stated = _stated(goods.composition.shares, element)
    return _stated(goods.params, "purity") if stated is None and goods.wording.elements == {element} else stated


def _stated(values: tuple[tuple[str, Decimal], ...], name: str) -> Decimal | None:
    return next((value for key, value in values if key == name), None)


def compare(value: Decimal | None, op: Operator, bound: Decimal, fact: str) -> Truth:
    """Tell whether a figure is within a bound; UNKNOWN for want of the fact if it is not stated."""
    return unknown(fact) if value is None else truth(COMPARE[op](value, bound))
