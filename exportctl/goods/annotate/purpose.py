"""What goods are for, and what they are good enough for: neither is what the goods are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.annotation import Annotation
from exportctl.goods.patterns import mark, matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_FOR_USE: Final = re.compile(r"(?:(?<=[\s,，])|^)[\u4e00-\u9fff]{1,6}用(?=$|[\s,，])")
_STOP: Final = re.compile(r"[,;，；()（）]")


def grades_of_use(_law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield grades that name a use, such as laser grade, unless the text has no other name.

    A grade may stand in a name (battery-grade lithium carbonate), but none begins within one.
    """
    end = 0
    for grade in matches(lexicon, text, "grades-of-use", text.tokens):
        within = [item for item in text.names if grade.start <= item.start and item.end <= grade.end]
        across = any(item.start < grade.start < item.end for item in text.names)
        if end <= grade.start and len(within) < len(text.names) and not across:
            for item in within:
                text.retract(item)
            end = grade.end
            yield mark(text, grade, text.text[slice(*grade.span)])


def uses(_law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield uses before 用: 太阳能电池用."""
    for span in _spans_of_use(text):
        if text.has(*span):
            yield text.annotation(span, "purpose", text.text[span[0] : span[1]][:-1])


def purpose(_law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the purpose behind `for`, up to a comma, a bracket or the end."""
    for word in text.phrases("purpose")[:1]:
        stop = _STOP.search(text.text[word.end :])
        end = word.end + stop.start() if stop else len(text.text)
        words = text.text[word.start : end].strip()
        yield Annotation(word.start, end, words, "purpose", text.text[word.end : end].strip())


def purpose_word(text: AnnotatedText) -> LexiconHit | None:
    """Return the word behind which a text says what the goods are for, before that is read."""
    uses_ = _spans_of_use(text)
    rest = [
        token for token in text.unread if not any(start <= token.start and token.end <= end for start, end in uses_)
    ]
    return next(iter(text.phrases("purpose", rest)), None)


def _spans_of_use(text: AnnotatedText) -> list[tuple[int, int]]:
    return [use.span() for use in _FOR_USE.finditer(text.text)] if "用" in text.text else []
