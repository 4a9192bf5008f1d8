"""The best value that a thing reaches, by a range, a tolerance or a bound of a figure: a spectrometer for 2-290 amu reaches 290."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from exportctl.goods.units import KINDS, symbol_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from exportctl.goods.figures.figure_range import Figure
    from exportctl.goods.figures.property_names import Context


# Searched in the words of a figure whose bound is read already, to find the word of the bound.
_MOST: Final = re.compile(
    r"\b(?:max(?:imum|\.)?|up to|(?:range|velocity|velocities) to\b)|最大|最高|可达", re.IGNORECASE
)
_LEAST: Final = re.compile(r"\bmin(?:imum|\.)?|最小|最低", re.IGNORECASE)
_BETTER: Final = re.compile(r"\bbetter\b", re.IGNORECASE)
"""A figure or better may be a lower one: a cooling time of 28 min or better."""
_TOLERANCE: Final = re.compile(r"(?:^|[^\d\s])\s*(?:±|\+/-)\s*\d")
"""The sign before the accuracy of a thing, which is not that between a value and its tolerance: ±2 um, but not 20±2 um."""
_SIZES: Final = frozenset({"length", "area", "volume", "mass"})
"""The kinds of quantities of which a range from 0 is an assortment or a scale."""
_SPANNED: Final = frozenset({"u", "Hz", "km/s", "degC"})
"""The units of properties of which one thing has every value in a range: the ions that a spectrometer measures."""


def as_best(context: Context, id_: str, text: str, figure: Figure, short: Collection[str]) -> Figure:
    """Return the best value that a thing reaches: a press of at most 400 MPa reaches them, a spectrometer for 2-290 amu 290.

    The powers and sizes of a range may be those of several things.

    A machine reaches both ends of its mass range or frequency range, and of a range from 0. A tolerance under a `short` name is an
    upper bound that the goods keep, and they may do better. Whether an accuracy of ±2 um counts as 2 or 4 um is open,
    unless the act bounds a difference either way.
    """
    signs = context.properties.get(id_) if context.things else None
    doubled = not context.law.parameters[id_].difference
    if figure.ranged and signs == {">"} and (_spans_range(context, id_) or _is_from_zero(figure)):
        return figure._replace(values=figure.values[-1:], ranged=False)
    words = text[figure.start : figure.end]
    if signs and "<" in signs and ">" not in signs and len(figure.values) == 1 and _TOLERANCE.search(words):
        twice = (_twice(figure.values[0]),) if doubled else ()
        return figure._replace(values=(*figure.values, *twice), below=False, above=False)
    most = signs == {">"} and figure.below and not figure.above and _MOST.search(words)
    better = signs and "<" in signs and _BETTER.search(words)
    if better or (signs == {"<"} and id_ in short and "+" not in figure.values[0]):
        return figure._replace(below=True)
    least = signs == {"<"} and figure.above and not figure.below and _LEAST.search(words)
    return figure._replace(below=False, above=False) if most or least else figure


def _twice(value: str) -> str:
    """Return twice a value with a unit."""
    number, _, unit = value.partition(" ")
    return f"{2 * Decimal(number):f} {unit}" if unit else f"{2 * Decimal(number.rstrip('%')):f}%"


def _is_from_zero(figure: Figure) -> bool:
    """Return whether a range begins with zero, which no thing of several would have: 0-30000 rpm.

    A range of sizes is an assortment or a scale.
    """
    number, _, unit = figure.values[0].partition(" ")
    return not Decimal(number.rstrip("%")) and KINDS.get(symbol_of(unit)) not in _SIZES


def _spans_range(context: Context, id_: str) -> bool:
    """Return whether one thing has every value in a range of a property: a frequency, or a mass range of a machine."""
    parameter = context.law.parameters[id_]
    named = any(name.endswith("range") for name in (id_, *parameter.aliases))
    return parameter.unit in _SPANNED or (context.machines and named)
