"""Figures of a description are shares, purity, quantities with a unit, and grades."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.facts.left import beside, element_of
from exportctl.facts.wording import Understood
from exportctl.law.elements import ELEMENTS

if TYPE_CHECKING:
    from exportctl.facts.left import Fact, Left, Named
    from exportctl.law.register import Register

NUMBER: Final = r"\d+(?:[.,]\d+)*"
_SHARE: Final = re.compile(
    rf"(?P<before>{NUMBER})\s*(?:wt\.?\s*)?[%％]\s*(?P<element>[A-Z][a-z]?)\b|\b(?P<symbol>[A-Z][a-z]?)\s*[:=]?\s*(?P<after>{NUMBER})\s*[%％]"
)
_PERCENT: Final = re.compile(
    rf"(?P<bound>(?:[<>≥≤]=?|more than|less than|at least|over|above|min\.?|大于|高于|超过|不低于)\s*)?(?P<figure>{NUMBER})\s*[%％]"
)
_ENDS_BEFORE: Final = re.compile(r"(?:[-~–—至到从]|\b(?:from|to))$", re.IGNORECASE)
_ENDS_BEHIND: Final = re.compile(r" *(?:[-~–—+至到以]|min|max|or\b|and\b|to\b|up)", re.IGNORECASE)
"""What makes a share one end of a range: from 5%, 8-12%, 10% min, 5% or more, 5%以上."""
_CLOSES: Final = re.compile(
    r"\s*(?:$|[,;，；、)）]|\d|(?:[wv]/[wv]|wt|by|aq|aqueous|water|solution|soln|in|drum|bottle|can|ibc|grade|水溶液|溶液|工业|试剂|桶|瓶)(?![a-z/]))",
    re.IGNORECASE,
)
"""What may stand behind a share of goods without making it a share of something else: 13% VAT, 10% more."""
_NINES: Final = re.compile(r"\b[1-9]N[0-9]?5?\b")
_ALLOYED: Final = re.compile(rf"\b(?:[A-Z][a-z]?{NUMBER}){{2,}}\b|\b[A-Z][a-z]? {NUMBER}(?: [A-Z][a-z]? {NUMBER})+\b")
_PART: Final = re.compile(rf"([A-Z][a-z]?) ?({NUMBER})")
_SCALED: Final = "Wh/kg|Ah/g|Wh|Ah|VA|W|V|A|Hz|Pa|bar|bps|torr|m|g|l|L|N|J|K|T|F|s|eV|ohm|Ω"
_UNITS: Final = (
    r"g/c(?:m3|m³|c)|kg/m3|mol\s?%|(?:ohm|Ω)[ .·-]?cm|cN/dtex|"
    rf"[kMGTmuµμnpc]?(?:{_SCALED})|"
    r"t|mm2|m2|cm2|cm3|m3|inches|inch|in|\"|″|ft|feet|yd|lb|lbs|oz|rpm|kgs?|pcs?|sets?|"
    r"℃|°C|°|deg|mesh|micron|microns|ppm|ppb|min|dtex|axis|phase|"
    r"英寸|毫米|厘米|米|微米|公斤|千克|克|吨|升|毫升"
)
_MEASURE: Final = re.compile(
    rf"(?:[<>≥≤±~]=?\s*)?{NUMBER}(?:\s*[-x×*~]\s*{NUMBER})*\s*(?P<unit>{_UNITS})(?![A-Za-z0-9])"
)
_GRADE: Final = re.compile(
    r"\bN?\d{2}(?:M|H|SH|UH|EH|AH|VH)?\b|\b[A-Z]{1,4}[- ]?\d{1,5}[A-Z]{0,3}\b|\b\d{1,2}#|"
    r"\b[A-Z]?\d+(?:\.\d+)?(?:[x×*]\d+(?:\.\d+)?)+(?:mm|cm|m)?\b|\b\d+:\d+\b"
)
_BARE: Final = re.compile(r"(?<![\d.])9[5-9]\.\d+(?![\d.%])|(?<![\d.])99(?![\d.%])")
"""Traders write 99.5 for a purity of 99.5 %."""
_MOST_PURE: Final = 90


def read_shares(law: Register, names: list[Named], left: Left) -> tuple[list[Named], list[Fact], Left]:
    """Read weight shares: 2 % Dy, Dy 2%, W92Ni6Fe2, 2 % dysprosium."""
    facts: list[Fact] = []
    for alloy in _ALLOYED.finditer(left.text):
        parts = [(symbol, number) for symbol, number in _PART.findall(alloy.group()) if symbol in ELEMENTS]
        total = sum(float(number.replace(",", ".")) for _, number in parts)
        if left.has(alloy.start(), alloy.end()) and len(parts) > 1 and 98 <= total <= 100.5:  # noqa: PLR2004 - rounded shares
            facts += [
                (alloy.start(), Understood(alloy.group(), "share", f"{symbol}={number}%")) for symbol, number in parts
            ]
            left = left.without([alloy.span()])
    for share in _SHARE.finditer(left.text):
        symbol = share["element"] or share["symbol"]
        number = share["before"] or share["after"]
        if symbol in ELEMENTS and left.has(*share.span()):
            facts.append((share.start(), Understood(share.group(), "share", f"{symbol}={number.replace(',', '.')}%")))
            left = left.without([share.span()])
    kept = list(names)
    for percent in _PERCENT.finditer(left.text):
        near = next((item for item in kept if beside(left.text, percent.end(), item.start)), None)
        element = near and element_of(law, near)
        if near and element and left.has(*percent.span()):
            kept.remove(near)
            number = percent["figure"].replace(",", ".")
            facts.append(
                (percent.start(), Understood(left.text[percent.start() : near.end], "share", f"{element}={number}%"))
            )
            left = left.without([(percent.start(), near.end)])
    weak = _diluted(law, kept, left)
    facts += [(start, Understood(left.text[start:end], "share", value)) for start, end, value in weak]
    left = left.without((start, end) for start, end, _ in weak)
    return kept, facts, left


def _diluted(law: Register, names: list[Named], left: Left) -> list[tuple[int, int, str]]:
    """Read how much goods hold of the one substance named, if a ruling leaves outside what holds little of it: 5% HCl, 盐酸 5%.

    A bound, a range, and one share of several are no figure that anything could rest on.
    """
    shares = [item for item in _PERCENT.finditer(left.text) if left.has(*item.span())]
    substances = {meaning for item in names for meaning in item.meanings}
    if len(shares) != 1 or len(substances) != 1 or not _is_measured(law, *substances):
        return []
    share, name = shares[0], names[0]
    before, behind = left.text[: share.start()].rstrip(), left.text[share.end() :]
    ahead, follows = beside(left.text, share.end(), name.start), beside(left.text, name.end, share.start())
    touches = ahead or (follows and _CLOSES.match(behind))
    if not touches or share["bound"] or _ENDS_BEFORE.search(before) or _ENDS_BEHIND.match(behind):
        return []
    return [(*share.span(), f"{name.words}={share['figure'].replace(',', '.')}%")]


def _is_measured(law: Register, substance: str) -> bool:
    """Tell whether a ruling leaves outside what holds little of a substance."""
    material = law.materials.get(substance)
    rulings = (ruling for line in (material.entries if material else ()) for _, ruling in law.rulings.get(line, ()))
    return any(ruling.outside_share and ruling.outside_share.substance == substance for ruling in rulings)


def _purity(left: Left) -> tuple[list[Fact], Left]:
    """Read purity: 7N, 4N5, 99.99 %. A lower share of nobody knows what says nothing, and a bound is no figure."""
    facts: list[Fact] = []
    for item in _NINES.finditer(left.text):
        if left.has(*item.span()):
            facts.append((item.start(), _property(item.group(), "purity", item.group())))
            left = left.without([item.span()])
    for item in _PERCENT.finditer(left.text):
        if left.has(*item.span()):
            figure = item["figure"].replace(",", ".")
            pure = not item["bound"] and float(figure) >= _MOST_PURE
            said = _property(item.group(), "purity", f"{figure}%") if pure else _figure(item.group(), item.group())
            facts.append((item.start(), said))
            left = left.without([item.span()])
    return facts, left


def _bare(left: Left) -> tuple[list[Fact], Left]:
    """Read what may be a purity without a sign of percent, once quantities were read: it may be a price, so nothing rests on it."""
    found = [item for item in _BARE.finditer(left.text) if left.has(*item.span())]
    facts = [(item.start(), _figure(item.group(), item.group())) for item in found]
    return facts, left.without(item.span() for item in found)


def _property(words: str, name: str, value: str) -> Understood:
    return Understood(words, "property", f"{name}={value}")


def _figure(words: str, value: str) -> Understood:
    return Understood(words, "measure", value)


def _measures(left: Left) -> tuple[list[Fact], Left]:
    """Read quantities with their units; which property they are of is told where the unit is that of one property alone."""
    facts: list[Fact] = []
    for item in _MEASURE.finditer(left.text):
        if left.has(*item.span()):
            figure = item.group().strip("<>≥≤±~= ")
            name = None if re.search(r"[-x×*~]", figure) else _ALONE.get(item["unit"])
            facts.append(
                (item.start(), _property(item.group(), name, figure) if name else _figure(item.group(), figure))
            )
            left = left.without([item.span()])
    return facts, left


_ALONE: Final = {"Wh/kg": "energy_density", "mAh/g": "specific_capacity"}
"""Units that one property alone is measured in."""


def _grades(left: Left) -> tuple[list[Fact], Left]:
    """Read grades and type numbers: N42SH, 2#, 6061."""
    found = [item for item in _GRADE.finditer(left.text) if left.has(*item.span())]
    facts = [(item.start(), Understood(item.group(), "grade", item.group())) for item in found]
    return facts, left.without(item.span() for item in found)


def read_figures(left: Left) -> tuple[list[Fact], Left]:
    """Read purity, quantities and grades, each from what the others left."""
    facts: list[Fact] = []
    for step in (_purity, _measures, _bare, _grades):
        found, left = step(left)
        facts += found
    return facts, left
