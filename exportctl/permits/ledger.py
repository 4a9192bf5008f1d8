"""A ledger counts down the amounts of licences over the rows of a run; a row that needs more than the balance is not covered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from exportctl.goods.quantities import EXACT, Quantity, format_number
from exportctl.goods.worded_amounts import largest_amount
from exportctl.sentences import Sentence, translatable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from exportctl.permits.permits import Licence


class Ledger:
    """The balances of the licences for a limited amount."""

    def __init__(self, licences: Iterable[Licence]) -> None:
        """Start with the full amount of each."""
        self.licences = tuple(item for item in licences if item.quantity)
        self._balances: dict[str, Decimal] = {item.name: item.quantity.value for item in self.licences if item.quantity}

    def balance(self, licence: Licence) -> Decimal:
        """Return the balance of a licence, in its own unit."""
        return self._balances[licence.name]

    def refusal(self, licence: Licence, quantity: Quantity | None, item: str = "", column: str = "") -> str | None:
        """Return why a licence does not cover a quantity of an `item`; None if it does. Rows state the quantity in a `column`."""
        if licence.quantity is None:
            return None
        whole = f"{format_number(licence.quantity.value)} {licence.quantity.unit}"
        say = partial(Sentence, licence=licence.name, whole=whole)
        if quantity is None or not quantity.value:
            if column:
                words = translatable("{licence} covers {whole}; state the amount with its unit in the column {column}")
                return say(words, column=column)
            return say(translatable("{licence} covers {whole}; state the amount: --quantity"))
        if quantity.unit != licence.quantity.unit:
            words = translatable(
                "{licence} covers {whole}, but the amount is stated in {unit}; use the unit of the licence"
            )
            return say(words, unit=quantity.unit)
        if (worded := largest_amount(item, quantity.unit)) and worded.value > quantity.value:
            words = translatable(
                "{licence} covers {whole}; the description states {worded}, more than the stated amount; correct one of them"
            )
            return say(words, worded=f"{format_number(worded.value)} {worded.unit}")
        if quantity.value > self._balances[licence.name]:
            return say(translatable("{licence} has less than the stated amount left of its {whole}"))
        return None

    def refusals(self, quantity: Quantity | None, item: str) -> dict[str, str]:
        """Return the licences that do not cover a quantity of an item in words, by name, with the reason."""
        reasons = {licence.name: self.refusal(licence, quantity, item) for licence in self.licences}
        return {name: why for name, why in reasons.items() if why}

    def take(self, licences: Iterable[Licence], quantity: Quantity) -> None:
        """Deduct a quantity from each of the licences with an amount; it must not exceed the balance."""
        for item in licences:
            if item.quantity:
                # Exact, because a balance after many rows must not depend on rounding.
                self._balances[item.name] = EXACT.subtract(self._balances[item.name], quantity.value)
