"""Segments that are a label and its value, such as an order number or a buyer: they name no goods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.changed_goods import CHANGING
from exportctl.goods.segments import COLON, LABELS
from exportctl.goods.text import overlap

if TYPE_CHECKING:
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.trie import Token

_LONGEST: Final = 12
"""The number of words after a label, or of characters."""


def is_labelled(lexicon: Lexicon, text: AnnotatedText, segment: Segment) -> bool:
    """Return whether a segment is a label and its value: order no 7781, consignee Nichia, 品牌：驰宏锌锗.

    Behind a colon, the value may hold names of goods, because companies and brands do; elsewhere, it names no thing. A
    label alone may name one: a model.
    """
    first = segment.tokens[0].start
    label = next((hit for of in LABELS for hit in text.phrases(of, segment.tokens) if hit.start == first), None)
    if label is None:
        return False
    value = [token for token in segment.tokens if token.start >= label.end]
    if not value or len(value) > _LONGEST or any(text.phrases(of, value) for of in CHANGING):
        return False
    if COLON.match(text.text, label.end):
        return True
    goods = text.annotations_of("name", "formula", "term", "elements")
    named = any(overlap(note, token) for note in goods for token in value)
    if named or text.phrases("thing", value):
        return False
    if any(
        hit.end == label.end for hit in text.phrases("party", segment.tokens)
    ):  # customer Siemens, but customer gift
        return (
            bool(value) and text.text[value[0].start].isupper() and not any(_is_noun(lexicon, item) for item in value)
        )
    return not any(item.word.isascii() and item.word in lexicon.things for item in value[-1:])


def _is_noun(lexicon: Lexicon, token: Token) -> bool:
    """Return whether trade uses an English word as a noun, or as an ordinary word."""
    return token.word in lexicon.things or lexicon.is_used_in_trade(token.word)
