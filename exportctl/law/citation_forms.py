"""The records of `data/citations/`: how acts are cited by their ids, and the names of parts of acts and of other sources."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.law.model import Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CLOSING: Final = "closing"
"""The last part of the id of the closing paragraph of an act, which every act may have."""
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)*(?=$|\.)")
_PARTS: Final = {
    "year": r"\d{4}",
    "day": r"\d{4}-\d\d-\d\d",
    "number": r"\d+",
    "volume": r"\d+",
    "page": r"\d+",
    "title": ".+",
}
"""The parts of ids, as regular expressions."""
_PART: Final = re.compile(r"\{([a-z]+)\}")


class CitationForm(NamedTuple):
    """The citation of the acts whose ids have a form; without a `name`, they are cited by their titles.

    Acts are divided into paragraphs, unless stated otherwise. `as_in` is an act of the data with such an id.
    """

    id: str
    as_in: str
    name: Name | None = None
    divided_into: Literal["articles", "paragraphs"] = "paragraphs"

    def parts_of(self, act: str) -> dict[str, str] | None:
        """Return the parts of the id of an act, None if it has another form."""
        match = _pattern(self.id).fullmatch(act)
        return match and match.groupdict()


class CitedName(NamedTuple):
    """The name by which a citation refers to a part of an act, or to a source that belongs to no act and no guidance.

    Its id is the last part of the id of the provision, or that of the source.
    """

    id: str
    name: Name


class Issuer(NamedTuple):
    """An issuer by its name in acts of the data, and its names in Chinese titles, in full and in short."""

    id: str
    names: tuple[str, ...]


class CitationIndex(NamedTuple):
    """How acts are cited, and the names of parts of acts and of sources that belong to no act and no guidance, by their ids.

    `issuers` are their Chinese names; with `in_full`, the Chinese citation of a joint act names all of them.
    """

    forms: tuple[CitationForm, ...]
    parts: Mapping[str, Name]
    sources: Mapping[str, Name]
    issuers: Mapping[str, str]
    in_full: bool = False


def index_citations(
    forms: Iterable[CitationForm], parts: Iterable[CitedName], sources: Iterable[CitedName], issuers: Iterable[Issuer]
) -> CitationIndex:
    """Index the records of citations."""
    return CitationIndex(
        tuple(forms),
        {item.id: item.name for item in parts},
        {item.id: item.name for item in sources},
        {item.id: item.names[0] for item in issuers},
    )


def parts_of(paragraph: str) -> tuple[str, str]:
    """Return the number of a paragraph and the name of its part: `1.abroad` is 1 and abroad; empty if it has none."""
    number = _NUMBER.match(paragraph)
    return (number[0], paragraph[number.end() :].removeprefix(".")) if number else ("", paragraph)


def placeholders(text: str) -> set[str]:
    """Return the names in braces."""
    return set(_PART.findall(text))


def unknown_placeholders(text: str) -> set[str]:
    """Return the names in braces that are no part of an id."""
    return placeholders(text) - _PARTS.keys()


@lru_cache
def _pattern(form: str) -> re.Pattern[str]:
    literals = _PART.split(form)
    return re.compile(
        "".join(f"(?P<{part}>{_PARTS[part]})" if odd % 2 else re.escape(part) for odd, part in enumerate(literals))
    )
