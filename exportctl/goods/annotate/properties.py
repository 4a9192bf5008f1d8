"""A figure is of the property whose name stands before it, or right behind it: positioning accuracy 4 um, 2 rotary axes, 抽速 5升."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError
from exportctl.goods.annotate.numbers import properties
from exportctl.goods.annotate.quantities import OWN_UNITS, SHARED_UNITS
from exportctl.goods.figure_range import Figure, readings, scale, widened
from exportctl.goods.quantities import CHINESE, values
from exportctl.law.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.figure_range import Scale
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_SIMPLE: Final = (
    r"[kMGTPmuµμnp]?(?:bar|bit|bps|Pa|Hz|eV|ohm|Ω|Gy|VA|Wh|Ah|WT|[WVAJNTFHmgsLlBK]|rad)|cm|dtex|torr|psi|rpm|rev|r|fps|tps|axes|axis|"
    r"deg|°C|℃|°|inch|in|microns?|kgf|kg|g0|t|ppm|bits?|bytes?|arcsec|amu|u|min|hr?|d|[%％]"
)
_ATOM: Final = rf"(?:{_SIMPLE}|{'|'.join(sorted(CHINESE.keys() - {'每'}, key=len, reverse=True))})[23²³]?"
_UNIT: Final = rf"{_ATOM}(?:\s?[·*]\s?{_ATOM})*(?:\s?[/每]\s?(?:24\s?)?{_ATOM}(?:[·*]{_ATOM})*)?(?![A-Za-z0-9])"
_MEASURED: Final = re.compile(rf"(?<![A-Za-z\d.,])\d+(?:[.,]\d+)*\s*(?P<unit>{_UNIT})")
_COUNTED: Final = re.compile(r"(?<![A-Za-z\d.,])\d+(?:\.\d+)?(?![\d.,%％A-Za-z])")
_POWER: Final = re.compile(
    rf"(?<![A-Za-z\d.,^])(?P<first>\d+(?:\.\d+)?)(?:[eE]|\s?[×x*]\s?10\s?\^?)(?P<power>[-−+]?\d{{1,2}}|[⁻⁺]?[⁰¹²³⁴-⁹]+)\s*(?P<unit>{_UNIT})"
)
"""A power of ten: 5e-5 Pa, 6×10-6 Pa, 1 x 10^6 Gy."""
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
_GROWING: Final = re.compile(
    rf"(?<![A-Za-z\d.,])[(（]?\s*\d+(?:\.\d+)?\s*(?:{_UNIT})?\s*[+＋]\s*(?:\d+(?:\.\d+)?)?\s?[*x×]?\s?L\s?/\s?\d+\s*[)）]?\s*(?:{_UNIT})?"
)
"""A figure that grows with a length: 1.7+3L/1000 um."""
_CHINESE: Final = {"两": "2", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6"}
_NUMERALS: Final = _CHINESE | {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_TOGETHER: Final = re.compile(
    rf"(?<![A-Za-z\d.])(?P<count>[2-9]|{'|'.join(_NUMERALS)})(?:"
    r"[- ]?ax[ei]s[- ](?:simultaneous(?:ly)?|coordinated|contouring|interpolat(?:ed|ion))(?![A-Za-z])|[轴坐标]{1,2}联动)",
    re.IGNORECASE,
)
"""How many axes move together, told without the name of a property: 5-axis simultaneous, 五轴联动."""
_WORD: Final = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9])|(?=[\u4e00-\u9fff])")
"""Where a name can begin: with a word, or with any Chinese character."""
_END: Final = re.compile(r"(?<=[A-Za-z])(?![A-Za-z])|(?<=[\u4e00-\u9fff])")
"""Where a name can end, likewise."""
_BETWEEN: Final = " \t:：=(（"
"""What may stand between the name of a property and its figure."""
_IS: Final = re.compile(r"\s*(?:\b(?:is|of)|为|达到?)\s*$", re.IGNORECASE)
_LONGEST: Final = 60
_READ_ELSEWHERE: Final = frozenset({"purity"})
_AXES: Final = "coordinated_axes"
_SHORTENED: Final = re.compile(r"\b(max|min)\.\s*", re.IGNORECASE)
_PER_DAY: Final = re.compile(r"24\s?(?:h|小时)")
_KEPT: Final = 256


def named_properties(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the figures that the name of a property stands beside; not those that their unit alone tells."""
    yield from properties(text, [*_named(law, text.text)])


def _named(law: Register, text: str) -> Iterator[tuple[str, Figure]]:
    """Yield the figures of a text with the property that each is of."""
    yield from _together(law, text)
    elsewhere = [by for _, by in (*OWN_UNITS, *SHARED_UNITS)]
    for unit in dict.fromkeys(item["unit"] for item in _MEASURED.finditer(text)):
        of_several = any(by.found.search(f"1 {unit}") for by in elsewhere)
        for reading in readings(text, _scale(unit)):
            pair = _of_property(law, text, reading)
            if pair and not (of_several and law.parameters[pair[0]].unit == unit):
                yield pair
    counted = [widened(text, Figure(*item.span(), (item.group(),))) for item in _COUNTED.finditer(text)]
    for reading in (*_grown(text), *_raised(text), *counted):
        if pair := _of_property(law, text, reading):
            yield pair


def _together(law: Register, text: str) -> Iterator[tuple[str, Figure]]:
    """Yield how many axes move together."""
    for item in _TOGETHER.finditer(text) if _AXES in law.parameters else ():
        yield _AXES, Figure(*item.span(), (_NUMERALS.get(item["count"].lower(), item["count"]),))


def _grown(text: str) -> Iterator[Figure]:
    """Yield figures that grow with a length."""
    for item in _GROWING.finditer(text) if "L" in text else ():
        yield Figure(
            item.start(),
            item.start() + len(item.group().rstrip()),
            (item.group().strip().strip("(（").replace("＋", "+"),),
        )


def _raised(text: str) -> Iterator[Figure]:
    """Yield figures that are written with a power of ten."""
    for item in _POWER.finditer(text):
        value = f"{item['first']}e{item['power'].translate(_RAISED)} {item['unit']}"
        yield widened(text, Figure(*item.span(), (value,)))


def _before(text: str, reading: Figure) -> Iterator[tuple[int, int, str]]:
    """Yield what may be the name of a figure before it, the longest first, each with where it and the figure stand together."""
    before = text[: reading.start].rstrip(_BETWEEN)
    if verb := _IS.search(before):
        before = before[: verb.start()]
    first = max(0, len(before) - _LONGEST)
    for word in _WORD.finditer(before, first):
        yield word.start(), reading.end, before[word.start() :]


def _behind(text: str, reading: Figure) -> Iterator[tuple[int, int, str]]:
    """Yield what may be the name of a figure right behind it, the longest first, as `_before` does."""
    first = next((at for at in range(reading.end, len(text)) if not text[at].isspace()), len(text))
    ends = [word.start() for word in _END.finditer(text, first + 1, first + _LONGEST)]
    for end in reversed(ends):
        yield reading.start, end, text[first:end]


@lru_cache(maxsize=_KEPT)
def _scale(unit: str) -> Scale:
    """Return how figures of a unit are found, as it is written in a text."""
    return scale(rf"{re.escape(unit)}(?![A-Za-z0-9])", " " + _PER_DAY.sub("d", unit), unit, decimal=False)


def _of_property(law: Register, text: str, reading: Figure) -> tuple[str, Figure] | None:
    """Return the property that a figure is of, and the figure with its name; None if none can be measured so."""
    near = (*_before(text, reading), *_behind(text, reading))
    for start, end, name in near:
        parameter = law.parameter_names.get(fold(_SHORTENED.sub(r"\1 ", name)))
        if parameter and parameter.id not in _READ_ELSEWHERE and _fits(law, parameter.id, reading.values):
            return parameter.id, widened(text, reading._replace(start=start, end=end))
    return None


def _fits(law: Register, id_: str, texts: Iterable[str]) -> bool:
    """Tell whether values can be of a property: they have a unit of it, or none where it has none."""
    parameter = law.parameters[id_]
    try:
        return all(values(text, parameter, id_) for text in texts)
    except InputError:
        return False
