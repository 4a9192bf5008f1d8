"""Figures of a description are shares, purity, quantities with a unit, and grades."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.datasheet import unasked
from exportctl.goods.figure_range import Figure, FigureRange, is_loose, readings, scale, settled, widened
from exportctl.goods.interpreted import Annotation
from exportctl.goods.properties import named_figures
from exportctl.goods.unread import adjacent, element_of
from exportctl.law.elements import ELEMENTS
from exportctl.law.model import Measured

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.goods.unread import Fact, NameSpan, UnreadText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

NUMBER: Final = r"\d+(?:[.,]\d+)*"
_PERCENT: Final = scale(r"(?:wt\.?\s*)?[%％]", "%", "%％")
_ALONE: Final = (
    ("energy_density", scale(r"[Ww][·.-]?[Hh]\s?/\s?[Kk][Gg](?![A-Za-z0-9])", " Wh/kg", "/", decimal=False)),
    ("energy_density", scale(r"[Kk][Ww][·.-]?[Hh]\s?/\s?[Kk][Gg](?![A-Za-z0-9])", " kWh/kg", "/", decimal=False)),
    ("specific_capacity", scale(r"m[Aa][·.-]?[Hh]\s?/\s?g(?![A-Za-z0-9])", " mAh/g", "/", decimal=False)),
)
"""Units that one property alone is measured in."""
_NAMED: Final = (
    ("g/cm3", scale(r"g\s?/\s?c(?:m3|m³|c)(?![A-Za-z0-9])", " g/cm3", "/")),
    ("MPa", scale(r"MPa(?![A-Za-z0-9])", " MPa", "M")),
)
"""Units of several properties: which of them a figure is of, the name tells that stands before it."""
_BETWEEN: Final = " \t:：=(（"
"""What may stand between the name of a property and its figure."""
_LONGEST: Final = 60
_SYMBOL_BEFORE: Final = re.compile(r"(?P<percent>[%％]\s*)?\b(?P<symbol>[A-Z][a-z]?)\s*[:=]?\s*$")
_SYMBOL_BEHIND: Final = re.compile(r"\s*(?P<symbol>[A-Z][a-z]?)\b")
_REACH: Final = 12
_CLOSES: Final = re.compile(
    r"\s*(?:$|[,;，；、)）]|\d|(?:[wv]/[wv]|wt|by|aq|aqueous|water|solution|soln|in|drum|bottle|can|ibc|grade|水溶液|溶液|工业|试剂|桶|瓶)(?![a-z/]))",
    re.IGNORECASE,
)
"""What may stand behind a share of goods without making it a share of something else: 13% VAT, 10% more."""
_NINES: Final = re.compile(r"(?<![A-Za-z0-9.])[1-9]N[0-9]?5?(?![A-Za-z0-9])")
_ALLOYED: Final = re.compile(rf"\b(?:[A-Z][a-z]?{NUMBER}){{2,}}\b|\b[A-Z][a-z]? {NUMBER}(?: [A-Z][a-z]? {NUMBER})+\b")
_PART: Final = re.compile(rf"([A-Z][a-z]?) ?({NUMBER})")
_SCALED: Final = "Wh/kg|Ah/g|Wh|Ah|VA|W|V|A|Hz|Pa|bar|bps|torr|m|g|l|L|N|J|K|T|F|s|eV|ohm|Ω"
_UNITS: Final = (
    r"g/c(?:m3|m³|c)|kg/m3|mol\s?%|(?:ohm|Ω)[ .·-]?cm|cN/dtex|"
    rf"[kMGTmuµμnpc]?(?:{_SCALED})|"
    r"t|mm2|m2|cm2|cm3|m3|inches|inch|in|\"|″|ft|feet|yd|lb|lbs|oz|rpm|kgs?|pcs?|sets?|"
    r"℃|°C|°|deg|mesh|micron|microns|ppm|ppb|min|dtex|axis|axes|phase|"
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


class Figures(NamedTuple):
    """What the figures of a text state as options would, and the spans of those that settle nothing.

    The elements that are `held` are there without a settled share; those of which only an upper bound is told are `perhaps` there.
    """

    contains: tuple[str, ...] = ()
    params: tuple[str, ...] = ()
    spans: tuple[FigureRange, ...] = ()
    held: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()

    @property
    def shared(self) -> frozenset[str]:
        """The elements that a share is told of."""
        return frozenset({*(text.partition("=")[0] for text in self.contains), *self.held, *self.perhaps})


Found = list[tuple[str, Figure]]
"""The figures of properties, and of the shares of elements, in the order in which they were understood."""


def read_figures(
    law: Register, lexicon: Lexicon, names: list[NameSpan], left: UnreadText
) -> tuple[list[NameSpan], Figures, list[Fact], UnreadText]:
    """Read shares, purity, quantities and grades, each from what the others left; names that are of a share are no goods."""
    names, shares, facts, left = _shares(law, names, left)
    named, facts_of_named, left = _properties(
        left, named_figures(law, lexicon, names, left, [by for _, by in (*_ALONE, *_NAMED)])
    )
    diluted, left = _diluted(law, names, left)
    told = [Annotation(words, "share", value) for _, words, value in diluted]
    facts += [(start, item) for (start, _, _), item in zip(diluted, told, strict=True)]
    found, facts_of_purity, left = _purity(law, names, left)
    others, facts_of_others, left = _by_unit(law, left)
    properties = [*named, *found, *others]
    facts += [*facts_of_named, *facts_of_purity, *facts_of_others]
    facts_of_rest, left = unasked(law, lexicon, names, left)
    facts += facts_of_rest
    for rest in (_measures, _bare, _grades):
        read, left = rest(left)
        facts += read
    bounded = any(is_loose(piece.word) for piece in left.pieces)
    contains, spans = settled(shares, bounded=bounded)
    params, of_properties = settled(properties, bounded=bounded)
    perhaps = [span.name for span in spans if span.below or any(float(value.strip("%")) == 0 for value in span.values)]
    held = [span.name for span in spans if span.name not in perhaps]
    contains = (*contains, *(item.value for item in told))
    return names, Figures(contains, params, (*spans, *of_properties), tuple(held), tuple(perhaps)), facts, left


def _shares(
    law: Register, names: list[NameSpan], left: UnreadText
) -> tuple[list[NameSpan], Found, list[Fact], UnreadText]:
    """Read weight shares: 2 % Dy, Dy 2%, at least 2% Dy, W92Ni6Fe2, 2 % dysprosium."""
    text, found = left.text, list[tuple[str, Figure]]()
    for alloy in _ALLOYED.finditer(text):
        parts = [
            (symbol, number.replace(",", ".")) for symbol, number in _PART.findall(alloy.group()) if symbol in ELEMENTS
        ]
        total = sum(float(number) for _, number in parts)
        if left.has(*alloy.span()) and len(parts) > 1 and 98 <= total <= 100.5:  # noqa: PLR2004 - rounded shares
            found += [(symbol, Figure(*alloy.span(), (f"{number}%",))) for symbol, number in parts]
            left = left.without([alloy.span()])
    beside_symbols = _of_symbols(text, [item for item in readings(text, _PERCENT) if left.has(item.start, item.end)])
    found += beside_symbols
    left = left.without((item.start, item.end) for _, item in beside_symbols)
    kept = list(names)
    for reading in readings(text, _PERCENT):
        near = next((item for item in kept if adjacent(text, reading.end, item.start)), None)
        element = near and element_of(law, near)
        if near and element and left.has(reading.start, reading.end):
            kept.remove(near)
            share = widened(text, reading._replace(end=near.end))
            found.append((element, share))
            left = left.without([(share.start, share.end)])
    facts = [
        (item.start, Annotation(text[item.start : item.end], "share", symbol + item.said)) for symbol, item in found
    ]
    return kept, found, facts, left


def _of_symbols(text: str, percents: list[Figure]) -> Found:
    """Return the shares that stand right beside the symbol of an element: Sm 25% Co 52%, 25% Sm 52% Co, Ag 5 % or less.

    They are read from the last to the first: what stands between two figures is the first one's if the last has one of its own.
    """
    found: Found = []
    taken = len(text)
    for reading in reversed(percents):
        before = _SYMBOL_BEFORE.search(text, max(0, reading.start - _REACH), reading.start)
        behind = _SYMBOL_BEHIND.match(text, reading.end, taken)
        before = before if before and before["symbol"] in ELEMENTS else None
        behind = behind if behind and behind["symbol"] in ELEMENTS else None
        if before and not (before["percent"] and behind):
            share = reading._replace(start=before.start("symbol"))
            found.append((before["symbol"], widened(text, share)))
        elif behind:
            found.append((behind["symbol"], widened(text, reading._replace(end=behind.end()))))
        taken = found[-1][1].start if found and (before or behind) else reading.start
    return found[::-1]


def _diluted(law: Register, names: list[NameSpan], left: UnreadText) -> tuple[list[tuple[int, str, str]], UnreadText]:
    """Read how much goods hold of the one substance named, if a ruling leaves outside what holds little of it: 5% HCl, 盐酸 5%.

    A bound, a range, and one share of several are no figure that anything could rest on.
    """
    shares = [item for item in readings(left.text, _PERCENT) if left.has(item.start, item.end)]
    substances = {meaning for item in names for meaning in item.meanings}
    if len(shares) != 1 or len(substances) != 1 or not _is_measured(law, *substances):
        return [], left
    share, name = shares[0], names[0]
    follows = adjacent(left.text, name.end, share.start) and _CLOSES.match(left.text, share.end)
    if not (follows or adjacent(left.text, share.end, name.start)) or not share.exact:
        return [], left
    words = left.text[share.start : share.end]
    return [(share.start, words, f"{name.words}={share.exact}")], left.without([(share.start, share.end)])


def _is_measured(law: Register, substance: str) -> bool:
    """Tell whether a ruling leaves outside what holds little of a substance."""
    material = law.materials.get(substance)
    rulings = (ruling for line in (material.entries if material else ()) for _, ruling in law.rulings.get(line, ()))
    return any(ruling.outside_share and ruling.outside_share.substance == substance for ruling in rulings)


def _purity(law: Register, names: list[NameSpan], left: UnreadText) -> tuple[Found, list[Fact], UnreadText]:
    """Read purity: 7N, 4N5, 99.99 %, 99.8 % or more. A lower share of nobody knows what says nothing."""
    nines = [widened(left.text, Figure(*item.span(), (item.group(),))) for item in _NINES.finditer(left.text)]
    percents = [item for item in readings(left.text, _PERCENT) if left.has(item.start, item.end)]
    weak = len(percents) == 1 and _is_listed_weak(law, names) and adjacent(left.text, names[0].end, percents[0].start)
    least = 0 if weak else _MOST_PURE
    pure = [item for item in percents if any(float(value.strip("%")) >= least for value in item.values)]
    called = _names_of(law, "purity")
    figures = [
        ("purity", _from_name(left.text, item, _name_before(left.text, item, called))) for item in (*nines, *pure)
    ]
    found, facts, left = _properties(left, figures)
    rest = [item for item in percents if left.has(item.start, item.end)]
    facts += [(item.start, _figure(words, words)) for item in rest if (words := left.text[item.start : item.end])]
    return found, facts, left.without((item.start, item.end) for item in rest)


def _is_listed_weak(law: Register, names: list[NameSpan]) -> bool:
    """Tell whether the one substance that is named is listed from a purity on that is lower than what is called pure."""
    materials = {meaning for item in names for meaning in item.meanings}
    lines = [line for id_ in materials if id_ in law.materials for line in law.materials[id_].entries]
    asked = [law.entries[line].criteria for line in lines if line in law.entries]
    return len(materials) == 1 and any(
        isinstance(item, Measured) and item.parameter == "purity" and item.value < _MOST_PURE for item in asked
    )


def _by_unit(law: Register, left: UnreadText) -> tuple[Found, list[Fact], UnreadText]:
    """Read figures whose unit, or the name before them, tells which property they are of."""
    figures: Found = [(name, item) for name, by in _ALONE for item in readings(left.text, by)]
    for unit, by in _NAMED:
        read = [*readings(left.text, by)]
        if not read:
            continue
        called = {
            word: id_ for id_, item in law.parameters.items() if item.unit == unit for word in _names_of(law, id_)
        }
        found = [(_name_before(left.text, item, called), item) for item in read]
        told = {called[word] for word, _ in found if word}
        for word, reading in found:  # one without a name may be another of each that is named
            of_it = {called[word]} if word else told
            figures += [(name, _from_name(left.text, reading, word)) for name in sorted(of_it)]
    return _properties(left, figures)


def _names_of(law: Register, id_: str) -> tuple[str, ...]:
    """Return what a property is called, in small letters; none of one that the law does not ask about."""
    item = law.parameters.get(id_)
    names = (id_, item.name.en, item.name.zh, *item.aliases) if item else ()
    written = [name.replace("_", " ").casefold() for name in names]
    return (*written, *(name.replace("max ", "max. ", 1) for name in written if name.startswith("max ")))


def _name_before(text: str, reading: Figure, called: Iterable[str]) -> str:
    """Return the longest of some names that ends right before a figure; nothing if none does."""
    before = text[max(0, reading.start - _LONGEST) : reading.start].rstrip(_BETWEEN).casefold()
    return max((name for name in called if before.endswith(name)), key=len, default="")


def _from_name(text: str, reading: Figure, name: str) -> Figure:
    """Return a figure with the name that stands before it, and with what bounds them both."""
    if not name:
        return reading
    before = text[: reading.start].rstrip(_BETWEEN)
    return widened(text, reading._replace(start=len(before) - len(name)))


def _properties(left: UnreadText, figures: Found) -> tuple[Found, list[Fact], UnreadText]:
    """Return those figures of properties that nothing else has understood."""
    mine = [(name, item) for name, item in figures if left.has(item.start, item.end)]
    facts: list[Fact] = [
        (item.start, Annotation(left.text[item.start : item.end], "property", name + item.said)) for name, item in mine
    ]
    return mine, facts, left.without((item.start, item.end) for _, item in mine)


def _bare(left: UnreadText) -> tuple[list[Fact], UnreadText]:
    """Read what may be a purity without a sign of percent, once quantities were read: it may be a price, so nothing rests on it."""
    found = [item for item in _BARE.finditer(left.text) if left.has(*item.span())]
    facts = [(item.start(), _figure(item.group(), item.group())) for item in found]
    return facts, left.without(item.span() for item in found)


def _figure(words: str, value: str) -> Annotation:
    return Annotation(words, "measure", value)


def _measures(left: UnreadText) -> tuple[list[Fact], UnreadText]:
    """Read quantities with their units."""
    facts: list[Fact] = []
    for item in _MEASURE.finditer(left.text):
        if left.has(*item.span()):
            facts.append((item.start(), _figure(item.group(), item.group().strip("<>≥≤±~= "))))
            left = left.without([item.span()])
    return facts, left


def _grades(left: UnreadText) -> tuple[list[Fact], UnreadText]:
    """Read grades and type numbers: N42SH, 2#, 6061."""
    found = [item for item in _GRADE.finditer(left.text) if left.has(*item.span())]
    facts = [(item.start(), Annotation(item.group(), "grade", item.group())) for item in found]
    return facts, left.without(item.span() for item in found)
