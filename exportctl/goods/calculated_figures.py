"""The specific tensile strength of fibres: their tensile strength against their weight by volume."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from exportctl.goods.quantities import EXACT
from exportctl.law.model import Measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.stated import Goods
    from exportctl.law.model import OneOf

SPECIFIC: Final = "specific_tensile_strength"
BASES: Final = ("tensile_strength", "density")
_GRAVITY: Final = Decimal("9.80665")
_PASCALS: Final = Decimal(1000)
"""1 MPa against 1 g/cm3, in m2/s2."""


def has_specific_strength(figure: Measured | OneOf, goods: Goods) -> bool:
    """Return whether the stated strength and density of a fibre meet a least specific strength. They never miss one."""
    if not (isinstance(figure, Measured) and figure.parameter == SPECIFIC and figure.op == ">="):
        return False
    strengths = [low for low, _ in _ranges(goods, "tensile_strength")]
    densities = [high for _, high in _ranges(goods, "density")] or [goods.interpreted.content.densest]
    least, most = min(filter(None, strengths), default=None), max(filter(None, densities), default=None)
    if least is None or most is None or None in strengths or None in densities:
        return False
    return EXACT.multiply(least, _PASCALS) >= EXACT.multiply(EXACT.multiply(figure.value, most), _GRAVITY)


def _ranges(goods: Goods, name: str) -> Iterator[tuple[Decimal | None, Decimal | None]]:
    """Yield the lowest and the highest possible value of each statement of a property."""
    yield from ((value, value) for id_, value in goods.params if id_ == name and isinstance(value, Decimal))
    yield from ((item.low, item.high) for item in goods.within if item.name == name)
