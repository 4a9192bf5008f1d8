"""A figure without the name of its property may be the one that an entry of the named goods tests: turbomolecular pump 20000 L/s.

It may as well be another figure of the goods. So it meets criteria, but it misses none, and it excludes no goods.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.annotate.numbers import properties
from exportctl.goods.annotate.properties import (
    ENDS,
    MEASURED,
    as_best,
    context_of,
    entries_of,
    figures_with_units,
    fits,
    is_whole,
    measured_by,
    names_before,
    names_behind,
    powers_of_ten,
)
from exportctl.goods.quantities import symbol_of
from exportctl.goods.specific_strength import BASES, SPECIFIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.goods.annotate.properties import Context
    from exportctl.goods.annotation import Annotation
    from exportctl.goods.figure_range import Figure
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_MARK_BEFORE: Final = re.compile(r"(?:^|[,;，；、|。(（]|(?<!\S)(?:[A-Z]+[A-Za-z]*-?|-)*\d[A-Za-z\d-]*)\s*$")
"""The text before a figure that no word claims: its beginning, a mark, or a type number."""
_MARK_BEHIND: Final = re.compile(
    r"\s*(?:$|[,;，；、|。)）]|\.(?=\s|$)|(?<=\s)(?:\d|[A-Z]{1,4}-?\d|(?:model|type)\b|型号|[\u4e00-\u9fff]{2,8}[:：]?\s*\d))",
    re.IGNORECASE,
)
"""The text behind such a figure: its end, a mark, another figure with its own name, or a type number."""
_POWERS: Final = frozenset({"W", "kW", "MW"})
_MAINS: Final = re.compile(r"\d\s*(?:k?V(?:AC|DC)?(?![A-Za-z])|千?伏)|phase|相", re.IGNORECASE)
"""The voltage of goods: then a power without a word may be that of their connection to the mains."""
_KIND: Final = re.compile(r"\s*(?:unit|system|machine|equipment|apparatus|机组|系统|设备|装置)?\s*", re.IGNORECASE)
"""The text between the name of goods and a figure directly beside it."""


class _Tested(NamedTuple):
    """The properties that each entry of the goods tests, and those that exclude goods or have a figure in the text."""

    by_entry: list[frozenset[str]]
    excluded: frozenset[str]

    @property
    def ids(self) -> frozenset[str]:
        """All of them."""
        return frozenset().union(*self.by_entry)


class _Goods(NamedTuple):
    """The named goods of a text, and its unread figures."""

    context: Context
    names: Sequence[Annotation]
    tested: _Tested
    figures: Sequence[Figure]


def unnamed_figures(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the figures that may be those of a tested property, next to the name of one kind of goods."""
    names = text.names
    meanings = {meaning for name in names for meaning in name.meanings}
    if len({name.meanings for name in names}) != 1:
        return
    tested = _tests_of(law, text, meanings)
    if not any(tested.by_entry):
        return
    goods = _Goods(context_of(law, lexicon, text, names), names, tested, _figures(text))
    of_properties = [(reading, *pair) for reading in goods.figures for pair in _of_tested(goods, reading)]
    settled = {id_ for id_ in tested.ids if not _is_rivalled(goods, id_, of_properties)}
    yield from properties(text, [(id_, figure) for _, id_, figure in of_properties if id_ in settled])


def _figures(text: AnnotatedText) -> list[Figure]:
    """Return the unread figures of a text with their units, powers of ten as a whole."""
    powers = [*powers_of_ten(text.text)]
    others = [
        reading
        for _, reading in figures_with_units(text.text)
        if not any(power.start <= reading.start < power.end for power in powers)
    ]
    return [reading for reading in (*others, *powers) if text.has(reading.start, reading.end)]


def _is_rivalled(goods: _Goods, id_: str, of_properties: Sequence[tuple[Figure, str, Figure]]) -> bool:
    """Return whether another figure, which a word claims, has a unit of a property too: 50 MPa, hydraulic pump 400 MPa."""
    own = [reading for reading, of, _ in of_properties if of == id_]
    return any(reading not in own and fits(goods.context.law, id_, reading.values) for reading in goods.figures)


def _tests_of(law: Register, text: AnnotatedText, meanings: set[str]) -> _Tested:
    entries = list(entries_of(law, sorted(meanings)))
    return _Tested(
        [_with_bases(frozenset(item.parameter for item in measured_by(entry.criteria))) for entry in entries],
        frozenset(
            [
                *(item.parameter for entry in entries for item in measured_by(entry.unless)),
                *(id_ for note in text.annotations_of("property") for id_ in note.meanings),
            ]
        ),
    )


def _with_bases(ids: frozenset[str]) -> frozenset[str]:
    """Return tested properties with those from which one of them is calculated."""
    return ids.union(BASES) if SPECIFIC in ids else ids


def _of_tested(goods: _Goods, reading: Figure) -> list[tuple[str, Figure]]:
    """Return the properties that a figure may belong to, with the figure and the word that hints at it."""
    ids, start, end = _by_hint(goods, reading)
    figure = reading._replace(start=start, end=end, ranged=False, unnamed=True)
    text = goods.context.text.text
    return [
        (id_, as_best(goods.context, id_, text, figure, ()))
        for id_ in ids or _by_unit(goods, reading)
        if id_ not in goods.tested.excluded
    ]


def _by_hint(goods: _Goods, reading: Figure) -> tuple[list[str], int, int]:
    """Return the tested properties that a word beside a figure hints at, with the start and end of word and figure."""
    context, law = goods.context, goods.context.law
    for start, end, word in (*names_before(context, reading), *names_behind(context, reading)):
        ids = [item.id for item in law.hints.get(word, ()) if item.id in goods.tested.ids]
        ids = [id_ for id_ in ids if fits(law, id_, reading.values)]
        if ids and _is_separate(goods, reading, start, end):
            return ids, start, end
    return [], reading.start, reading.end


def _is_separate(goods: _Goods, reading: Figure, start: int, end: int) -> bool:
    """Return whether a word beside a figure is no part of a longer name: a test pressure is no pressure."""
    text = goods.context.text.text
    if start < reading.start:
        return is_whole(text, start) or _is_behind_name(goods, start)
    return bool(ENDS.match(text, end))


def _by_unit(goods: _Goods, reading: Figure) -> list[str]:
    """Return the properties that a figure without a word fits by its unit, except those of which an entry tests two such."""
    law, unit = goods.context.law, _unit_of(reading)
    if not _is_unclaimed(goods, reading) or (unit in _POWERS and _MAINS.search(goods.context.text.text)):
        return []
    fitting = [[id_ for id_ in sorted(ids) if fits(law, id_, reading.values)] for ids in goods.tested.by_entry]
    of_several = {id_ for ids in fitting if len(ids) > 1 for id_ in ids}
    beside = _is_behind_name(goods, reading.start) or _is_before_name(goods, reading.end)
    return [
        id_
        for id_ in dict.fromkeys(id_ for ids in fitting for id_ in ids)
        if id_ not in of_several
        and (unit in law.parameters[id_].unnamed or (beside and unit in law.parameters[id_].beside))
    ]


def _is_unclaimed(goods: _Goods, reading: Figure) -> bool:
    """Return whether no word before or behind a figure, other than the name of the goods, may be that of its property."""
    text = goods.context.text.text
    end = len(text[: reading.start].rstrip())
    before = _MARK_BEFORE.search(text[: reading.start]) or any(item.end() == end for item in MEASURED.finditer(text))
    return bool(before or _is_behind_name(goods, reading.start)) and bool(
        _MARK_BEHIND.match(text, reading.end) or _is_before_name(goods, reading.end)
    )


def _is_behind_name(goods: _Goods, start: int) -> bool:
    return any(name.end <= start and _KIND.fullmatch(goods.context.text.text, name.end, start) for name in goods.names)


def _is_before_name(goods: _Goods, end: int) -> bool:
    text = goods.context.text.text
    return any(end <= name.start and not text[end : name.start].strip(" -") for name in goods.names)


def _unit_of(reading: Figure) -> str:
    """Return the unit of a figure in the spelling of the vocabulary."""
    return symbol_of(reading.values[-1].partition(" ")[2])
