"""Check that a material has no redundant names: the reader derives plurals and spelling variants."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.trie import tokens_of, trie_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.errors import Problem
    from exportctl.law.vocabulary import Material
    from exportctl.store.draft import Draft
    from exportctl.store.yamldoc import Path_

_Words = tuple[str, ...]
_DISPLAYED: Final = (("names", "en", 0), ("names", "zh", 0))
"""The names that reports show for a material."""


class _Spelling(NamedTuple):
    """A name of a material: its place in the file, its spelling, and its words in the singular."""

    path: Path_
    name: str
    words: _Words


def redundant_names(draft: Draft) -> Iterator[Problem]:
    """Refuse a name that differs from another one of its material only in a plural or in the spelling of a word.

    A name is not redundant if other goods or an entry have its words, or if the other name does not have its brackets
    and commas; nor if it contains a word of the material's form: `gallium metal` is one name, and `gallium` with the word
    `metal` may also be an alloy. Names that are only read alone are compared letter by letter, so they need their plurals.
    """
    spellings = [(item, spellings_of(item.record)) for item in draft.materials if item.record.read == "anywhere"]
    owners: defaultdict[_Words, set[str]] = defaultdict(set)
    for material, every in spellings:
        for spelling in every:
            owners[spelling.words].add(material.record.id)
    for entry in draft.entries():
        for name in entry.record.name:
            owners[words_of(name)].add(entry.record.code)
    for material, every in spellings:
        first: dict[_Words, str] = {}
        for path, name, words in every:
            other = first.setdefault(words, name)
            if other is not name and path not in _DISPLAYED and len(owners[words]) == 1 and _reads(other, name):
                yield material.problem(
                    "'{name}' is already read as '{other}'; leave it out", *path, name=name, other=other
                )


def _reads(name: str, text: str) -> bool:
    """Return whether a name is found as the whole of a text."""
    tokens = tokens_of(text)
    phrases = trie_of([(name, "name", name)]).phrases(text, tokens)
    return [(phrase.first, phrase.last) for phrase in phrases] == [(0, len(tokens) - 1)] and tokens[0].start == 0


def spellings_of(material: Material) -> list[_Spelling]:
    """Return the names of a material, those that reports show first."""
    places = ((("names", "en"), material.names.en), (("names", "zh"), material.names.zh), (("trade",), material.trade))
    every = [
        _Spelling((*path, index), name, words_of(name)) for path, names in places for index, name in enumerate(names)
    ]
    return sorted(every, key=lambda item: item.path not in _DISPLAYED)


def words_of(name: str) -> _Words:
    """Return the words of a name in the singular."""
    return tuple(token.word for token in tokens_of(name))
