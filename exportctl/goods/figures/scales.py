"""The units of figures that mean something by themselves: a share, a part of a million, and the units of one or few properties."""

from __future__ import annotations

from typing import Final

from exportctl.goods.figures.figure_range import scale

PERCENT: Final = scale(
    r"(?:wt\.?\s*)?(?:[%％]|(?:pct|PCT|percent)(?![A-Za-z]))", "%", ("%", "％", "pct", "PCT", "percent")
)
PPM: Final = scale(r"(?:ppm|PPM)w?(?![A-Za-z])", " ppm", ("ppm", "PPM"))
OWN_UNITS: Final = (
    ("energy_density", scale(r"[Ww][·.-]?[Hh]\s?/\s?[Kk][Gg](?![A-Za-z0-9])", " Wh/kg", ("/",), decimal=False)),
    ("energy_density", scale(r"[Kk][Ww][·.-]?[Hh]\s?/\s?[Kk][Gg](?![A-Za-z0-9])", " kWh/kg", ("/",), decimal=False)),
    ("specific_capacity", scale(r"m[Aa][·.-]?[Hh]\s?/\s?g(?![A-Za-z0-9])", " mAh/g", ("/",), decimal=False)),
    (
        "dislocation_density",
        scale(
            r"(?:个|条)?\s?(?:/|\bper\b)\s?(?:cm[2²]|[Ss]q\.?\s?cm|平方厘米)(?![A-Za-z0-9])|cm(?:-|−|⁻)[2²]",
            " 1/cm2",
            ("cm", "平方厘米"),
            decimal=False,
        ),
    ),
)
"""Units that belong to one property only."""
SHARED_UNITS: Final = (
    ("g/cm3", scale(r"g\s?/\s?c(?:m3|m³|c)(?![A-Za-z0-9])", " g/cm3", ("/",))),
    ("MPa", scale(r"MPa(?![A-Za-z0-9])", " MPa", ("MPa",), decimal=False)),
)
"""Units of several properties: the name before a figure identifies its property."""
