"""Suggest the known names that are nearest to an unknown one, for messages."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from exportctl.sentences import Called, Sentence, either

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from exportctl.law.register import Register

_NEAR: Final = 70
_MOST: Final = 3
_ALIKE: Final = 0.75
_NAMES_KEPT: Final = 1 << 13
"""The names whose plain form is kept: all of the vocabulary, because one answer searches it several times."""


def suggestions(text: str, known: Iterable[str], common: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return up to three known names that are likely intended: those with most words, each similar to a word of the text.

    If there are none, return the names that are similar to the text as a whole. A word that is `common` is not a
    misspelling of another.
    """
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - needed only after an error

    names = {name: _plain(name).split() for name in sorted(set(known))}
    words = {word for parts in names.values() for word in parts}
    near: dict[str, float] = {}
    misspelt = utils.default_process(text).split()
    near |= dict.fromkeys(common.intersection(misspelt, words), 100.0)
    misspelt = [word for word in misspelt if word not in common]
    for word in set(misspelt):
        for other, score, _ in process.extract(word, words, scorer=fuzz.ratio, limit=None, score_cutoff=_NEAR):
            near[other] = max(score, near.get(other, 0))
    likely = set(near)
    alike = [name for name, parts in names.items() if parts and likely.issuperset(parts)] if likely else []
    if alike:
        alike.sort(key=lambda name: (-len(names[name]), -sum(near[word] for word in names[name])))
        return tuple(alike[:_MOST])
    similar = process.extract(
        " ".join(misspelt), map(_plain, names), scorer=fuzz.ratio, limit=_MOST, score_cutoff=_NEAR
    )
    in_order = list(names)
    return tuple(in_order[place] for _, _, place in similar)


@lru_cache(maxsize=_NAMES_KEPT)
def _plain(name: str) -> str:
    """Return a name in small letters, with blanks for all other signs."""
    from rapidfuzz import utils  # noqa: PLC0415 - needed only after an error

    return utils.default_process(name)


def names_of_goods(law: Register) -> list[str]:
    """Return the names of all materials; an English name carries the first Chinese name for messages in Chinese."""
    return [
        name
        for material in law.materials.values()
        for name in (
            *(Called(english, next(iter(material.names.zh), "")) for english in material.names.en),
            *material.names.zh,
        )
    ]


def did_you_mean(text: str, known: Iterable[str], common: frozenset[str] = frozenset()) -> str:
    """Return the suggestions as the end of a sentence; empty if there are none."""
    words = suggestions(text, known, common)
    return Sentence(" (did you mean {words}?)", words=either(words)) if words else ""


def nearest_key(word: str, known: Collection[str]) -> str:
    """Return the known key or id that is nearest to a word, as the end of a message; empty if none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed only after an error

    near = get_close_matches(word, sorted(known), n=1, cutoff=_ALIKE)
    return Sentence("; did you mean {words}?", words=f"'{near[0]}'") if near else ""
