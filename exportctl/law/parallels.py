"""Parallels are entries of other lists, foreign or earlier, on the same goods; they are hints and change no decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypedDict

from exportctl.law.model import Name, Source
from exportctl.sentences import DataNote, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

Alike = Literal["same", "similar", "family"]
_ALIKE: Final = {
    "same": "",
    "similar": Sentence(" (similar goods)"),
    "family": Sentence(" (goods of the same family)"),
}
_NOT_READ: Final = Sentence("its requirement was not read")


class Parallel(NamedTuple):
    """An entry, the code of another list for the same goods, similar ones or their family, and its requirements."""

    line: str
    code: str
    alike: Alike = "same"
    asks: str | None = None


class Parallels(NamedTuple):
    """The parallels of one other list, in our own words."""

    id: str
    list_: Name
    sources: tuple[Source, ...]
    lines: tuple[Parallel, ...]
    note: str | None = None


class Hint(TypedDict):
    """The requirements of one other list for the goods of an entry; empty if its text was not read."""

    list: str
    code: str
    alike: Alike
    asks: str | None


Hints = dict[str, tuple[Hint, ...]]
"""The requirements of other lists for the goods of an entry, by its code."""


def index_hints(files: Iterable[Parallels]) -> Hints:
    """Return the hints of all other lists by entry."""
    hints: Hints = {}
    for file in files:
        for item in file.lines:
            hint = Hint(list=file.list_.en, code=item.code, alike=item.alike, asks=item.asks)
            hints[item.line] = (*hints.get(item.line, ()), hint)
    return hints


def sentences_of(hints: Iterable[Hint]) -> list[str]:
    """Return each hint in a sentence."""
    return [
        Sentence(
            "{list}, {code}{alike}: {asks}",
            list=Sentence.of(hint["list"]),
            code=hint["code"],
            alike=_ALIKE[hint["alike"]],
            asks=DataNote(hint["asks"]) if hint["asks"] else _NOT_READ,
        )
        for hint in hints
    ]
