"""Two figures between which the law draws no line are one figure to it."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Bounds:
    """The figures that the law compares one fact with."""

    def __init__(self, values: Iterable[Decimal]) -> None:
        """Take the figures in any order."""
        self.values = tuple(sorted(set(values)))

    def stand_in(self, value: Decimal) -> Decimal:
        """Return one figure for all that lie on the same side of every bound: a bound itself, or a figure between two of them."""
        place = bisect_left(self.values, value)
        if not self.values:
            return Decimal(0)
        if place == len(self.values):
            return self.values[-1] + 1
        if self.values[place] == value:
            return value
        return (self.values[place] + self.values[place - 1]) / 2 if place else self.values[0] - 1
