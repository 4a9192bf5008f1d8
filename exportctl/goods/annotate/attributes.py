"""Mark materials before the name of a finished product; they do not name the goods: a gallium nitride charger is a charger."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.customs import printed_beside
from exportctl.goods.finished_products import as_product, finished_products
from exportctl.goods.heads import closes
from exportctl.goods.joints import joins
from exportctl.goods.lots import is_lot
from exportctl.goods.materials.incidental import (
    is_battery,
    is_fitted,
    is_own_battery,
    is_structural,
    is_supply,
)
from exportctl.goods.materials.magnets import in_products_with_magnets
from exportctl.goods.materials.of_parts import end_of_part
from exportctl.goods.materials.raw import COMPOSED, RAW, is_raw
from exportctl.goods.materials.usual import begins_others, end_of_usual
from exportctl.goods.meaning import named_materials
from exportctl.goods.segment_contents import has_material_form, names_form, opens_with
from exportctl.goods.segments import segment_of, segments_of
from exportctl.goods.stated_amounts import has_figure, has_purity
from exportctl.goods.tested import entries_of
from exportctl.goods.text import is_within, same_place
from exportctl.law.forms import MATERIALS, PIECE, THINGS
from exportctl.law.trie import tokens_of, trie_of
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_QUOTED: Final = re.compile(r"(?:(?<!\d)\"|[“”「])[^\"“”「」]+[\"“”」](?=\s?\w)")
"""The name of a brand or a model in quotation marks before other words; after a digit, such a mark is an inch.

At the end of a text or of a part, the marks may be those of a list: "cotton T-shirts", "gallium".
"""
_PURE: Final = re.compile(r"\d\s?(?:N\b|%)")
"""A purity in a name: gallium 5N."""
_COMPOUNDS: Final = frozenset({"compound", "oxide"})
_MAGNET: Final = "magnet"
_SOLID: Final = frozenset({"metal", _MAGNET, "crystal"})
"""Forms of materials of which a piece can be made as it is; compounds are powder until they are sintered or moulded."""


class _Products(NamedTuple):
    """The finished products of a text and its segments; the `heads` close the first segment.

    All headings of these are for `consumed` products, for `mixed` chemical ones, or for `powered` ones.
    """

    every: Sequence[LexiconHit]
    heads: Sequence[LexiconHit]
    segments: Sequence[Segment]
    consumed: bool
    mixed: bool
    powered: bool


def attributes(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield raw materials that do not name the goods.

    They come right before the term for a finished product, in a segment that it closes, or after a product that closes
    the first segment. So do the names of brands and models, in quotation marks.
    """
    known = {note: hit for note in text.names if (hit := as_product(law, note))}
    names = [note for note in text.names if note.label in ("name", "formula") and note not in known]
    every = [*finished_products(lexicon, text), *known.values()] if names else []
    if not every:
        return
    products = _products(lexicon, text, every)
    for name in reversed(names):
        end = _end_of_attribute(law, lexicon, text, products, name)
        if end:
            text.retract(name)
            yield text.annotation((name.start, end), "neutral", name.words)


def _products(lexicon: Lexicon, text: AnnotatedText, every: Sequence[LexiconHit]) -> _Products:
    """Return the products of a text with its segments, and what the headings of its heads are for."""
    segments = segments_of(text)
    heads = [product for product in every if closes(lexicon, text, segments[0], product)]
    headings = [heading for head in heads for heading in head.meanings]
    consumed, mixed, powered = (
        all(heading.startswith(of) for heading in headings) for of in (lexicon.consumer, lexicon.mixed, lexicon.powered)
    )
    return _Products(every, heads, segments, consumed, mixed, powered)


def _end_of_attribute(
    law: Register, lexicon: Lexicon, text: AnnotatedText, products: _Products, name: Annotation
) -> int | None:
    """Return the end of a material that belongs to a product, with the word for its part there; None if it may name the goods."""
    segments = products.segments
    behind = bool(products.heads) and not segments[0].holds(name)
    if behind and any(_carries_entry_of(law, name, head) for head in products.heads):
        return None
    raw = all(is_raw(law, meaning, RAW - COMPOSED) for meaning in name.meanings)
    part = end_of_part(lexicon, text, segments, name) if behind and raw else None
    part = part or end_of_usual(lexicon, text, segments, name, products.every)
    if part:
        return part
    of = [item for item in products.every if _is_of_product(text, segments, name, item)] if raw else []
    of = [item for item in of if not (_carries_entry_of(law, name, item) or _is_piece_of(law, lexicon, name, item))]
    belongs = (
        _is_mark(law, text, products.every, name)
        or in_products_with_magnets(law, lexicon, text, name, of)
        or (_is_behind_product(law, lexicon, text, products, name) if behind else _is_battery_of(text, products, name))
    )
    return name.end if belongs else None


def _is_behind_product(
    law: Register, lexicon: Lexicon, text: AnnotatedText, products: _Products, name: Annotation
) -> bool:
    """Return whether a material behind the product of the first segment is in it, or is what it comes with or runs on."""
    segments = products.segments
    if products.mixed and _is_ingredient(law, text, segments, name):
        return True
    if begins_others(text, name) or is_lot(law, text, name, segments[0].end):
        return False
    return (
        (products.consumed and (is_structural(law, lexicon, text, name) or is_fitted(law, text, segments, name)))
        or is_supply(text, segments, name)
        or (products.powered and is_battery(text, name) and is_own_battery(text, segments, name))
    )


def _is_battery_of(text: AnnotatedText, products: _Products, name: Annotation) -> bool:
    """Return whether a battery comes before the powered product that it belongs to: lithium battery bicycle."""
    return (
        products.powered
        and is_battery(text, name)
        and any(_is_of_product(text, products.segments, name, item) for item in products.heads)
    )


def _is_mark(law: Register, text: AnnotatedText, every: Iterable[LexiconHit], name: Annotation) -> bool:
    """Return whether a material is a brand or a model in quotation marks, without a word for its form: "Graphite" pencil.

    One of `every` product is outside the marks: what is wholly in them is the name of the goods itself, as is a thing: "freeze dryer".
    """
    materials = [law.materials.get(meaning) for meaning in name.meanings]
    return all(item is not None and item.form not in THINGS for item in materials) and any(
        quoted.start() < name.start
        and name.end < quoted.end()
        and not all(quoted.start() < product.start < quoted.end() for product in every)
        and not any(
            not MATERIALS.isdisjoint(hit.meanings) for hit in text.phrases("form", text.tokens_in(*quoted.span()))
        )
        for quoted in _QUOTED.finditer(text.text)
    )


def _is_of_product(text: AnnotatedText, segments: Sequence[Segment], name: Annotation, product: LexiconHit) -> bool:
    """Return whether a product follows a name directly, or closes its segment, without the form of a material around it.

    Gallium toy ingots are ingots, and a purity is that of a material. A product whose name is also that of a form may be the
    material (germanium buttons), and what holds goods may hold it: gallium 5N zip bag, gallium syringe.
    """
    home = segment_of(segments, name)
    if home is None or not name.end <= product.start < home.end:
        return False
    before = [token for token in home.tokens if name.start <= token.start and token.end <= product.start]
    behind = [token for token in home.tokens if product.end <= token.start and text.has(token.start, token.end)]
    if _PURE.search(name.words) or _may_hold_goods(text, home, product):
        return False
    follows = adjacent(text.text, name.end, product.start)
    fittings = {(hit.start, hit.end) for hit in text.phrases("fitting", behind)}
    return (follows or not behind) and not (
        joins(text, name.end, product.start)
        or has_material_form(text, before)
        or text.phrases("form", text.tokens_in(name.end, product.start))
        or any(
            product.end <= hit.start < home.end or same_place(hit, product)
            for hit in text.phrases("form", text.tokens)
            if (hit.start, hit.end) not in fittings
        )
        or has_purity(text)
        or names_form(text, name, PIECE)
    )


def _may_hold_goods(text: AnnotatedText, home: Segment, product: LexiconHit) -> bool:
    """Return whether a product is a container, or the beginning of one: a syringe, a zip bag, but no phone case."""
    return any(is_within(product, [hit]) or product.end <= hit.start for hit in text.phrases("container", home.tokens))


def _carries_entry_of(law: Register, name: Annotation, product: LexiconHit) -> bool:
    """Return whether an entry printed for the heading of a product is for a material, or for things made of it.

    Germanium metal is printed for the heading of lenses; an entry for titanium check valves, for that of valves.
    """
    codes = {code for heading in product.meanings for code in printed_beside(law, heading)[0]}
    if any(entry.code in codes for entry in entries_of(law, name.meanings)):
        return True
    materials = named_materials(law, [name])
    words = trie_of((word, name.label, item.id) for item in materials for word in (*item.names.en[:1], *item.names.zh))
    titles = (title for code in codes for entry in law.entries_at(code) for title in law.entries[entry].name)
    return any(words.phrases(title, tokens_of(title)) for title in titles)


def _is_piece_of(law: Register, lexicon: Lexicon, name: Annotation, product: LexiconHit) -> bool:
    """Return whether a product is one piece of a magnet, or of a material that an entry covers in any size: a germanium lens."""
    if not all(heading.startswith(lexicon.pieces) for heading in product.meanings):
        return False
    return any(item.form == _MAGNET and item.may_contain for item in named_materials(law, [name])) or any(
        entry.criteria is None and not _SOLID.isdisjoint(entry.forms) and law.is_dual_use(entry.code)
        for entry in entries_of(law, name.meanings)
    )


def _is_ingredient(law: Register, text: AnnotatedText, segments: Sequence[Segment], name: Annotation) -> bool:
    """Return whether a compound ends a segment that begins with a word for ingredients: 眼影盘 含氯氧化铋.

    An element is no ingredient: sandals containing tellurium may be a parcel of tellurium.
    """
    if not all(_is_raw_compound(law, meaning) for meaning in name.meanings):
        return False
    home = segment_of(segments, name)
    return (
        home is not None
        and home.tokens[-1].end <= name.end
        and opens_with(text, home, ("ingredient",))
        and not (has_figure(text, home) or has_material_form(text, home.tokens) or names_form(text, name, PIECE))
    )


def _is_raw_compound(law: Register, meaning: str) -> bool:
    """Return whether a name means a compound, of which entries cover raw material only."""
    material = law.materials.get(meaning)
    return material is not None and material.form in _COMPOUNDS and is_raw(law, meaning, RAW - COMPOSED)
