"""Names of listed elements in other languages, by which a text is about these elements: Dysprosiumoxid, диспрозий."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.grouping import by_key
from exportctl.law.trie import tokens_of
from exportctl.law.words import adjacent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exportctl.law.trie import Token
    from exportctl.law.vocabulary import ForeignNames

_ARTICLE: Final = re.compile(r"^[dl]['’]")
_FIRST: Final = 3
"""The number of letters by which names are looked up."""


class ForeignName(NamedTuple):
    """A name in another language: its words in small letters, and the elements. Its last word may continue if the name is a `stem`.

    A `small` name has no capital. One that `is_colour`, too, counts only without a word for colours.
    """

    words: tuple[str, ...]
    elements: tuple[str, ...]
    stem: bool = False
    small: bool = False
    is_colour: bool = False


class FoundName(NamedTuple):
    """A foreign name in a text: its position and its elements."""

    start: int
    end: int
    elements: tuple[str, ...]


class ForeignIndex(NamedTuple):
    """Foreign names by their first letters, and the beginnings of words for colours."""

    by_start: Mapping[str, Sequence[ForeignName]]
    colours: tuple[str, ...]

    def names_in(self, text: str, tokens: Sequence[Token]) -> Iterator[FoundName]:
        """Yield the foreign names among some words of a text, in their order."""
        for at, token in enumerate(tokens):
            for name in self.by_start.get(_without_article(token)[:_FIRST], ()):
                part = tokens[at : at + len(name.words)]
                if self._is_in(name, text, part, tokens):
                    yield FoundName(token.start, part[-1].end, name.elements)
                    break

    def _is_in(self, name: ForeignName, text: str, part: Sequence[Token], tokens: Sequence[Token]) -> bool:
        """Return whether a name is a part of the words of a text."""
        *before, end = map(_without_article, part)
        if tuple(before) != name.words[:-1] or not (
            end.startswith(name.words[-1]) if name.stem else end == name.words[-1]
        ):
            return False
        if name.small and not text[part[0].start].islower():
            return False
        if name.is_colour and any(token.word.startswith(self.colours) for token in tokens):
            return False
        return all(adjacent(text, first.end, second.start) for first, second in pairwise(part))


def _without_article(token: Token) -> str:
    """Return a word without a French article or preposition: d'yttrium."""
    return token.word if token.word.isalpha() else _ARTICLE.sub("", token.word)


def index_foreign_names(names: Iterable[ForeignNames], colours: Iterable[str]) -> ForeignIndex:
    """Return the index of the names of words.yaml."""
    every = [name for item in names for name in _names(item)]
    return ForeignIndex(by_key(((name.words[0][:_FIRST], name) for name in every), tuple), tuple(colours))


def _names(item: ForeignNames) -> Iterator[ForeignName]:
    """Yield the names of the same elements."""
    colour = item.colour == "yes"
    for written, small in ((item.words, False), (item.small, True)):
        for name in written:
            words = tuple([token.word for token in tokens_of(name)])
            yield ForeignName(words, item.elements, small=small, is_colour=colour)
    yield from (ForeignName(tuple(stem.split()), item.elements, stem=True, is_colour=colour) for stem in item.stems)
