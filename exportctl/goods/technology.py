"""Goods are technology if their text says so at its head: a recipe of steel is one, a recipe book is none."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from exportctl.goods.unread import adjacent
from exportctl.law.words import LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.goods.unread import NameSpan, UnreadText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import LexiconHit, Piece


MEDIA: Final = ("49", "8523", "847170")
"""How the customs headings begin of what carries: printed matter, discs, sticks and cards, storage units."""
_OF: Final = "的"
"""What stands before it only tells more of what stands behind."""


def says_technology(lexicon: Lexicon, left: UnreadText, every: Sequence[Piece], purpose: LexiconHit | None) -> bool:
    """Tell whether a word of technology is left of a text with no other word right behind it than one that says nothing.

    `every` are all pieces of the text, `left` those that are no name, and `purpose` is the word behind which it says what the goods are
    for. A word that ends this is about the goods all the same (fireworks for festivals recipe), but where it is all that they are for
    (pens for drawings), unless they can carry it (a disk for source code) or nothing else is told (for technology transfer). What is
    taught is what any goods may be for: mats for fitness training.
    """
    found = [
        item
        for item in lexicon.technology.find(left.text, left.pieces)
        if _is_head(lexicon, left.text, item.end, every)
    ]
    if not found:
        return False
    terms = lexicon.terms.find(left.text, left.pieces)
    first = every[0].start
    goods = _besides_parts(lexicon, left, found, terms, first)
    if purpose is None:
        return bool(goods)
    taught = lexicon.taught.find(left.text, left.pieces)
    whole = purpose.start == first or is_medium(heading for item in terms for heading in item.meanings)
    outlast = (item for item in goods if whole or not adjacent(left.text, purpose.end, item.start))
    later = (item for item in outlast if not (item in taught or _is_within(item, terms)))
    return any(item.end <= purpose.start for item in goods) or any(later)


def _besides_parts(
    lexicon: Lexicon, left: UnreadText, found: Sequence[LexiconHit], terms: Sequence[LexiconHit], first: int
) -> list[LexiconHit]:
    """Return the words that stand for no part of something, or for one that carries technology, or of which nothing else is said.

    So are a stick with drawings and machines with technology, but neither headphones with bluetooth technology nor machines with
    training. A term of trade may hold a word that begins a part: e-liquid with nicotine.
    """
    text, carriers = left.text, lexicon.carriers.find(left.text, left.pieces)
    parts = [
        item for item in lexicon.parts.find(text, left.pieces) if item.start > first and not _is_within(item, terms)
    ]
    before, taught = parts[0].start if parts else len(text), lexicon.taught.find(text, left.pieces)
    bare = {item for item in found if any(adjacent(text, part.end, item.start) for part in parts)}.difference(taught)
    return [item for item in found if item.start < before or item in carriers or item in bare]


def is_medium(headings: Iterable[str]) -> bool:
    """Tell whether one of some customs headings is for what carries whatever is written on it."""
    return any(heading.startswith(MEDIA) for heading in headings)


def _is_within(item: LexiconHit, terms: Iterable[LexiconHit]) -> bool:
    return any(term.start <= item.start and item.end <= term.end and term.words != item.words for term in terms)


def _is_head(lexicon: Lexicon, text: str, end: int, every: Sequence[Piece]) -> bool:
    first = bisect_left(every, end, key=attrgetter("start"))
    behind = every[first : first + 2]
    return not behind or not adjacent(text, end, behind[0].start) or _is_silent(lexicon, text, behind)


def _is_silent(lexicon: Lexicon, text: str, behind: Sequence[Piece]) -> bool:
    """Tell whether what stands behind a word says nothing of the goods themselves: of, for, with, 2 sets."""
    if behind[0].word == _OF:
        return False
    tries = (lexicon.neutral, lexicon.parts, lexicon.purpose, lexicon.absent)
    told = (item for trie in tries for item in trie.find(text, behind))
    return behind[0].word[0].isdigit() or any(item.start == behind[0].start for item in told)


def names_technology(law: Register, names: Sequence[NameSpan]) -> bool:
    """Tell whether one of the names that stand in a text is that of technology."""
    return any(_is_technology(law, meaning) for item in names for meaning in item.meanings)


def _is_technology(law: Register, meaning: str) -> bool:
    """Tell whether a material usually is technology, or a line, or all below a code, is for nothing else."""
    if meaning.startswith(LINE):
        return all(law.entries[line].forms == ("technology",) for line in law.lines_at(meaning.removeprefix(LINE)))
    return law.materials[meaning].form == "technology"
