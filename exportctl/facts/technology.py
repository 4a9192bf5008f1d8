"""Goods are technology if their text says so at its head: a recipe of steel is one, a recipe book is none."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from exportctl.facts.left import beside
from exportctl.law.words import LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.facts.left import Left, Named
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Piece


_OF: Final = "的"
"""What stands before it only tells more of what stands behind."""


def says_technology(lexicon: Lexicon, left: Left, every: Sequence[Piece]) -> bool:
    """Tell whether a word of technology is left of a text with no other word right behind it than one that says nothing.

    `every` are all pieces of the text, `left` those that are no name and no purpose. What something has as a part is technology if it
    carries some, or if nothing else is said of it: a stick with drawings, machines with technology, and not headphones with bluetooth
    technology.
    """
    found = lexicon.technology.find(left.text, left.pieces)
    if not found:
        return False
    parts = [item for item in lexicon.parts.find(left.text, every) if item.start > every[0].start]
    before, carriers = parts[0].start if parts else len(left.text), set(lexicon.carriers.find(left.text, left.pieces))
    bare = {item.start for item in found if any(beside(left.text, part.end, item.start) for part in parts)}
    heads = (item for item in found if item.start < before or item in carriers or item.start in bare)
    return any(_is_head(lexicon, left.text, item.end, every) for item in heads)


def _is_head(lexicon: Lexicon, text: str, end: int, every: Sequence[Piece]) -> bool:
    first = bisect_left(every, end, key=attrgetter("start"))
    behind = every[first : first + 2]
    return not behind or not beside(text, end, behind[0].start) or _is_silent(lexicon, text, behind)


def _is_silent(lexicon: Lexicon, text: str, behind: Sequence[Piece]) -> bool:
    """Tell whether what stands behind a word says nothing of the goods themselves: of, for, with, 2 sets."""
    if behind[0].word == _OF:
        return False
    tries = (lexicon.neutral, lexicon.parts, lexicon.purpose, lexicon.absent)
    told = (item for trie in tries for item in trie.find(text, behind))
    return behind[0].word[0].isdigit() or any(item.start == behind[0].start for item in told)


def names_technology(law: Register, names: Sequence[Named]) -> bool:
    """Tell whether one of the names that stand in a text is that of technology."""
    return any(_is_technology(law, meaning) for item in names for meaning in item.meanings)


def _is_technology(law: Register, meaning: str) -> bool:
    """Tell whether a material usually is technology, or a line, or all below a code, is for nothing else."""
    if meaning.startswith(LINE):
        return all(law.entries[line].forms == ("technology",) for line in law.lines_at(meaning.removeprefix(LINE)))
    return law.materials[meaning].form == "technology"
