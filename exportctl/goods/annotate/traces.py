"""Small contents of other elements in an unwrought base metal: lead ingots with bismuth below 40 ppm are lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.goods.figures.figure_range import Figure, with_bounds
from exportctl.goods.meaning import element_of
from exportctl.law.elements import ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.goods.annotation import Annotation
    from exportctl.goods.text import AnnotatedText
    from exportctl.law.lexicon import Lexicon
    from exportctl.law.register import Register

_CONTENT: Final = re.compile(
    r"[\s:：=]*(?:(?:[<＜≤≦⩽]=?|小于|低于|不高于|不大于|不超过|(?:below|under|less than|at most|max\.?)\s)\s*)?"
    r"(?P<number>\d+(?:\.\d+)?)\s?(?P<unit>[%％]|ppm|ppb)?(?:\s?max\b\.?|以下)?(?![A-Za-z0-9.])",
    re.IGNORECASE,
)
_SHARES: Final = {"": 100.0, "%": 100.0, "％": 100.0, "ppm": 1e6, "ppb": 1e9}
"""The number of each unit that makes a whole; traders omit the sign of percent."""
_MOST: Final = 0.002
_MOST_WITHOUT_UNIT: Final = 0.001
"""The largest share that is a trace. A larger number without a unit may be a mass."""
_CLOSES: Final = re.compile(r"\s*(?:$|[,;，；、)）/])")
_JOINS: Final = re.compile(r"[,/、]?")
_FOLLOWS: Final = re.compile(r"\s*[,;，；、/]?\s*(?:and|和|及|与)?\s*")
_OTHER_GOODS: Final = re.compile(r"(?:[+&/、]|\b(?:and|plus|or|with)|[和与及或含])\s*$", re.IGNORECASE)
"""The text before the name of further goods."""


class _Element(NamedTuple):
    """The symbol or the name of an element in a text."""

    start: int
    end: int
    symbol: str


def traces(law: Register, lexicon: Lexicon, text: AnnotatedText) -> Iterator[Annotation]:
    """Yield the traces of elements in an unwrought base metal that no entry is about; they do not name the goods.

    Each is the symbol or the name of an element with a small content: Sb 0.015 max, 铋<40ppm. Several symbols may share one.
    """
    metals = [hit for hit in text.phrases("term") if all(item.startswith(lexicon.base_metals) for item in hit.meanings)]
    if not metals or any(name.start < metals[0].end for name in text.names):
        return
    groups = _groups(text.text, _elements(law, text, metals[0].end))
    last: int | None = None
    for number, group in enumerate(groups):
        start, content = group[0].start, _CONTENT.match(text.text, group[-1].end)
        follows = last is not None and _FOLLOWS.fullmatch(text.text, last, start)
        if (
            content
            and (follows or not _OTHER_GOODS.search(text.text, 0, start))
            and all(element.symbol in lexicon.traces for element in group)
            and _is_small(text.text, content)
            and _is_apart(text.text, content, groups[number + 1 : number + 2])
        ):
            last = content.end()
            for name in [item for item in text.names if start <= item.start < last]:
                text.retract(name)
            yield text.annotation((start, last), "neutral", text.text[start:last])


def _elements(law: Register, text: AnnotatedText, start: int) -> list[_Element]:
    """Return the symbols and the names of elements after a place, in the order of the text."""
    named = [
        _Element(name.start, name.end, element)
        for name in text.names
        if _is_plain(law, text, name) and (element := element_of(law, name))
    ]
    symbols = [
        _Element(token.start, token.end, symbol)
        for token in text.unread
        if token.start >= start and (symbol := text.text[token.start : token.end]) in ELEMENTS
    ]
    return sorted([*named, *symbols])


def _is_plain(law: Register, text: AnnotatedText, name: Annotation) -> bool:
    """Return whether a name is only that of an element: antimony powder, a germanium lens and graphite are goods."""
    material = law.materials.get(name.meanings[0])
    pure = material is not None and material.form in (None, "metal")
    return pure and len(text.tokens_in(name.start, name.end)) == 1 and name.words.isalpha()


def _groups(text: str, elements: list[_Element]) -> list[list[_Element]]:
    """Return the elements by the contents that they share."""
    groups: list[list[_Element]] = []
    for element in elements:
        if groups and _is_joined(text, groups[-1][-1], element):
            groups[-1].append(element)
        else:
            groups.append([element])
    return groups


def _is_joined(text: str, before: _Element, after: _Element) -> bool:
    """Return whether two elements share a content: Bi/Sb, Bi,Te, 铋锑. A name behind a mark may be goods of its own."""
    between = text[before.end : after.start]
    symbols = {text[element.start : element.end] for element in (before, after)} <= ELEMENTS
    return not between or (symbols and _JOINS.fullmatch(between) is not None)


def _is_small(text: str, content: re.Match[str]) -> bool:
    """Return whether a content is small, and not the least one: 0.02 min."""
    unit = (content["unit"] or "").lower()
    share = float(content["number"]) / _SHARES[unit]
    return (
        share <= (_MOST if unit else _MOST_WITHOUT_UNIT)
        and not with_bounds(
            text, Figure(content.start("number"), content.end("unit") if unit else content.end("number"), ("",))
        ).above
    )


def _is_apart(text: str, content: re.Match[str], behind: list[list[_Element]]) -> bool:
    """Return whether the words behind a content are not its object: antimony 40 ppm Fe is antimony with iron in it.

    An end, a mark, or an element with a content of its own may follow.
    """
    return _CLOSES.match(text, content.end()) is not None or any(
        not text[content.end() : group[0].start].strip() and _CONTENT.match(text, group[-1].end) for group in behind
    )
