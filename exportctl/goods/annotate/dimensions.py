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
_OTHER_UNIT: Final = r"[x×*\"″'%°/英厘毫公分目]|(?:[nuµμ]?m|in(?:ch(?:es)?)?|ft|feet|mils?|kgs?|g|t|pcs?)\b"
_UNIT: Final = rf"(?:\s?(mm|cm)(?![A-Za-z0-9])|(?![.\d])(?!\s?(?:{_OTHER_UNIT})))"
"""The unit of a size. Drawings and specifications leave out millimetres, but no other unit."""
_BLOCK: Final = re.compile(rf"(?<![A-Za-z\d_.φΦøØ⌀]){_SIDE}{_SIDE}({_NUMBER}){_UNIT}")
_DIAMETER: Final = rf"(?:[φΦøØ⌀]|\b[Dd]ia(?:m|meter)?\b\.?|直径)\s?({_NUMBER})"
_CYLINDER: Final = re.compile(
    rf"{_DIAMETER}\s?(?:[mc]m)?\s?(?:[x×*,，]?(?=[^,，]*?\d\s?[mc]m)|[x×*])\s?"
    rf"(?:\b(?:L|length|long|H|height|thickness)\b|长度?|高度?|厚度?)?\s?({_NUMBER}){_UNIT}"
)
_ROUND: Final = re.compile(_DIAMETER + _UNIT)
_HOLLOW: Final = re.compile(
    r"\b(?:hollow|tubes?|pipes?|rings?|OD|ID|inner|outer|wall)\b|管|环|内径|外径|壁厚|空心", re.IGNORECASE
)
"""The words for hollow pieces, whose entries test other sizes."""


def dimensions(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the sides of a block, the longest first, the diameter and length of a cylinder, and a diameter by itself."""
    figures = [*_of_cylinders(text.text), *_of_blocks(text.text), *_of_rounds(text.text)]
    if figures and not _HOLLOW.search(text.text):
        tested = properties_of_entries(law, [meaning for name in text.names for meaning in name.meanings])
        yield from properties(text, [(id_, figure) for id_, figure in figures if id_ in tested])


def _of_cylinders(text: str) -> Iterator[tuple[str, Figure]]:
    for piece in _CYLINDER.finditer(text):
        *sizes, unit = piece.groups()
        for id_, size in zip(("cylinder_diameter", "cylinder_length"), sizes, strict=True):
            yield id_, _size(piece, size, unit)


def _of_blocks(text: str) -> Iterator[tuple[str, Figure]]:
    for piece in _BLOCK.finditer(text):
        *sizes, unit = piece.groups()
        sides = sorted(sizes, key=float, reverse=True)
        for id_, side in zip(("block_length", "block_width", "block_thickness"), sides, strict=True):
            yield id_, _size(piece, side, unit)


def _of_rounds(text: str) -> Iterator[tuple[str, Figure]]:
    """Yield diameters, which a piece has at least in one direction."""
    for piece in _ROUND.finditer(text):
        yield "largest_dimension", _size(piece, *piece.groups())._replace(above=True)


def _size(piece: re.Match[str], size: str, unit: str | None) -> Figure:
    """Return a size as a figure; one without a unit meets criteria, but misses none."""
    return Figure(*piece.span(), (f"{size} {unit or 'mm'}",), unnamed=unit is None)
