"""Usual materials: those of which goods like a product of the first segment are made: 白炽灯泡 钨丝."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.heads import closes
from exportctl.goods.joints import follows_joint, joins
from exportctl.goods.segment_contents import MATERIAL_FORMS, OTHERWISE, PIECE_FORMS
from exportctl.goods.segments import segment_of
from exportctl.goods.stated_amounts import has_content, has_quantity
from exportctl.goods.text import begins_within, is_within, overlap
from exportctl.law.customs_codes import heading_of
from exportctl.law.inflection import fold_singular
from exportctl.law.trie import tokens_of
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.lexicon import Lexicon

_OF_ANOTHER: Final = ("用", "衬")
"""The characters before goods for other goods (灯用钨丝 is a filament), and before a lining."""


def begins_others(text: AnnotatedText, name: Annotation) -> bool:
    """Return whether a name is that of other goods than those before it: lamps; tungsten wire, 灯用钨丝."""
    return follows_joint(text, name.start) or text.text[: name.start].rstrip().endswith(_OF_ANOTHER)


def end_of_usual(
    lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], name: Annotation, products: Sequence[LexiconHit]
) -> int | None:
    """Return the end of a material of which goods like a product are made, and of a fitting behind it: 白炽灯泡 钨丝.

    The product is in the first segment. A form of the material, its share or its purity makes it goods of its own, and so
    do a mass next to it and a mark before it.
    """
    home = segment_of(segments, name)
    shaped = _starts_of_shapes(text, products)
    usual = [item for item in products if item.end not in shaped and _is_usual(lexicon, name, item)]
    if home is None or _is_goods_of_its_own(text, home, name, shaped):
        return None
    own = [item for item in usual if item.end <= name.start or closes(lexicon, text, home, item)]
    if not any(segments[0].holds(item) and not joins(text, name.end, item.start) for item in own):
        return None
    behind = [token for token in home.tokens if token.start >= name.end]
    fitting = next((hit for hit in text.phrases("fitting", behind) if adjacent(text.text, name.end, hit.start)), None)
    return fitting.end if fitting and not any(item.start < fitting.end <= item.end for item in products) else name.end


def _starts_of_shapes(text: AnnotatedText, products: Sequence[LexiconHit]) -> list[int]:
    """Return the starts of words for forms of materials, outside the names of products."""
    forms = MATERIAL_FORMS | PIECE_FORMS
    shapes = [hit for hit in text.phrases("form", text.tokens) if not forms.isdisjoint(hit.meanings)]
    return [hit.start for hit in shapes if not is_within(hit, products)]


def _is_goods_of_its_own(text: AnnotatedText, home: Segment, name: Annotation, shaped: Collection[int]) -> bool:
    """Return whether a material in its segment is more than what a product is made of: it has a share, a mass, a form or a use."""
    beside = [token for token in home.tokens if token.end <= name.start or name.end <= token.start]
    behind = [token for token in home.tokens if token.start >= name.end]
    return (
        begins_within(name, text.annotations_of("purpose"))
        or has_content(text)
        or begins_others(text, name)
        or (not beside and text.text[: name.start].rstrip().endswith((",", "，")))
        or any(token.start in shaped for token in beside)
        or any(text.phrases(label, behind) for label in OTHERWISE)
        or has_quantity(text, home)
    )


def _is_usual(lexicon: Lexicon, name: Annotation, product: LexiconHit) -> bool:
    """Return whether goods under a heading of a product are usually made of a material, or contain it.

    Not if the material and the product together are the name of listed goods: a wire saw, diamond.
    """
    words = fold_singular(name.words)
    if overlap(name, product) or not any(
        (heading_of(heading), words) in lexicon.made_of for heading in product.meanings
    ):
        return False
    whole = f"{name.words} {product.words}" if name.words.isascii() else name.words + product.words
    tokens = tokens_of(whole)
    return not any(
        phrase.last - phrase.first + 1 == len(tokens) and "name" in phrase.senses
        for phrase in lexicon.phrases.phrases(whole, tokens)
    )
