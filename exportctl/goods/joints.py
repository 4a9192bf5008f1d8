"""Words and marks that join goods with other goods: tellurium and lamps, 灯;钨丝."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.text import is_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.goods import annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law import lexicon
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.trie import Token

_SIGNS: Final = re.compile(r"[+;；、]")
"""Signs between goods, which do not separate other words."""
_MODEL: Final = re.compile(r"[A-Za-z].*[A-Za-z]|[A-Z]\d{3}")
"""A mark of two letters, or of a letter and three digits: WE43, H100. A4 may be a size."""
_ACRONYM: Final = re.compile(r"[A-Z]{3,6}")
"""Capitals that are a part by themselves: glycol and TEA."""
_SHORT: Final = 4
"""The number of words of a name: more are praise of the goods before them."""
_MARKS: Final = tuple(";；、。+&|/")
_NAMED: Final[tuple[annotation.Label, ...]] = ("name", "formula", "absent")
_MARKING: Final[tuple[annotation.Label, ...]] = ("grade", "measure", "share", "property", "letter")
"""The labels of words that name no goods by themselves."""
_KIND: Final[lexicon.Label] = "form"
"""The label of words for forms and kinds of goods."""


def joins(text: AnnotatedText, start: int, end: int) -> bool:
    """Return whether a word within a span joins goods."""
    return any(start <= hit.start and hit.end <= end for hit in text.phrases("joint", text.tokens))


def follows_joint(text: AnnotatedText, start: int) -> bool:
    """Return whether a mark or a word directly before a position separates other goods."""
    before = text.text[:start].rstrip()
    return before.endswith(_MARKS) or any(hit.end == len(before) for hit in text.phrases("joint", text.tokens))


def joins_unknown_goods(lexicon: Lexicon, text: AnnotatedText, words: Sequence[Token]) -> bool:
    """Return whether a sign or a word joins goods with unread words that name none and that trade does not use: chairs + Semtex."""
    parts = _parts(text)
    if len(parts) == 1:
        return False
    terms = text.annotations_of("term")
    for start, end in parts:
        unread = [word for word in words if start <= word.start < end]
        named = any(start <= term.start < end for term in terms)
        short = len(text.tokens_in(start, end)) <= _SHORT
        if unread and short and not named and not lexicon.is_ordinary_text(with_gaps(text, unread)):
            return True
    return False


def joins_unnamed_goods(text: AnnotatedText) -> bool:
    """Return whether a sign or a word joins goods with a part that names none itself: T-shirts and metal powder, 铝板、7A04铝管.

    Such a part ends with a word for a form or a kind of goods, or has only a mark, a grade or an acronym. Before the joint, words may
    describe the goods behind it: rock and roll poster.
    """
    terms, named = text.annotations_of("term"), text.annotations_of(*_NAMED)
    for start, end in _parts(text)[1:]:
        tokens = text.tokens_in(start, end)
        if not tokens or any(start <= note.start < end for note in (*terms, *named)):
            continue
        notes = [note for note in text.annotations_of(*_MARKING) if start <= note.start < end]
        marked = [note for note in notes if note.label == "grade" and _MODEL.search(note.words)]
        rest = [token for token in tokens if not is_within(token, notes)]
        is_mark = bool(_ACRONYM.fullmatch(text.text, rest[0].start, rest[-1].end)) if rest else bool(marked)
        if is_mark or (rest and _names_kind(text, rest)):
            return True
    return False


def _names_kind(text: AnnotatedText, words: Sequence[Token]) -> bool:
    """Return whether words end with the form of a material, or with a kind of goods: powder, equipment."""
    return any(hit.end == words[-1].end for hit in text.phrases(_KIND, words))


def _parts(text: AnnotatedText) -> list[tuple[int, int]]:
    """Return the spans between the signs and words that join goods."""
    joints = [(hit.start, hit.end) for hit in text.phrases("joint", text.tokens)]
    joints = sorted([*joints, *(sign.span() for sign in _SIGNS.finditer(text.text))])
    starts, ends = [0, *(end for _, end in joints)], [*(start for start, _ in joints), len(text.text)]
    return list(zip(starts, ends, strict=True))


def with_gaps(text: AnnotatedText, words: Sequence[Token]) -> str:
    """Return words with a mark between those that are not neighbours."""
    return "".join(
        ("" if number and words[number - 1].end == word.start else "|") + text.text[word.start : word.end]
        for number, word in enumerate(words)
    )
