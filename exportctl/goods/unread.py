"""What nobody has understood yet of a text is left; each step takes what it understands out of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.words import LINE
from exportctl.sentences import Called

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.goods.interpreted import Annotation, As
    from exportctl.law.register import Register
    from exportctl.law.trie import Piece

DASH: Final = re.compile(r"\s[-\u2010-\u2015]\s")
"""A dash between blanks sets apart what it stands between; a hyphen joins it."""


class UnreadText(NamedTuple):
    """A text, and the pieces of it that nobody has understood yet."""

    text: str
    pieces: tuple[Piece, ...]

    def without(self, spans: Iterable[tuple[int, int]]) -> UnreadText:
        """Return what is left once some spans were understood."""
        gone = list(spans)
        if not gone:
            return self
        kept = [item for item in self.pieces if not any(start <= item.start and item.end <= end for start, end in gone)]
        return UnreadText(self.text, tuple(kept))

    def has(self, start: int, end: int) -> bool:
        """Tell whether some piece of a span is left."""
        return any(item.start < end and start < item.end for item in self.pieces)


class NameSpan(NamedTuple):
    """A name of goods in a text: where it stands, and the materials or lines that it means."""

    start: int
    end: int
    words: str
    meanings: tuple[str, ...]
    as_: As


Fact = tuple[int, "Annotation"]
"""Where something stands in a text, and what it says."""


def adjacent(text: str, end: int, start: int) -> bool:
    """Tell whether what starts at one place of a text stands right behind what ends at another."""
    return end <= start and not text[end:start].strip(" -\u2010\u2011")


def element_of(law: Register, name: NameSpan) -> str | None:
    """Return the element that a name means, if it means one.

    It does not where a line is about the name and not about the element, which does not point to that line: lithium-6, bromine.
    """
    material = law.materials.get(name.meanings[0])
    if not (material and len(material.elements) == 1):
        return None
    (symbol,) = material.elements
    own = set(material.entries) - law.destination_specific_entries.keys()
    return symbol if own.issubset(law.by_element.get(symbol, ())) else None


def elements_held(law: Register, names: Iterable[NameSpan]) -> set[str]:
    """Return the elements that named materials hold."""
    return {
        symbol for item in names if (material := law.materials.get(item.meanings[0])) for symbol in material.elements
    }


def name_of(law: Register, meaning: str) -> str:
    """Return the first name of a material, or the code of a line."""
    if meaning.startswith(LINE):
        return meaning.removeprefix(LINE)
    names = law.materials[meaning].names
    return Called((names.en or names.zh or (meaning,))[0], next(iter(names.zh), ""))
