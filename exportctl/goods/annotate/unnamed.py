"""A figure without the name of its property may be the one that an entry of the named goods tests: turbomolecular pump 20000 L/s.

It may as well be another figure of the goods. So it meets criteria, but it misses none, and it excludes no goods.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.annotate.property_figures import properties
from exportctl.goods.calculated_figures import with_bases
from exportctl.goods.figures.best_values import as_best
from exportctl.goods.figures.named import ENDS, fits
from exportctl.goods.figures.property_names import context_of, is_thing, is_whole, names_before, names_behind
from exportctl.goods.figures.short import short_figures, sieved_sizes
from exportctl.goods.figures.unclaimed import is_before_name, is_behind_name, is_unclaimed
from exportctl.goods.figures.with_units import figures_with_units, powers_of_ten
from exportctl.goods.machine_features import is_machine
from exportctl.goods.quantities import values
from exportctl.goods.tested import entries_of, measured_by
from exportctl.goods.text import begins_within, is_within, same_place
from exportctl.goods.units import STEEL, symbol_of
from exportctl.law.words import HAN, adjacent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.figures.figure_range import Figure
    from exportctl.goods.figures.property_names import Context
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_MARK: Final = re.compile(r"[,;，；、|(（]\s*$")
"""A mark before a figure with the name of its property behind it: 20 inch throat."""
_SIZE: Final = "particle_size"
_LENGTHS: Final = (" mm", " cm", " m")
_SIDE: Final = re.compile(r"\d\s?(?:[mc]?m|in(?:ch)?|[\"″])?\)?\s?[x×*]\s?$")
"""The side before another one."""
_LETTER: Final = re.compile(r"(?<![A-Za-z\d])[LWHT]\s?[:=]?\s?$")
"""The letter of a length, a width, a height or a thickness before its figure."""
_REACH: Final = 12
_RESTATED: Final = re.compile(r"\s?[(（/=]\s?")
_ROUNDED: Final = Decimal("1.03")
"""How far two figures may be apart that are the same one in two units, rounded."""
_POWERS: Final = frozenset({"W", "kW", "MW"})
_TESLA: Final = "T"
_STRONGEST: Final = 45
"""The field of the strongest steady magnets in tesla: a higher figure in T is the force of a press, or a weight, in tons."""
_VOLTAGE: Final = re.compile(r"\d\s*(?:k?V(?:AC|DC)?(?![A-Za-z])|千?伏)", re.IGNORECASE)
"""The voltage of goods: then a power without a word may be that of their connection to the mains."""
_TWO_WORDS: Final = re.compile(r"[\u4e00-\u9fff]\s+[\u4e00-\u9fff]")
"""A blank between two Chinese words, which are no name of one property."""
_USED_FOR: Final = re.compile(r"[\u4e00-\u9fff]{0,6}用")
"""The text between what Chinese goods are for and their name: 负极材料包覆用回转炉."""
_USE: Final = re.compile(r"专?用|\s(?:service|duty|medium|media|handling)\b")
"""The end of a use: 合成金刚石专用, HCl service."""


class _Tested(NamedTuple):
    """The properties that each entry of the goods tests, and those that exclude goods or have a figure in the text."""

    by_entry: list[frozenset[str]]
    excluded: frozenset[str]

    @property
    def ids(self) -> frozenset[str]:
        """All of them."""
        return frozenset().union(*self.by_entry)


class _Goods(NamedTuple):
    """The named goods of a text, its unread figures, and the starts of the words before figures that hint at their properties."""

    context: Context
    names: Sequence[Annotation]
    tested: _Tested
    figures: Sequence[Figure]
    hints: frozenset[int] = frozenset()


def unnamed_figures(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the figures that may be those of a tested property, next to the name of one kind of goods."""
    every = _without_materials_of_machine(law, text, _names_of_goods(text))
    end = _start_of_parts(text, every)
    names = [name for name in every if name.start < end]
    tested = _tests_of(law, text, set(names[0].meanings)) if names else None
    if tested is None or not any(tested.by_entry):
        return
    figures = [figure for figure in _figures(text) if figure.start < end]
    goods = _Goods(context_of(law, lexicon, text, names[:1]), names[:1], tested, figures)
    others = [name for name in names if name.meanings != names[0].meanings]
    if not all(_is_in_hint(goods, name) for name in others):
        return
    for name in others:
        text.retract(name)
    goods = goods._replace(names=[name for name in names if name not in others])
    goods = goods._replace(hints=_starts_of_hints(goods))
    of_properties = [(bare, *pair) for bare in goods.figures for pair in _tested_properties(goods, bare)]
    of_properties += [(size, _SIZE, size) for size in sieved_sizes(text.text) if _is_of_powder(goods, size)]
    settled = {id_ for id_ in tested.ids if not _is_rivalled(goods, id_, of_properties)}
    own = [(id_, figure) for _, id_, figure in of_properties if id_ in settled]
    for name in text.names[1:]:
        if is_within(name, [figure for _, figure in own]):
            text.demote(name)  # the fluorine of 产氟量600克/小时
    yield from properties(text, own)


def _starts_of_hints(goods: _Goods) -> frozenset[int]:
    """Return the starts of the words before figures that hint at their properties: the magnetron of 915 MHz magnetron 75 kW."""
    hinted = ((figure, *_properties_by_hint(goods, figure)) for figure in goods.figures)
    return frozenset(start for figure, ids, start, _ in hinted if ids and start < figure.start)


def _is_of_powder(goods: _Goods, size: Figure) -> bool:
    """Return whether the size of a sieve is that of the goods, whose entries test their greatest size."""
    text = goods.context.text
    if _SIZE not in goods.tested.ids - goods.tested.excluded or not text.has(size.start, size.end):
        return False
    return is_unclaimed(goods.context.lexicon, text, goods.names, size)


def _without_uses(text: AnnotatedText) -> list[Annotation]:
    """Return the names of a text but those of a use: 合成金刚石专用, 单晶金刚石生长, diamond growth, 负极材料包覆用回转炉."""
    roles = text.phrases("role", text.tokens)
    ends = {hit.end for hit in roles}
    starts = {name.start for name in text.names}
    return [
        name
        for name in text.names
        if name.start not in ends
        and not any(name.end <= hit.start and _is_use(text.text, name.end, hit.start) for hit in roles)
        and not _USE.match(text.text, name.end)
        and not ((use := _USED_FOR.match(text.text, name.end)) and use.end() in starts)
    ]


def _is_use(text: str, end: int, role: int) -> bool:
    """Return whether a role directly follows a name; a blank before it in Chinese begins another word: 氦制冷机 制冷温度."""
    return adjacent(text, end, role) and (end == role or not HAN.match(text, role))


def _names_of_goods(text: AnnotatedText) -> list[Annotation]:
    """Return the names of goods before the purpose of the first: a press for diamonds."""
    names = _without_uses(text)
    purposes = [hit.start for hit in text.phrases("purpose", text.tokens) if names and hit.start >= names[0].end]
    return [name for name in names if name.start < min(purposes, default=len(text.text))]


def _start_of_parts(text: AnnotatedText, names: Sequence[Annotation]) -> int:
    """Return the start of what comes with the goods, if it has a name: figures behind it may be its own. Else the end of the text."""
    parts = [hit.start for hit in text.phrases("part", text.tokens) if names and hit.start >= names[0].end]
    start = min(parts, default=len(text.text))
    return start if any(name.start > start for name in names) else len(text.text)


def _without_materials_of_machine(law: Register, text: AnnotatedText, names: list[Annotation]) -> list[Annotation]:
    """Return names without substances within longer Chinese words after the name of a machine: 过流面全氟塑料, 输送氢氟酸."""
    if not (names and is_machine(law, names[:1])):
        return names
    return [
        names[0],
        *(name for name in names[1:] if is_thing(law, name.meanings[0]) or not _is_within_word(text, name)),
    ]


def _is_within_word(text: AnnotatedText, name: Annotation) -> bool:
    """Return whether Chinese characters are directly before or after a Chinese name."""
    before = text.text[name.start - 1 : name.start]
    return bool(HAN.match(name.words) and (HAN.match(before) or HAN.match(text.text, name.end)))


def _is_in_hint(goods: _Goods, name: Annotation) -> bool:
    """Return whether a name is a part of the words that hint at the property of a figure: the vessel of vessel ID 320 mm."""
    return any(
        start <= name.start < end
        and any(item.id in goods.tested.ids for item in goods.context.law.parameter_names.hints.get(word, ()))
        for figure in goods.figures
        for start, end, word in (*names_before(goods.context, figure), *names_behind(goods.context, figure))
    )


def _figures(text: AnnotatedText) -> list[Figure]:
    """Return the unread figures of a text with their units, powers of ten and the sizes of cylinders as a whole."""
    whole = [*powers_of_ten(text.text), *short_figures(text.text)]
    others = [figure for _, figure in figures_with_units(text.text) if not begins_within(figure, whole)]
    others = [figure for figure in others if not _is_no_figure(text.text, figure)]
    return [figure for figure in (*others, *whole) if text.has(figure.start, figure.end)]


def _is_no_figure(text: str, figure: Figure) -> bool:
    """Return whether a figure is the name of a steel, or the last side of a piece: 316L, 500 x 500 mm."""
    return bool(
        re.fullmatch(STEEL, text[figure.start : figure.end])
        or (figure.values[0].endswith(_LENGTHS) and _SIDE.search(text, max(0, figure.start - _REACH), figure.start))
    )


def _is_rivalled(goods: _Goods, id_: str, of_properties: Sequence[tuple[Figure, str, Figure]]) -> bool:
    """Return whether another figure, which a word claims, has a unit of a property too: 50 MPa, hydraulic pump 400 MPa.

    A word that hints at another tested property claims its figure for that one.
    """
    own = [(bare, figure) for bare, of, figure in of_properties if of == id_]
    hinted = all(_is_hinted(*item) for item in own)
    others = [(bare, figure) for bare, of, figure in of_properties if of != id_]
    settled = [bare for bare, _ in own]
    settled += [bare for bare, figure in others if hinted or _is_hinted(bare, figure)]
    return any(
        bare not in settled
        and fits(goods.context.law, id_, bare.values)
        and not (hinted and _is_of_quantity(goods.context.text, bare))
        and not any(_is_restated(goods, id_, item, bare) for item, _ in own)
        for bare in goods.figures
    )


def _is_restated(goods: _Goods, id_: str, first: Figure, second: Figure) -> bool:
    """Return whether a figure is followed by itself in another unit, in brackets or behind a stroke: 80 mm (3.15 inch)."""
    law = goods.context.law
    if not _RESTATED.fullmatch(goods.context.text.text, first.end, second.start):
        return False
    ends = [values(figure.values[0], law.parameters[id_], id_)[0] for figure in (first, second)]
    low, high = min(ends), max(ends)
    return isinstance(low, Decimal) and isinstance(high, Decimal) and high <= low * _ROUNDED


def _is_of_quantity(text: AnnotatedText, figure: Figure) -> bool:
    """Return whether a word or a letter for a quantity is directly before a figure: ID 150 mm, length 2 m, L 2 m."""
    return _LETTER.search(text.text, 0, figure.start) is not None or any(
        hit.end <= figure.start and adjacent(text.text, hit.end, figure.start)
        for hit in text.phrases("quantity", text.tokens)
    )


def _is_hinted(bare: Figure, figure: Figure) -> bool:
    """Return whether a figure has a word that hints at its property."""
    return not same_place(figure, bare)


def _tests_of(law: Register, text: AnnotatedText, meanings: set[str]) -> _Tested:
    entries = list(entries_of(law, sorted(meanings)))
    return _Tested(
        [with_bases(frozenset(item.parameter for item in measured_by(entry.criteria))) for entry in entries],
        frozenset(
            [
                *(item.parameter for entry in entries for item in measured_by(entry.unless)),
                *(id_ for note in text.annotations_of("property") for id_ in note.meanings),
            ]
        ),
    )


def _tested_properties(goods: _Goods, figure: Figure) -> list[tuple[str, Figure]]:
    """Return the properties that a figure may belong to, with the figure and the word that hints at it."""
    ids, start, end = _properties_by_hint(goods, figure)
    named = figure._replace(start=start, end=end, unnamed=True)
    text = goods.context.text.text
    return [
        (id_, as_best(goods.context, id_, text, named, ())._replace(ranged=False))
        for id_ in ids or _properties_by_unit(goods, figure)
        if id_ not in goods.tested.excluded
    ]


def _properties_by_hint(goods: _Goods, figure: Figure) -> tuple[list[str], int, int]:
    """Return the tested properties that a word beside a figure hints at, with the start and end of word and figure."""
    context, law = goods.context, goods.context.law
    for start, end, word in (*names_before(context, figure), *names_behind(context, figure)):
        full = law.parameter_names.full.get(word)
        called = (*law.parameter_names.hints.get(word, ()), *([full] if full else ()))
        ids = [item.id for item in called if item.id in goods.tested.ids]
        ids = [id_ for id_ in ids if fits(law, id_, figure.values)]
        if ids and _is_separate(goods, figure, start, end):
            return ids, start, end
    return [], figure.start, figure.end


def _is_separate(goods: _Goods, figure: Figure, start: int, end: int) -> bool:
    """Return whether a word beside a figure is no part of a longer name, and no part of the goods: 75 kW magnetron.

    A test pressure is no pressure.
    """
    text = goods.context.text.text
    if _TWO_WORDS.search(text, start, figure.start):
        return False
    if start < figure.start:
        behind = is_behind_name(goods.context.text, goods.names, start) or _is_behind_feature(goods, start)
        return is_whole(text, start) or behind
    apart = _MARK.search(text, 0, figure.start) is not None or (
        "/" in figure.values[0] and is_behind_name(goods.context.text, goods.names, figure.start)
    )  # a rate is no size of a part: freeze dryer 20 kg/24h condenser
    return bool(ENDS.match(text, end)) and (apart or _word_at(goods, end) not in goods.context.lexicon.things)


def _is_behind_feature(goods: _Goods, start: int) -> bool:
    """Return whether a feature of the goods ends directly before a word: single axis bias 0.02 deg/h."""
    text = goods.context.text
    return any(hit.end <= start and adjacent(text.text, hit.end, start) for hit in text.phrases("feature", text.tokens))


def _word_at(goods: _Goods, end: int) -> str:
    """Return the word that ends at a position."""
    return next((token.word for token in goods.context.text.tokens if token.end == end), "")


def _properties_by_unit(goods: _Goods, figure: Figure) -> list[str]:
    """Return the properties that a figure without a word fits by its unit, except those of which an entry tests two such.

    A property with a figure of its own is settled: 42 cN/dtex, modulus 1700 cN/dtex.
    """
    law, text, unit = goods.context.law, goods.context.text, _unit_of(figure)
    if unit in _POWERS and (text.holds("mains") or _VOLTAGE.search(text.text)):
        return []
    if unit == _TESLA and any(Decimal(value.partition(" ")[0]) > _STRONGEST for value in figure.values):
        return []
    if not is_unclaimed(goods.context.lexicon, text, goods.names, figure, goods.hints):
        return []
    beside = is_behind_name(text, goods.names, figure.start) or is_before_name(text, goods.names, figure.end)
    units = {
        id_: (*law.parameters[id_].unnamed, *(law.parameters[id_].beside if beside else ())) for id_ in goods.tested.ids
    }
    fitting = [
        [id_ for id_ in sorted(ids - goods.tested.excluded) if unit in units[id_] and fits(law, id_, figure.values)]
        for ids in goods.tested.by_entry
    ]
    of_several = {id_ for ids in fitting if len(ids) > 1 for id_ in ids}
    return [id_ for id_ in dict.fromkeys(id_ for ids in fitting for id_ in ids) if id_ not in of_several]


def _unit_of(figure: Figure) -> str:
    """Return the unit of a figure in the spelling of the vocabulary."""
    return symbol_of(figure.values[0].partition(" ")[2])
