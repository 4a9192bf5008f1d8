"""A figure belongs to the property named directly before or after it: positioning accuracy 4 um, 2 rotary axes, 抽速 5升."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import is_normalized

from exportctl.errors import InputError
from exportctl.goods.annotate.numbers import BEFORE_FIGURE, properties
from exportctl.goods.annotate.quantities import OWN_UNITS, SHARED_UNITS
from exportctl.goods.figure_range import Figure, figures_in, matches_at_numbers, scale, with_bounds
from exportctl.goods.meaning import entry_code
from exportctl.goods.quantities import values
from exportctl.goods.tested import properties_of_entries
from exportctl.goods.text import is_within
from exportctl.goods.units import KINDS, STEEL, UNIT, meanings_of, symbol_of, with_symbols
from exportctl.law.forms import THINGS
from exportctl.law.vocabulary import WITHOUT_UNIT
from exportctl.law.words import HAN, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.figure_range import Scale
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

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
_GROWING: Final = re.compile(
    rf"(?<![A-Za-z\d.])(?<!\d,)[(（]?\s*\d+(?:\.\d+)?\s*(?:{UNIT})?\s*[+＋]\s*(?:\d+(?:\.\d+)?)?\s?[*x×]?\s?L\s?/\s?\d+\s*[)）]?\s*(?:{UNIT})?"
)
"""A figure that grows with a length: 1.7+3L/1000 um."""
_CHINESE: Final = {"两": "2", "双": "2", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6"}
_NUMERALS: Final = _CHINESE | {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
# A count of axes is a figure with a value, which no rule of the data states.
_TOGETHER: Final = re.compile(
    rf"(?<![A-Za-z\d.])(?P<count>[2-9]|{'|'.join(_NUMERALS)})(?:"
    r"[- ]?ax[ei]s[- ](?:simultaneous(?:ly)?(?: (?:controlled|interpolated))?|coordinated|contouring|interpolat(?:ed|ion)|"
    r"(?:(?:moving|moved|controlled) )?together)(?![A-Za-z])|[轴坐标]{1,2}联动)",
    re.IGNORECASE,
)
"""The number of axes that move together, without the name of a property: 5-axis simultaneous, 8 axes interpolated, 五轴联动."""
_TOGETHER_BEFORE: Final = re.compile(
    rf"\bsimultaneous(?:ly)?[ -](?:(?:controlled|interpolated)[ -])?(?P<count>[2-9]|{'|'.join(_NUMERALS)})[- ]ax[ei]s\b",
    re.IGNORECASE,
)
"""The same in the other order: simultaneous five axis."""
_TURNING: Final = re.compile(
    rf"(?P<count>{'|'.join(_NUMERALS)}|[2-9])\s?个?\s?(?:旋转|回转|转动)(?:坐标)?轴|(?P<word>two|three)\s(?:rotary|rotating|rotational)\sax[ei]s",
    re.IGNORECASE,
)
"""The number of axes that turn, in numerals: 两个回转轴, two rotary axes."""
_AXIS_LETTERS: Final = re.compile(
    r"(?<![A-Za-z\d-])(?P<letters>[XYZABCUVW](?:\s?(?:[,/、+]|and\s|&|和)?\s?[XYZABCUVW]){2,7})(?:[- ]?ax[ei]s|轴)?\s?"
    r"(?:(?:contouring|interpolat(?:ed|ing|ion)|mov(?:ed|ing)|controlled)\s)?(?:together|simultaneous(?:ly)?|联动)(?![A-Za-z])"
)
"""The letters of axes that move together: X Y Z A C contouring together, XYZC联动."""
_TURNING_LETTERS: Final = re.compile(
    r"(?<![A-Za-z\d-])(?P<letters>[ABC](?:-ax[ei]s)?\s?(?:/|,|、|&|and|和)\s?[ABC])(?:(?:-ax[ei]s)?\s(?:rotary|rotating|rotational)\s(?:contouring\s)?(?:ax[ei]s|head|table)|\s?(?:旋转|回转)(?:坐标)?轴)"
)
"""The letters of axes that turn: B and C rotary axes, A/C旋转轴."""
_ROTATIONS: Final = frozenset("ABC")
"""The axes that turn about X, Y and Z."""
_LETTERS: Final = re.compile(r"[XYZABCUVW]")
_MOVING: Final = re.compile(r"[Aa][Xx]|联动|转轴|[XYZABCUVW] (?:contour|interpol|mov|control|togeth|simul)|[ABC] rota")
"""A text without any of these has no such count."""
_PIECES: Final = re.compile(r"[a-z]+|[0-9]+|[^\Wa-z0-9_]")
"""The parts of names of properties: words, numbers, and single characters of other scripts."""
_WORD: Final = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9])|(?=[\u4e00-\u9fff])")
"""The possible start of a name: a word, or any Chinese character."""
_END: Final = re.compile(r"(?<=[A-Za-z])(?![A-Za-z])|(?<=[\u4e00-\u9fff])")
"""The possible end of a name, likewise."""
# Stripped from the end of a text before a name is looked up there, which is no place for a match of tokens.
_IS: Final = re.compile(r"\s*(?:\b(?:is|of|at|tested|measured|actual)|为|达到?|实测值?|测得)\s*$", re.IGNORECASE)
_JOINS: Final = ("is", "of", "at", "tested", "measured", "actual", "为", "达", "达到", "实测", "实测值", "测得")
_LONGEST: Final = 60
_SET_OFF: Final = re.compile(r"(?:^|[,;:|，；：、()（）]\s*|\d\s?[A-Za-z°℃µμΩ%²³/\d]*\s+|[\u4e00-\u9fff]\s+)$")
_BEHIND_UNIT: Final = re.compile(r"\d\s?[A-Za-z°℃µμΩ%²³/]+$")
_TO_MORE: Final = re.compile(r"\s*(?:[-–~～〜至到或]|\b(?:up to|to|or)\b)\s*\d", re.IGNORECASE)
"""The text after the first of two figures with different units: 600 V to 10 kV."""
ENDS: Final = re.compile(r"\s*(?:$|[,;，；)）])|(?<=[\u4e00-\u9fff])\s")
_HAN_BEFORE: Final = re.compile(r"[\u4e00-\u9fff]+$")
_REMARK: Final = re.compile(r"\s*[(（](?P<words>[^()（）]*)[)）]$")
_STANDARD: Final = re.compile(r"(?:ISO|GB/T|GB|VDI|DIN|JIS|ASME|EN)[\s\d/:.-]*", re.IGNORECASE)
"""The standard of measurement, in brackets between the name of a property and its figure."""
# Searched in the words of a figure whose bound is read already, to find the word of the bound.
_MOST: Final = re.compile(
    r"\b(?:max(?:imum|\.)?|up to|(?:range|velocity|velocities) to\b)|最大|最高|可达", re.IGNORECASE
)
_LEAST: Final = re.compile(r"\bmin(?:imum|\.)?|最小|最低", re.IGNORECASE)
_BETTER: Final = re.compile(r"\bbetter\b", re.IGNORECASE)
"""A figure or better may be a lower one: a cooling time of 28 min or better."""
_TOLERANCE: Final = re.compile(r"(?:^|[^\d\s])\s*(?:±|\+/-)\s*\d")
"""The sign before the accuracy of a thing, which is not that between a value and its tolerance: ±2 um, but not 20±2 um."""
_QUALIFIES: Final[tuple[PhraseLabel, ...]] = ("form", "part")
"""The labels of words before the name of a property that do not change it."""
_SIZES: Final = frozenset({"length", "area", "volume", "mass"})
"""The kinds of quantities of which a range from 0 is an assortment or a scale."""
_SPANNED: Final = frozenset({"u", "Hz", "km/s", "degC"})
"""The units of properties of which one thing has every value in a range: the ions that a spectrometer measures."""
_REPEATED: Final = re.compile(
    r"\b(?:repe(?:at(?:ed|able|ing)?|titive)|rotary (?:table|axis)|turret|indexing|angular)[ -]$", re.IGNORECASE
)
"""The words that make an accuracy a repeatability, or that of a part that turns."""
_DEGREES: Final = frozenset({"°C", "° C", "℃", "°", "C", "degC", "deg C", "deg. C", "摄氏度", "度"})
_MINUS: Final = frozenset("-−–\u2010\u2011\u2012—－﹣")
_RANGED: Final = re.compile(r"(?:\d|°\s?C|[°℃])\s*$")
"""The text before the dash of a range: 20 - 200 °C."""
_WORD_END: Final = re.compile(r"[A-Za-z]$")
_ABSOLUTE_ZERO: Final = Decimal("273.15")
_SECOND: Final = re.compile(
    r"\s?(?:[A-Z]\b|[(（][^()（）]{1,24}[)）]|(?:@|\bat\s)\s?[\d.]+\s?[A-Za-z°℃]{1,4})?\s?(?:[,;/，；、和或]|\band\b|\bor\b)?\s?"
)
"""The text between two values of one property: 8 um Z, 4 um X; 100 W @ 4.2 K, 1000 W @ 20 K; 80L(A) 500L(B)."""
_READ_ELSEWHERE: Final = frozenset({"purity"})
_APART_HAN: Final = re.compile(r"\s+[\u4e00-\u9fff]")
"""Chinese units directly follow their figure."""
_AXES: Final = "coordinated_axes"
_ROTARY: Final = "rotary_axes"
_SHORTENED: Final = re.compile(r"(?<=[A-Za-z])\.\s*")
"""The full stop of an abbreviation: max. temp., I.D."""
_PERCENTS: Final = frozenset({"pct", "PCT"})
_LONGER: Final = re.compile(rf"\s?[/每]\s?(?:{UNIT})")
"""The rest of a unit of several parts: the /h of 600 m³/h. Compiled once, because it takes 40 ms, and texts have many units."""
_KEPT: Final = 256


class Context(NamedTuple):
    """What figures are read by: a text, and the properties that entries of its goods test, with the signs of their bounds.

    The goods are `things` or materials; `machines` are things that do something.
    """

    law: Register
    lexicon: Lexicon
    text: AnnotatedText
    properties: dict[str, set[str]]
    things: bool
    machines: bool = False


def named_properties(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield figures next to the name of their property; other rules read units that belong to one property alone.

    An element in the name of a property does not name the goods: hafnium <100 ppm of zirconium.
    """
    of_properties = figures_beside_names(law, lexicon, text, text.names, elsewhere=True)
    for name in text.names[1:]:
        if is_within(name, [figure for _, figure in of_properties]):
            text.demote(name)
    yield from properties(text, [(id_, _behind_term(text, figure)) for id_, figure in of_properties])


def _behind_term(text: AnnotatedText, figure: Figure) -> Figure:
    """Return a figure without the name of its property that ends a longer term: 钽电容 10 uF."""
    ends = [term.end for term in text.phrases("term") if term.start < figure.start < term.end < figure.end]
    start = max(ends, default=figure.start)
    blanks = len(text.text[start : figure.end]) - len(text.text[start : figure.end].lstrip())
    return figure._replace(start=start + blanks)


def figures_beside_names(
    law: Register, lexicon: Lexicon, text: AnnotatedText, names: Sequence[Annotation], *, elsewhere: bool = False
) -> list[tuple[str, Figure]]:
    """Return the unread figures next to the name of a property, by its id, except those in units read `elsewhere`."""
    pairs = _simultaneous_axes(law, text.text)
    if not (pairs or _may_name_a_property(lexicon, text.text)):
        return []
    context = context_of(law, lexicon, text, names)
    measured = [*figures_with_units(text.text)]
    for unit, bare in measured:
        of_several = elsewhere and _is_read_elsewhere(unit)
        pairs += [
            (id_, figure)
            for id_, figure in _named_figures(context, bare)
            if not (of_several and law.parameters[id_].unit == unit)
        ]
    others = (*_growing_figures(text.text), *powers_of_ten(text.text), *_counts(text.text))
    pairs += [pair for bare in others for pair in _named_figures(context, bare)]
    pairs = [(id_, _open_to_second(law, text.text, id_, figure, measured)) for id_, figure in pairs]
    return [(name, item) for name, item in pairs if text.has(item.start, item.end)]


def _open_to_second(
    law: Register, text: str, id_: str, figure: Figure, measured: Sequence[tuple[str, Figure]]
) -> Figure:
    """Return a figure that misses no criterion if a second value of its property follows it: 8 um Z, 4 um X."""
    has_second = any(
        figure.end <= other.start and _SECOND.fullmatch(text, figure.end, other.start) and fits(law, id_, other.values)
        for _, other in measured
    )
    return figure._replace(unnamed=True) if has_second else figure


def context_of(law: Register, lexicon: Lexicon, text: AnnotatedText, names: Sequence[Annotation]) -> Context:
    """Return what figures beside the names of goods are read by."""
    meanings = [meaning for name in names for meaning in name.meanings]
    things = bool(meanings) and all(is_thing(law, meaning) for meaning in meanings)
    machines = things and all(
        meaning in law.materials and law.materials[meaning].form == "equipment" for meaning in meanings
    )
    return Context(law, lexicon, text, properties_of_entries(law, meanings), things, machines)


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


def _may_name_a_property(lexicon: Lexicon, text: str) -> bool:
    """Return whether adjacent words of a text may be the name of a property; in most texts, no words may."""
    if not is_normalized("NFKC", text):
        return True
    pieces = _PIECES.findall(text.casefold())
    if lexicon.property_prefixes.isdisjoint(pieces):
        return False
    for first, piece in enumerate(pieces):
        name, following = piece, first + 1
        while name in lexicon.property_prefixes:
            if name in lexicon.properties:
                return True
            if following == len(pieces):
                break
            name += pieces[following]
            following += 1
    return False


def _simultaneous_axes(law: Register, text: str) -> list[tuple[str, Figure]]:
    """Return the numbers of axes that move together, and of those that turn; letters may be those of some axes only."""
    if _AXES not in law.parameters or _MOVING.search(text) is None:
        return []
    counted = [(_AXES, item, item["count"]) for by in (_TOGETHER, _TOGETHER_BEFORE) for item in by.finditer(text)]
    lettered = [(_AXES, item, frozenset(_LETTERS.findall(item["letters"]))) for item in _AXIS_LETTERS.finditer(text)]
    if _ROTARY in law.parameters:
        counted += [(_ROTARY, item, item["count"] or item["word"]) for item in _TURNING.finditer(text)]
        lettered += [(_ROTARY, item, letters & _ROTATIONS) for _, item, letters in lettered]
        lettered += [
            (_ROTARY, item, _ROTATIONS.intersection(item["letters"])) for item in _TURNING_LETTERS.finditer(text)
        ]
    return [
        *((id_, Figure(*item.span(), (_NUMERALS.get(count.lower(), count),))) for id_, item, count in counted),
        *(
            (id_, Figure(*item.span(), (str(len(axes)),), unnamed=True))
            for id_, item, axes in lettered
            if len(axes) > 1
        ),
    ]


def _growing_figures(text: str) -> Iterator[Figure]:
    """Yield figures that grow with a length."""
    for item in _GROWING.finditer(text) if "L" in text and ("+" in text or "＋" in text) else ():
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


def _counts(text: str) -> Iterator[Figure]:
    """Yield figures without a unit."""
    for item in matches_at_numbers(_COUNTED, text):
        numbers = [number.replace(",", "") for number in (item["first"], item["last"]) if number]
        if item["myriads"]:
            numbers = [f"{(Decimal(number) * _MYRIAD).normalize():f}" for number in numbers]
        yield with_bounds(text, Figure(*item.span(), tuple(numbers), ranged=bool(item["first"])))


def names_before(context: Context, figure: Figure) -> list[tuple[int, int, str]]:
    """Return the possible names of a figure before it, the longest first, each with the start and end of name and figure."""
    before = context.text.text[: figure.start].rstrip(BEFORE_FIGURE)
    if between := _is_at_end(before) or _remark_at_end(context.text, before):
        before = before[: between.start()]
    if _is_no_edge(before[before.rfind(" ") + 1 :], context.lexicon.property_suffixes):
        return []
    first = max(0, len(before) - _LONGEST)
    starts = (at for at in range(len(before) - 1, first - 1, -1) if _WORD.match(before, at))
    endings = ((start, figure.end, _fold_name(before[start:])) for start in starts)
    return [*takewhile(lambda ending: ending[2] in context.lexicon.property_suffixes, endings)][::-1]


def _is_at_end(before: str) -> re.Match[str] | None:
    """Return the word that joins a figure to the name before it: accuracy of 4 um."""
    return _IS.search(before) if before.rstrip().casefold().endswith(_JOINS) else None


def _remark_at_end(source: AnnotatedText, before: str) -> re.Match[str] | None:
    """Return the brackets at the end of the text before a figure, if they do not change the name of its property."""
    remark = _REMARK.search(before) if before.endswith((")", "）")) else None
    if remark is None or _STANDARD.fullmatch(remark["words"]):
        return remark
    words = remark["words"].removesuffix(".").casefold()
    remarks = (word.casefold() for hit in source.phrases("remark", source.tokens) for word in hit.meanings)
    return remark if words in remarks else None


def names_behind(context: Context, figure: Figure) -> list[tuple[int, int, str]]:
    """Return the possible names of a figure directly after it, the longest first, as `names_before` does."""
    text = context.text.text
    first = len(text) - len(text[figure.end :].lstrip())
    if _is_no_edge(text[first:].partition(" ")[0], context.lexicon.property_prefixes):
        return []
    ends = (word.start() for word in _END.finditer(text, first + 1, first + _LONGEST))
    beginnings = ((figure.start, end, _fold_name(text[first:end])) for end in ends)
    return [*takewhile(lambda beginning: beginning[2] in context.lexicon.property_prefixes, beginnings)][::-1]


def _is_no_edge(word: str, edges: frozenset[str]) -> bool:
    """Return whether names of properties do not end (or begin, by `edges`) with the word or number next to a figure; few do."""
    return word.isascii() and (word.isalpha() or word.isdecimal()) and word.lower() not in edges


def _fold_name(name: str) -> str:
    """Return the form in which names of properties are compared: `Max. output` is `maxoutput`."""
    return fold(_SHORTENED.sub(" ", name) if "." in name else name)


@lru_cache(maxsize=_KEPT)
def _scale(unit: str) -> Scale:
    """Return the scale that finds figures of a unit, by its spelling in a text."""
    value = "%" if unit in _PERCENTS else with_symbols(unit)
    return scale(rf"{re.escape(unit)}(?![A-Za-z0-9²³])", " " + value, (unit,), decimal=False, longer=_LONGER)


@lru_cache(maxsize=_KEPT)
def _is_read_elsewhere(unit: str) -> bool:
    """Return whether another annotator reads figures with a unit."""
    return any(by.expression.search(f"1 {unit}") for _, by in (*OWN_UNITS, *SHARED_UNITS))


def is_thing(law: Register, meaning: str) -> bool:
    """Return whether a name denotes a thing, whose data sheet has more figures than the list tests."""
    if code := entry_code(meaning):
        return any(not THINGS.isdisjoint(law.entries[entry].forms) for entry in law.entries_at(code))
    return law.materials[meaning].form in THINGS


def _named_figures(context: Context, figure: Figure) -> list[tuple[str, Figure]]:
    """Return the properties that a figure may belong to, each with the figure and its name; empty if its unit fits none."""
    law, text = context.law, context.text.text
    for start, end, word in (*names_before(context, figure), *names_behind(context, figure)):
        short = [item.id for item in law.parameter_names.short.get(word, ()) if item.id in context.properties]
        whole = is_whole(text, start) if start < figure.start else ENDS.match(text, end)
        short = short if whole else []
        full = law.parameter_names.full.get(word)
        hinted = [item.id for item in law.parameter_names.hints.get(word, ()) if item.id in context.properties]
        called = [*short, *([full.id] if full and (full.id in context.properties or not (short or hinted)) else ())]
        ids = [id_ for id_ in called if id_ not in _READ_ELSEWHERE and fits(law, id_, figure.values)]
        bare_ids = [*called, *(hinted if whole and start < figure.start else ())]
        closed = start < figure.start or ENDS.match(text, end)
        if not ids and closed and (bare := _with_unit(law, bare_ids, figure, text)):
            named = with_bounds(text, bare._replace(start=start, end=end))
            best = ((id_, as_best(context, id_, text, named, ())) for id_ in dict.fromkeys(bare_ids))
            return [(id_, item._replace(ranged=False)) for id_, item in best]
        elsewhere = _is_read_elsewhere(figure.values[0].partition(" ")[2])
        if whole and not (ids or elsewhere) and any(fits(law, id_, figure.values) for id_ in hinted):
            return []  # the name of another measure, which ends with that of a property: 公称容积
        if context.things and ids and _is_cut(context, start, ids):
            return []
        if ids:
            named = with_bounds(text, figure._replace(start=start, end=end))
            if len(figure.values) == 1 and _TO_MORE.match(text, named.end):
                named = named._replace(below=True, above=True)
            return [(id_, as_best(context, id_, text, named, short)) for id_ in dict.fromkeys(ids)]
    return []


def _with_unit(law: Register, ids: Sequence[str], figure: Figure, text: str) -> Figure | None:
    """Return a figure with the unit that goes without saying after the name of a property, which excludes no goods: density 1.8.

    The properties have the same unit. Ratios and counts have none: Ma 5.
    """
    called = [law.parameters[id_] for id_ in ids]
    numbers = [Decimal(value) for value in figure.values if value.replace(".", "", 1).isdecimal()]
    bare = (
        len({item.unit for item in called}) == 1
        and len(numbers) == len(figure.values)
        and all(item.unit in WITHOUT_UNIT or (item.bare_below and max(numbers) < item.bare_below) for item in called)
    )
    apart = _APART_HAN.match(text, figure.end)
    measured = not apart and any(item.start() <= figure.start < item.end() for item in MEASURED.finditer(text))
    if measured or not bare or _TO_MORE.match(text, figure.end):
        return None
    unit = called[0].unit
    values = tuple(value if unit in WITHOUT_UNIT else f"{value} {unit}" for value in figure.values)
    return figure._replace(values=values, unnamed=True)


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


def is_whole(text: str, start: int) -> bool:
    """Return whether a name is separate, after a comma, another figure or, in Chinese, a blank: no dead volume is a volume.

    A Chinese name may directly follow a unit: 20~2000Hz振动加速度15g.
    """
    before = text[max(0, start - _LONGEST) : start]
    behind_unit = HAN.match(text, start) is not None and _BEHIND_UNIT.search(before) is not None
    return behind_unit or bool(_SET_OFF.search(before))


def _is_cut(context: Context, start: int, ids: Iterable[str]) -> bool:
    """Return whether a name is the end of a longer, unknown one: 重复定位精度 is not 定位精度, a dark current not a current."""
    text = context.text.text
    if text[start].isascii() and text[start].isalpha():
        if _REPEATED.search(text, max(0, start - _LONGEST), start):
            return True
        return context.properties.keys().isdisjoint(ids) and not is_whole(text, start)
    before = _HAN_BEFORE.search(text[:start])
    if not (before and _HAN_BEFORE.search(text[: start + 1])):
        return False
    run = [token for token in context.text.unread if before.start() <= token.start < start]
    if not run or any(hit.end == start for hit in context.text.phrases("qualifier", context.text.tokens)):
        return False
    return not any(hit.end == start for label in _QUALIFIES for hit in context.text.phrases(label, run))


def fits(law: Register, id_: str, texts: Iterable[str]) -> bool:
    """Return whether values can belong to a property: they have a unit of it, or none if it has none."""
    parameter = law.parameters[id_]
    try:
        return all(values(text, parameter, id_) for text in texts)
    except InputError:
        return False
