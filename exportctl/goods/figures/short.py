"""Figures as drawings and traders write them, without their unit: Φ850, DN800, 流量25方, 质量数1-320, 分辨率400, -325 mesh."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.figures.figure_range import Figure
from exportctl.goods.units import UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator

_DRAWN: Final = re.compile(
    rf"(?:(?:(?<=径)\s?|[ΦφØø⌀]\s?|(?<![A-Za-z])(?:(?i:dia(?:m(?:eter)?)?|bore)\b|I\.?D\b)\.?\s?)(?=\d{{3}})|(?<![A-Za-z])DN\s?)"
    rf"(?P<figure>\d{{1,4}})(?![\d.~/%％-]|\s?[×xX*](?!\s?[壁厚长高])|,\d|\s?(?:{UNIT}|(?i:mm|in\b|inch|ft)|[\"″寸目]))"
)
"""A diameter as drawings show it, without its unit, which is the millimetre: Φ850, 内径250, DN800, bore 850, dia. 400."""
_CYLINDER: Final = re.compile(
    r"(?:[ΦφØø⌀]|(?<=[内缸腔炉]径)|(?<![A-Za-z])(?:D(?=\d)|(?i:dia(?:meter)?|ID)\b\.?))\s?(?P<figure>\d{2,4})\s?(?:mm)?\s?[×xX*]\s?[HL]?\s?\d{2,5}\s?(?:mm|毫米|MM)?(?![\w.×*])"
)
"""The diameter and length of a cylinder, in millimetres: Φ300×600mm, D450xH1200, 内径460×1200, ID 600 x H 9200."""
_NAMED: Final = ("ID", "id", "Id")
"""The name of a diameter before a figure, which is not a part of the figure."""
_SIGNS: Final = frozenset("ΦφØø⌀")
"""The signs of a diameter."""
_HOURLY: Final = re.compile(r"(?<=流量)\s?(?P<figure>\d+(?:\.\d+)?)\s?(?:立方米?|方|m3|m³)(?!\s?[/每\d])")
"""A flow as traders write it, without its time, which is the hour: 流量25方."""
_MASSES: Final = re.compile(
    rf"(?<=质量数|量范围|质荷比)\s?(?:\d+\s?[-~～]\s?)?(?P<figure>\d{{2,3}})(?![\d.]|\s?(?:{UNIT}))"
)
"""The greatest mass of the ions that a spectrometer measures, as traders write it, without its unit: 质量数1-320."""
_RESOLUTIONS: Final = re.compile(
    rf"(?<![A-Za-z])(?:分辨率|分辨本领|分辨力|(?:mass )?resolution|resolving power|R(?=\s?[=≥>]))\s?(?:R\s?)?[=≥>:：]?\s?"
    rf"(?P<figure>\d{{3,6}})(?![\d.%％×xX*-]|,\d|\s?(?:{UNIT}|(?i:dpi|ppi|lines?|lp|pixels?|[点线像])))",
    re.IGNORECASE,
)
"""The resolution of a spectrometer, a ratio without a unit: 分辨率400, R≥10000. Smaller numbers may be in another unit."""
_SIEVED: Final = re.compile(
    r"(?<![\d+.])(?<!\d,)-?(?P<coarse>[1-9]\d{1,3})(?:\s?[-/~～+]\s?(?P<fine>[1-9]\d{1,3}))?\s?(?:mesh|MESH|Mesh|目)(?![A-Za-z])"
)
"""The sieves that a powder passes, by their openings in an inch: -325 mesh, 100-200目."""
_WIDEST: Final = 18_000
"""The widest opening of a sieve in um, times the openings in an inch: 600 um at 30 mesh, and less at finer ones."""


def short_figures(text: str) -> Iterator[Figure]:
    """Yield the diameters, masses of ions and resolutions without a unit, and the flows without a time."""
    for item in _DRAWN.finditer(text):
        start = item.start() if item.group()[0] in _SIGNS else item.start("figure")
        yield Figure(start, item.end(), (f"{item['figure']} mm",))
    for item in _CYLINDER.finditer(text):
        start = item.start("figure") if item.group().startswith(_NAMED) else item.start()
        yield Figure(start, item.end(), (f"{item['figure']} mm",))
    for item in _HOURLY.finditer(text):
        yield Figure(*item.span(), (f"{item['figure']} m3/h",))
    for item in _MASSES.finditer(text):
        yield Figure(*item.span(), (f"{item['figure']} u",))
    for item in _RESOLUTIONS.finditer(text):
        yield Figure(item.start("figure"), item.end(), (item["figure"],))


def sieved_sizes(text: str) -> Iterator[Figure]:
    """Yield the greatest size of a powder that passed a sieve."""
    for item in _SIEVED.finditer(text):
        mesh = min(int(number) for number in item.groups() if number)
        yield Figure(*item.span(), (f"{_WIDEST // mesh} um",), below=True, unnamed=True)
