"""A trie over words, and over characters for Chinese, finds every name in a text in one pass; the longest match counts."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.law.wordmodel import singular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PIECE: Final = re.compile(r"[\u3400-\u9fff]|(?:(?![\u3400-\u9fff])[^\W_])+(?:['’](?:(?![\u3400-\u9fff])[^\W_])+)*")
_JOINED: Final = re.compile(r"[\s\-\u2010-\u2015._'’/]*")
_ENDS: Final = ""
"""Under this key a place in the trie holds what the name that ends there means."""


class Piece(NamedTuple):
    """A word of a text, or a Chinese character, with its place and its normal form."""

    start: int
    end: int
    word: str


class LexiconHit(NamedTuple):
    """A name inside a text, with its place, its words as written, and its possible meanings."""

    start: int
    end: int
    words: str
    meanings: tuple[str, ...]


class Trie(NamedTuple):
    """An index of names for finding them in texts, in the singular and the plural."""

    root: dict[str, Any]

    def find(self, text: str, among: Sequence[Piece]) -> tuple[LexiconHit, ...]:
        """Return the names in a text, in their order; `among` are the pieces of the text that may belong to a name."""
        root = self.root
        begun = [first for first, (_, _, word) in enumerate(among) if word in root]
        if not begun:
            return ()
        spans = [span for first in begun for span in self._spans(text, among, first)]
        if not spans:
            return ()
        spans.sort(key=lambda span: (among[span[0]].start - among[span[1]].end, span[0]))
        taken: set[int] = set()
        found = []
        for first, last, meanings in spans:
            if taken.isdisjoint(range(first, last + 1)):
                taken.update(range(first, last + 1))
                start, end = among[first].start, among[last].end
                found.append(LexiconHit(start, end, text[start:end], meanings))
        return tuple(sorted(found))

    def _spans(self, text: str, words: Sequence[Piece], first: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield the first and last piece of every name that begins at a piece; one may lie within another."""
        node, at, last = self.root[words[first].word], first, len(words) - 1
        while node is not None:
            if _ENDS in node:
                yield first, at, node[_ENDS]
            if at == last or not _JOINED.fullmatch(text, words[at].end, words[at + 1].start):
                break
            at += 1
            node = node.get(words[at].word)


def trie_of(names: Iterable[tuple[str, str]]) -> Trie:
    """Return the trie of pairs of a name and a meaning; a name may have several."""
    root: dict[str, Any] = {}
    for name, meaning in names:
        spellings = [name, name.replace("-", "")] if "-" in name else [name]  # T-shirt is written tshirt, too
        for spelling in spellings:
            words = [piece.word for piece in pieces(spelling)]
            node = root
            for word in words:
                node = node.setdefault(word, {})
            if words and meaning not in node.get(_ENDS, ()):
                node[_ENDS] = (*node.get(_ENDS, ()), meaning)
    return Trie(root)


def pieces(text: str) -> tuple[Piece, ...]:
    """Return the words of a text in the singular and in lower case, and its Chinese characters, in their order."""
    return tuple(
        Piece(found.start(), found.end(), singular(_plain(found.group()).casefold())) for found in _PIECE.finditer(text)
    )


def _plain(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFKC", word)
