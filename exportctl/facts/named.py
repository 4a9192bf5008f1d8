"""A figure is of the property whose name stands before it, or right behind it: positioning accuracy 4 um, 2 rotary axes, 抽速 5升."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError
from exportctl.facts.bounds import Reading, Scale, readings, scale, widened
from exportctl.facts.quantities import CHINESE, measure
from exportctl.law.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.facts.left import Left
    from exportctl.law.register import Register

_SIMPLE: Final = (
    r"[kMGTPmuµμnp]?(?:bar|bit|bps|Pa|Hz|eV|ohm|Ω|Gy|VA|Wh|Ah|WT|[WVAJNTFHmgsLlBK]|rad)|dtex|torr|psi|rpm|rev|r|fps|tps|axes|axis|"
    r"deg|°C|℃|°|inch|in|kgf|kg|g0|t|ppm|bits?|bytes?|arcsec|min|h|d|[%％]"
)
_ATOM: Final = rf"(?:{_SIMPLE}|{'|'.join(sorted(CHINESE.keys() - {'每'}, key=len, reverse=True))})[23²³]?"
_UNIT: Final = rf"{_ATOM}(?:\s?[·*]\s?{_ATOM})*(?:\s?[/每]\s?{_ATOM}(?:[·*]{_ATOM})*)?(?![A-Za-z0-9])"
_MEASURED: Final = re.compile(rf"(?<![A-Za-z\d.,])\d+(?:[.,]\d+)*\s*(?P<unit>{_UNIT})")
_COUNTED: Final = re.compile(r"(?<![A-Za-z\d.,])\d+(?:\.\d+)?(?![\d.,%％A-Za-z])")
_WORD: Final = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9])|(?=[\u4e00-\u9fff])")
"""Where a name can begin: with a word, or with any Chinese character."""
_END: Final = re.compile(r"(?<=[A-Za-z])(?![A-Za-z])|(?<=[\u4e00-\u9fff])")
"""Where a name can end, likewise."""
_BETWEEN: Final = " \t:：=(（"
"""What may stand between the name of a property and its figure."""
_IS: Final = re.compile(r"\s*(?:\b(?:is|of)|为|达到?)\s*$", re.IGNORECASE)
_LONGEST: Final = 60
_READ_ELSEWHERE: Final = frozenset({"purity"})
_KEPT: Final = 256


def named_figures(law: Register, left: Left, elsewhere: Iterable[Scale]) -> list[tuple[str, Reading]]:
    """Return the figures of a text that the name of a property stands beside, by its id; not those that are read `elsewhere`."""
    text, found = left.text, list[tuple[str, Reading]]()
    for unit in dict.fromkeys(item["unit"] for item in _MEASURED.finditer(text)):
        if any(by.found.search(f"1 {unit}") for by in elsewhere):
            continue
        found += [pair for reading in readings(text, _scale(unit)) if (pair := _of_property(law, text, reading))]
    for item in _COUNTED.finditer(text):
        reading = widened(text, Reading(*item.span(), (item.group(),)))
        if pair := _of_property(law, text, reading):
            found.append(pair)
    return [(name, item) for name, item in found if left.has(item.start, item.end)]


def _before(text: str, reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield what may be the name of a figure before it, the longest first, each with where it and the figure stand together."""
    before = text[: reading.start].rstrip(_BETWEEN)
    if verb := _IS.search(before):
        before = before[: verb.start()]
    first = max(0, len(before) - _LONGEST)
    for word in _WORD.finditer(before, first):
        yield word.start(), reading.end, before[word.start() :]


def _behind(text: str, reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield what may be the name of a figure right behind it, the longest first, as `_before` does."""
    first = next((at for at in range(reading.end, len(text)) if not text[at].isspace()), len(text))
    ends = [word.start() for word in _END.finditer(text, first + 1, first + _LONGEST)]
    for end in reversed(ends):
        yield reading.start, end, text[first:end]


@lru_cache(maxsize=_KEPT)
def _scale(unit: str) -> Scale:
    """Return how figures of a unit are found, as it is written in a text."""
    return scale(rf"{re.escape(unit)}(?![A-Za-z0-9])", f" {unit}", unit, decimal=False)


def _of_property(law: Register, text: str, reading: Reading) -> tuple[str, Reading] | None:
    """Return the property that a figure is of, and the figure with its name; None if none can be measured so."""
    near = (*_before(text, reading), *_behind(text, reading))
    for start, end, name in near:
        parameter = law.parameter_names.get(fold(name))
        if parameter and parameter.id not in _READ_ELSEWHERE and _fits(law, parameter.id, reading.values):
            return parameter.id, widened(text, reading._replace(start=start, end=end))
    return None


def _fits(law: Register, id_: str, values: Iterable[str]) -> bool:
    """Tell whether values can be of a property: they have a unit of it, or none where it has none."""
    parameter = law.parameters[id_]
    try:
        return all(measure(value, parameter, id_) is not None for value in values)
    except InputError:
        return False
