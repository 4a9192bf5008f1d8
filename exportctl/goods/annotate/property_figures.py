"""Annotate figures of properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.figures.figure_range import Figure
    from exportctl.goods.text import AnnotatedText


def properties(text: AnnotatedText, figures: Iterable[tuple[str, Figure]]) -> Iterator[Annotation]:
    """Yield the figures of properties that no other annotation covers."""
    mine = [(name, figure) for name, figure in figures if text.has(figure.start, figure.end)]
    for name, figure in mine:
        span = figure.start, figure.end
        yield text.annotation(span, "property", name + figure.text, meanings=(name,), figure=figure)
