"""Technology whose subject has a name with another word for technology: 稀土渗碳工艺资料 is 稀土渗碳技术."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotate.named_technology import CLOSES, TECHNOLOGY
from exportctl.goods.joint_names import meanings_of
from exportctl.goods.meaning import names_technology
from exportctl.goods.text import is_within
from exportctl.law.name_index import TECHNOLOGY_OF
from exportctl.law.patterns import clause_end
from exportctl.law.words import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_CALLED: Final = (*TECHNOLOGY_OF, "{} process", "{}工艺")
"""The names of the technology of a subject."""
_OF: Final = re.compile(
    r"\s*(?:[:：]|\b(?:of|for)\b(?:\s+(?:the|producing|making|production of|manufacture of))?)\s*", re.IGNORECASE
)
"""The text between a word for technology and its subject behind it: know-how for, drawings of the."""
_ENDS_SUBJECT: Final = re.compile(
    r"\s*(?:$|[,;:，；、。：()（）|/+&]|\d|\b(?:of|for|by|from|in|on|with|using|and)\b)|(?<=[\u4e00-\u9fff])\s",
    re.IGNORECASE,
)
"""The text behind a subject that no further word makes another one."""
_MARK: Final = re.compile(r"[,;，；、。|]")
_APART: Final = re.compile(r"\s*[,;，；、。|()（）]\s*|(?<=[\u4e00-\u9fff])\s+")
_END: Final = re.compile(r"\s*(?:$|[,;，；、。|()（）])|(?<=[\u4e00-\u9fff])\s")
_LONGEST: Final = 16
"""The number of words, or of Chinese characters, of the longest subject."""


def technology_subjects(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the technology of subjects that only have a name with another word for technology, and more words for technology.

    Beside named technology, these fill a segment without a new meaning: a sintering process, technical file.
    """
    yield from _subjects(lexicon, text)
    if names_technology(law, text.names):
        yield from _carriers_apart(text)


def _carriers_apart(text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the words for technology that fill a segment after named technology."""
    last = max(name.end for name in text.names)
    for hit in _words_for_technology(text):
        before = _APART.search(text.text, last, hit.start) if hit.start >= last else None
        if before and before.end() == hit.start and _END.match(text.text, hit.end) and text.has(hit.start, hit.end):
            yield text.annotation((hit.start, hit.end), "neutral")


def _subjects(lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the technology of the first subject that has a name with another word for technology."""
    for word in _words_for_technology(text):
        span, meanings = _with_subject(lexicon, text, word)
        if not meanings or any(span[0] < name.start < span[1] < name.end for name in text.names):
            continue
        if any(name.start <= span[0] and span[1] <= name.end for name in text.names):
            continue
        span = (min([span[0], *(name.start for name in text.names if name.start < span[0] < name.end)]), span[1])
        for name in [name for name in text.names if span[0] <= name.start and name.end <= span[1]]:
            text.retract(name)
        yield text.annotation(span, "name", meanings=meanings)
        return


def _words_for_technology(text: AnnotatedText) -> list[LexiconHit]:
    """Return the words for technology that close a segment or come before their subject, the longest first.

    A course or an operating manual is none.
    """
    taught = text.phrases("taught", text.tokens)
    hits = [hit for label in ("technology", "carrier") for hit in text.phrases(label, text.tokens)]
    hits += [hit for hit in text.phrases("form", text.tokens) if TECHNOLOGY in hit.meanings]
    return sorted(
        {hit for hit in hits if CLOSES.match(text.text, hit.end) and not is_within(hit, taught)},
        key=lambda hit: (hit.start - hit.end, hit.start),
    )


def _with_subject(lexicon: Lexicon, text: AnnotatedText, word: LexiconHit) -> tuple[tuple[int, int], tuple[str, ...]]:
    """Return the span of a word for technology with its subject on either side, and the meanings."""
    before = [token for token in text.tokens if token.end <= word.start][-_LONGEST:]
    for token in before:
        if _MARK.search(text.text, token.start, word.start):
            continue
        if meanings := _meanings(lexicon, text.text[token.start : word.start].strip()):
            return (token.start, word.end), meanings
    behind = _OF.match(text.text, word.end)
    if behind is None:
        return (word.start, word.end), ()
    after = text.tokens_in(behind.end(), clause_end(text.text, behind.end()))[:_LONGEST]
    for token in reversed(after):
        if not _ENDS_SUBJECT.match(text.text, token.end):
            continue  # drawings for a magnet bracket
        if meanings := _meanings(lexicon, text.text[behind.end() : token.end].strip()):
            return (word.start, token.end), meanings
    return (word.start, word.end), ()


def _meanings(lexicon: Lexicon, subject: str) -> tuple[str, ...]:
    """Return the goods that a subject names together with a usual word for technology."""
    if not subject:
        return ()
    chinese = bool(HAN.search(subject))
    for called in _CALLED:
        if bool(HAN.search(called)) == chinese and (meanings := meanings_of(lexicon, called.format(subject))):
            return meanings
    return ()
