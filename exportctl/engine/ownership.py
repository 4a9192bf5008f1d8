"""Compute the share of a company that owners hold through every chain of owners; each slice of the company counts once.

No. 61 of 2025, paragraph 2, applies if listed parties hold 50 % of an end user. A holding counts in proportion: the
shares along a chain are multiplied, and the shares of several chains are added. The act does not define how to count;
this is a reading.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Final

from exportctl.facts.transaction import Chains, Owner
from exportctl.goods.quantities import WHOLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    Share = Decimal | Fraction
    """A share in percent. Circular holdings yield a fraction."""

_DIGITS: Final = 300
_AT_LEAST, _AT_MOST = (
    Context(prec=_DIGITS, rounding=rounding, Emax=MAX_EMAX, Emin=MIN_EMIN) for rounding in (ROUND_FLOOR, ROUND_CEILING)
)
"""Shares are exact up to three hundred digits; beyond, they are rounded to the stricter side."""
_LONG: Final = 10**_DIGITS


def direct_chains(owners: Iterable[Owner]) -> Chains:
    """Return a chain for each direct owner; the owners of these owners are not stated."""
    shares = {str(number): owner.share for number, owner in enumerate(owners)}
    hits = {str(number): owner.hits for number, owner in enumerate(owners) if owner.hits}
    return Chains("", (*((key,) for key in shares), ("",)), {"": shares}, hits)


def sure_share(chains: Chains, owners: Collection[str]) -> Decimal:
    """Return the share of the company, in percent, that some owners hold together; the owners are given by their keys.

    If a listed company holds 30 % and belongs to another listed company, both hold the same 30 %, not 60 %.
    """
    with localcontext(_AT_LEAST):
        return _share_through(chains, frozenset(owners))


def possible_share(chains: Chains, owners: Collection[str], bound: Decimal) -> Decimal:
    """Return the share that the owners may hold: with the unstated rest, and with subsidiaries at the `bound` counted in full.

    The act does not define whether a subsidiary counts in full with its parent.
    """
    with localcontext(_AT_MOST):
        unstated = max(WHOLE - sum(chains.shares.get(chains.company, {}).values()), Decimal(0))
        return _share_through(chains, _with_subsidiaries(chains, frozenset(owners), bound)) + unstated


def _with_subsidiaries(chains: Chains, owners: frozenset[str], bound: Decimal) -> frozenset[str]:
    """Return the owners and every company that they control, directly or through others, at the bound."""
    counting = set(owners)
    for circle in chains.circles:
        waiting = [key for key in circle if key not in counting]
        while grown := [key for key in waiting if _sum(chains.shares.get(key, {}), counting) >= bound]:
            counting.update(grown)
            waiting = [key for key in waiting if key not in counting]
    return frozenset(counting)


def _sum(shares: Mapping[str, Decimal], by: Collection[str]) -> Decimal:
    return sum((share for owner, share in shares.items() if owner in by), Decimal(0))


def _share_through(chains: Chains, owners: frozenset[str]) -> Decimal:
    """Return the share of the company, in percent, that runs through some owners."""
    if not owners:
        return Decimal(0)
    worth: dict[str, Share] = {}
    for circle in chains.circles:
        worth.update(dict.fromkeys(owners.intersection(circle), WHOLE))
        others = [key for key in circle if key in chains.shares and key not in owners]
        # Only companies that own one another, or themselves, need equations.
        if len(circle) > 1 or circle[0] in chains.shares.get(circle[0], ()):
            worth.update(zip(others, _solve(chains.shares, worth, others), strict=True))
        else:
            worth.update((key, _product(chains.shares[key], worth)) for key in others)
    return _decimal(_product(chains.shares.get(chains.company, {}), worth))


def _product(shares: Mapping[str, Decimal], worth: Mapping[str, Share]) -> Share:
    """Return the share of a company that some owners hold: over its direct owners, the sum of their share times the share in them."""
    parts = [(share, worth[owner]) for owner, share in shares.items() if owner in worth]
    if any(isinstance(part, Fraction) for _, part in parts):
        total = sum((Fraction(share) * Fraction(part) for share, part in parts), Fraction(0)) / 100
        return total if total.denominator < _LONG else _decimal(total)
    return sum(((share * part).scaleb(-2) for share, part in parts if isinstance(part, Decimal)), Decimal(0))


def _decimal(share: Share) -> Decimal:
    return share if isinstance(share, Decimal) else Decimal(share.numerator) / Decimal(share.denominator)


def _solve(
    shares: Mapping[str, Mapping[str, Decimal]], worth: Mapping[str, Share], circle: Sequence[str]
) -> list[Fraction]:
    """Return the share of each company of a circle that some hold, by solving the linear equations between the companies.

    A circle without outside owners has no ultimate owner. Any other has one solution, and no pivot is ever 0: the share
    is the probability that a walk from owner to owner ends with them, and the walk ends.
    """
    outside = [_product(shares[key], worth) for key in circle]
    within = [[shares[key].get(owner, Decimal(0)) for owner in circle] for key in circle]
    if not any(outside) and all(sum(row) == WHOLE for row in within):
        return [Fraction(0)] * len(circle)
    equations = [
        [*(Fraction(WHOLE * (here == there) - share) for there, share in enumerate(row)), 100 * Fraction(rest)]
        for here, (row, rest) in enumerate(zip(within, outside, strict=True))
    ]
    scales = [lcm(*(number.denominator for number in row)) for row in equations]
    return _solution([[int(number * scale) for number in row] for row, scale in zip(equations, scales, strict=True)])


def _solution(rows: list[list[int]]) -> list[Fraction]:
    """Return the solution of linear equations in whole numbers, by fraction-free elimination (Bareiss, 1968)."""
    before = 1
    for place, pivot in enumerate(rows):
        for number in range(place + 1, len(rows)):
            row, factor = rows[number], rows[number][place]
            rows[number] = [
                (pivot[place] * value - factor * above) // before for value, above in zip(row, pivot, strict=True)
            ]
        before = pivot[place]
    values: list[Fraction] = []
    for place, row in reversed(list(enumerate(rows))):
        total = sum((solved * row[-2 - at] for at, solved in enumerate(values)), Fraction(0))
        values.append((row[-1] - total) / row[place])
    return values[::-1]
