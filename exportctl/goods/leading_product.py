"""The product that a text begins with, if everything that it names belongs to this product: 节能灯 含铕荧光粉."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.joints import joins
from exportctl.goods.lots import is_lot
from exportctl.goods.materials.raw import is_free_material
from exportctl.goods.materials.role import MARK, is_in_bulk, is_otherwise
from exportctl.goods.meaning import products_in
from exportctl.goods.segment_contents import HELD, OPENING, ends_with, has_material_form, opens_with
from exportctl.goods.segments import segment_of, segments_of
from exportctl.goods.stated_amounts import MASS
from exportctl.goods.text import is_within
from exportctl.law.forms import SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText, Spanned
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_OF_LOTS: Final = SHAPES - {"magnet", "fibre"} | {"metal"}
"""The forms in which a material is goods of its own."""
_DOSE: Final = "mg"
"""The unit of the mass of a substance in one piece of a product, not of a lot."""


def leading_product(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Annotation | None:
    """Return the term or the name of the product that a text begins with; None if the text may name other goods, too.

    A name belongs to the product before its noun, in a segment of what it holds, or next to unread words:
    GaN charger, headphones with SmCo magnets, 体温计 感温液为镓铟锡合金.
    """
    segments, products = segments_of(text), _products_in(law, text)
    words: list[Spanned] = [*products, *text.names, *text.unread]
    head = next((segment for segment in segments if any(map(segment.holds, words))), None)
    if head is None or opens_with(text, head, OPENING) or is_otherwise(text):
        return None
    end = _end_of_head(text, segments, head)
    product = next((item for item in reversed(products) if head.start <= item.start < end), None)
    if product is None or _names_kind_behind(lexicon, text, product.end):
        return None
    others = [name for name in text.names if name not in products]
    belong = all(
        is_free_material(law, name)
        and not _is_lot(law, text, name, product)
        and (name.end <= product.end or _is_in_product(text, segments, name, end))
        for name in others
    )
    return product if belong else None


def closes_segment(lexicon: Lexicon, text: AnnotatedText, product: Annotation) -> bool:
    """Return whether no noun is behind a product in its segment: 体温计液柱 is no thermometer.

    Models and words of ordinary trade that are no nouns may be: frame Gr9, toothpaste minty.
    """
    home = segment_of(segments_of(text), product)
    behind = [token for token in home.tokens if token.start >= product.end] if home else []
    unread = [token.word for token in behind if text.has(token.start, token.end)]
    if not home or not unread:
        return True
    noun = unread[-1] in lexicon.things or ends_with(text, home, ("thing",))
    return not noun and all(
        word.isascii() and (lexicon.is_ordinary(word) or any(map(str.isdigit, word))) for word in unread
    )


def _products_in(law: Register, text: AnnotatedText) -> list[Annotation]:
    """Return the terms of trade and the names of products that no entry is about, without those for which the goods are."""
    products = products_in(law, [*text.annotations_of("term"), *text.names])
    purposes = text.annotations_of("purpose")
    return sorted([note for note in products if not is_within(note, purposes)])


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


def _names_kind_behind(lexicon: Lexicon, text: AnnotatedText, start: int) -> bool:
    """Return whether words behind a position, outside names, are those of a kind of goods on the list, or of equipment."""
    rest = [token for token in text.tokens if token.start >= start and not is_within(token, text.names)]
    unread = [token for token in rest if text.has(token.start, token.end)]
    kinds = [*text.phrases("key-kind", unread), *text.phrases("used", rest)]
    return (
        any(len(hit.words) > 1 for hit in kinds)
        or any(note.value == "equipment" and note.start >= start for note in text.annotations_of("form"))
        or not lexicon.careful.isdisjoint([token.word for token in unread])
    )


def _is_lot(law: Register, text: AnnotatedText, name: Annotation, product: Annotation) -> bool:
    """Return whether a name is that of goods of its own: a lot, in bulk, or with a mark or an `and` between it and a product."""
    span = min(name.end, product.end), max(name.start, product.start)
    if MARK.search(text.text, *span) or joins(text, *span) or is_in_bulk(text, name):
        return True
    return product.end <= name.start and is_lot(law, text, name, product.end)


def _is_in_product(text: AnnotatedText, segments: Sequence[Segment], name: Annotation, end: int) -> bool:
    """Return whether a name behind a product is that of what it holds; the segment of the product has this `end`."""
    home = segment_of(segments, name)
    if home is None:
        return False
    behind = [token for token in home.tokens if token.start >= name.end and not is_within(token, text.names)]
    if has_material_form(text, behind) or _has_form_of_lot(text, name):
        return False
    beside = behind if name.start < end else home.tokens
    return _is_held(text, home, name) or any(text.has(token.start, token.end) for token in beside)


def _is_held(text: AnnotatedText, segment: Segment, name: Annotation) -> bool:
    """Return whether a segment begins with a word for what a product holds, which is not part of a name: 掺铒光纤 is a fibre."""
    start = segment.tokens[0].start
    hits = [hit for label in HELD for hit in text.phrases(label, segment.tokens)]
    return any(hit.start == start and hit.end <= name.start for hit in hits)


def _has_form_of_lot(text: AnnotatedText, name: Annotation) -> bool:
    """Return whether a name has a word for a form in which a material is goods of its own: germanium ingots."""
    hits = text.phrases("form", text.tokens_in(name.start, name.end))
    return any(not _OF_LOTS.isdisjoint(hit.meanings) for hit in hits)
