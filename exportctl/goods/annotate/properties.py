"""Figures next to the name of their property. An element in such a name does not name the goods: hafnium <100 ppm of zirconium."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.annotate.property_figures import properties
from exportctl.goods.figures.named import figures_beside_names
from exportctl.goods.text import is_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.figures.figure_range import Figure
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


def named_properties(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield figures next to the name of their property; other rules read units that belong to one property alone.

    An element in the name of a property does not name the goods: hafnium <100 ppm of zirconium.
    """
    of_properties = figures_beside_names(law, lexicon, text, text.names, elsewhere=True)
    for name in text.names[1:]:
        if is_within(name, [figure for _, figure in of_properties]):
            text.demote(name)
    yield from properties(text, [(id_, _behind_term(text, figure)) for id_, figure in of_properties])


def _behind_term(text: AnnotatedText, figure: Figure) -> Figure:
    """Return a figure without the name of its property that ends a longer term: 钽电容 10 uF."""
    ends = [term.end for term in text.phrases("term") if term.start < figure.start < term.end < figure.end]
    start = max(ends, default=figure.start)
    blanks = len(text.text[start : figure.end]) - len(text.text[start : figure.end].lstrip())
    return figure._replace(start=start + blanks)
