"""Guess the headings of a text from the statistics of trade, unless one of its words may be a material of the list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.customs import printed_beside
from exportctl.goods.finished_products import is_of_finished_products
from exportctl.goods.packing import are_packing
from exportctl.law.forms import PIECE
from exportctl.law.wordmodel import features

if TYPE_CHECKING:
    from exportctl.goods.annotation import Annotation
    from exportctl.goods.interpreted import InterpretedText
    from exportctl.goods.reading import TextReading
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.wordmodel import WordModel

_MARK: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z]{1,6}-?\d[A-Za-z0-9]*|\d{1,2}[A-Z]{1,2}\d[A-Za-z0-9]*|(?P<word>[A-Z]{2,6}))(?![A-Za-z0-9'’])"
)
"""A grade of a material, or a model: IM7, M40J, 18Ni300; or a short name, which is a `word` of capitals: TEP, NTO."""
_COUNTING: Final = frozenset({"measure"})
_DESCRIBING: Final = _COUNTING | {"neutral", "grade"}
_DELIVERY: Final[tuple[PhraseLabel, ...]] = ("container", "dispatch", "wrapping", "packed")
_PURITY: Final = re.compile(r"(?<![\d.])(?:[89]\d(?:\.\d+)?\s?[%％]|\dN(?![A-Za-z0-9]))")
"""A purity of a substance."""


def with_guess(
    law: Register, lexicon: Lexicon, reading: TextReading, interpreted: InterpretedText, *, careful: bool
) -> InterpretedText:
    """Return a text with its likely headings, and whether its score is ordinary and no veto applies.

    A `careful` word and a grade are one, unless the other words make the text clearly ordinary. Without a model, the text
    stays as it is.
    """
    model = lexicon.model
    if model is None:
        return interpreted
    guess = model.guess(reading.item)
    doubtful = not guess.is_clear and (careful or _may_be_grade(lexicon, model, reading.text))
    ordinary = guess.is_ordinary and not (
        doubtful
        or any(any(printed_beside(law, code)) for code in guess.likely_headings)
        or not model.guess(_without_delivery(lexicon, model, reading)).is_ordinary
    )
    trade = interpreted.trade._replace(guess=guess.likely_headings, ordinary=ordinary)
    return interpreted._replace(trade=trade)


def _without_delivery(lexicon: Lexicon, model: WordModel, reading: TextReading) -> str:
    """Return a text without its words for packing, number and delivery, which any goods have: Semtex, 2 pieces plastic box.

    Beside a word that trade does not use, those that only describe are no evidence either: Pixhawk, blue colour.
    """
    text = reading.text
    new = any(word.isascii() and word not in model.weights for word in features(text.text))
    labels = _DESCRIBING if new else _COUNTING
    silent: list[Annotation | LexiconHit] = [hit for label in _DELIVERY for hit in text.phrases(label, text.tokens)]
    silent += [
        note
        for note in reading.annotations
        if note.label in labels or (note.label == "term" and are_packing(lexicon, [note]))
    ]
    others = [*text.text]
    for part in silent:
        others[part.start : part.end] = " " * (part.end - part.start)
    return "".join(others)


def _may_be_grade(lexicon: Lexicon, model: WordModel, text: AnnotatedText) -> bool:
    """Return whether a mark in a text may be the grade or the short name of a material, or a purity is stated: IM7 yarn, TEP 99 %.

    It may not if the other words, without those for packing and for forms of materials, are of a finished product: BT9 earphones.
    """
    marks = [mark for mark in _MARK.finditer(text.text) if (mark["word"] or "").lower() not in model.weights]
    if not marks and not _PURITY.search(text.text):
        return False
    packings = [(hit.start, hit.end) for hit in text.phrases("container", text.tokens)]
    forms = [(hit.start, hit.end) for hit in text.phrases("form", text.tokens) if PIECE in hit.meanings]
    others = text.text
    for start, end in sorted({*packings, *forms, *(mark.span() for mark in marks)}, reverse=True):
        others = f"{others[:start]} {others[end:]}"
    guess = model.guess(others)
    return not (
        guess.is_ordinary and all(is_of_finished_products(lexicon, heading) for heading in guess.likely_headings)
    )
