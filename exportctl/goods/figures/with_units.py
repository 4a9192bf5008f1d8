"""The figures of a text in their notations: numbers with units, powers of ten, figures that grow with a length, and counts."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from exportctl.goods.figures.figure_range import Figure, figures_in, matches_at_numbers, scale, with_bounds
from exportctl.goods.units import KINDS, STEEL, UNIT, meanings_of, symbol_of, with_symbols

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.figures.figure_range import Scale

MEASURED: Final = re.compile(rf"(?<![A-Za-z\d.])(?<!\d,)(?!{STEEL})\d+(?:[.,]\d+)*\s*(?P<unit>{UNIT})")
"""A number with its unit, and no steel: 316L."""
_COUNTED: Final = re.compile(
    r"(?<![A-Za-z\d.])(?<!\d,)(?:(?P<first>\d+(?:\.\d+)?)\s?(?:[-–~～至到]|to(?=\s))\s?)?"
    r"(?P<last>[1-9]\d{0,2}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s?(?P<myriads>万))?(?![\d.%％A-Za-z]|,\d)"
)
"""A number without a unit: 4, 2-290, 50,000, 5万."""
_MYRIAD: Final = 10_000
_POWER: Final = re.compile(
    rf"(?<![A-Za-z\d.^])(?<!\d,)(?P<first>\d+(?:\.\d+)?)(?:[eE]|\s?[×x*]\s?10\s?\^?)(?P<power>[-−+]?\d{{1,2}}|[⁻⁺]?[⁰¹²³⁴-⁹]+)\s*"
    rf"(?:(?P<unit>{UNIT})|(?P<expansion>(?:m/m\s?)?(?:[/·]|per\s)\s?(?:K|°?\s?C|℃|deg\.?\s?C)|(?:1/)?(?:K|°?C|℃)(?:\^?-1|⁻¹)|1/(?:K|°?C|℃))(?![A-Za-z\d]))"
)
"""A power of ten: 5e-5 Pa, 6×10-6 Pa, 1 x 10^6 Gy, 2.4x10-6/K."""
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
_DEGREES: Final = frozenset({"°C", "° C", "℃", "°", "C", "degC", "deg C", "deg. C", "摄氏度", "度"})
_MINUS: Final = frozenset("-−–\u2010\u2011\u2012—－﹣")
_RANGED: Final = re.compile(r"(?:\d|°\s?C|[°℃])\s*$")
"""The text before the dash of a range: 20 - 200 °C."""
_WORD_END: Final = re.compile(r"[A-Za-z]$")
_ABSOLUTE_ZERO: Final = Decimal("273.15")
_PERCENTS: Final = frozenset({"pct", "PCT"})
_LONGER: Final = re.compile(rf"\s?[/每]\s?(?:{UNIT})")
"""The rest of a unit of several parts: the /h of 600 m³/h. Compiled once, because it takes 40 ms, and texts have many units."""
_KEPT: Final = 256


def figures_with_units(text: str) -> Iterator[tuple[str, Figure]]:
    """Yield the figures of a text with their units as written."""
    for unit in dict.fromkeys([item["unit"] for item in matches_at_numbers(MEASURED, text)]):
        for bare in figures_in(text, _scale(unit)):
            values = tuple(meaning for value in bare.values for meaning in meanings_of(value))
            signed = _below_zero(text, bare._replace(values=values)) if unit in _DEGREES else None
            yield unit, signed or (bare if values == bare.values else bare._replace(values=values))


def _below_zero(text: str, figure: Figure) -> Figure | None:
    """Return a temperature with the minus before it; None for one without it, or below absolute zero, where it is a dash.

    A minus with a blank behind it, or directly after a word, may be either: temperature - 269 °C.
    """
    first, *others = figure.values
    sign = len(text[: figure.start].rstrip(" ")) - 1
    if sign < 0 or text[sign] not in _MINUS or _RANGED.search(text, 0, sign):
        return None
    if Decimal(first.partition(" ")[0]) > _ABSOLUTE_ZERO:
        return None
    doubtful = sign + 1 < figure.start or bool(_WORD_END.search(text, 0, sign))
    return figure._replace(start=sign, values=(f"-{first}", *(figure.values if doubtful else others)))


@cache
def _expression_of_growing_figures() -> re.Pattern[str]:
    """Return the expression of a figure that grows with a length, 1.7+3L/1000 um: compiled at the first use, as few texts have one."""
    return re.compile(
        rf"(?<![A-Za-z\d.])(?<!\d,)[(（]?\s*\d+(?:\.\d+)?\s*(?:{UNIT})?\s*[+＋]\s*(?:\d+(?:\.\d+)?)?\s?[*x×]?\s?L\s?/\s?\d+\s*[)）]?\s*(?:{UNIT})?"
    )


def growing_figures(text: str) -> Iterator[Figure]:
    """Yield figures that grow with a length."""
    if "L" not in text or not ("+" in text or "＋" in text):
        return
    for item in _expression_of_growing_figures().finditer(text):
        yield Figure(
            item.start(),
            item.start() + len(item.group().rstrip()),
            (item.group().strip().strip("(（").replace("＋", "+"),),
        )


def powers_of_ten(text: str) -> Iterator[Figure]:
    """Yield figures in the notation of powers of ten."""
    for item in matches_at_numbers(_POWER, text):
        if _is_side(item):
            continue
        unit = "1/K" if item["expansion"] else item["unit"]
        value = f"{item['first']}e{item['power'].translate(_RAISED)} {unit}"
        yield with_bounds(text, Figure(*item.span(), (value,)))


def _is_side(power: re.Match[str]) -> bool:
    """Return whether a power of ten without a sign for it is two sides of a piece: 150 x 100 mm."""
    digits = power["power"]
    bare = digits.isascii() and digits.isdecimal() and power.string[power.start("power") - 1] == "0"
    return bare and (digits.startswith("0") or KINDS.get(symbol_of(power["unit"] or "")) == "length")


def counts(text: str) -> Iterator[Figure]:
    """Yield figures without a unit."""
    for item in matches_at_numbers(_COUNTED, text):
        numbers = [number.replace(",", "") for number in (item["first"], item["last"]) if number]
        if item["myriads"]:
            numbers = [f"{(Decimal(number) * _MYRIAD).normalize():f}" for number in numbers]
        yield with_bounds(text, Figure(*item.span(), tuple(numbers), ranged=bool(item["first"])))


@lru_cache(maxsize=_KEPT)
def _scale(unit: str) -> Scale:
    """Return the scale that finds figures of a unit, by its spelling in a text."""
    value = "%" if unit in _PERCENTS else with_symbols(unit)
    return scale(rf"{re.escape(unit)}(?![A-Za-z0-9²³])", " " + value, (unit,), decimal=False, longer=_LONGER)
