"""A figure for another condition than that of its criterion misses none: the strength of annealed steel, a capacity at 5C.

Nor does a figure that the text leaves open.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError
from exportctl.goods.figures.open import are_assorted, is_open
from exportctl.goods.meaning import named_materials
from exportctl.goods.quantities import measure
from exportctl.goods.text import is_within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.figures.figure_range import Figure
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.register import Register
    from exportctl.law.vocabulary import Condition, Parameter

_NUMBER: Final = r"[-−–]?\s?\d+(?:\.\d+)?"
_DEGREES: Final = r"(?:°\s?C|℃|[Dd]eg\.?\s?C|摄氏度|度|C(?![A-Za-z])|°\s?F|℉|K(?![A-Za-z]))"
_TO: Final = r"\s?(?:to|and|[~～…至到和/]|\.{2,3}|[-–])\s?[+]?"
_TEMPERATURE: Final = (
    rf"(?P<first>{_NUMBER})\s?(?P<unit>{_DEGREES})?(?:{_TO}(?P<last>{_NUMBER})\s?(?P<of_both>{_DEGREES}))?"
)
_BEHIND: Final = re.compile(
    rf"\s*(?:[(（]\s*|[,，]?\s*(?=@|＠|在|于|[a-z]))(?:(?:measured|tested|test|rated)\s+)?(?:@|＠|在|于|\b(?:at|from|over|between)\b)?\s*"
    rf"{_TEMPERATURE}",
    re.IGNORECASE,
)
"""A temperature behind a figure: 280 Wh/kg at -20 °C, 620MPa（400℃）."""
_BEFORE: Final = re.compile(
    rf"(?:(?P<at>\bat|@|在)\s*)?(?P<first>{_NUMBER})\s?(?P<unit>{_DEGREES})(?:[下时的高低温]*|\s*)$", re.IGNORECASE
)
"""A temperature before the name of a property: 400℃抗拉强度, at 500 °C tensile strength."""
_NAMED: Final = re.compile(r"(?:温度?|\b[Tt]emp(?:erature|\.)?)\s*[:：]?\s*$")
"""The text before a temperature that is a figure of its own: 工作温度 800℃."""
_REACH: Final = 24
_ROOM: Final = {"C": (Decimal(15), Decimal(30)), "F": (Decimal(59), Decimal(86)), "K": (Decimal(288), Decimal(303))}
"""The temperatures of a room, for which entries and data sheets state figures, by the last letter of their unit."""
_THERMAL: Final = frozenset({"degC", "K"})
_SETTLED: Final[tuple[PhraseLabel, ...]] = ("hardened", "weak")
"""The labels of words with which a strength is the highest of its metal."""
_RATE: Final = re.compile(r"(?<![A-Za-z\d.])(?P<rate>\d{1,2}(?:\.\d+)?)\s?C(?![A-Za-z\d°])")
"""A rate of discharge, in capacities an hour: 1C, 0.2C."""
_SLOW, _FAST = Decimal("0.1"), Decimal(20)
"""A battery gives its whole capacity at a slow rate. A figure above the fast one is a temperature."""


def as_conditioned(law: Register, text: AnnotatedText) -> list[Annotation]:
    """Return the annotations of a text, in which figures for other conditions than those of criteria miss none."""
    notes = text.annotations
    if not text.annotations_of("property"):  # as in most texts
        return notes
    stated, every = {*_conditions_in(text)}, are_assorted(text.text)
    return [
        note._replace(figure=note.figure._replace(unnamed=True))
        if note.figure is not None and note.label == "property" and (every or _is_for_another(law, text, note, stated))
        else note
        for note in notes
    ]


def _conditions_in(text: AnnotatedText) -> Iterator[Condition]:
    """Yield the conditions of a text that change all its figures of some properties."""
    hardened = text.phrases("hardened", text.tokens)
    if any(not is_within(hit, hardened) for hit in text.phrases("soft", text.tokens)):
        yield "temper"
    if any(_SLOW < Decimal(rate["rate"]) <= _FAST for rate in _RATE.finditer(text.text)):
        yield "discharge"


def _is_for_another(law: Register, text: AnnotatedText, note: Annotation, stated: Collection[Condition]) -> bool:
    """Return whether a figure is one of a soft metal, of a fast discharge or of another temperature than that of a room, or open."""
    parameter = law.parameters.get(note.meanings[0])
    if parameter is None:
        return False
    if any(condition in stated for condition in parameter.varies_with) or is_open(text.text, note, parameter):
        return True
    if "temper" in parameter.varies_with and _may_be_soft(law, text, note, parameter):
        return True
    return parameter.unit not in _THERMAL and _is_at_temperature(text.text, note)


def _may_be_soft(law: Register, text: AnnotatedText, note: Annotation, parameter: Parameter) -> bool:
    """Return whether a strength may be that of the soft metal: no temper is stated, and heat treatment can raise it."""
    soft = [material.soft_strength for material in named_materials(law, text.names) if material.soft_strength]
    if not soft or note.figure is None or any(text.phrases(label, text.tokens) for label in _SETTLED):
        return False
    strength = _highest(note.figure, parameter)
    return any(item.least <= strength < item.most for item in soft)


def _highest(figure: Figure, parameter: Parameter) -> Decimal:
    """Return the highest value of a figure in the unit of its property; one that cannot be read is no strength."""
    try:
        return max(measure(value, parameter, parameter.id) for value in figure.values)
    except InputError:
        return Decimal("Infinity")


def _is_at_temperature(text: str, note: Annotation) -> bool:
    """Return whether a temperature beside a figure is not that of a room."""
    if behind := _BEHIND.match(text, note.end):
        unit = behind["of_both"] or behind["unit"]
        ends = [number for number in (behind["first"], behind["last"]) if number]
        return bool(unit) and not all(_is_of_room(number, unit) for number in ends)
    words = text[max(0, note.start - _REACH) : note.start]
    before = _BEFORE.search(words)
    if before is None or _NAMED.search(words[: before.start()]):
        return False
    joined = before["at"] or not before.group()[-1].isspace() or not before["first"][0].isdecimal()
    return bool(joined) and not _is_of_room(before["first"], before["unit"])


def _is_of_room(number: str, unit: str) -> bool:
    """Return whether a temperature is that of a room, or none: 5C is a rate of discharge."""
    value = Decimal(number.replace("−", "-").replace("–", "-").replace(" ", ""))
    if unit.strip() == "C" and 0 <= value <= _FAST:
        return True
    low, high = _ROOM.get(unit.strip()[-1].upper(), _ROOM["C"])
    return low <= value <= high
