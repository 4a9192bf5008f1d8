"""Names in the order of lists of goods, with the noun first: gate valve, cast iron."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.law.trie import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.law.trie import Token, Trie

_NOUN_FIRST: Final = re.compile(r"\s*[A-Za-z][A-Za-z -]*,(?=\s*[A-Za-z][A-Za-z -]*(?:[,;(]|$))")
"""The noun and its comma, before words up to the next mark."""
_MARK: Final = re.compile(r"[,;(]|$")
_LABELS: Final = ("name", "term")


def inverted_phrase(phrases: Trie, text: str, tokens: Sequence[Token]) -> Phrase | None:
    """Return the name or term that the first two parts of a text are in the other order; None if they are none.

    Goods that are named behind a comma are others, unless the noun is a form of them: copper, tungsten; tennis racket,
    graphite; but oxide, gallium.
    """
    noun = _NOUN_FIRST.match(text)
    if not noun:
        return None
    mark = _MARK.search(text, noun.end())
    end = mark.start() if mark else len(text)
    count = sum(token.end <= noun.end() for token in tokens)
    last = sum(token.end <= end for token in tokens)
    nouns, kind = [[token.word for token in part] for part in (tokens[:count], tokens[count:last])]
    if phrases.meanings(kind, "name") and not phrases.meanings(nouns, "form"):
        return None
    by_label = {label: phrases.meanings([*kind, *nouns], label) for label in _LABELS}
    senses = {label: meanings for label, meanings in by_label.items() if meanings}
    return Phrase(0, last - 1, (1 << last) - 1, senses) if senses else None
