"""Look up what several words of a text name together: a name and its form, a description and a name, a name and technology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.law.trie import tokens_of
from exportctl.law.words import HAN

if TYPE_CHECKING:
    from exportctl.law.lexicon import Lexicon


def joint_meanings(lexicon: Lexicon, first: str, last: str) -> tuple[str, ...]:
    """Return the goods that two words denote together; none if they are no name."""
    joint = "" if HAN.match(last) and HAN.search(first, len(first) - 1) else " "
    return meanings_of(lexicon, f"{first}{joint}{last}")


def meanings_of(lexicon: Lexicon, words: str) -> tuple[str, ...]:
    """Return the goods that some words name as a whole; none if they are no name."""
    tokens = tokens_of(words)
    for phrase in lexicon.phrases.phrases(words, tokens):
        if phrase.first == 0 and phrase.last == len(tokens) - 1:
            return phrase.senses.get("name", ())
    return ()
