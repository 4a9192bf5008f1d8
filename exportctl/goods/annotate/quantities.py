"""Figures with a unit: of a property that the unit or the name before it identifies, and measures and type numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.property_figures import properties
from exportctl.goods.figures.figure_range import figures_in
from exportctl.goods.figures.names_of_property import name_before, names_of_property, with_name
from exportctl.goods.figures.scales import OWN_UNITS, PERCENT, SHARED_UNITS
from exportctl.goods.meaning import is_listed_substance
from exportctl.goods.tested import properties_of_entries
from exportctl.law.words import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_ALSO_OF_UNIT: Final = {"specific_capacity": "discharge_capacity"}
"""Another property with the unit of a property: the list has the capacity by mass under two conditions."""
_SIGNS: Final = tuple({sign: None for _, by in (*OWN_UNITS, *SHARED_UNITS) for sign in by.signs})
_SCALED: Final = "Bq/kg|Bq/g|Bq|Ci/g|Ci|Wh/kg|Ah/g|Wh|Ah|VA|W|V|A|Hz|Pa|bar|bps|torr|m|g|l|L|N|J|K|T|F|s|eV|ohm|Ω"
_UNITS: Final = (
    r"(?:m3|m³|L|l|kg|g|t|Nm3|Sm3|cbm|CBM)\s?/\s?(?:h|hr|H|HR|hour|min|MIN|s|day|d)(?![A-Za-z])|"
    r"-(?:inch(?:es)?|in|lbs?|kg|mm|lit(?:re|er)s?|gal(?:lon)?s?|ton(?:ne)?s?|watts?)|"
    r"/(?:cassette|box|ctn|carton|pallet|drum|bag|pkt|pack|case|tray|reel|spool|bottle|btl)|"
    r"g/c(?:m3|m³|c)|kg/m3|(?:mol|atom(?:ic)?|at\.?)\s?[%％]|(?:ohm|Ω)[ .·-]?cm|cN/dtex|"
    rf"k?V(?:AC|DC|ac|dc)|[kMGTmuµμnpc]?(?:{_SCALED})|"
    r"t|mts?|MTS?|KGS?|PCS|SETS?|ML|ct|cts|carats?|mm2|m2|cm2|cm3|m3|inches|inch|in|\"|″|ft|feet|yd|lb|lbs|oz|rpm|kgs?|pcs?|sets?|[GMT]B|"
    r"万?(?:kVA|kW|千瓦|千伏安|安时)|(?:平方米|平米|平方|立方米|立方|方)(?:[/每](?:小时|时|天|日|分钟|分|h|d|min))?(?![\u4e00-\u9fff])|㎡|㎥|"
    r"(?:US ?)?(?:[Gg]pm|GPM|[Gg]al(?:lon)?s?|GALS?)|[as]?cfm|CFM|gsm|GSM|(?:[Ss]q|[Cc]u|SQ|CU)\.?[ ]?(?:ft|FT|feet|in|[cm]?m|M)|"
    r"ft[23²³]|cbm|CBM|k?lbf|kgf|ksi|psi[ga]?|PSI[GA]?|bar[ga]|℃|°C|°|(?:deg(?:rees?|s)?|DEG)\.?[ ]?(?:C(?:elsius)?|celsius)|deg|"
    r"(?i:(?:(?:milli|micro|nano)-?)?met(?:er|re)s?|(?:kilo|milli)?gram(?:me)?s?|kilos?|(?:(?:metric|long|short) )?ton(?:ne)?s?|"
    r"pounds?|ounces?|millilit(?:er|re)s?|mls|yards?|gallons?|carats?)|"
    r"-?bits?|[kMG]?SPS|[kMG]sps|[kMG]?S/s|m?Torr|[Ll]it(?:re|er)s?|[Ll]trs?|sqm|amu|fps|mesh|micron|microns|ppm|ppb|min|dtex|axis|axes|phase|"
    r"英寸|寸|毫米|厘米|公里|米|微米|纳米|公斤|千克|万?克拉|克|吨|升|毫升|目|"
    r"(?:万?[片根支个块件盒箱桶袋瓶台套卷盘条粒颗包托枚只张双对艘架])(?![\u4e00-\u9fff])|gms?|grs?|prs?|pairs?|units?|cyls?|cylinders|btls?|ctns?|drums?|bags?|vials?|rolls?|boxes|bx|cases|frames|"
    r"nos?\.?|NOS\.?|off(?=\s*(?:$|[,;.)]))|(?:[门发幅])(?![\u4e00-\u9fff])"
)
_PER: Final = (
    "mL|ml|L|l|kg|KG|g|pcs?|PCS?|bag|drum|box|ctn|carton|pallet|pail|btl|bottle|cassette|reel|spool|container|cont|cntr|FCL|fcl|"
    "truck|tank|bale|bundle|can|tin|case|jar|tray|carboy|sack|cylinder|cyl|skid|lot|BAG|DRUM|BOX|CTN|PALLET|CARTON|"
    "袋|桶|箱|盒|瓶|罐|支|托|卷|包|件|个|块|条|根|片|盘|轴|板|张|枚|粒|柜|车|捆|筒|垛|筐|管|锭"
)
_ELECTRIC: Final = r"(?:m?Ah|[mk]?[VAW])"
"""The units of figures that lamps, batteries and motors have without a blank between them: 12V55W."""
_WHOLE: Final = r"(?>\d+(?:[.,]\d+)*)"
"""A number that is not tried again without its last digits, which would take most of the time of a text."""
_MEASURE: Final = re.compile(
    r"(?=[φΦøØ⌀<>≥≤±~]|(?<!\d)\d)(?:[φΦøØ⌀]\s?)?(?:[<>≥≤±~]=?\s*)?"
    rf"(?!(?<=[A-Za-z]){_WHOLE}\s+(?:in|min)\b){_WHOLE}(?:\s*[-x×*~]\s*{_WHOLE})*\s*"
    rf"(?:(?P<unit>{_UNITS})(?:\s?/\s?(?:{_PER})){{0,2}}|{_ELECTRIC}(?:{_WHOLE}{_ELECTRIC})+)(?:(?<=[\u4e00-\u9fff])|(?![A-Za-z0-9]))"
)
_GRADE: Final = re.compile(
    r"(?=[A-Z\dφΦøØ⌀dtoixr厚宽高长外内壁])(?:"  # one of them begins each alternative; at most places, none is tried
    r"\b(?=[A-Z\d])(?:N?\d{2}(?:M|H|SH|UH|EH|AH|VH)?\b|[A-Z]{1,4}[- ]?\d{1,5}[A-Z]{0,3}\b(?!(?<=\b[CHNOS] \d)\.\d)|\d{1,2}#|"
    r"(?:OD|ID|[A-Z])?\d+(?:\.\d+)?(?:[xX×*](?:OD|ID|[DLTHWRr])?\d+(?:\.\d+)?)+(?:mm|cm|m|deg)?\b|[DLWHRT]\d+(?:\.\d+)?[cm]?m\b|\d+:\d+\b)|"
    r"(?:[φΦøØ⌀]|\b(?:dia|thk|od|id)\.?|[厚宽高长]|[外内壁][径厚]?)\s?\d+(?:\.\d+)?(?:[x×*]\d+(?:\.\d+)?)*(?:mm)?(?![A-Za-z0-9])|"
    r"\bx\d{1,3}\b|\br\d{1,3}(?:\.\d+)?\b|(?<=[\u4e00-\u9fff])\d{2,4}型)"
)
_NUMBERED: Final = re.compile(r"(?<![\d.])\d号")
"""A grade of a metal in Chinese trade."""
_APART: Final = re.compile(r"[\s,，;；、()（）]|$")
_BARE: Final = re.compile(r"9(?<![\d.]9)(?:[5-9]\.\d+|9)(?![\d.%])")
"""Traders write 99.5 for a purity of 99.5 %."""


def by_unit(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield figures whose unit, or the name before them, identifies the property."""
    if not any(sign in text.text for sign in _SIGNS):
        return
    tested = properties_of_entries(law, [meaning for name in text.names for meaning in name.meanings])
    figures = [(_tested_as(name, tested), figure) for name, by in OWN_UNITS for figure in figures_in(text.text, by)]
    for unit, by in SHARED_UNITS:
        read = [*figures_in(text.text, by)]
        if not read:
            continue
        called = {
            word: id_
            for id_, item in law.parameters.items()
            if item.unit == unit
            for word in names_of_property(law, id_)
        }
        called |= {  # a short name means the property that the goods are tested for
            word: id_
            for id_, item in law.parameters.items()
            if item.unit == unit and id_ in tested
            for word in item.short
            if called.get(word) not in tested
        }
        named = [(name_before(text.text, figure, called), figure) for figure in read]
        named = [item for item in named if not _hints_at(law, tested, item[0], called)]
        of_text = {called[word] for word, _ in named if word}
        for word, figure in named:  # a figure without a name may be another value of any named property
            of_it = {called[word]} if word else of_text
            figures += [(id_, with_name(text.text, figure, word)) for id_ in sorted(of_it)]
    yield from properties(text, figures)


def _tested_as(id_: str, tested: Collection[str]) -> str:
    """Return the property of a unit, or the one of the same unit that entries of the goods test instead."""
    other = _ALSO_OF_UNIT.get(id_, id_)
    return other if other in tested and id_ not in tested else id_


def _hints_at(law: Register, tested: Collection[str], word: str, called: Mapping[str, str]) -> bool:
    """Return whether a word only hints at a property that the goods are tested for: the working pressure of a press is its highest."""
    return (
        bool(word)
        and called[word] not in tested
        and any(item.id in tested for item in law.parameter_names.hints.get(fold(word), ()))
    )


def measures(_law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield quantities with their units. A percentage that is neither purity nor share is one, too."""
    for percent in figures_in(text.text, PERCENT):
        if text.has(percent.start, percent.end):
            yield text.annotation((percent.start, percent.end), "measure", text.text[percent.start : percent.end])
    for quantity in _MEASURE.finditer(text.text):
        if text.has(*quantity.span()):
            yield text.annotation(quantity.span(), "measure", quantity.group().strip("φΦøØ⌀<>≥≤±~= "))


def bare_percents(_law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield numbers that may be a purity without a percent sign. They may be prices, so no decision rests on them."""
    for number in _BARE.finditer(text.text):
        if text.has(*number.span()):
            yield text.annotation(number.span(), "measure", number.group())


def grades(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield grades and type numbers: N42SH, 2#, 6061, and those of listed substances in Chinese: 铋锭 1号."""
    quantities = [note for note in text.annotations_of("measure") if note.words[-1].isalpha()]
    for mark in _GRADE.finditer(text.text):
        in_words = any(
            mark.end() < note.end and mark[0].endswith(f" {text.text[note.start : mark.end()]}") for note in quantities
        )
        if text.has(*mark.span()) and not in_words:  # the figure of PTFE 10 m3/h is a quantity
            yield text.annotation(mark.span(), "grade", mark.group())
    for mark in _NUMBERED.finditer(text.text):
        if text.has(*mark.span()) and _is_grade_of_name(law, text, *mark.span()):
            yield text.annotation(mark.span(), "grade", mark.group())


def _is_grade_of_name(law: Register, text: AnnotatedText, start: int, end: int) -> bool:
    """Return whether a number that fills its segment, except for names, is the grade of a listed substance: not of a furnace."""
    names = [item for item in text.names if all(is_listed_substance(law, meaning) for meaning in item.meanings)]
    opens = start == 0 or _APART.match(text.text, start - 1) is not None or any(item.end == start for item in names)
    closes = _APART.match(text.text, end) is not None or any(item.start == end for item in names)
    return bool(names) and opens and closes


def bounds(_law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Point to words that bound a figure from a distance: 99.8%, min."""
    yield from [text.annotation((hit.start, hit.end), "bound") for hit in text.phrases("bound")]
