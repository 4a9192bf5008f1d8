"""The amount of a licence is counted down over the rows of a run, in their order; a row that asks for more than is left has nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.quantities import EXACT, plain
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from exportctl.goods.quantities import Quantity
    from exportctl.permits.permits import Licence


class Ledger:
    """What is left of the licences that are for an amount."""

    def __init__(self, licences: Iterable[Licence]) -> None:
        """Begin with all of each."""
        self.licences = tuple(item for item in licences if item.quantity)
        self._left: dict[str, Decimal] = {item.name: item.quantity.value for item in self.licences if item.quantity}

    def left(self, licence: Licence) -> Decimal:
        """Return what is left of a licence, in its own unit."""
        return self._left[licence.name]

    def why_not(self, licence: Licence, asked: Quantity | None) -> str | None:
        """Return why a licence is not for an amount; None if it is."""
        if licence.quantity is None:
            return None
        whole = f"{plain(licence.quantity.value)} {licence.quantity.unit}"
        if asked is None or not asked.value:
            return Sentence("{licence} is for {whole}; state the amount: --quantity", licence=licence.name, whole=whole)
        if asked.unit != licence.quantity.unit:
            return Sentence(
                "{licence} is for {whole}, and the amount is stated in {unit}",
                licence=licence.name,
                whole=whole,
                unit=asked.unit,
            )
        if asked.value > self._left[licence.name]:
            return Sentence(
                "{licence} is for {whole}, and less is left than the amount that is stated",
                licence=licence.name,
                whole=whole,
            )
        return None

    def refused(self, asked: Quantity | None) -> dict[str, str]:
        """Return the licences that are not for an amount, by name, with why."""
        found = {item.name: self.why_not(item, asked) for item in self.licences}
        return {name: why for name, why in found.items() if why}

    def take(self, licences: Iterable[Licence], asked: Quantity) -> None:
        """Count an amount down from each licence that is for one; it must not be more than is left."""
        for item in licences:
            if item.quantity:
                self._left[item.name] = EXACT.subtract(self._left[item.name], asked.value)
