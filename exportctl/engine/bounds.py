"""Bounds map all figures between two bounds of the law to one figure, because the law treats them alike."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from typing import TYPE_CHECKING

from exportctl.goods.quantities import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable


class Bounds:
    """The bounds of the law for one fact: shares in percent, or amounts."""

    def __init__(self, values: Iterable[Decimal]) -> None:
        """Take the bounds in any order."""
        self.values = tuple(sorted(set(values)))
        # Amounts have no whole: beyond the highest bound, one figure represents all.
        self._most = max([WHOLE, *(value + 1 for value in self.values if value >= WHOLE)])

    def representative(self, share: Decimal) -> Decimal:
        """Return the same figure for all shares between the same two bounds: their middle. A bound is its own representative."""
        place = bisect_left(self.values, share)
        if place < len(self.values) and self.values[place] == share:
            return share
        below, above = (Decimal(0), *self.values)[place], (*self.values, self._most)[place]
        return (below + above) / 2
