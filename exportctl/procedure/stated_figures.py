"""The figures that entries name, each with the stated values of the goods; no other value is ever used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.goods.criteria import names_of_share
from exportctl.goods.quantities import format_number, format_value
from exportctl.law.corroboration import figures
from exportctl.law.model import Share
from exportctl.law.vocabulary import WITHOUT_UNIT
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.goods.quantities import Within
    from exportctl.goods.stated import Goods
    from exportctl.law.model import Figure
    from exportctl.law.register import Register


class StatedFigure(NamedTuple):
    """A figure that an entry names, with the values that the caller stated; without a value it must be measured."""

    entry: str
    figure: Figure
    stated: tuple[str, ...]


def stated_figures(law: Register, entries: Iterable[str], goods: Goods) -> Iterator[StatedFigure]:
    """Yield the figures of entries, each with the stated values of the goods."""
    for code in entries:
        entry = law.entries.get(code)
        for figure in dict.fromkeys(figures(entry.criteria if entry else None)):
            yield StatedFigure(code, figure, stated_values(goods, figure))


def stated_values(goods: Goods, figure: Figure) -> tuple[str, ...]:
    """Return the values of a figure in options or words, with its unit; a range in words is one value."""
    names = names_of_share(goods, figure.element) if isinstance(figure, Share) else (figure.parameter,)
    shares = [(name, share) for name, share in goods.composition.shares if name == names[0]]
    values = [with_unit(format_value(value), figure.unit) for name, value in shares or goods.params if name in names]
    ranges = [_range(item, figure.unit) for item in goods.within if item.name in names and item.ranged]
    return tuple(dict.fromkeys(values or filter(None, ranges)))


def with_unit(value: str, unit: str) -> str:
    """Return a value with its unit; counts and ratios have none."""
    return value if unit in WITHOUT_UNIT else f"{value} {unit}"


def _range(item: Within, unit: str) -> str:
    if item.low is None or item.high is None:
        return ""
    low, high = format_number(item.low), format_number(item.high)
    return Sentence("{low} to {high}", low=low, high=with_unit(high, unit))
