"""What the figures of a text state as options would, and what those leave open that are bounds, ranges or one of several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.goods.figure_range import settle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.goods.annotation import Annotation, Label
    from exportctl.goods.figure_range import Figure, FigureRange


class Figures(NamedTuple):
    """What the figures of a text state as options would, and the spans of those that settle nothing.

    The elements that are `held` are there without a settled share; those of which only an upper bound is told are `possibly_held`.
    """

    contains: tuple[str, ...] = ()
    params: tuple[str, ...] = ()
    spans: tuple[FigureRange, ...] = ()
    held: tuple[str, ...] = ()
    possibly_held: tuple[str, ...] = ()

    @property
    def elements(self) -> frozenset[str]:
        """The elements that a share is told of."""
        return frozenset({*(text.partition("=")[0] for text in self.contains), *self.held, *self.possibly_held})


def figures_of(annotations: Iterable[Annotation]) -> Figures:
    """Return what the figures among annotations state."""
    found = list(annotations)
    bounded = any(item.label == "bound" for item in found)
    contains, spans = settle(_figures(found, "share"), bounded=bounded)
    params, of_properties = settle(_figures(found, "property"), bounded=bounded)
    diluted = [item.value for item in found if item.label == "share" and item.figure is None]
    possibly = [span.name for span in spans if span.below or any(float(value.strip("%")) == 0 for value in span.values)]
    held = [span.name for span in spans if span.name not in possibly]
    return Figures((*contains, *diluted), params, (*spans, *of_properties), tuple(held), tuple(possibly))


def _figures(annotations: Iterable[Annotation], label: Label) -> list[tuple[str, Figure]]:
    return [(item.meanings[0], item.figure) for item in annotations if item.label == label and item.figure]
