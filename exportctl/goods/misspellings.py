"""Unknown words that a slip of the pen makes of words of the list: lutetum."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from exportctl.law.wordmodel import features

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.law.lexicon import Lexicon

_LONG: Final = 6
"""The letters from which a word that differs in one is likely the same."""


def has_misspelt_word_of_list(lexicon: Lexicon, text: str) -> bool:
    """Return whether a word that is no known one differs by one slip from a word that entries use and trade seldom does."""
    return next(words_of_list_meant(lexicon, text), None) is not None


def words_of_list_meant(lexicon: Lexicon, text: str) -> Iterator[str]:
    """Yield the words of entries, seldom used in trade, from which an unknown word of a text differs by one slip."""
    used = lexicon.model.weights if lexicon.model else {}
    strange = (
        word
        for word in dict.fromkeys(features(text))
        if len(word) >= _LONG and word.isascii() and word not in used and word not in lexicon.things
    )
    # Looking up some 500 slips takes a tenth of the time of comparing a word with the 15,000 words of the list.
    slips = (slip for word in strange for slip in _slips(word))
    return (slip for slip in slips if slip in lexicon.nearest.postings and slip not in lexicon.nearest.common)


def _slips(word: str) -> Iterator[str]:
    """Yield the words from which a letter that is dropped, added, replaced or swapped with its neighbour makes a word.

    The first letter is seldom wrong, and other words differ in it: latitude and altitude.
    """
    for place in range(1, len(word) + 1):
        before, behind = word[:place], word[place:]
        yield before + behind[1:]
        yield before + behind[1:2] + behind[:1] + behind[2:]
        for letter in ascii_lowercase:
            yield before + letter + behind
            yield before + letter + behind[1:]
