"""Words and marks that join goods with other goods: tellurium and lamps, 灯;钨丝."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.trie import Token

_SIGNS: Final = re.compile(r"[+;；、]")
"""Signs between goods, which do not separate other words."""
_SHORT: Final = 4
"""The number of words of a name: more are praise of the goods before them."""
_MARKS: Final = tuple(";；、。+&|/")


def joins(text: AnnotatedText, start: int, end: int) -> bool:
    """Return whether a word within a span joins goods."""
    return any(start <= hit.start and hit.end <= end for hit in text.phrases("joint", text.tokens))


def follows_joint(text: AnnotatedText, start: int) -> bool:
    """Return whether a mark or a word directly before a position separates other goods."""
    before = text.text[:start].rstrip()
    return before.endswith(_MARKS) or any(hit.end == len(before) for hit in text.phrases("joint", text.tokens))


def joins_unknown_goods(lexicon: Lexicon, text: AnnotatedText, words: Sequence[Token]) -> bool:
    """Return whether a sign or a word joins goods with unread words that name none and that trade does not use: chairs + Semtex."""
    joints = [(hit.start, hit.end) for hit in text.phrases("joint", text.tokens)]
    joints = sorted([*joints, *(sign.span() for sign in _SIGNS.finditer(text.text))])
    if not joints:
        return False
    starts, ends = [0, *(end for _, end in joints)], [*(start for start, _ in joints), len(text.text)]
    terms = text.annotations_of("term")
    for start, end in zip(starts, ends, strict=True):
        unread = [word for word in words if start <= word.start < end]
        named = any(start <= term.start < end for term in terms)
        short = len(text.tokens_in(start, end)) <= _SHORT
        if unread and short and not named and not lexicon.is_ordinary_text(with_gaps(text, unread)):
            return True
    return False


def with_gaps(text: AnnotatedText, words: Sequence[Token]) -> str:
    """Return words with a mark between those that are not neighbours."""
    return "".join(
        ("" if number and words[number - 1].end == word.start else "|") + text.text[word.start : word.end]
        for number, word in enumerate(words)
    )
