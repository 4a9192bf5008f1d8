"""Another list may speak of the goods of a line: a foreign one, or an earlier act. What it asks is a hint, and decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypedDict

from exportctl.law.model import Name, Source
from exportctl.sentences import Noted, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

Alike = Literal["same", "similar", "family"]
_ALIKE: Final = {
    "same": "",
    "similar": Sentence(" (similar goods)"),
    "family": Sentence(" (goods of the family)"),
}
_NOT_READ: Final = Sentence("what it asks was not read")


class Parallel(NamedTuple):
    """A line, the code of the other list that speaks of the same goods, of similar ones or of their family, and what it asks."""

    line: str
    code: str
    alike: Alike = "same"
    asks: str | None = None


class Parallels(NamedTuple):
    """What another list asks of the goods of lines, in our own words."""

    id: str
    list_: Name
    sources: tuple[Source, ...]
    lines: tuple[Parallel, ...]
    note: str | None = None


class Hint(TypedDict):
    """What one other list asks of the goods of a line; nothing where its words were not read."""

    list: str
    code: str
    alike: Alike
    asks: str | None


Hints = dict[str, tuple[Hint, ...]]
"""What other lists ask of the goods of a line, by its code."""


def index_hints(files: Iterable[Parallels]) -> Hints:
    """Return what other lists ask, by the line."""
    found: Hints = {}
    for file in files:
        for item in file.lines:
            hint = Hint(list=file.list_.en, code=item.code, alike=item.alike, asks=item.asks)
            found[item.line] = (*found.get(item.line, ()), hint)
    return found


def worded(hints: Iterable[Hint]) -> list[str]:
    """Return each hint in a sentence."""
    return [
        Sentence(
            "{list}, {code}{alike}: {asks}",
            list=Sentence.of(hint["list"]),
            code=hint["code"],
            alike=_ALIKE[hint["alike"]],
            asks=Noted(hint["asks"]) if hint["asks"] else _NOT_READ,
        )
        for hint in hints
    ]
