"""A figure belongs to the property named directly before or after it: positioning accuracy 4 um, 2 rotary axes, 抽速 5升."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from exportctl.errors import InputError
from exportctl.goods.figures.axes import simultaneous_axes
from exportctl.goods.figures.best_values import as_best
from exportctl.goods.figures.figure_range import Figure, with_bounds
from exportctl.goods.figures.property_names import (
    LONGEST_NAME,
    Context,
    context_of,
    is_whole,
    may_name_a_property,
    names_before,
    names_behind,
)
from exportctl.goods.figures.scales import OWN_UNITS, SHARED_UNITS
from exportctl.goods.figures.with_units import (
    MEASURED,
    counts,
    figures_with_units,
    growing_figures,
    powers_of_ten,
)
from exportctl.goods.quantities import values
from exportctl.law.vocabulary import WITHOUT_UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_TO_MORE: Final = re.compile(r"\s*(?:[-–~～〜至到或]|\b(?:up to|to|or)\b)\s*\d", re.IGNORECASE)
"""The text after the first of two figures with different units: 600 V to 10 kV."""
ENDS: Final = re.compile(r"\s*(?:$|[,;，；)）])|(?<=[\u4e00-\u9fff])\s")
_HAN_BEFORE: Final = re.compile(r"[\u4e00-\u9fff]+$")
_QUALIFIES: Final[tuple[PhraseLabel, ...]] = ("form", "part")
"""The labels of words before the name of a property that do not change it."""
_REPEATED: Final = re.compile(
    r"\b(?:repe(?:at(?:ed|able|ing)?|titive)|rotary (?:table|axis)|turret|indexing|angular)[ -]$", re.IGNORECASE
)
"""The words that make an accuracy a repeatability, or that of a part that turns."""
_SECOND: Final = re.compile(
    r"\s?(?:[A-Z]\b|[(（][^()（）]{1,24}[)）]|(?:@|\bat\s)\s?[\d.]+\s?[A-Za-z°℃]{1,4})?\s?(?:[,;/，；、和或]|\band\b|\bor\b)?\s?"
)
"""The text between two values of one property: 8 um Z, 4 um X; 100 W @ 4.2 K, 1000 W @ 20 K; 80L(A) 500L(B)."""
_READ_ELSEWHERE: Final = frozenset({"purity"})
_APART_HAN: Final = re.compile(r"\s+[\u4e00-\u9fff]")
"""Chinese units directly follow their figure."""
_KEPT: Final = 256


def figures_beside_names(
    law: Register, lexicon: Lexicon, text: AnnotatedText, names: Sequence[Annotation], *, elsewhere: bool = False
) -> list[tuple[str, Figure]]:
    """Return the unread figures next to the name of a property, by its id, except those in units read `elsewhere`."""
    pairs = simultaneous_axes(law, text.text)
    if not (pairs or may_name_a_property(lexicon, text.text)):
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
    others = (*growing_figures(text.text), *powers_of_ten(text.text), *counts(text.text))
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


@lru_cache(maxsize=_KEPT)
def _is_read_elsewhere(unit: str) -> bool:
    """Return whether another annotator reads figures with a unit."""
    return any(by.expression.search(f"1 {unit}") for _, by in (*OWN_UNITS, *SHARED_UNITS))


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


def _is_cut(context: Context, start: int, ids: Iterable[str]) -> bool:
    """Return whether a name is the end of a longer, unknown one: 重复定位精度 is not 定位精度, a dark current not a current."""
    text = context.text.text
    if text[start].isascii() and text[start].isalpha():
        if _REPEATED.search(text, max(0, start - LONGEST_NAME), start):
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
