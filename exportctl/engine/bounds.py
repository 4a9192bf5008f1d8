"""Two shares between which the law draws no line are one share to it."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from typing import TYPE_CHECKING

from exportctl.goods.quantities import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable


class Bounds:
    """The shares, in percent, or amounts, that the law compares one fact with."""

    def __init__(self, values: Iterable[Decimal]) -> None:
        """Take them in any order."""
        self.values = tuple(sorted(set(values)))
        self._most = max([WHOLE, *(value + 1 for value in self.values if value >= WHOLE)])

    def stand_in(self, share: Decimal) -> Decimal:
        """Return one share for all that lie on the same side of every bound: a bound itself, or what lies midway between two."""
        place = bisect_left(self.values, share)
        if place < len(self.values) and self.values[place] == share:
            return share
        below, above = (Decimal(0), *self.values)[place], (*self.values, self._most)[place]
        return (below + above) / 2
