"""The word model estimates, from precomputed counts, how ordinary a text is and which customs headings fit it.

The model is linear: it stores one number for each English word, Chinese character and pair of neighbouring characters.
It orders and hints; it never makes an entry certain and never clears goods by itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.customs_codes import heading_of
from exportctl.law.inflection import singular

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_ORDINARY: Final = 0.5
"""A word of this weight or more belongs to ordinary trade."""
_PIECE: Final = re.compile(r"[\u3400-\u9fff]+|[^\W\d_\u3400-\u9fff]+(?:['’][^\W\d_\u3400-\u9fff]+)*")
_KEPT: Final = 1 << 14
"""The number of cached words, as in the trie."""
_FIRST_HAN: Final = "\u3400"
_LAST_HAN: Final = "\u9fff"
_FIRST: Final = (3, 4)
_LAST: Final = (3, 4, 5)
"""The lengths of the first and last letters that represent a word that was not counted."""
_MOST: Final = 10
_LIKELY: Final = 3
_NEARLY: Final = 0.85
_SURE: Final = 1.92
"""Words of a lower score are not surely ordinary."""
_SURE_WITHOUT_STRONGEST: Final = 1.5
"""Nor are words of a lower score without their most ordinary word: a listed name may have that of a product, like `graphite heater`.

At a lower one, more than 3 in 1,000 names of listed goods that nobody has seen pass (`python -m bench.names`).
"""
_CLEAR_WITHOUT_STRONGEST: Final = 3.0
"""At this one, a text is ordinary whatever one of its words is in the list, or one of its marks."""


class Guess(NamedTuple):
    """How ordinary a text is (above 0: more ordinary than not), and the likeliest headings, best first, with their weights.

    `without_strongest` is the score that remains without the weight of the most ordinary word.
    """

    score: float
    headings: tuple[tuple[str, float], ...]
    without_strongest: float

    @property
    def likely_headings(self) -> tuple[str, ...]:
        """The headings that are nearly as likely as the best one, three at most."""
        return tuple(heading for heading, weight in self.headings[:_LIKELY] if weight >= _NEARLY * self.headings[0][1])

    @property
    def is_ordinary(self) -> bool:
        """Whether the text is well on the ordinary side, not by one word alone, and some heading is likely."""
        return self.score >= _SURE and self.without_strongest >= _SURE_WITHOUT_STRONGEST and bool(self.headings)

    @property
    def is_clear(self) -> bool:
        """Whether the text is so ordinary, by several words, that a word of the list or a mark in it is one of trade, too."""
        return self.without_strongest >= _CLEAR_WITHOUT_STRONGEST


class Fit(NamedTuple):
    """The heading that fits a text best (empty if none), and the weight of a customs code relative to that of the heading."""

    heading: str
    pull: float


class Doubt(NamedTuple):
    """The thresholds at which words contradict a customs code (data/trade/README.md describes how they were chosen).

    They do if the pull of the code's heading is below `pull`, and the text's similarity with the nearest entry, less
    its score, is above `like`.
    """

    pull: float
    like: float


class WordModel(NamedTuple):
    """A weight for each word, and the headings of each word, by their number in `headings`."""

    bias: float
    weights: Mapping[str, float]
    points: Mapping[str, tuple[tuple[int, float], ...]]
    headings: tuple[str, ...]
    doubt: Doubt

    def guess(self, text: str) -> Guess:
        """Return the guess from the words of a text; a text without words gets the bias."""
        words = features(text)
        pulls, weights = self._pulls(words), self._weights(words)
        best = sorted(pulls, key=pulls.__getitem__, reverse=True)[:_MOST]
        score = self._score(weights)
        strongest = max(weights) / len(weights) ** 0.5 if weights else 0.0
        return Guess(score, tuple((self.headings[heading], pulls[heading]) for heading in best), score - strongest)

    def is_ordinary(self, word: str) -> bool:
        """Return whether a word is far more frequent in ordinary trade than in the list."""
        return self.weights.get(word, 0.0) >= _ORDINARY

    def is_used_in_trade(self, word: str) -> bool:
        """Return whether a word is more frequent in ordinary trade than in the list, however little."""
        return self.weights.get(word, 0.0) > 0

    def score(self, text: str) -> float:
        """Return how ordinary a text is; above 0 it is more ordinary than not."""
        return self._score(self._weights(features(text)))

    def fit(self, text: str, code: str) -> Fit:
        """Return how well a customs code fits the words of a text."""
        pulls = self._pulls(features(text))
        best = max(pulls, key=pulls.__getitem__, default=None)
        if best is None:
            return Fit("", 0.0)
        heading = heading_of(code)  # the digits below it depend on figures that descriptions seldom state
        pull = max((pull for number, pull in pulls.items() if self.headings[number].startswith(heading)), default=0.0)
        return Fit(self.headings[best], pull / pulls[best] if pulls[best] > 0 else 1.0)

    def _score(self, weights: Sequence[float]) -> float:
        """Return how ordinary words of these weights are."""
        return self.bias + (sum(weights) / len(weights) ** 0.5 if weights else 0.0)

    def _weights(self, words: Iterable[str]) -> list[float]:
        """Return the weight of each word; one that is not in the model has that of its affixes."""
        return [
            self._weight_of_affixes(word) if (weight := self.weights.get(word)) is None else weight for word in words
        ]

    def _pulls(self, words: Iterable[str]) -> dict[int, float]:
        """Return the weight of each heading, by its number."""
        pulls: dict[int, float] = {}
        for word in words:
            for heading, pull in self.points.get(word, ()):
                pulls[heading] = pulls.get(heading, 0.0) + pull
        return pulls

    def _weight_of_affixes(self, word: str) -> float:
        """Return the weight of a word that is not in the model, from its affixes."""
        return sum(self.weights.get(part, 0.0) for part in affixes(word))


def features(text: str) -> list[str]:
    """Return the features of a text: English words in the singular, Chinese characters and pairs.

    Numbers and single letters are left out.
    """
    pieces: list[str] = _PIECE.findall(text)
    # A text in ASCII has no Chinese piece, so no piece needs the test.
    if text.isascii():
        return [_word(piece) for piece in pieces if len(piece) > 1]
    result: list[str] = []
    for piece in pieces:
        if _FIRST_HAN <= piece[0] <= _LAST_HAN:
            result.extend(piece)
            result.extend(map("".join, pairwise(piece)))
        elif len(piece) > 1:
            result.append(_word(piece))
    return result


@lru_cache(maxsize=_KEPT)
def _word(piece: str) -> str:
    return singular(piece.casefold())


def affixes(word: str) -> tuple[str, ...]:
    """Return the features of a word that is not in the model: its first and last letters; of a Chinese pair, its characters."""
    if not word.isascii():
        return ()
    return (*[f"^{word[:count]}" for count in _FIRST], *[f"{word[-count:]}$" for count in _LAST])
