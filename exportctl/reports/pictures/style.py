"""The style of pictures: statuses differ by pattern as well as by colour, for grey print and dark screens."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, SubElement

FONTS: Final = 'Inter, system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif'
_LIGHT: Final = {
    "page": "#ffffff",
    "ink": "#1b2733",
    "dim": "#566371",
    "grid": "#dfe5eb",
    "quarter": "#eff2f5",
    "beyond": "#f4f1ea",
    "bar": "#2b5784",
    "pale": "#e4edf6",
    "hatch": "#a4501c",
    "under": "#fcefe5",
    "mark": "#b3261e",
}
_DARK: Final = {
    "page": "#141a21",
    "ink": "#e7ecf1",
    "dim": "#a3b0bd",
    "grid": "#2d3843",
    "quarter": "#212a33",
    "beyond": "#211f1a",
    "bar": "#6d9fd1",
    "pale": "#1c2b3a",
    "hatch": "#e79c61",
    "under": "#2d2219",
    "mark": "#ff8b80",
}


def _colour_rules(colours: dict[str, str]) -> str:
    """Return the CSS rules that colour each part."""
    return f"""
.tl text {{ fill: {colours["ink"]} }}
.tl .tl-title {{ stroke: {colours["page"]} }}
.tl .tl-page {{ fill: {colours["page"]} }}
.tl .tl-dim, .tl .tl-date, .tl .tl-axis, .tl .tl-now-ended, .tl .tl-now-pending {{ fill: {colours["dim"]} }}
.tl .tl-year {{ stroke: {colours["grid"]} }}
.tl .tl-quarter {{ stroke: {colours["quarter"]} }}
.tl .tl-beyond {{ fill: {colours["beyond"]} }}
.tl .tl-in_force {{ fill: {colours["bar"]} }}
.tl .tl-suspended {{ fill: {colours["pale"]}; stroke: {colours["bar"]} }}
.tl .tl-unsettled {{ stroke: {colours["hatch"]} }}
.tl .tl-pending {{ stroke: {colours["dim"]} }}
.tl .tl-hatch {{ stroke: {colours["hatch"]} }}
.tl .tl-under {{ fill: {colours["under"]} }}
.tl .tl-dot {{ fill: {colours["dim"]} }}
.tl .tl-mark {{ stroke: {colours["mark"]} }}
.tl .tl-marked {{ fill: {colours["mark"]} }}
"""


STYLE: Final = f"""
.tl text {{ font-family: {FONTS}; font-size: 13px }}
.tl .tl-title {{ paint-order: stroke; stroke-width: 3px; stroke-linejoin: round }}
.tl .tl-head {{ font-size: 19px; font-weight: 600 }}
.tl .tl-id, .tl .tl-marked {{ font-weight: 600 }}
.tl .tl-dim, .tl .tl-axis, .tl .tl-now, .tl .tl-marked {{ font-size: 12px }}
.tl .tl-date {{ font-size: 10.5px }}
.tl .tl-suspended {{ stroke-dasharray: 4 2 }}
.tl .tl-unsettled {{ fill: url(#tl-hatched) }}
.tl .tl-pending {{ fill: url(#tl-dotted); stroke-dasharray: 1 2 }}
.tl .tl-mark {{ stroke-width: 1.6 }}
{_colour_rules(_LIGHT)}
@media screen and (prefers-color-scheme: dark) {{ {_colour_rules(_DARK)} }}
"""
"""What a browser, an editor of pictures and the maker of PNG take alike; the last passes over what it has for dark screens."""


def patterns() -> Element:
    """Return the patterns that fill bars: lines for unsettled spans, dots for pending ones."""
    found = Element("defs")
    lines = SubElement(
        found,
        "pattern",
        {
            "id": "tl-hatched",
            "width": "7",
            "height": "7",
            "patternUnits": "userSpaceOnUse",
            "patternTransform": "rotate(45)",
        },
    )
    SubElement(lines, "rect", {"width": "7", "height": "7", "class": "tl-under"})
    SubElement(lines, "line", {"x1": "3", "x2": "3", "y1": "0", "y2": "7", "class": "tl-hatch", "stroke-width": "2.4"})
    dots = SubElement(
        found, "pattern", {"id": "tl-dotted", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
    )
    SubElement(dots, "circle", {"cx": "3", "cy": "3", "r": "1", "class": "tl-dot"})
    return found
