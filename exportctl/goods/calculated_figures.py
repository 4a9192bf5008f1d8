"""Figures that follow from other stated ones: the specific strength of fibres, and the energy that a capacitor stores."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from exportctl.goods.quantities import EXACT
from exportctl.law.model import Measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.stated import Goods
    from exportctl.law.model import OneOf

_DENSITY: Final = "density"
_GRAVITY: Final = Decimal("9.80665")
_SPECIFIC: Final = {
    "specific_tensile_strength": ("tensile_strength", Decimal(1000)),
    "specific_modulus": ("tensile_modulus", Decimal(1_000_000)),
}
"""Properties against the weight by volume, by the property and its unit against 1 g/cm3 in m2/s2: 1 MPa, 1 GPa."""
_ENERGY: Final = "stored_energy"
_CAPACITOR: Final = ("capacitor_voltage", "capacitance")
_BASES: Final = {
    **{id_: frozenset({base, _DENSITY}) for id_, (base, _) in _SPECIFIC.items()},
    _ENERGY: frozenset(_CAPACITOR),
}


def with_bases(ids: frozenset[str]) -> frozenset[str]:
    """Return tested properties with those from which one of them is calculated."""
    return ids.union(*(_BASES[id_] for id_ in ids & _BASES.keys()))


def meets_by_calculation(figure: Measured | OneOf, goods: Goods) -> bool:
    """Return whether other stated figures of goods meet a least value. They never miss one."""
    if not isinstance(figure, Measured) or figure.op not in (">", ">="):
        return False
    if figure.parameter in _SPECIFIC:
        return figure.op == ">=" and _is_specific(figure, goods)
    return figure.parameter == _ENERGY and _stores(figure, goods)


def _is_specific(figure: Measured, goods: Goods) -> bool:
    """Return whether the stated strength or modulus of a fibre, against its density, is at least a value."""
    base, unit = _SPECIFIC[figure.parameter]
    densities = [high for _, high in _ranges(goods, _DENSITY)] or [goods.interpreted.content.densest]
    least, most = _least(goods, base), max(filter(None, densities), default=None)
    if least is None or most is None or None in densities:
        return False
    return EXACT.multiply(least, unit) >= EXACT.multiply(EXACT.multiply(figure.value, most), _GRAVITY)


def _stores(figure: Measured, goods: Goods) -> bool:
    """Return whether the voltage in kV and the capacitance in uF of a capacitor give more energy in J than a value."""
    voltage, capacitance = (_least(goods, id_) for id_ in _CAPACITOR)
    if voltage is None or capacitance is None:
        return False
    doubled = EXACT.multiply(capacitance, EXACT.multiply(voltage, voltage))
    return doubled > EXACT.multiply(figure.value, Decimal(2))


def _least(goods: Goods, name: str) -> Decimal | None:
    """Return the lowest possible value of a property; None if it is not stated, or without a lower bound."""
    values = [low for low, _ in _ranges(goods, name)]
    return None if None in values else min(filter(None, values), default=None)


def _ranges(goods: Goods, name: str) -> Iterator[tuple[Decimal | None, Decimal | None]]:
    """Yield the lowest and the highest possible value of each statement of a property."""
    yield from ((value, value) for id_, value in goods.params if id_ == name and isinstance(value, Decimal))
    yield from ((item.low, item.high) for item in goods.within if item.name == name)
