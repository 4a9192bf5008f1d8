"""The sides of a block or a pane and the sizes of a cylinder, for goods whose entries test them: 150 x 150 x 60 mm, φ130*60mm."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.property_figures import properties
from exportctl.goods.figures.figure_range import Figure
from exportctl.goods.figures.property_names import context_of, names_before
from exportctl.goods.tested import properties_of_entries
from exportctl.goods.text import is_within
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.figures.property_names import Context
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_NUMBER: Final = r"\d+(?:\.\d+)?"
_SIDE: Final = rf"({_NUMBER})\s?(?:[mc]m)?\s?[x×*]\s?"
_OTHER_UNIT: Final = r"[x×*\"″'%°/英厘毫公分目]|(?:[nuµμ]?m|in(?:ch(?:es)?)?|ft|feet|mils?|kgs?|g|t|pcs?)\b"
_UNIT: Final = rf"(?:\s?(mm|cm)(?![A-Za-z0-9])|(?![.\d])(?!\s?(?:{_OTHER_UNIT})))"
"""The unit of a size. Drawings and specifications leave out millimetres, but no other unit."""
_BLOCK: Final = re.compile(rf"(?<![A-Za-z\d_.φΦøØ⌀]){_SIDE}{_SIDE}({_NUMBER}){_UNIT}")
_DIAMETER: Final = (
    r"(?:[φΦøØ⌀]|(?<![A-Za-z\d_.])O(?=\d{2,3}\s?(?:mm\s?)?[x×])|\b[Dd]ia(?:m|meter)?\b\.?|(?<![A-Za-z\d_.])D(?=\s?\d+(?:\.\d+)?\s?[mc]m\b)|直径)"
    rf"\s?({_NUMBER})(?!\.?\d)"
)
_CYLINDER: Final = re.compile(
    rf"{_DIAMETER}\s?(?:[mc]m)?\s?(?:[x×*,，]?(?=[^,，]*?\d\s?[mc]m)|[x×*])\s?"
    rf"(?:\b(?:L|length|long|H|height|thickness)\b|长度?|高度?|厚度?)?\s?({_NUMBER}){_UNIT}"
)
_LETTERED: Final = re.compile(rf"(?<![A-Za-z\d_.])D\s?({_NUMBER})\s?(?:[mc]m)?\s?[x×*]\s?[LH]\s?({_NUMBER}){_UNIT}")
_DIAMETER_FIRST: Final = re.compile(
    rf"(?<![A-Za-z\d_.φΦøØ⌀])({_NUMBER})\s?(?:[mc]m)?\s?(?:DIA|[Dd]ia)\b\.?\s?[xX×*]\s?({_NUMBER}){_UNIT}"
)
_CYLINDERS: Final = (_CYLINDER, _LETTERED, _DIAMETER_FIRST)
"""The notations of a cylinder: φ130×60mm, D125xL100, 130 DIA x 400."""
_PANE: Final = re.compile(rf"(?<![A-Za-z\d_.φΦøØ⌀x×*])(?<![x×*]\s){_SIDE}({_NUMBER})(?!\s?(?:mm|cm)?\s?[x×*]){_UNIT}")
_ROUND: Final = re.compile(_DIAMETER + _UNIT)
_OUTER: Final = re.compile(
    rf"(?:\bO\.?D\.?|外径)\s?[:：=]?\s?(?P<outer>{_NUMBER})\s?(?:mm)?\s?[xX×*]\s?(?:(?:ID|I\.D\.|WT|wall|内径|壁厚?)\s?)?{_NUMBER}(?:\s?(?:mm)?\s?[xX×*]\s?{_NUMBER})?"
    r"(?P<unit>\s?mm(?![A-Za-z0-9]))?"
)
"""The outer diameter of a tube before its wall thickness or its inner diameter: OD 120 x 12 mm, 外径110×壁厚8."""
_BAR: Final = re.compile(r"\b(?:bars?|rods?)\b|棒|锻圆|圆钢", re.IGNORECASE)
"""The words for a solid cylinder, whose diameter is its outer one."""
_OF_BAR: Final = re.compile(
    r"(?:^|[,，;；(（]|\b(?:bars?|rods?)|棒材?|锻圆|圆钢|\b[a-z]+ed|(?<!\S)\S*\d\S*)\s*$", re.IGNORECASE
)
"""The text before the diameter of a bar: a mark, its name or its grade, but no word for a coil or a drum."""
_HOLLOW: Final = re.compile(
    r"\b(?:hollow|tubes?|pipes?|rings?|OD|ID|inner|outer|wall)\b|管|环|内径|外径|壁厚|空心", re.IGNORECASE
)
"""The words for hollow pieces, whose entries test other sizes."""


_SHAPE: Final = "cylinder"
"""A container of gases, but a shape of the pieces whose sizes entries test."""


def dimensions(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the sides of a block, the longest first, the sizes of a cylinder, a diameter by itself, and the area of a pane."""
    tested = properties_of_entries(law, [meaning for name in text.names for meaning in name.meanings]).keys()
    if "outer_diameter" in tested:
        yield from properties(text, [("outer_diameter", figure) for figure in _tube_sizes(text.text)])
    figures = [pair for ids, notation in _NOTATIONS if not ids.isdisjoint(tested) for pair in notation(text.text)]
    if not figures or _HOLLOW.search(text.text):
        return
    boxes = [
        hit.end
        for hit in text.phrases("container", text.tokens)
        if not is_within(hit, text.names) and hit.words != _SHAPE
    ]
    own = [
        (id_, figure)
        for id_, figure in figures
        if id_ in tested and not any(end <= figure.start and adjacent(text.text, end, figure.start) for end in boxes)
    ]
    context = context_of(law, lexicon, text, text.names)
    yield from properties(text, [(id_, _with_name(context, id_, figure)) for id_, figure in own])


def _with_name(context: Context, id_: str, figure: Figure) -> Figure:
    """Return a size with the word for its property before it: cold side 800 x 600 mm."""
    starts = [
        start
        for start, _, word in names_before(context, figure)
        if any(item.id == id_ for item in context.law.parameter_names.hints.get(word, ()))
    ]
    return figure._replace(start=min(starts, default=figure.start))


def _cylinder_sizes(text: str) -> Iterator[tuple[str, Figure]]:
    for notation in _CYLINDERS:
        for piece in notation.finditer(text):
            *sizes, unit = piece.groups()
            for id_, size in zip(("cylinder_diameter", "cylinder_length"), sizes, strict=True):
                yield id_, _size(piece, size, unit)
            yield "largest_dimension", _size(piece, max(sizes, key=float), unit)._replace(above=True)
            yield "window_diameter", _size(piece, sizes[0], unit)
            yield from _bar_sizes(text, piece, _size(piece, sizes[0], unit))


def _block_sizes(text: str) -> Iterator[tuple[str, Figure]]:
    for piece in _BLOCK.finditer(text):
        *sizes, unit = piece.groups()
        sides = sorted(sizes, key=float, reverse=True)
        for id_, side in zip(("block_length", "block_width", "block_thickness"), sides, strict=True):
            yield id_, _size(piece, side, unit)
        yield "cold_area", _area(piece, sides[:2], unit)
        yield "window_thickness", _size(piece, sides[-1], unit)._replace(unnamed=True)


def _pane_sizes(text: str) -> Iterator[tuple[str, Figure]]:
    """Yield the area of a window whose thickness is written apart: 500 x 500 mm."""
    for pane in _PANE.finditer(text):
        *sides, unit = pane.groups()
        yield "cold_area", _area(pane, sides, unit)


def _area(pane: re.Match[str], sides: Sequence[str], unit: str | None) -> Figure:
    """Return the area of a pane, which may be that of its frame, so it misses no criterion."""
    area = Decimal(sides[0]) * Decimal(sides[1])
    return Figure(*pane.span(), (f"{area:f} {unit or 'mm'}2",), unnamed=True)


def _round_sizes(text: str) -> Iterator[tuple[str, Figure]]:
    """Yield diameters, which a piece has at least in one direction."""
    for piece in _ROUND.finditer(text):
        size = _size(piece, *piece.groups())
        yield "largest_dimension", size._replace(above=True)
        yield from _bar_sizes(text, piece, size)


def _bar_sizes(text: str, piece: re.Match[str], size: Figure) -> Iterator[tuple[str, Figure]]:
    """Yield the diameter of a bar as its outer one; it misses no criterion."""
    if _BAR.search(text) and _OF_BAR.search(text, 0, piece.start()):
        yield "outer_diameter", size._replace(unnamed=True)


def _tube_sizes(text: str) -> Iterator[Figure]:
    """Yield the outer diameters of tubes; one without a unit meets criteria, but misses none."""
    for piece in _OUTER.finditer(text):
        yield Figure(*piece.span(), (f"{piece['outer']} mm",), unnamed=piece["unit"] is None)


def _size(piece: re.Match[str], size: str, unit: str | None) -> Figure:
    """Return a size as a figure; one without a unit meets criteria, but misses none."""
    return Figure(*piece.span(), (f"{size} {unit or 'mm'}",), unnamed=unit is None)


_NOTATIONS: Final = (
    (
        frozenset({"cylinder_diameter", "cylinder_length", "largest_dimension", "outer_diameter", "window_diameter"}),
        _cylinder_sizes,
    ),
    (frozenset({"block_length", "block_width", "block_thickness", "cold_area", "window_thickness"}), _block_sizes),
    (frozenset({"largest_dimension", "outer_diameter"}), _round_sizes),
    (frozenset({"cold_area"}), _pane_sizes),
)
"""What reads the sizes of pieces, with the properties that it reads: most entries test none."""
