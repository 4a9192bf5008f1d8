"""Goods are technology if the head of their text is a word for technology: a recipe of steel is, a recipe book is not."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.purpose import purpose_word
from exportctl.goods.customs import is_medium
from exportctl.goods.text import is_within_longer
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.labels import PhraseLabel
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_OF: Final = "的"
"""The words before it only specify the words after it."""
_FORMULA: Final = "formula"
_FOOD: Final = (*(f"{chapter:02}" for chapter in range(2, 22)), "23")
"""The chapters of food and feed, whose formula is what they taste of or consist of."""
_SILENT: Final[tuple[PhraseLabel, ...]] = ("neutral", "part", "purpose", "absent")
"""The labels of words that do not describe the goods themselves: of, for, with."""


def technology(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Point to the words that make the goods technology: only words without meaning may follow them directly.

    A word at the end of a purpose still describes the goods (fireworks for festivals recipe), unless it is the whole
    purpose (pens for drawings); then it counts only if the goods can carry it (a disk for source code) or nothing else
    is named (for technology transfer). Teaching can be the purpose of any goods: mats for fitness training.
    """
    words = [hit for hit in text.phrases("technology") if is_head(text, hit.end)]
    if not words:
        return
    terms = text.phrases("term")
    words = [hit for hit in words if not _is_praise(text, hit, terms)]
    of_goods = _besides_parts(text, words, terms)
    purpose = purpose_word(law, lexicon, text)
    if purpose is not None:
        taught = text.phrases("taught")
        start, end = purpose
        whole = start == text.tokens[0].start or is_medium(code for term in terms for code in term.meanings)
        of_goods = [
            hit
            for hit in of_goods
            if hit.end <= start
            or (
                (whole or not adjacent(text.text, end, hit.start))
                and not (hit in taught or is_within_longer(hit, terms))
            )
        ]
    yield from [text.annotation((hit.start, hit.end), "technology", hit.words) for hit in of_goods]


def _besides_parts(text: AnnotatedText, words: Sequence[LexiconHit], terms: Sequence[LexiconHit]) -> list[LexiconHit]:
    """Return the words that are not parts, or are parts that carry technology, or are the only words, or are in a medium.

    A stick with drawings, a book with a process and machines with technology count, but neither headphones with
    bluetooth technology nor machines with training. A term of trade may contain a word that introduces a part: e-liquid
    with nicotine.
    """
    carriers, taught = text.phrases("carrier"), text.phrases("taught")
    first = text.tokens[0].start
    parts = [hit for hit in text.phrases("part") if hit.start > first and not is_within_longer(hit, terms)]
    before = parts[0].start if parts else len(text.text)
    bare = {hit for hit in words if any(adjacent(text.text, part.end, hit.start) for part in parts)}.difference(taught)
    if is_medium(code for term in terms if term.end <= before for code in term.meanings):
        bare = set(words).difference(taught)
    return [hit for hit in words if hit.start < before or hit in carriers or hit in bare]


def _is_praise(text: AnnotatedText, hit: LexiconHit, terms: Sequence[LexiconHit]) -> bool:
    """Return whether a formula is a quality of the goods or a part of their name, not how to make them: detergent advanced formula.

    Then neither goods end directly before it nor is it set off, or they are food (chicken formula), or it has a number.
    """
    if hit.words.casefold() != _FORMULA:
        return False
    behind = text.tokens[bisect_left(text.tokens, (hit.end,)) :][:1]
    if is_within_longer(hit, terms) or any(token.word.isdecimal() for token in behind):
        return True
    before = [token for token in text.tokens if token.end <= hit.start]
    if not before or not adjacent(text.text, before[-1].end, hit.start):
        return False
    goods = [term for term in terms if term.end == before[-1].end]
    food = any(code.startswith(_FOOD) for term in goods for code in term.meanings)
    return food or not (goods or any(name.end == before[-1].end for name in text.names))


def is_head(text: AnnotatedText, end: int) -> bool:
    """Return whether the phrase that ends at a position is the head: only words follow that do not describe the goods."""
    first = bisect_left(text.tokens, (end,))
    behind = text.tokens[first : first + 2]
    if not behind or not adjacent(text.text, end, behind[0].start):
        return True
    if behind[0].word == _OF:
        return False
    silent = (hit for label in _SILENT for hit in text.phrases(label, behind))
    return behind[0].word[0].isdigit() or any(hit.start == behind[0].start for hit in silent)
