"""The names of one property, and which of them ends before a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.goods.figures.figure_range import with_bounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.goods.figures.figure_range import Figure
    from exportctl.law.register import Register

BEFORE_FIGURE: Final = " \t:：=(（φΦøØ⌀"
"""The characters that may separate the name of a property and its figure."""
_LONGEST: Final = 60


def names_of_property(law: Register, id_: str) -> tuple[str, ...]:
    """Return the names of a property, in lower case; empty for one that the law does not test."""
    item = law.parameters.get(id_)
    names = (id_, item.name.en, item.name.zh, *item.aliases) if item else ()
    written = [name.replace("_", " ").casefold() for name in names]
    return (*written, *(name.replace("max ", "max. ", 1) for name in written if name.startswith("max ")))


def name_before(text: str, figure: Figure, called: Iterable[str]) -> str:
    """Return the longest of some names that ends directly before a figure, as words of their own; empty if there is none."""
    before = text[max(0, figure.start - _LONGEST) : figure.start].rstrip(BEFORE_FIGURE).casefold()
    return max((name for name in called if before.endswith(name) and not _is_cut(before, name)), key=len, default="")


def _is_cut(before: str, name: str) -> bool:
    """Return whether a name is the end of a longer Latin word: no YS in alloys."""
    last = before[: -len(name)][-1:]
    return name[0].isascii() and name[0].isalnum() and last.isascii() and last.isalnum()


def with_name(text: str, figure: Figure, name: str) -> Figure:
    """Return a figure with the name before it, and with the words that bound both."""
    if not name:
        return figure
    before = text[: figure.start].rstrip(BEFORE_FIGURE)
    return with_bounds(text, figure._replace(start=len(before) - len(name)))
