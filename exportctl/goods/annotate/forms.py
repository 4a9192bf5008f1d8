"""Words for the form of goods, words that do not affect the classification, and isolated figures and letters."""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from exportctl.goods.text import is_acronym_like_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_LETTERS: Final = frozenset(ascii_lowercase)
_DIFFUSED: Final = re.compile(r"(?:晶界)?扩散?(?=[铽镝])|渗(?=[铽镝])|晶扩(?=[铽镝])")
"""The words before what a magnet was diffused with: 扩铽, 晶界扩散镝."""
_FILLERS: Final[tuple[PhraseLabel, ...]] = ("part", "neutral")
_FILLERS_IN_TRADE: Final[tuple[PhraseLabel, ...]] = (*_FILLERS, "ordinary")


def parts(_law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Point to the words before a part of the goods: with, including."""
    yield from [text.annotation((hit.start, hit.end), "part", hit.words) for hit in text.phrases("part")]


def diffusions(_law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Point to the words before what a magnet was diffused with, which is a part of it: 扩 of 扩铽."""
    for word in _DIFFUSED.finditer(text.text):
        yield from (text.annotation(word.span(), label, word.group()) for label in ("part", "neutral"))


def forms(_law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the forms of the goods: powder, ingot, software."""
    hits = text.phrases("form")
    labels = text.phrases("label") if hits else ()
    yield from [
        text.annotation((hit.start, hit.end), "form", hit.meanings[0])
        for hit in hits
        if not any(label.start <= hit.start and hit.end < label.end for label in labels)  # the part of part no
    ]


def fillers(_law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield words that do not affect the classification, and single letters and numbers.

    In a text of terms of ordinary trade only, more words have no effect. None of these is an acronym: TEA.
    """
    only_in_trade = bool(text.annotations_of("term")) and not (text.annotations_of("elements") or text.names)
    for label in _FILLERS_IN_TRADE if only_in_trade else _FILLERS:
        for hit in text.phrases(label):
            if label in _FILLERS or not is_acronym_like_noun(hit.words, text.text, lexicon.things):
                yield text.annotation((hit.start, hit.end), "neutral", hit.meanings[0])
    for token in text.unread:
        if token.word in _LETTERS or token.word.isdecimal():
            yield text.annotation((token.start, token.end), "letter")
