"""Join the amounts of one column with the units of another: 20 in `Qty` beside kg in `Unit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.batch.headers import QUANTITY, names_units, unit_of_column
from exportctl.goods.quantities import is_number_alone
from exportctl.goods.trade_units import is_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BETWEEN_UNIT: Final = "\x1f"
"""The character between an amount and its unit: the control character for the border of two units of data, which no cell has."""


def unit_column(names: Sequence[str], columns: Mapping[str, str]) -> str:
    """Return the unused column of units for a column of quantities without one: the next one to its right, else the first one."""
    amounts = columns.get(QUANTITY)
    if amounts is None or unit_of_column(QUANTITY, amounts) is not None:
        return ""
    used, place = set(columns.values()), names.index(amounts)
    free = [name for name in (*names[place:], *names[:place]) if name not in used and names.count(name) == 1]
    return next(filter(names_units, free), "")


def amount_with_unit(text: str) -> str:
    """Return an amount without the border before its unit, which counts behind a number alone, if it is a unit."""
    amount, _, unit = text.partition(BETWEEN_UNIT)
    return f"{amount} {unit.strip()}" if is_number_alone(amount) and is_unit(unit) else amount
