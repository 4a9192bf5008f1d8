"""Whether a text begins with a product, to which everything that it names belongs: 节能灯 含铕荧光粉."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.joints import joins
from exportctl.goods.role_of_materials import MARK, is_in_bulk, is_otherwise
from exportctl.goods.segment_contents import MASS, OPENING, has_material_form, opens_with
from exportctl.goods.segments import segment_of, segments_of
from exportctl.goods.text import is_within
from exportctl.law.forms import SHAPES, SUBSTANCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law import lexicon
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_OF_LOTS: Final = SHAPES - {"magnet", "fibre"} | {"metal"}
"""The forms in which a material is goods of its own."""
_MATERIALS: Final = SUBSTANCES | SHAPES | {"ceramic", "phosphor"}
_DOSE: Final = "mg"
"""The unit of the mass of a substance in one piece of a product, not of a lot."""
_HELD: Final[tuple[lexicon.Label, ...]] = ("part", "accompaniment")
"""The labels of words before what a product holds."""


def begins_with_product(law: Register, lexicon: Lexicon, text: AnnotatedText) -> bool:
    """Return whether a text begins with a product, and names no other goods: its names are those of materials or parts of it.

    A name is part of the product before its noun, in a segment of what it holds, or, of a material, next to unread words:
    GaN charger, headphones with SmCo magnets, 体温计 感温液为镓铟锡合金.
    """
    segments, products = segments_of(text), _products_in(law, text)
    head = next((segment for segment in segments if any(map(segment.holds, (*products, *text.names)))), None)
    if head is None or opens_with(text, head, OPENING) or is_otherwise(text):
        return False
    end = _end_of_head(text, segments, head)
    leading = [product for product in products if head.start <= product.start < end]
    return (
        bool(leading)
        and not _names_kind_behind(lexicon, text, leading[-1].end)
        and all(
            (name.end <= leading[-1].end or _is_in_product(law, text, segments, name, end))
            and not (_are_joined(text, name, leading[-1]) or is_in_bulk(text, name))
            for name in text.names
        )
    )


def _are_joined(text: AnnotatedText, name: Annotation, product: Annotation) -> bool:
    """Return whether a mark or an `and` is between a name and a product, in any order."""
    span = min(name.end, product.end), max(name.start, product.start)
    return MARK.search(text.text, *span) is not None or joins(text, *span)


def _names_kind_behind(lexicon: Lexicon, text: AnnotatedText, start: int) -> bool:
    """Return whether words behind a position, outside names, are those of a kind of goods on the list."""
    rest = [token for token in text.unread if token.start >= start and not is_within(token, text.names)]
    kinds = [hit for hit in text.phrases("key-kind", rest) if len(hit.words) > 1]
    return bool(kinds) or not lexicon.careful.isdisjoint([token.word for token in rest])


def _products_in(law: Register, text: AnnotatedText) -> list[Annotation]:
    """Return the terms of trade and the names of products that no entry is about, without those for which the goods are."""
    free = [name for name in text.names if all(_is_free_product(law, meaning) for meaning in name.meanings)]
    purposes = text.annotations_of("purpose")
    return sorted([note for note in (*text.annotations_of("term"), *free) if not is_within(note, purposes)])


def _is_free_product(law: Register, meaning: str) -> bool:
    """Return whether a name is that of a finished product that no entry is about."""
    material = law.materials.get(meaning)
    return material is not None and material.form == "finished-product" and not (material.entries or material.may_be)


def _end_of_head(text: AnnotatedText, segments: Sequence[Segment], head: Segment) -> int:
    """Return the end of a segment, or of the next one if only a figure of a product is between them: GaN 65 W charger."""
    behind = next((segment for segment in segments if segment.start >= head.end), None)
    if behind is None or not behind.may_continue:
        return head.end
    figures = [
        note for note in text.annotations_of("measure", "property") if head.tokens[-1].end <= note.start < behind.start
    ]
    of_lot = any(MASS.search(note.words) and not note.words.endswith(_DOSE) for note in figures)
    return behind.end if figures and not of_lot else head.end


def _is_in_product(law: Register, text: AnnotatedText, segments: Sequence[Segment], name: Annotation, end: int) -> bool:
    """Return whether a name behind a product is that of a material which it holds; the segment of the product has this `end`."""
    home = segment_of(segments, name)
    if home is None or not all(_is_material(law, meaning) for meaning in name.meanings):
        return False
    behind = [token for token in home.tokens if token.start >= name.end and not is_within(token, text.names)]
    if has_material_form(text, behind) or _is_of_lot(text, name):
        return False
    beside = behind if name.start < end else home.tokens
    return opens_with(text, home, _HELD) or any(text.has(token.start, token.end) for token in beside)


def _is_material(law: Register, meaning: str) -> bool:
    """Return whether a name is that of a material, and of no thing, technology or pathogen."""
    material = law.materials.get(meaning)
    return material is not None and material.form in _MATERIALS


def _is_of_lot(text: AnnotatedText, name: Annotation) -> bool:
    """Return whether a name has a word for a form in which a material is goods of its own: germanium ingots."""
    hits = text.phrases("form", text.tokens_in(name.start, name.end))
    return any(not _OF_LOTS.isdisjoint(hit.meanings) for hit in hits)
