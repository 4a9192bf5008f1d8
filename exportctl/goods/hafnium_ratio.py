"""The ratio of hafnium to zirconium in a metal whose content of hafnium is stated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.quantities import EXACT, WHOLE
from exportctl.law.model import Measured

if TYPE_CHECKING:
    from exportctl.goods.stated import Goods
    from exportctl.law.model import OneOf

_RATIO: Final = "hafnium_zirconium_ratio"
_HAFNIUM: Final = "Hf"
_ZIRCONIUM: Final = "zirconium"
_LEAST: Final = WHOLE / 2
"""The least share of zirconium in its metal, in percent."""


def has_low_hafnium(figure: Measured | OneOf, goods: Goods) -> bool:
    """Return whether the stated most hafnium of zirconium metal meets a highest ratio to zirconium. It never misses one."""
    if not (isinstance(figure, Measured) and figure.parameter == _RATIO and figure.op == "<"):
        return False
    if goods.interpreted.material != _ZIRCONIUM:
        return False
    shares = [value for symbol, value in goods.composition.shares if symbol == _HAFNIUM]
    highest = [item.high for item in goods.within if item.name == _HAFNIUM]
    most = max((*shares, *filter(None, highest)), default=None)
    if most is None or None in highest:
        return False
    return EXACT.multiply(most, WHOLE) < EXACT.multiply(figure.value, _LEAST)
