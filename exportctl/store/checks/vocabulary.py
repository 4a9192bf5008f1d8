"""A material is named once: the reader knows plurals and the spellings of a word by itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.trie import tokens_of, trie_of
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.errors import Problem
    from exportctl.law.vocabulary import Material
    from exportctl.store.draft import Draft
    from exportctl.store.yamldoc import Path_

_Words = tuple[str, ...]
_DISPLAYED: Final = (("names", "en", 0), ("names", "zh", 0))
"""The names by which a material is shown."""


class _Spelling(NamedTuple):
    """A name of a material: its place in the file, how it is written, and its words in the singular."""

    path: Path_
    name: str
    words: _Words


def redundant_names(draft: Draft, code: str) -> Iterator[Problem]:
    """Refuse a name that differs from another one of its material only by the plural or by the spelling of a word.

    A name stays if other goods or a line have its words, too, or if the reader does not join them, as around brackets. A name beside a
    word of the material's form stays as well: `gallium metal` is a whole, and `gallium` with the word `metal` may be an alloy besides.
    """
    spellings = [(material, _spellings(material.record)) for material in draft.materials]
    owners: defaultdict[_Words, set[str]] = defaultdict(set)
    for material, every in spellings:
        for spelling in every:
            owners[spelling.words].add(material.record.id)
    for family in draft.families:
        for entry in family.record.entries:
            for name in (entry.name.en, entry.name.zh):
                owners[_words(name)].add(entry.code)
    for material, every in spellings:
        first: dict[_Words, str] = {}
        for path, name, words in every:
            other = first.setdefault(words, name)
            if other is not name and path not in _DISPLAYED and len(owners[words]) == 1 and _is_joined(name):
                message = Sentence("'{name}' is already read as '{other}'; leave it out", name=name, other=other)
                yield material.problem(code, message, *path)


def _is_joined(name: str) -> bool:
    """Tell whether the reader finds a name whole where it stands in a text."""
    tokens = tokens_of(name)
    phrases = trie_of([(name, "name", name)]).phrases(name, tokens)
    return [(phrase.first, phrase.last) for phrase in phrases] == [(0, len(tokens) - 1)] and tokens[0].start == 0


def _spellings(material: Material) -> list[_Spelling]:
    """Return the names of a material, those that reports show first."""
    places = ((("names", "en"), material.names.en), (("names", "zh"), material.names.zh), (("trade",), material.trade))
    every = [
        _Spelling((*path, index), name, _words(name)) for path, names in places for index, name in enumerate(names)
    ]
    return sorted(every, key=lambda item: item.path not in _DISPLAYED)


def _words(name: str) -> _Words:
    return tuple(token.word for token in tokens_of(name))
