"""Magnets that an entry is about: materials of those products only that usually have one: SmCo headphones, but no SmCo knives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.goods.meaning import named_materials
from exportctl.goods.stated_amounts import has_content
from exportctl.law.customs_codes import heading_of
from exportctl.law.inflection import fold_singular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register


def in_products_with_magnets(
    law: Register, lexicon: Lexicon, text: AnnotatedText, name: Annotation, products: Sequence[LexiconHit]
) -> Sequence[LexiconHit]:
    """Return the products that a material can be part of: all, but for a listed magnet those that usually have one.

    If a content or a property is stated, a listed magnet is part of none.
    """
    if not any(_is_listed_magnet(law, meaning) for meaning in name.meanings):
        return products
    return [item for item in products if _has_magnets(law, lexicon, name, item) and not has_content(text)]


def _is_listed_magnet(law: Register, meaning: str) -> bool:
    material = law.materials.get(meaning)
    return material is not None and material.form == "magnet" and bool(material.entries)


def _has_magnets(law: Register, lexicon: Lexicon, name: Annotation, product: LexiconHit) -> bool:
    """Return whether goods under a heading of a product usually have a magnet of this kind, by any of its names."""
    materials = named_materials(law, [name])
    held = {symbol for item in materials for symbol in item.elements}
    if any(held <= set(law.materials[meaning].may_contain) for meaning in product.meanings if meaning in law.materials):
        return True
    words = {fold_singular(word) for item in materials for word in (*item.names.en, *item.names.zh, *item.trade)}
    return any((heading_of(heading), word) in lexicon.made_of for heading in product.meanings for word in words)
