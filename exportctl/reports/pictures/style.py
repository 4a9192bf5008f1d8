"""The style of pictures: statuses differ by pattern as well as by colour, for grey print and dark screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import XML, Element

from exportctl.effects import APPEARANCES
from exportctl.law.scale import EFFECTS

if TYPE_CHECKING:
    from collections.abc import Mapping

FONTS: Final = 'Inter, system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif'
_LIGHT: Final = {
    "page": "#ffffff",
    "ink": "#1b2733",
    "dim": "#566371",
    "grid": "#dfe5eb",
    "quarter": "#eff2f5",
    "beyond": "#f4f1ea",
    "bar": "#566371",
    "pale": "#f1f4f7",
    "hatch": "#8a2f86",
    "under": "#f8ecf7",
    "mark": "#1b2733",
}
_DARK: Final = {
    "page": "#141a21",
    "ink": "#e7ecf1",
    "dim": "#a3b0bd",
    "grid": "#2d3843",
    "quarter": "#212a33",
    "beyond": "#211f1a",
    "bar": "#a3b0bd",
    "pale": "#1b232c",
    "hatch": "#dd9ad9",
    "under": "#2c1f2c",
    "mark": "#e7ecf1",
}
_LIGHT_BARS: Final[Mapping[str, str]] = {effect: APPEARANCES[effect].light for effect in EFFECTS[1:]}
_DARK_BARS: Final[Mapping[str, str]] = {effect: APPEARANCES[effect].dark for effect in EFFECTS[1:]}


def _colour_rules(colours: dict[str, str], severity: Mapping[str, str]) -> str:
    """Return the CSS rules for the colours of each part, and of a provision's bars by its effect."""
    bars = "\n".join(
        f".tl .tl-e-{effect} .tl-in_force {{ fill: {colour} }}\n.tl .tl-e-{effect} .tl-suspended {{ stroke: {colour} }}"
        for effect, colour in severity.items()
    )
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
{bars}
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
{_colour_rules(_LIGHT, _LIGHT_BARS)}
@media screen and (prefers-color-scheme: dark) {{ {_colour_rules(_DARK, _DARK_BARS)} }}
"""
"""Styles that browsers, editors of pictures and the PNG renderer support; the renderer ignores the rules for dark screens."""


_PATTERNS: Final = (
    '<defs><pattern id="tl-hatched" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" class="tl-under" />'
    '<line x1="3" x2="3" y1="0" y2="7" class="tl-hatch" stroke-width="2.4" /></pattern>'
    '<pattern id="tl-dotted" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle cx="3" cy="3" r="1" class="tl-dot" /></pattern></defs>'
)


def patterns() -> Element:
    """Return the patterns that fill bars: lines for unsettled spans, dots for pending ones."""
    return XML(_PATTERNS)
