"""Mark materials before the name of a finished product; they do not name the goods: a gallium nitride charger is a charger."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.heads import closes
from exportctl.goods.segments import segments_of
from exportctl.law.forms import MATERIALS, PIECE, SHAPES, SUBSTANCES
from exportctl.law.inflection import fold_singular
from exportctl.law.trie import tokens_of
from exportctl.law.words import LINE, adjacent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.interpreted import Materials
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.lexicon import Label, Lexicon
    from exportctl.law.model import Entry
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_RAW: Final = SUBSTANCES | SHAPES | {"ceramic"}
_MATERIAL: Final = MATERIALS - {PIECE}
"""Forms of materials, not of products: holmium metal, gallium arsenide wafers."""
_PIECES: Final = frozenset({"bulk", "magnet", "target", "crystal", "ceramic"})
"""Forms of materials at the end of a segment: a graphite block. A filament is part of something."""
_COMPOSED: Final = frozenset({"fibre"})
"""Materials that are part of a composite, which another entry may be about: a carbon fibre frame is made of one."""
_OTHERWISE: Final[tuple[Label, ...]] = ("change", "anion", "quality", "feedstock")
"""The labels of words behind a material that is goods of its own: graphite scrap."""
_ALLOY: Final = frozenset({"alloy", "metal"})
_OF_GOODS: Final = frozenset({"measure", "property", "share", "grade"})
"""The labels of figures of goods: their size, purity and content."""
_MASS: Final = re.compile(r"(?:(?<!de)g|(?<!f)t|lbs?|oz|KGS?|MTS?|ct|克|斤|吨|克拉)$")
"""The end of a mass, but not of degrees and feet (deg, ft)."""
_UNFINISHED: Final = "blank"
"""The word for a piece that is not a product yet: a fishing rod blank."""
_QUOTED: Final = re.compile(r"(?:(?<!\d)\"|[“”「])[^\"“”「」]+[\"“”」]")
"""The name of a brand or a model in quotation marks; after a digit, such a mark is an inch."""
_WORDS: Final = 2
_CHARACTERS: Final = 4
"""The largest number of words, and of Chinese characters, in the name of a part after its material."""
_HEADING: Final = 4
_MATERIALS: Final = "C"
"""The letter of the group of materials in the code of an entry."""
_ANOTHER: Final = re.compile(r"(?:[;；、。+&|/]|\b(?:and|plus|or)|[和与及或跟用衬])\s*$")
"""What separates goods from other goods, or before goods for them (灯用钨丝 is a filament) and a lining."""
_PRODUCTS: Final = ("制品", "产品", "装置", "器件")
"""Words of entries that also cover things made of a material, or with it."""


def attributes(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield raw materials that do not name the goods.

    They come right before the term for a finished product, in a segment that it closes, or after a product that closes
    the first segment. So do the names of brands and models, in quotation marks.
    """
    names = [note for note in text.names if note.label in ("name", "formula")]
    products = _products(lexicon, text) if names else []
    if not products:
        return
    segments = segments_of(text)
    heads = [product for product in products if closes(lexicon, text, segments[0], product)]
    headings = [heading for head in heads for heading in head.meanings]
    consumed, mixed = (all(heading.startswith(of) for heading in headings) for of in (lexicon.consumer, lexicon.mixed))
    for name in reversed(names):
        behind = bool(heads) and not segments[0].holds(name)
        raw = all(_is_raw(law, meaning, _RAW - _COMPOSED) for meaning in name.meanings)
        part = _end_of_part(lexicon, text, segments, name) if behind and raw else None
        part = part or _end_of_usual(lexicon, text, segments, name, products)
        if (
            part
            or _is_mark(text, name)
            or (raw and any(_is_of_product(text, segments, name, product) for product in products))
            or (raw and behind and mixed and _is_ingredient(text, segments, name))
            or (
                behind
                and consumed
                and not _ANOTHER.search(text.text, 0, name.start)
                and (_is_structural(law, lexicon, text, name) or _is_fitted(law, text, segments, name))
            )
        ):
            text.retract(name)
            yield text.annotation((name.start, part or name.end), "neutral", name.words)


def _products(lexicon: Lexicon, text: AnnotatedText) -> list[LexiconHit]:
    """Return the finished products in a text, and other goods of no entry, without packing and materials in a raw form.

    The last word for goods of daily life may be that of a piece: a wedding ring, a fishing rod, but no fishing rod blank.
    """
    forms = [hit for hit in text.phrases("form", text.tokens) if not MATERIALS.isdisjoint(hit.meanings)]
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
        if (all(is_finished(lexicon, heading) for heading in hit.meanings) or fold_singular(hit.words) in lexicon.plain)
        and not any(heading.startswith(lexicon.packing) for heading in hit.meanings)
        and (
            hit.end not in raw
            or (hit.end in pieces and all(heading.startswith(lexicon.consumer) for heading in hit.meanings))
        )
    ]


def _is_mark(text: AnnotatedText, name: Annotation) -> bool:
    """Return whether a name is part of a brand or a model in quotation marks, without the form of a material: "Graphite"."""
    return any(
        quoted.start() < name.start
        and name.end < quoted.end()
        and not any(
            not MATERIALS.isdisjoint(hit.meanings) for hit in text.phrases("form", text.tokens_in(*quoted.span()))
        )
        for quoted in _QUOTED.finditer(text.text)
    )


def _is_structural(law: Register, lexicon: Lexicon, text: AnnotatedText, name: Annotation) -> bool:
    """Return whether a name is that of an alloy of metals for everyday goods, without a figure or a shape."""
    materials = [law.materials.get(meaning) for meaning in name.meanings]
    forms = {form for hit in text.phrases("form", text.tokens) for form in hit.meanings}
    forms.update(material.form for material in materials if material and material.form)
    return (
        all(
            material and material.elements and lexicon.everyday_metals.issuperset(material.elements)
            for material in materials
        )
        and "alloy" in forms
        and forms <= _ALLOY
        and not any(
            note.label == "measure" and _MASS.search(note.words) and adjacent(text.text, name.end, note.start)
            for note in text.annotations
        )
        and not any(note.label in ("property", "share") for note in text.annotations)
    )


def _is_fitted(law: Register, text: AnnotatedText, segments: Sequence[Segment], name: Annotation) -> bool:
    """Return whether a name is that of a magnet after `with`, without a figure: the magnet is part of the product."""
    home = next((segment for segment in segments if segment.holds(name)), None)
    return (
        home is not None
        and all(meaning in law.materials and law.materials[meaning].form == "magnet" for meaning in name.meanings)
        and {form for hit in text.phrases("form", home.tokens) for form in hit.meanings} == {"magnet"}
        and any(hit.start == home.tokens[0].start for hit in text.phrases("part", home.tokens))
        and not any(note.label in _OF_GOODS and home.holds(note) for note in text.annotations)
    )


def _end_of_part(lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], name: Annotation) -> int | None:
    """Return the end of the material of a part, and of a known noun for the part: tungsten carbide tip.

    A form of the material, or a figure, makes it goods of its own.
    """
    home = next((segment for segment in segments[1:] if segment.holds(name)), None)
    if home is None or any(
        not (_MATERIAL | _PIECES).isdisjoint(hit.meanings) for hit in text.phrases("form", home.tokens)
    ):
        return None
    end = home.tokens[-1].end
    behind = [token for token in home.tokens if token.start >= name.end]
    if text.phrases("change", behind) or text.phrases("anion", behind):
        return None
    if any(hit.end == end for hit in text.phrases("fitting", behind)):
        return None if _has_quantity(text, home) else end
    most = _WORDS if behind and behind[-1].word.isascii() else _CHARACTERS
    is_thing = len(behind) <= most and not _has_figure(text, home) and _ends_with_thing(lexicon, text, home, name)
    return name.end if is_thing else None


def _end_of_usual(
    lexicon: Lexicon, text: AnnotatedText, segments: Sequence[Segment], name: Annotation, products: Sequence[LexiconHit]
) -> int | None:
    """Return the end of a material of which goods like a product are made, and of a fitting behind it: 白炽灯泡 钨丝.

    The product is in the first segment. A form of the material, its share or its purity makes it goods of its own, and so
    do a mass next to it and a mark before it.
    """
    home = next((segment for segment in segments if segment.holds(name)), None)
    forms = _MATERIAL | _PIECES
    shaped = [
        hit.start
        for hit in text.phrases("form", text.tokens)
        if not forms.isdisjoint(hit.meanings)
        and not any(item.start <= hit.start and hit.end <= item.end for item in products)
    ]
    usual = [item for item in products if item.end not in shaped and _is_usual(lexicon, name, item)]
    if (
        home is None
        or not any(
            segments[0].start <= item.start < segments[0].end
            and (item.end <= name.start or closes(lexicon, text, home, item))
            for item in usual
        )
        or any(note.start <= name.start < note.end for note in text.annotations_of("purpose"))
        or _has_content(text)
    ):
        return None
    beside = [token for token in home.tokens if token.end <= name.start or name.end <= token.start]
    behind = [token for token in home.tokens if token.start >= name.end]
    if (
        _ANOTHER.search(text.text, 0, name.start)
        or (not beside and text.text[: name.start].rstrip().endswith((",", "，")))
        or any(token.start in shaped for token in beside)
        or any(text.phrases(label, behind) for label in _OTHERWISE)
        or _has_quantity(text, home)
    ):
        return None
    fitting = next((hit for hit in text.phrases("fitting", behind) if adjacent(text.text, name.end, hit.start)), None)
    return fitting.end if fitting and not any(item.start < fitting.end <= item.end for item in products) else name.end


def _is_usual(lexicon: Lexicon, name: Annotation, product: LexiconHit) -> bool:
    """Return whether goods under a heading of a product are usually made of a material, or contain it.

    Not if the material and the product together are the name of listed goods: a wire saw, diamond.
    """
    overlap = name.start < product.end and product.start < name.end
    words = fold_singular(name.words)
    if overlap or not any((heading[:_HEADING], words) in lexicon.made_of for heading in product.meanings):
        return False
    whole = f"{name.words} {product.words}" if name.words.isascii() else name.words + product.words
    tokens = tokens_of(whole)
    return not any(
        phrase.last - phrase.first + 1 == len(tokens) and "name" in phrase.senses
        for phrase in lexicon.phrases.phrases(whole, tokens)
    )


def _is_ingredient(text: AnnotatedText, segments: Sequence[Segment], name: Annotation) -> bool:
    """Return whether a name ends a segment that begins with a word for ingredients: 眼影盘 含氯氧化铋."""
    home = next((segment for segment in segments if segment.holds(name)), None)
    return (
        home is not None
        and home.tokens[-1].end <= name.end
        and any(hit.start == home.tokens[0].start for hit in text.phrases("ingredient", home.tokens))
        and not (_has_figure(text, home) or _has_material_form(text, home.tokens) or _is_in_pieces(text, name))
    )


def _has_quantity(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a content or a property is stated, or a mass before the end of a segment or next to it."""
    return _has_content(text) or any(
        note.label == "measure" and _MASS.search(note.words) and _is_up_to(text, segment, note)
        for note in text.annotations
    )


def _has_figure(text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a content or a property is stated, or a figure within a segment or next to its end."""
    return _has_content(text) or any(
        note.label in _OF_GOODS and note.end > segment.start and _is_up_to(text, segment, note)
        for note in text.annotations
    )


def _has_content(text: AnnotatedText) -> bool:
    return any(note.label in ("share", "property") for note in text.annotations)


def _is_up_to(text: AnnotatedText, segment: Segment, note: Annotation) -> bool:
    """Return whether an annotation begins before the end of a segment, or is the next thing after it."""
    return not text.text[segment.tokens[-1].end : note.start].strip()


def _is_of_product(text: AnnotatedText, segments: Sequence[Segment], name: Annotation, product: LexiconHit) -> bool:
    """Return whether a product follows a name directly, or closes its segment, without a form of a material before it."""
    home = next((segment for segment in segments if segment.holds(name)), None)
    if home is None or not name.end <= product.start < home.end:
        return False
    before = [token for token in home.tokens if name.start <= token.start and token.end <= product.start]
    behind = [token for token in home.tokens if product.end <= token.start and text.has(token.start, token.end)]
    follows = adjacent(text.text, name.end, product.start)
    return (follows or not behind) and not (_has_material_form(text, before) or _is_in_pieces(text, name))


def _is_in_pieces(text: AnnotatedText, name: Annotation) -> bool:
    """Return whether a name states that its material is in pieces: gallium ingots."""
    forms = text.phrases("form", text.tokens_in(name.start, name.end))
    return any(PIECE in hit.meanings for hit in forms)


def _has_material_form(text: AnnotatedText, tokens: Sequence[Token]) -> bool:
    return any(not _MATERIAL.isdisjoint(hit.meanings) for hit in text.phrases("form", tokens))


def role_of_materials(law: Register, text: AnnotatedText) -> Materials | None:
    """Return `raw` or `worked` if every name is that of a material next to other words, and no word states the form of a material.

    Some entry for a `worked` material covers products of it, too. A name that fills a segment after a mark is goods of
    its own: toys, gallium.
    """
    meanings = {meaning for note in text.names for meaning in note.meanings}
    if not meanings or not all(_is_raw(law, meaning, worked=True) for meaning in meanings):
        return None
    segments = segments_of(text)
    ends = {segment.tokens[-1].end for segment in segments}
    pieces = [hit for hit in text.phrases("form", text.tokens) if not _PIECES.isdisjoint(hit.meanings)]
    if any(hit.end in ends for hit in pieces) or _has_material_form(text, text.tokens):
        return None
    if not all(_is_beside_words(segments, note) for note in text.names):
        return None
    return "raw" if all(_is_raw(law, meaning) for meaning in meanings) else "worked"


def _is_beside_words(segments: Sequence[Segment], name: Annotation) -> bool:
    """Return whether the segment of a name has other words, or continues the one before it."""
    home = next((segment for segment in segments if segment.holds(name)), None)
    return home is not None and (
        home.loose or any(token.end <= name.start or name.end <= token.start for token in home.tokens)
    )


def is_made_up(law: Register, lexicon: Lexicon, text: AnnotatedText) -> bool:
    """Return whether every name is that of a raw material in a segment that ends with a noun for a thing: an antimony brush set."""
    if not text.names or not all(_is_raw(law, meaning) for note in text.names for meaning in note.meanings):
        return False
    segments = segments_of(text)
    homes = [next((item for item in segments if item.holds(note)), None) for note in text.names]
    return all(
        home and _ends_with_thing(lexicon, text, home, note) for note, home in zip(text.names, homes, strict=True)
    )


def _ends_with_thing(lexicon: Lexicon, text: AnnotatedText, segment: Segment, name: Annotation) -> bool:
    """Return whether the last word of a segment after a name is a thing, and not a container."""
    last = segment.tokens[-1]
    if last.start < name.end or any(hit.end == last.end for hit in text.phrases("container", segment.tokens)):
        return False
    behind = [token for token in segment.tokens if token.start >= name.end]
    if _has_material_form(text, behind):
        return False
    nouns = (*text.phrases("thing", segment.tokens), *text.phrases("term", segment.tokens))
    ends = any(hit.end == last.end and hit.start >= name.end for hit in nouns)
    return ends or (text.has(last.start, last.end) and last.word in lexicon.things)


def is_finished(lexicon: Lexicon, heading: str) -> bool:
    """Return whether a heading is only for finished products, which are not bought for their material."""
    return heading.startswith(lexicon.finished)


def _is_raw(law: Register, meaning: str, forms: frozenset[str] = _RAW, *, worked: bool = False) -> bool:
    """Return whether the entries about a material cover raw material only; also products of an element if it may be `worked`."""
    if meaning.startswith(LINE):
        of_element, lines = False, [meaning.removeprefix(LINE)]
    else:
        material = law.materials[meaning]
        of_element = bool(material.elements)
        lines = [line for id_ in (meaning, *material.may_be) for line in law.materials[id_].entries]
    entries = [
        law.entries[line] for line in lines if line in law.entries and line not in law.destination_specific_entries
    ]
    return all(
        _covers_material(entry, forms) or (worked and of_element and _is_of_materials(entry)) for entry in entries
    )


def _covers_material(entry: Entry, forms: frozenset[str]) -> bool:
    """Return whether an entry has forms, all of raw material, and no products in its name."""
    return bool(entry.forms) and forms.issuperset(entry.forms) and not any(word in entry.name.zh for word in _PRODUCTS)


def _is_of_materials(entry: Entry) -> bool:
    """Return whether an entry is in the group of materials, and names no form of a thing."""
    return entry.code[1] == _MATERIALS and _RAW.issuperset(entry.forms)
