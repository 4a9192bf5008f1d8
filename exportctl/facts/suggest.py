"""A word nobody knows is answered with the nearest words somebody does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.sentences import Called, Sentence, either

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.law.register import Register

_NEAR: Final = 70
_MOST: Final = 3


def suggestions(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three known words that a typist could have meant, nearest first."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - needed only once something went wrong

    found = process.extract(
        text, sorted(set(known)), scorer=fuzz.WRatio, processor=utils.default_process, limit=_MOST, score_cutoff=_NEAR
    )
    return tuple(word for word, _, _ in found)


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


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """Return the suggestions as the end of a sentence, or nothing."""
    words = suggestions(text, known)
    return Sentence(" (did you mean {words}?)", words=either(words)) if words else ""
