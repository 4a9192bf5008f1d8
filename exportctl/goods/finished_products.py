"""Finished products in a text, and other goods of no entry, which are not bought for their material."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.customs import is_data_medium
from exportctl.goods.text import LexiconHit, same_place
from exportctl.law.customs_codes import chapter_of
from exportctl.law.forms import MATERIALS, PIECE
from exportctl.law.inflection import fold_singular
from exportctl.law.words import HAN, adjacent

if TYPE_CHECKING:
    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_UNFINISHED: Final = "blank"
"""The word for a piece that is not a product yet: a fishing rod blank."""
_CHEMICAL: Final = frozenset(map(str, range(28, 39)))
"""The chapters of products of the chemical industry."""
_ELECTRICAL: Final = "85"
"""The chapter of electrical goods."""
_OF_PARTS: Final = re.compile(r"(?:84|85|86|87|9[01])\d\d9")
"""The beginning of the subheadings for parts of machines, vehicles and instruments: 8515.90."""


def finished_products(lexicon: Lexicon, text: AnnotatedText) -> list[LexiconHit]:
    """Return the finished products in a text, and other goods of no entry, without packing and materials in a raw form.

    A word for a shape in which materials are traded names no product: terbium ribbon. The last word for goods of daily
    life may be that of a piece: a wedding ring, a fishing rod, but no fishing rod blank. So may the last character of a
    Chinese word for electrical goods: 二极管, 太阳能板.
    """
    forms = [hit for hit in text.phrases("form", text.tokens) if not MATERIALS.isdisjoint(hit.meanings)]
    shapes = text.every_phrase("shape")
    raw = {hit.end for hit in forms}
    pieces = {
        hit.end
        for hit in forms
        if hit.meanings == (PIECE,)
        and fold_singular(hit.words) != _UNFINISHED
        and not any(adjacent(text.text, hit.end, other.start) for other in forms)
    }
    return [
        hit
        for hit in text.phrases("term")
        if (
            all(is_of_finished_products(lexicon, heading) for heading in hit.meanings)
            or _is_plain_product(lexicon, hit)
        )
        and not any(heading.startswith(lexicon.packing) or is_data_medium(heading) for heading in hit.meanings)
        and not any(same_place(shape, hit) for shape in shapes)
        and (
            hit.end not in raw
            or (
                hit.end in pieces
                and all(
                    heading.startswith(lexicon.consumer) or (HAN.match(hit.words) and heading.startswith(_ELECTRICAL))
                    for heading in hit.meanings
                )
            )
        )
    ]


def _is_plain_product(lexicon: Lexicon, term: LexiconHit) -> bool:
    """Return whether a term is plain, and not one for materials or magnets, which may hold what is named before them."""
    of_materials = any(heading.startswith(lexicon.materials) for heading in term.meanings)
    return fold_singular(term.words) in lexicon.plain and not of_materials


def as_product(law: Register, name: Annotation) -> LexiconHit | None:
    """Return a name of a finished product that may have a magnet, and that no entry is about, such as headphones."""
    materials = [law.materials.get(meaning) for meaning in name.meanings]
    if not all(
        item
        and item.form == "finished-product"
        and item.may_contain
        and not (item.elements or item.entries or item.may_be)
        for item in materials
    ):
        return None
    return LexiconHit(name.start, name.end, name.words, name.meanings)


def is_article(lexicon: Lexicon, heading: str) -> bool:
    """Return whether a heading is for finished products, but not for other chemical ones than those of daily life."""
    return heading.startswith(lexicon.consumer) or (
        is_of_finished_products(lexicon, heading) and chapter_of(heading) not in _CHEMICAL
    )


def is_of_finished_products(lexicon: Lexicon, heading: str) -> bool:
    """Return whether a heading is only for finished products, which are not bought for their material, but not for media for data."""
    return heading.startswith(lexicon.finished) and not is_data_medium(heading)


def is_of_articles(lexicon: Lexicon, code: str) -> bool:
    """Return whether a declared customs code is only for finished products, or for another article, but not for parts of one.

    Words alone do not show this of every article: an electrode for a welding machine is a piece of a material.
    """
    return is_of_finished_products(lexicon, code) or (code.startswith(lexicon.articles) and not _OF_PARTS.match(code))
