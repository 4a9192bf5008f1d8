"""A trie over words, and over characters for Chinese, that finds every phrase in a text in one pass, under all labels."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.law.inflection import singular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_TOKEN: Final = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’][^\W_\u3400-\u9fff]+)*")
_JOINED: Final = re.compile(r"[\s\-\u2010-\u2015._'’/]*|:")
"""The characters that may separate the words of a name; a colon joins a crystal to its dopant: Nd:YAG."""
_BLANKS: Final = re.compile(r"[\s\-\u2010-\u2015._'’/]+")
"""The characters between words that make no difference beside the brackets and commas of a name: 2-(diethylamino)ethanol."""
_KEPT: Final = 1 << 14
"""The number of cached words: texts of trade repeat the same ones."""
_VALENCE: Final = re.compile(r"(?<=[A-Za-z])\s?\((?:I{1,3}|IV|VI{0,2})\)")
"""The valence of an element, which many names omit: gallium(III) oxide."""
_METALS: Final = frozenset("钛锆钽镍")
"""The metals of which vessels are made: 钽管壳式换热器."""
ENDS: Final = ""
"""The key under which a node of a trie stores the meanings of the phrase that ends there, by label."""


class Token(NamedTuple):
    """A word of a text, or a Chinese character: its position, and the form that is looked up."""

    start: int
    end: int
    word: str


class Phrase(NamedTuple):
    """A phrase inside a text: its first and last token, all its tokens as the bits of one number, and its meanings by label."""

    first: int
    last: int
    tokens: int
    senses: Mapping[str, tuple[str, ...]]


class Interrupted(NamedTuple):
    """A phrase at the end of some tokens that others interrupt: its first token, those from `left` to `right`, and its meanings."""

    first: int
    left: int
    right: int
    length: int
    senses: Mapping[str, tuple[str, ...]]


class Trie(NamedTuple):
    """Phrases with their labels, indexed so that texts can be searched for them, in the singular and the plural."""

    root: dict[str, Any]

    def phrases(self, text: str, tokens: Sequence[Token]) -> list[Phrase]:
        """Return every phrase in a text, in the order of its first token; one may lie within another or overlap it."""
        phrases, last = [], len(tokens) - 1
        for first, token in enumerate(tokens):
            node, at = self.root.get(token.word), first
            while node is not None:
                if ENDS in node:
                    phrases.append(Phrase(first, at, (2 << at) - (1 << first), node[ENDS]))
                # Few phrases continue with the next word, so it is looked up before the characters between the two words.
                if at == last or (following := node.get(tokens[at + 1].word)) is None:
                    break
                end, start = tokens[at].end, tokens[at + 1].start
                if end < start and not _JOINED.fullmatch(text, end, start):
                    following = node.get(_joint(text[end:start]) + tokens[at + 1].word)
                node, at = following, at + 1
        return phrases

    def meanings(self, words: Iterable[str], label: str) -> tuple[str, ...]:
        """Return the meanings under a label of the phrase that consists of the words of some tokens; none if they are no phrase."""
        meanings: tuple[str, ...] = _walk(self.root, words).get(ENDS, {}).get(label, ())
        return meanings

    def interrupted_phrases(self, tokens: Sequence[Token], least: int, longest: int) -> Iterator[Interrupted]:
        """Yield the phrases that end with the last of some tokens, without up to `longest` tokens within them.

        At least `least` of their tokens are on either side, except an acronym or a metal of vessels.
        """
        count = len(tokens)
        for first in range(count - least - 1):
            node, at = self.root.get(tokens[first].word), first + 1
            while node is not None and at + least < count:
                if at - first >= least or tokens[first].word.isascii() or tokens[first].word in _METALS:
                    for right in range(at + 1, min(at + longest, count - least) + 1):
                        senses = _walk(node, (token.word for token in tokens[right:])).get(ENDS)
                        if senses:
                            yield Interrupted(first, at, right, at - first + count - right, senses)
                node, at = node.get(tokens[at].word), at + 1


def _walk(node: dict[str, Any], words: Iterable[str]) -> dict[str, Any]:
    """Return the node behind the words of some tokens; an empty one if no phrase continues with them."""
    for word in words:
        following = node.get(word)
        if following is None:
            return {}
        node = following
    return node


def trie_of(phrases: Iterable[tuple[str, str, str]]) -> Trie:
    """Return the trie of phrases, each with a label and a meaning; a phrase may have several of both."""
    root: dict[str, Any] = {}
    for phrase, label, meaning in phrases:
        spellings = [phrase, phrase.replace("-", "")] if "-" in phrase else [phrase]  # T-shirt is also tshirt
        spellings += [without_valences(phrase)] if "(" in phrase else []
        for spelling in spellings:
            tokens = tokens_of(spelling)
            node, end = root, 0
            for token in tokens:
                following = node.setdefault(token.word, {})
                if end < token.start and node is not root:
                    node[_joint(spelling[end : token.start]) + token.word] = following
                node, end = following, token.end
            if tokens:
                senses = node.setdefault(ENDS, {})
                if meaning not in senses.get(label, ()):
                    senses[label] = (*senses.get(label, ()), meaning)
    return Trie(root)


def _joint(between: str) -> str:
    """Return the characters between two words, such as brackets and commas, that a text must share with a name."""
    return unicodedata.normalize("NFKC", _BLANKS.sub("", between))


def without_valences(text: str) -> str:
    """Return a text with blanks in place of the valences of elements."""
    return _VALENCE.sub(lambda match: " " * len(match.group()), text) if "(" in text else text


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words of a text in the singular and in lower case, and its Chinese characters, in their order."""
    return tuple([Token(match.start(), match.end(), _word(match[0])) for match in _TOKEN.finditer(text)])


@lru_cache(maxsize=_KEPT)
def _word(written: str) -> str:
    return singular((written if written.isascii() else unicodedata.normalize("NFKC", written)).casefold())
