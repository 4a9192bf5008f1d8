"""Unread words that are names of listed elements in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.law.foreign_names import FoundName
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register
    from exportctl.law.trie import Token


def names_of_elements(law: Register, lexicon: Lexicon, text: str, words: Sequence[Token]) -> Iterator[FoundName]:
    """Yield the foreign names of listed elements among some words; English words of trade are none: the telluride of a model."""
    used = lexicon.model.weights if lexicon.model else {}
    for name in lexicon.foreign.names_in(text, words):
        of_name = [word.word for word in words if name.start <= word.start < name.end]
        elements = tuple([symbol for symbol in name.elements if symbol in law.by_element])
        if elements and (len(of_name) > 1 or of_name[0] not in used):
            yield name._replace(elements=elements)
