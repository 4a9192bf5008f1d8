"""A line's criteria are met, not met, or wait for a figure; comparison is exact."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Final

from exportctl.facts.logic import YES, Truth, all_of, any_of, truth, unknown
from exportctl.law.model import AllOf, AnyOf, Described, FormIs, Measured, NotTranscribed, OneOf, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from exportctl.facts.forms import Make
    from exportctl.facts.transaction import Goods
    from exportctl.law.model import Criterion, Operator

COMPARE: Final[Mapping[Operator, Callable[[Decimal, Decimal], bool]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}


def criteria_met(criterion: Criterion | None, goods: Goods, make: Make) -> Truth:
    """Tell whether stated goods meet the criteria of a line; a line without criteria asks for nothing."""
    match criterion:
        case None:
            return YES
        case Measured():
            value = _stated(goods.params, criterion.parameter)
            return compare(value, criterion.op, criterion.value, criterion.parameter)
        case OneOf():
            value = _stated(goods.params, criterion.parameter)
            return unknown(criterion.parameter) if value is None else truth(value in criterion.values)
        case Share():
            return compare(_share(goods, criterion.element), criterion.op, criterion.value, "contains")
        case FormIs():
            return make.is_one_of(criterion.form)
        case Described():
            return unknown("description")
        case NotTranscribed():
            return unknown("criteria")
        case AllOf():
            return all_of(criteria_met(part, goods, make) for part in criterion.all_)
        case AnyOf():
            return any_of(criteria_met(part, goods, make) for part in criterion.any_)


def _share(goods: Goods, element: str) -> Decimal | None:
    """Return the stated share of an element; the purity is the share of the one element that goods are named after."""
    stated = _stated(goods.composition.shares, element)
    return _stated(goods.params, "purity") if stated is None and goods.wording.elements == {element} else stated


def _stated(values: tuple[tuple[str, Decimal], ...], name: str) -> Decimal | None:
    return next((value for key, value in values if key == name), None)


def compare(value: Decimal | None, op: Operator, bound: Decimal, fact: str) -> Truth:
    """Tell whether a figure is within a bound; UNKNOWN for want of the fact if it is not stated."""
    return unknown(fact) if value is None else truth(COMPARE[op](value, bound))
