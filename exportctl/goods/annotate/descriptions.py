"""Point to words that describe goods and name none: participles, adjectives before a noun, Chinese verbs and adjectives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.goods.patterns import mark, matches
from exportctl.goods.text import is_within
from exportctl.law.words import HAN, adjacent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.segments import Segment
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.patterns import Match
    from exportctl.law.register import Register
    from exportctl.law.trie import Token

_PARTICIPLE: Final = "participle"
_ADJECTIVES: Final = ("adjective", "quality")
"""The rules for words by their ending. A noun for a thing may end like a participle (a bed), and like an adjective (a tonic)."""
APART: Final = re.compile(r"[,;:，；、。：()（）\[\]【】|/+&]")
"""A mark that separates a name from the words after it."""


def descriptions(_law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Point to unread words that describe goods; an adjective does so before the noun, or after another description."""
    if not (text.names and text.unread):
        return
    before: Match | None = None
    for match in matches(lexicon, text, "descriptions", _words(text)):
        if not text.has(*match.span):
            continue
        follows = before is not None and adjacent(text.text, before.end, match.start)
        noun = match.pattern.id == _PARTICIPLE and text.tokens_in(match.start, match.end)[0].word in lexicon.things
        if not noun and (match.pattern.id not in _ADJECTIVES or follows or _precedes_noun(text, match)):
            before = match
            yield mark(text, match, "")


def _words(text: AnnotatedText) -> list[Token]:
    """Return the unread words of a text, and the Chinese ones that are read as words of quality and forms: 高 of 高比重.

    用 ends a purpose.
    """
    known = [*text.annotations_of("neutral"), *text.annotations_of("form")]
    known = [note for note in known if HAN.match(note.words) and note.words != "用"]
    return [token for token in text.tokens if text.has(token.start, token.end) or (known and is_within(token, known))]


def is_described(text: AnnotatedText, token: Token) -> bool:
    """Return whether a word is part of a description."""
    return is_within(token, text.annotations_of("description"))


def _precedes_noun(text: AnnotatedText, match: Match) -> bool:
    """Return whether a name of goods or a word for their form follows in the same segment."""
    nouns = [*(note.start for note in text.names), *(hit.start for hit in text.phrases("form", text.tokens))]
    return any(start >= match.end and not APART.search(text.text, match.end, start) for start in nouns)


def describe_only(text: AnnotatedText, head: Segment, words: Iterable[Token]) -> bool:
    """Return whether words of the segment that names the goods only describe them.

    Directly after the name of a substance, a participle describes other goods: bismuth shielded. After a Chinese name
    another noun is formed: 镓提纯.
    """
    names = [note for note in text.names if head.holds(note)]
    forms = text.phrases("form", head.tokens)
    last = max([*(note.start for note in names), *(form.start for form in forms)])
    substances = {note.end for note in names} - {form.end for form in forms}
    return all(
        is_described(text, token)
        and not (
            token.start > last
            and (not token.word.isascii() or any(adjacent(text.text, end, token.start) for end in substances))
        )
        for token in words
    )
