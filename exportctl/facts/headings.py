"""Terms of trade stand inside descriptions, and each leads to the headings under which such goods travel; the longest is meant.

A trie over words, and over characters for Chinese, finds every term in one pass: no span of the text is tried that begins no term.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.facts.wordmodel import one

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PIECE: Final = re.compile(r"[\u3400-\u9fff]|(?:(?![\u3400-\u9fff])[^\W_])+(?:['’](?:(?![\u3400-\u9fff])[^\W_])+)*")
_JOINED: Final = re.compile(r"[\s\-\u2010-\u2015._'’]*")


class Piece(NamedTuple):
    """A word of a text, or a Chinese character: where it stands, and the form in which it is looked up."""

    start: int
    end: int
    word: str


class TermInside(NamedTuple):
    """A term inside a text: where it stands, its words as they stand there, and its headings."""

    start: int
    end: int
    words: str
    headings: tuple[str, ...]


class Reading(NamedTuple):
    """The terms in a text, in the order in which they stand, and the words that belong to none."""

    found: tuple[TermInside, ...]
    left: tuple[Piece, ...]


class _Node:
    """A place in the trie: the words that may follow, and the headings of the term that ends here."""

    __slots__ = ("following", "headings")

    def __init__(self) -> None:
        """Begin with nothing that follows."""
        self.following: dict[str, _Node] = {}
        self.headings: tuple[str, ...] = ()


class Terms:
    """Terms of trade, ready to be found in texts, in the singular and the plural."""

    def __init__(self, terms: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a term and a six-digit heading; a term may have several headings."""
        self._root = _Node()
        for term, heading in terms:
            words = [piece.word for piece in pieces(term)]
            self._add(words, heading)
            if "-" in term:  # T-shirt is written tshirt, too
                self._add([piece.word for piece in pieces(term.replace("-", ""))], heading)

    def _add(self, words: list[str], heading: str) -> None:
        node = self._root
        for word in words:
            node = node.following.setdefault(word, _Node())
        if words and heading not in node.headings:
            node.headings = (*node.headings, heading)

    def read(self, text: str, among: Sequence[Piece] | None = None) -> Reading:
        """Return the terms in a text; `among` are the pieces of it that may belong to one, all of them if not given."""
        words = pieces(text) if among is None else among
        spans = sorted(self._spans(text, words), key=lambda span: (words[span[0]].start - words[span[1]].end, span[0]))
        taken: set[int] = set()
        found = []
        for first, last, headings in spans:
            if taken.isdisjoint(range(first, last + 1)):
                taken.update(range(first, last + 1))
                start, end = words[first].start, words[last].end
                found.append(TermInside(start, end, text[start:end], headings))
        return Reading(tuple(sorted(found)), tuple(item for at, item in enumerate(words) if at not in taken))

    def _spans(self, text: str, words: Sequence[Piece]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield the first and last piece of every term; one may lie within another."""
        last = len(words) - 1
        for first in range(last + 1):
            node = self._root.following.get(words[first].word)
            at = first
            while node is not None:
                if node.headings:
                    yield first, at, node.headings
                if at == last or not node.following or not _JOINED.fullmatch(text, words[at].end, words[at + 1].start):
                    break
                at += 1
                node = node.following.get(words[at].word)


def pieces(text: str) -> tuple[Piece, ...]:
    """Return the words of a text in the singular and in lower case, and its Chinese characters, in their order."""
    return tuple(
        Piece(found.start(), found.end(), one(unicodedata.normalize("NFKC", found.group()).casefold()))
        for found in _PIECE.finditer(text)
    )
