"""Evaluate the criteria of an entry: met, not met, or open for a missing figure. Comparison is exact. docs/reasoning.md, section 4."""

from __future__ import annotations

import operator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from exportctl.goods.calculated_figures import meets_by_calculation
from exportctl.goods.hafnium_ratio import has_low_hafnium
from exportctl.goods.quantities import EXACT
from exportctl.law.corroboration import Lead, leaves
from exportctl.law.forms import SUBSTANCES
from exportctl.law.logic import NO, YES, Truth, all_of, any_of, truth_of, unknown
from exportctl.law.model import AllOf, AnyOf, Described, FormIs, Measured, NotTranscribed, OneOf, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from exportctl.goods.form import PhysicalForm
    from exportctl.goods.quantities import Value, Within
    from exportctl.goods.stated import Goods
    from exportctl.law.corroboration import Tests
    from exportctl.law.model import Criterion, Figure, Operator

    Together = Callable[[Iterable[Truth]], Truth]
    """How several values of one property count: any that meets a figure makes goods an entry's, all must meet it to exclude them."""

COMPARE: Final[Mapping[Operator, Callable[[Decimal, Decimal], bool]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}
_DOUBT: Final = unknown("criteria")


_HALF: Final = 50
"""The percentage from which goods consist of an element."""
_NEXT_TO_NOTHING: Final = 1
"""The percentage up to which goods are not called by the name of an element."""
_UNALLOYED: Final = FormIs(("metal",))
"""With a share, this is the pure metal: goods with a stated lower share are not, unless they are named or stated so."""


def entry_meets(tests: Tests | None, goods: Goods, form: PhysicalForm, *, doubting: bool = False) -> Truth:
    """Return whether stated goods meet the criteria of an entry, and no exclusion applies; an entry without criteria takes all.

    With `doubting`, a required form does not exclude the entry, because the stated forms may be wrong; a form that is
    an alternative to figures still does.
    """
    if tests is None:
        return YES
    if tests.unless is not None and _evaluate(tests.unless, goods, form, all_of, doubting=doubting) is YES:
        return NO
    met = YES if tests.criteria is None else _evaluate(tests.criteria, goods, form, any_of, doubting=doubting)
    return all_of([met, unknown("description")]) if _may_be_excluded(tests.unless, goods) else met


def _may_be_excluded(unless: Criterion | None, goods: Goods) -> bool:
    """Return whether a word of goods may mean a part of an exclusion: a tool grinder may be limited to tools."""
    words = goods.interpreted.facts.statements
    return bool(words) and any(
        isinstance(part, Described) and not words.isdisjoint(part.hinted) for part in leaves(unless)
    )


def is_missed(figure: Figure, goods: Goods) -> bool:
    """Return whether stated goods miss a figure."""
    truth = _share_meets(figure, goods, any_of) if isinstance(figure, Share) else _property_meets(figure, goods, any_of)
    return truth is NO


def _evaluate(
    criterion: Criterion | Lead, goods: Goods, form: PhysicalForm, together: Together, *, doubting: bool
) -> Truth:
    match criterion:
        case Lead():
            truth = _evaluate(criterion.figure, goods, form, together, doubting=doubting)
            return _DOUBT if truth is NO else truth  # a lead, which has one source only, excludes no goods
        case Measured() | OneOf():
            return _property_meets(criterion, goods, together)
        case Share():
            return _share_meets(criterion, goods, together)
        case FormIs():
            truth = form.is_one_of(criterion.form)
            return unknown("description") if doubting and truth is NO else truth
        case Described():
            return _words_meet(criterion, goods, "description")
        case NotTranscribed():
            return _DOUBT
        case AllOf():
            return all_of(_evaluate(part, goods, form, together, doubting=doubting) for part in criterion.all_)
        case AnyOf():
            parts = [
                (part, _evaluate(part, goods, form, together, doubting=doubting and not isinstance(part, FormIs)))
                for part in criterion.any_
            ]
            missed = any(met is NO and isinstance(part, Share) for part, met in parts)
            return any_of(met for part, met in parts if met is YES or not (missed and part == _UNALLOYED))


def _property_meets(figure: Measured | OneOf, goods: Goods, together: Together) -> Truth:
    name = figure.parameter
    if not (goods.params or goods.within):  # most goods state no property
        return _by_words(figure, goods)
    stated = [value for key, value in goods.params if key == name]
    within = [item for item in goods.within if item.name == name]
    if not (stated or within):
        derived = meets_by_calculation(figure, goods) or has_low_hafnium(figure, goods)
        return YES if derived else _by_words(figure, goods)
    return _compare_values(figure, stated, within, name, together)


def _by_words(figure: Measured | OneOf, goods: Goods) -> Truth:
    """Return whether words of goods without a stated value meet a figure: tritium has more of it than any ratio to hydrogen."""
    return _words_meet(figure, goods, figure.parameter) if isinstance(figure, Measured) else unknown(figure.parameter)


def _words_meet(criterion: Measured | Described | Share, goods: Goods, fact: str) -> Truth:
    """Return whether the name of goods, or a word beside it, meets a criterion; a name may also miss it by its nature.

    A stated substance that contradicts the name leaves the nature of the goods open.
    """
    read = goods.interpreted
    if read.material in criterion.named or not read.facts.statements.isdisjoint(criterion.stated):
        return YES
    is_as_named = goods.forms & SUBSTANCES <= {read.form}
    return NO if is_as_named and read.material in criterion.missed else unknown(fact)


def _share_meets(figure: Share, goods: Goods, together: Together) -> Truth:
    names = names_of_share(goods, figure.element)
    within = [item for item in goods.within if item.name in names]
    shares = _shares(goods, names)
    if not (shares or within):
        return _words_meet(figure, goods, "contains")
    truth = _compare_values(figure, shares, within, "contains", together)
    return unknown("contains") if truth is NO and _contradicts_name(figure, goods, shares) else truth


def _contradicts_name(figure: Share, goods: Goods, shares: list[Value]) -> bool:
    """Return whether goods are named as an element of which they have next to nothing: 0.99 % may be meant as a fraction."""
    called = goods.interpreted.content.elements == {figure.element}
    return (
        called
        and figure.value >= _HALF
        and any(isinstance(share, Decimal) and share <= _NEXT_TO_NOTHING for share in shares)
    )


def _compare_values(figure: Figure, stated: list[Value], within: list[Within], fact: str, together: Together) -> Truth:
    """Compare the stated values and their known range, which contradicts them if both are there: either may be right.

    A bound is met by all possible values, and none of them excludes an entry. A range without a value that meets a figure does.
    """
    answers = [_value_meets(value, figure) for value in stated]
    if within or not stated:
        answers.append(_range_meets(figure, within, fact))
    return together(answers)


def _range_meets(figure: Figure, within: list[Within], fact: str) -> Truth:
    """Return whether the known range of a property or share meets a figure."""
    if any(_all_meet(item, figure) for item in within):
        return YES
    return NO if within and all(_none_meets(item, figure) for item in within) else unknown(fact)


def names_of_share(goods: Goods, element: str) -> tuple[str, ...]:
    """Return the names under which the share of an element is stated: its symbol, and the purity of goods of this element only."""
    return (element, "purity") if goods.interpreted.content.elements == {element} else (element,)


def _shares(goods: Goods, names: tuple[str, ...]) -> list[Value]:
    """Return the stated share of an element, and the purity, which is the share of the only element."""
    return [value for key, value in (*goods.composition.shares, *goods.params) if key in names]


def _value_meets(value: Value, figure: Figure) -> Truth:
    """Return whether one value meets a figure; a growing value is open if base and growth disagree."""
    grows = None if isinstance(value, Decimal) else value
    if isinstance(figure, OneOf):
        return _DOUBT if grows else truth_of(value in figure.values)
    compare_ = COMPARE[figure.op]
    per = figure.per if isinstance(figure, Measured) else None
    base = compare_(grows.base if grows else value, figure.value)  # type: ignore[arg-type]
    if not (grows or per):
        return truth_of(base)
    times, divisor = (grows.times, grows.divisor) if grows else (Decimal(0), Decimal(1))
    growth = compare_(EXACT.multiply(times, per.divisor), divisor) if per else compare_(times, Decimal(0))
    return truth_of(base) if base == growth else _DOUBT


def _all_meet(item: Within, figure: Figure) -> bool:
    """Return whether all values in a range meet a figure; a growing bound is met if its base is."""
    if isinstance(figure, OneOf):
        return item.low is not None and item.low == item.high and item.low in figure.values
    worst = item.low if figure.op.startswith(">") else item.high if figure.op.startswith("<") else None
    return worst is not None and ((item.strict and worst == figure.value) or _value_meets(worst, figure) is YES)


def _none_meets(item: Within, figure: Figure) -> bool:
    """Return whether no value in the range of a property meets a figure."""
    if isinstance(figure, OneOf) or not item.ranged:
        return False
    best = item.high if figure.op.startswith(">") else item.low if figure.op.startswith("<") else None
    return best is not None and _value_meets(best, figure) is NO


def compare(value: Decimal | None, op: Operator, bound: Decimal, fact: str) -> Truth:
    """Return whether a figure is within a bound; UNKNOWN with the missing fact if it is not stated."""
    return unknown(fact) if value is None else truth_of(COMPARE[op](value, bound))
