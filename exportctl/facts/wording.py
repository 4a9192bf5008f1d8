"""Names of goods stand inside longer descriptions; the longer name is meant where one lies within another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PIECES: Final = re.compile(r"(?:(?![\u3400-\u9fff])[^\W_])+(?:['’.](?:(?![\u3400-\u9fff])[^\W_])+)*")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_MOST_WORDS: Final = 8
_LONGEST_HAN: Final = 24
_SHORTEST: Final = 3
_SHORTEST_HAN: Final = 2


class NameInside(NamedTuple):
    """A name inside a text: the words as they stand there, and what they name."""

    words: str
    id: str


def names_inside(text: str, names: Mapping[str, str]) -> tuple[NameInside, ...]:
    """Return the names in a text, in the order in which they stand; `names` maps folded names to ids."""
    taken: set[int] = set()
    found: dict[int, NameInside] = {}
    spans = sorted({(end - start, -start, end) for start, end in _spans(text)}, reverse=True)
    for _, minus_start, end in spans:
        start = -minus_start
        id_ = _name(text[start:end], names)
        if id_ is not None and taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            found[start] = NameInside(text[start:end], id_)
    return tuple(found[start] for start in sorted(found))


def _name(words: str, names: Mapping[str, str]) -> str | None:
    """Return what words name, in the plural too."""
    word = fold(words)
    if len(word) < (_SHORTEST_HAN if _HAN.search(word) else _SHORTEST):
        return None
    return names.get(word) or (names.get(word[:-1]) if word.endswith("s") else None)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a name could stand: a few whole words, or a few Chinese characters, which know no spaces."""
    pieces = [(piece.start(), piece.end()) for piece in _PIECES.finditer(text)]
    for first, (start, _) in enumerate(pieces):
        for _, end in pieces[first : first + _MOST_WORDS]:
            yield start, end
    for start, char in enumerate(text):
        if _HAN.match(char):
            for length in range(_SHORTEST_HAN, _LONGEST_HAN):
                if start + length <= len(text):
                    yield start, start + length
