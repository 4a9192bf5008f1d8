"""Amounts of goods in the words of a description: 1000 kg in `gallium 1000 kg`, 0.5 kg in `gallium ingots 5 x 100 g`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError
from exportctl.goods.quantities import EXACT, Quantity, amount

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = r"\d{1,9}(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d{1,6})?"
_AMOUNT: Final = re.compile(
    rf"(?<![\w.,/])(?:(?P<times>\d{{1,6}})\s*[xX×*]\s*)?(?P<amount>{_NUMBER}\s*(?P<unit>[A-Za-z]{{1,10}}|[\u4e00-\u9fff]{{1,2}}))(?![A-Za-z0-9]|\s*/)"
)
"""A number with a unit, and the number of such amounts before it. A flow, a density or a load per length is no amount."""
_TEXTS: Final = 1 << 12


@lru_cache(maxsize=_TEXTS)
def largest_amount(text: str, unit: str) -> Quantity | None:
    """Return the largest amount in a text, in a unit of amounts of goods (kg, l, pieces); None if there is none."""
    return max((item for item in _amounts(text) if item.unit == unit), key=lambda item: item.value, default=None)


def _amounts(text: str) -> Iterator[Quantity]:
    for match in _AMOUNT.finditer(text):
        try:
            one = amount(match["amount"], "item")
        except InputError:  # a length, a power or a word that is no unit
            continue
        yield one._replace(value=EXACT.multiply(one.value, Decimal(match["times"] or 1)))
