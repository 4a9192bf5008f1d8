"""The sides of a block and the diameter and length of a cylinder, for goods whose entries test them: 150 x 150 x 60 mm, φ130*60mm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.numbers import properties
from exportctl.goods.figure_range import Figure
from exportctl.goods.tested import properties_of_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_NUMBER: Final = r"\d+(?:\.\d+)?"
_SIDE: Final = rf"({_NUMBER})\s?(?:[mc]m)?\s?[x×*]\s?"
_BLOCK: Final = re.compile(rf"(?<![\w.φΦøØ⌀]){_SIDE}{_SIDE}({_NUMBER})\s?(mm|cm)(?![A-Za-z0-9])")
_CYLINDER: Final = re.compile(
    rf"(?:[φΦøØ⌀]|\bdia(?:meter)?\b\.?|直径)\s?({_NUMBER})\s?(?:[mc]m)?\s?[x×*,，]?\s?"
    rf"(?:\b(?:L|length|long|H|height|thickness)\b|长度?|高度?|厚度?)?\s?({_NUMBER})\s?(mm|cm)(?![A-Za-z0-9])"
)
_HOLLOW: Final = re.compile(
    r"\b(?:hollow|tubes?|pipes?|rings?|OD|ID|inner|outer|wall)\b|管|环|内径|外径|壁厚|空心", re.IGNORECASE
)
"""The words for hollow pieces, whose entries test other sizes."""


def dimensions(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the sides of a block, the longest first, and the diameter and length of a cylinder."""
    figures = [*_of_cylinders(text.text), *_of_blocks(text.text)]
    if figures and not _HOLLOW.search(text.text):
        tested = properties_of_entries(law, [meaning for name in text.names for meaning in name.meanings])
        yield from properties(text, [(id_, figure) for id_, figure in figures if id_ in tested])


def _of_cylinders(text: str) -> Iterator[tuple[str, Figure]]:
    for piece in _CYLINDER.finditer(text):
        *sizes, unit = piece.groups()
        for id_, size in zip(("cylinder_diameter", "cylinder_length"), sizes, strict=True):
            yield id_, Figure(*piece.span(), (f"{size} {unit}",))


def _of_blocks(text: str) -> Iterator[tuple[str, Figure]]:
    for piece in _BLOCK.finditer(text):
        *sizes, unit = piece.groups()
        sides = sorted(sizes, key=float, reverse=True)
        for id_, side in zip(("block_length", "block_width", "block_thickness"), sides, strict=True):
            yield id_, Figure(*piece.span(), (f"{side} {unit}",))
