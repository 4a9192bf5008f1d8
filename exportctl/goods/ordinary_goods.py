"""Whether goods of ordinary trade stay such beside the other words of a text: chairs for a laboratory, but no chairs and Semtex."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.customs import printed_beside
from exportctl.goods.finished_products import is_article, is_of_finished_products
from exportctl.goods.heads import is_unlisted
from exportctl.goods.joints import joins_unknown_goods, joins_unnamed_goods
from exportctl.goods.leading_product import closes_segment
from exportctl.goods.packing import are_packing, holds_unknown_goods
from exportctl.goods.segments import segments_of
from exportctl.goods.text import is_acronym_like_noun, is_within
from exportctl.goods.unknown_kinds import may_be_unknown_kind
from exportctl.law.inflection import fold_singular
from exportctl.law.wordmodel import features

if TYPE_CHECKING:
    from exportctl.goods.annotation import Annotation
    from exportctl.goods.reading import TextReading
    from exportctl.goods.text import LexiconHit
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_PAPER: Final = "48"
"""The chapter of paper and of articles of it, which may be files of technology."""
_WORKED: Final = frozenset({"wafer", "crystal", "target"})
_OF_DETAILS: Final[tuple[PhraseLabel, ...]] = ("detail", "purpose", "neutral", "ordinary")
"""The labels of the words of a purpose that does not make other goods of ordinary ones: for water."""


def may_be_listed(lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether words beside terms of trade may make listed goods of these: their purpose, material, model, kind or joint."""
    return (
        has_listed_purpose(lexicon, reading)
        or _has_worked_material(reading)
        or _is_packed_model(lexicon, reading)
        or may_be_unknown_kind(lexicon, reading)
        or joins_unnamed_goods(lexicon, reading.text)
        or reading.text.holds("protection")
    )


def is_finished_product(law: Register, lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether goods are a finished product of a heading without entries, or of a plain term; its other words do not matter.

    Packing and media are none: they may hold other goods, or technology.
    """
    product, text = reading.product, reading.text
    return (
        product is not None
        and product.label == "term"
        and not reading.technology
        and not text.names
        and all(_is_of_finished_goods(law, lexicon, product, heading) for heading in product.meanings)
        and closes_segment(lexicon, text, product)
        and lexicon.careful.isdisjoint([token.word for token in text.unread])
        and not any(len(hit.words) > 1 for hit in text.phrases("key-kind", text.unread))
        and not joins_unknown_goods(lexicon, text, text.unread)
        and not holds_unknown_goods(lexicon, text, reading.terms, text.unread)
    )


def _is_of_finished_goods(law: Register, lexicon: Lexicon, product: Annotation, heading: str) -> bool:
    """Return whether a heading of a product is only for finished goods, no packing, and has no entry, unless its term is plain."""
    return (
        is_of_finished_products(lexicon, heading)
        and not heading.startswith((*lexicon.packing, _PAPER))
        and (fold_singular(product.words) in lexicon.plain or not any(printed_beside(law, heading)))
    )


def is_careful(lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether a text has a word that is more frequent in the list than in trade, but not inside the term for a product.

    A term for a finished product is read as a whole: a germanium necklace is jewellery. A product of the chemical industry
    may be the substance itself: a gadolinium contrast agent.
    """
    products = [
        note
        for note in reading.annotations
        if note.label == "term" and (is_unlisted(lexicon, note) or all(is_article(lexicon, of) for of in note.meanings))
    ]
    return not lexicon.careful.isdisjoint(
        [token.word for token in reading.tokens if not (products and is_within(token, products))]
    )


def may_be_other(lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether words that are unread may make something else of terms of trade: those that are rare in trade, and acronyms.

    Joined with ordinary goods or before packing, they may also do so if trade uses each of their characters, but not the word.
    """
    if not reading.unread:
        return False
    text = reading.text
    if joins_unknown_goods(lexicon, text, text.unread) or holds_unknown_goods(
        lexicon, text, reading.terms, text.unread
    ):
        return True
    if any(is_acronym_like_noun(word, reading.item, lexicon.things) for word in reading.unread):
        return True
    words = features(" ".join(reading.unread))
    return is_careful(lexicon, reading) or not words or not all(map(lexicon.is_ordinary, words))


def is_for_ordinary_use(lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether goods of no entry are for a usual detail of ordinary goods: ferrite magnets for loudspeakers."""
    purposes = [note for note in reading.annotations if note.label == "purpose"]
    unlisted = bool(reading.terms) and all(is_unlisted(lexicon, term) for term in reading.terms)
    within = all(is_within(name, purposes) for name in reading.roles.purposes)
    return unlisted and within and all(_is_detail(reading, note) for note in purposes)


def _is_detail(reading: TextReading, purpose: Annotation) -> bool:
    """Return whether the words of a purpose are its preposition, figures, marks and usual details of ordinary goods."""
    words = reading.text.tokens_in(purpose.start, purpose.end)
    known: list[Annotation | LexiconHit] = [hit for label in _OF_DETAILS for hit in reading.text.phrases(label, words)]
    known += reading.text.annotations_of("grade", "measure")
    return all(is_within(token, known) for token in words)


def has_listed_purpose(lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether the goods are for something that the list names more than trade does: a glove box for nuclear material.

    Technology stays technology, whatever it is for. A usual detail is no such purpose of goods of no entry: brass valves for water.
    """
    purposes = [note.value or note.words for note in reading.annotations if note.label == "purpose"]
    if not purposes or reading.technology or lexicon.careful.isdisjoint(features("|".join(purposes))):
        return False
    return not is_for_ordinary_use(lexicon, reading)


def _has_worked_material(reading: TextReading) -> bool:
    """Return whether a form of a worked material fills a segment of its own, beside ordinary goods: toys, sputtering targets.

    A crystal may be one of a lamp, and a target one of a game.
    """
    shared = {(hit.start, hit.end) for hit in reading.text.phrases("shared-form", reading.text.tokens)}
    worked = [
        note
        for note in reading.annotations
        if note.label == "form" and note.value in _WORKED and (note.start, note.end) not in shared
    ]
    return bool(worked) and any(
        segment.start > 0 and all(is_within(token, worked) for token in segment.tokens)
        for segment in segments_of(reading.text)
    )


def _is_packed_model(lexicon: Lexicon, reading: TextReading) -> bool:
    """Return whether a text has the number of a model before packing, and names nothing else: HG1700, wooden box.

    One letter and a number may be the size of the packing: A4 cardboard box.
    """
    terms = reading.terms
    return are_packing(lexicon, terms) and any(
        note.label == "grade" and note.end <= terms[0].start and sum(map(str.isalpha, note.words)) > 1
        for note in reading.annotations
    )
