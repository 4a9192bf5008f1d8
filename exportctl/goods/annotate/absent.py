"""Absent substances in a text: dysprosium-free, without cobalt, 不含镝、铽."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.meaning import is_listed
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText, LexiconHit
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_HYPHENS: Final = ("-", "\u2010", "\u2011")
_FREE: Final = re.compile(r"(?<=[,;(，；（])\s*(?P<what>[A-Za-z]+)[ -]free(?=\s*(?:$|[,;)，；）]))", re.IGNORECASE)
"""An unknown word before `free` between two marks."""
_LACKING: Final = re.compile(r"(?<![A-Za-z-])(?P<what>[A-Za-z]{3,})[-\u2010\u2011]free(?![A-Za-z-])", re.IGNORECASE)
"""An unknown word that a hyphen joins to `free`: halogen-free, mercury-free."""
_CLOSES: Final = ",;)，；、）"
"""The marks that end a word about goods."""


def absent(law: Register, _: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield what the goods do not contain: names and words after `without`, and names and other words before `free`."""
    yield from _words_before_free(text)
    if not (text.names or text.holds("absent")):
        return
    words = text.phrases("absent")
    yield from _absent_names(law, text, words)
    terms = text.phrases("term") if words else ()
    for item in words:
        if _is_in_last_term(terms, item):
            continue
        following = next((token for token in text.unread if adjacent(text.text, item.end, token.start)), None)
        if following and text.has(item.start, item.end):
            yield text.annotation((item.start, following.end), "absent", following.word)
    yield from [
        text.annotation((free.start("what"), free.end()), "absent", free["what"].lower()) for free in _unknown(text)
    ]


def _is_in_last_term(terms: Sequence[LexiconHit], word: LexiconHit) -> bool:
    """Return whether a word is within a term of trade that no other term follows directly: 无纺布 is a fabric."""
    starts = {term.start for term in terms}
    return any(term.start <= word.start and word.end < term.end and term.end not in starts for term in terms)


def _absent_names(law: Register, text: AnnotatedText, words: Sequence[LexiconHit]) -> Iterator[Annotation]:
    """Yield the names of what goods lack: after one of some words, before `free`, or joined to such a name."""
    named = list(text.names)
    frees = [token for token in text.tokens if token.word == "free"] if named else []
    end_of_absent: int | None = None
    for name in named:
        free = next((item for item in frees if _is_free(text, named, name, item)), None)
        without = next((item for item in words if adjacent(text.text, item.end, name.start)), None)
        joined = end_of_absent is not None and _is_joined(law, text, end_of_absent, name)
        if not (free or without or joined):
            continue
        text.retract(name)
        end_of_absent = name.end if without or joined else None
        start, end = (name.start, free.end) if free else (without.start if without else name.start, name.end)
        yield text.annotation((start, end), "absent", name.words)


def _words_before_free(text: AnnotatedText) -> Iterator[Annotation]:
    """Yield what goods are free of, in a word that is no name: halogen-free cable, citrate-free toxin."""
    for lacking in _LACKING.finditer(text.text) if "free" in text.text.lower() else ():
        span = lacking.span()
        named = any(name.start < span[1] and span[0] < name.end for name in text.names)
        if text.has(*span) and not named:
            yield text.annotation(span, "absent", lacking["what"].lower())


def _unknown(text: AnnotatedText) -> Iterator[re.Match[str]]:
    """Yield unknown words before `free` that fill a segment beside a name: dust free, cobalt-free."""
    for free in _FREE.finditer(text.text) if text.names else ():
        if text.has(*free.span()):
            yield free


def _is_free(text: AnnotatedText, named: list[Annotation], name: Annotation, free: Token) -> bool:
    """Return whether `free` means that goods lack the name before it: gallium free of charge, or of arsenic, is gallium."""
    whole = text.text
    if not (adjacent(whole, name.end, free.start) and text.has(free.start, free.end)):
        return False
    behind = whole[free.end :].lstrip()
    goods = any(item.start == len(whole) - len(behind) for item in named)
    return whole[name.end : free.start] in _HYPHENS or goods or not behind or behind[0] in _CLOSES


def _is_joined(law: Register, text: AnnotatedText, end: int, name: Annotation) -> bool:
    """Return whether goods also lack the substance that is named after another: magnets free of dysprosium and terbium.

    They do not if the following words name goods of their own (`and gallium metal`), or if no other listed substance is
    named.
    """
    behind = text.text[name.end :].lstrip()
    begins = len(text.text) - len(behind)
    is_one_word = end == name.start and begins > name.end  # 不含镝铽 圆片
    closes = not behind or behind[0] in _CLOSES + "的" or any(item.start == begins for item in text.names)
    others = (meaning for item in text.names if item != name for meaning in item.meanings)
    return (
        (closes or is_one_word)
        and _is_enumerated(text, end, name.start)
        and any(is_listed(law, meaning) for meaning in others)
    )


def _is_enumerated(text: AnnotatedText, end: int, start: int) -> bool:
    """Return whether only a conjunction or 、 separates two names, or nothing at all."""
    between = text.text[end:start]
    words = between.strip()
    conjunctions = {word for hit in text.phrases("conjunction", text.tokens) for word in hit.meanings}
    return not between or words == "、" or words in conjunctions
