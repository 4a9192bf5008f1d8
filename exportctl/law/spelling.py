"""A word nobody knows is answered with the nearest words somebody does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.sentences import Called, Sentence, either

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.law.register import Register

_NEAR: Final = 70
_MOST: Final = 3


def suggestions(text: str, known: Iterable[str], common: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return up to three known names that a typist could have meant: those of most words of which each is like one of the text.

    Where there is none, they are those that are like the text as a whole. A word that is `common` is no slip for another.
    """
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - needed only once something went wrong

    names = {name: utils.default_process(name).split() for name in sorted(set(known))}
    words = {word for said in names.values() for word in said}
    near: dict[str, float] = {}
    typed = utils.default_process(text).split()
    near |= dict.fromkeys(common.intersection(typed, words), 100.0)
    typed = [word for word in typed if word not in common]
    for word in set(typed):
        for other, score, _ in process.extract(word, words, scorer=fuzz.ratio, limit=None, score_cutoff=_NEAR):
            near[other] = max(score, near.get(other, 0))
    alike = [name for name, said in names.items() if said and near.keys() >= set(said)]
    if alike:
        alike.sort(key=lambda name: (-len(names[name]), -sum(near[word] for word in names[name])))
        return tuple(alike[:_MOST])
    found = process.extract(
        " ".join(typed),
        list(names),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        limit=_MOST,
        score_cutoff=_NEAR,
    )
    return tuple(name for name, _, _ in found)


def names_of_goods(law: Register) -> list[str]:
    """Return the names of all materials; an English one knows the first Chinese one."""
    return [
        name
        for material in law.materials.values()
        for name in (
            *(Called(english, next(iter(material.names.zh), "")) for english in material.names.en),
            *material.names.zh,
        )
    ]


def did_you_mean(text: str, known: Iterable[str], common: frozenset[str] = frozenset()) -> str:
    """Return the suggestions as the end of a sentence, or nothing."""
    words = suggestions(text, known, common)
    return Sentence(" (did you mean {words}?)", words=either(words)) if words else ""
