"""The figures of a text: settled ones, and those that are bounds, ranges or one of several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.figures.figure_range import settle
from exportctl.goods.quantities import Within, measure, percent, values
from exportctl.law.elements import ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from exportctl.goods.annotation import Annotation, Label
    from exportctl.goods.figures.figure_range import Figure, FigureRange
    from exportctl.goods.quantities import Value
    from exportctl.law.register import Register


class Figures(NamedTuple):
    """The figures of a text as written: settled shares and properties, and the ranges of the others.

    The elements that are `held` are present without a settled share; those with an upper bound only are
    `possibly_held`.
    """

    contains: tuple[tuple[str, str], ...] = ()
    params: tuple[tuple[str, str], ...] = ()
    ranges: tuple[FigureRange, ...] = ()
    held: tuple[str, ...] = ()
    possibly_held: tuple[str, ...] = ()

    @property
    def elements(self) -> frozenset[str]:
        """The elements for which a share is stated."""
        return frozenset([*dict(self.contains), *self.held, *self.possibly_held])


_GROWTH: Final = "L"
"""The length in a figure that grows with it."""
_NO_FIGURES: Final = Figures()


def figures_of(annotations: Iterable[Annotation]) -> Figures:
    """Return the figures in annotations."""
    notes = list(annotations)
    if not any(item.figure for item in notes):
        return _NO_FIGURES
    bounded = any(item.label == "bound" for item in notes)
    shares = _figures(notes, "share")
    contains, ranges = settle([pair for pair in shares if pair[0] in ELEMENTS], bounded=bounded)
    params, of_properties = settle(_figures(notes, "property"), bounded=bounded)
    of_substances = [(name, figure.values[0]) for name, figure in shares if name not in ELEMENTS]
    possibly = [item.name for item in ranges if item.below or any(float(text.strip("%")) == 0 for text in item.values)]
    held = [item.name for item in ranges if item.name not in possibly]
    return Figures((*contains, *of_substances), params, (*ranges, *of_properties), tuple(held), tuple(possibly))


def shares_of(figures: Figures) -> tuple[tuple[str, Decimal], ...]:
    """Return the settled shares in percent, by the names of elements and substances; raises InputError for an impossible one."""
    return tuple((name, percent(text, "contains")) for name, text in figures.contains)


def properties_of(law: Register, figures: Figures) -> tuple[tuple[str, Value], ...]:
    """Return the settled values of properties, in their units; raises InputError for an impossible one."""
    return tuple(
        (id_, value) for id_, text in figures.params for value in values(text, law.parameters[id_], f"param {id_}")
    )


def ranges_of(law: Register, figures: Figures) -> tuple[Within, ...]:
    """Return the ranges of unsettled shares and properties; raises InputError for an impossible one."""
    return tuple(_within(law, item) for item in figures.ranges)


def _within(law: Register, item: FigureRange) -> Within:
    if item.name in ELEMENTS:
        ends = [percent(text, "contains") for text in item.values]
    else:
        ends = [measure(text, law.parameters[item.name], f"param {item.name}") for text in item.values]
    ranged = item.ranged and not (item.below or item.above or item.name in ELEMENTS)
    low, high = None if item.below else min(ends), None if item.above else max(ends)
    return Within(item.name, low, high, ranged, item.strict and len(ends) == 1)


def _figures(annotations: Iterable[Annotation], label: Label) -> list[tuple[str, Figure]]:
    """Return the figures with a label, without parts of others of the same property: 1.2 µm of 1.2 µm + L/400."""
    pairs = [(item.meanings[0], item.figure) for item in annotations if item.label == label and item.figure]
    return [
        (name, figure)
        for name, figure in pairs
        if not any(
            name == other and whole.start <= figure.start and figure.end < whole.end and _GROWTH in whole.values[0]
            for other, whole in pairs
        )
    ]
