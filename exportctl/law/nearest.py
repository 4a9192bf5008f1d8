"""An index over the names of entries: it finds the entries that are nearest to a text without a known name."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log1p
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.lists import family_of
from exportctl.law.model import INTANGIBLE
from exportctl.law.wordmodel import features

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from exportctl.law.register import Register

_SATURATED: Final = 1.2
_MAX_ENTRIES: Final = 12
"""The limit on the entries that are nearest to a text."""
_COMMON: Final = 5600
"""A word is common if it is in one of this many terms of trade, such as "type" (bracket type 17) and "wafer"."""
_EVERYWHERE: Final = 1 << 10
"""A word in this many entries hardly weighs. The number is fixed, so that an added entry on other goods reorders nothing."""


class SimilarEntries(NamedTuple):
    """The entries whose names share most with a text, the nearest first, and the score of the first."""

    codes: tuple[str, ...] = ()
    score: float = 0.0


class Nearest(NamedTuple):
    """An index over the names of entries and of their materials, for texts without a known name.

    A single word that is `common` in ordinary trade leads to no entry; two such words lead to the entries that contain
    both.
    """

    codes: tuple[str, ...]
    postings: Mapping[str, Mapping[int, float]]
    common: frozenset[str]

    def entries_like(self, text: str) -> SimilarEntries:
        """Return the entries that are nearest to a text, at most a dozen; empty if no entry shares a word with it."""
        scores = self._scores(text)
        if not scores:
            return SimilarEntries()
        # Only the entries that can be among the best are put in order.
        least = sorted(scores.values())[-_MAX_ENTRIES] if len(scores) > _MAX_ENTRIES else 0.0
        best = sorted([(-score, number) for number, score in scores.items() if score >= least])[:_MAX_ENTRIES]
        return SimilarEntries(tuple([self.codes[number] for _, number in best]), -best[0][0])

    def common_words(self, text: str) -> frozenset[str]:
        """Return the words of a text that are common in ordinary trade, in lower case."""
        return frozenset(
            word for word in text.lower().split() if (parts := features(word)) and self.common.issuperset(parts)
        )

    def entries_with_words(self, words: Iterable[str]) -> frozenset[str]:
        """Return the entries whose names contain a rare word of `words`, or two common ones."""
        return frozenset(self.codes[number] for number in self._candidates(words))

    def entries_with_word(self, word: str) -> frozenset[str]:
        """Return the entries whose names contain a word, however common, or both characters of a Chinese pair that none contains.

        Such a pair may be short for a longer name: 铝管, 铝合金管.
        """
        parts = (word,) if word.isascii() or word in self.postings else tuple(word)
        numbers = [self.postings.get(part, {}).keys() for part in parts]
        return frozenset(self.codes[number] for number in set(numbers[0]).intersection(*numbers[1:]))

    def has_entry_with(self, words: Iterable[str]) -> bool:
        """Return whether the name of an entry contains a rare word of `words`, or two common ones."""
        return bool(self._candidates(words))

    def _scores(self, text: str) -> Mapping[int, float]:
        """Return the score of each candidate entry: the total weight of the words that it shares with a text."""
        weights = {word: self.postings[word] for word in features(text) if word in self.postings}
        scores = dict.fromkeys(self._candidates(weights), 0.0)
        for word, of_word in weights.items() if scores else ():
            # Every entry of a rare word is a candidate.
            for number in of_word.keys() & scores.keys() if word in self.common else of_word:
                scores[number] += of_word[number]
        return scores

    def _candidates(self, words: Iterable[str]) -> set[int]:
        """Return the entries with a rare word of a text, or with two common ones; a single character does not count as a word."""
        candidates: set[int] = set()
        common = []
        for word in dict.fromkeys(words):  # a word that a text repeats is not two words
            of_word = self.postings.get(word, {})
            if word not in self.common:
                candidates.update(of_word)
            elif len(word) > 1:
                common.append(of_word)
        once: set[int] = set()
        for of_word in common if len(common) > 1 else ():
            candidates |= once & of_word.keys()
            once.update(of_word)
        return candidates


def entries_of_goods(law: Register) -> frozenset[str]:
    """Return the entries that any text may be about: names of entries for some routes, or for technology only, would mislead."""
    return frozenset(
        code for code in law.entries.keys() - law.destination_specific_entries if not law.is_technology_catalogue(code)
    )


def entries_of_technology(law: Register) -> frozenset[str]:
    """Return the entries for software and technology, those of the catalogue of technology among them."""
    return frozenset(code for code, entry in law.entries.items() if entry.forms and INTANGIBLE.issuperset(entry.forms))


def index_nearest(law: Register, codes_of: frozenset[str], common: frozenset[str]) -> Nearest:
    """Return the index of some entries. Rarer words weigh more (as in BM25), and entries on other goods do not change the order."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for code, entry in law.entries.items():
        if code in codes_of:
            texts[code] += [*entry.name, *law.families[family_of(code)].name]
    for material in (item for item in law.materials.values() if item.read == "anywhere"):
        may_be = (code for id_ in material.may_be for code in law.materials[id_].entries)
        for code in codes_of.intersection((*material.entries, *may_be)):
            texts[code] += [*material.names.en, *material.names.zh, *material.trade]
    codes = tuple(sorted(texts))
    counts = [Counter(word for text in texts[code] for word in dict.fromkeys(features(text))) for code in codes]
    totals = Counter(word for count in counts for word in count)
    postings: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for number, count in enumerate(counts):
        for word, times in count.items():
            rarity = log1p(_EVERYWHERE / (totals[word] + 0.5))
            postings[word][number] = rarity * times / (times + _SATURATED)
    return Nearest(codes, dict(postings), common.intersection(postings))


def common_words(law: Register, terms: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Return the words that occur in too many terms of ordinary trade to distinguish goods by themselves.

    The name of an element that entries are about always distinguishes goods: germanium, although there are germanium soaps.
    """
    counts = Counter(word for words, _ in terms for word in dict.fromkeys(features(words)))
    return frozenset(
        word for word, count in counts.items() if count * _COMMON >= len(terms) and not _is_element(law, word)
    )


def _is_element(law: Register, word: str) -> bool:
    """Return whether a word is the name of a material that consists of one element which entries are about."""
    material = law.materials.get(law.names.materials.get(word, ""))
    return (
        material is not None
        and material.read == "anywhere"
        and len(material.elements) == 1
        and not law.by_element.keys().isdisjoint(material.elements)
    )
