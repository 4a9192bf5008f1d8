"""The cells of a draft: each section, row and gap in English, next to the Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from exportctl.procedure.draft import Gap, Row, Section
from exportctl.reports.i18n.language import LANGUAGES, name_of, render, translate, using_language
from exportctl.reports.i18n.procedure import period_in_words, source_of
from exportctl.reports.printable import printable
from exportctl.sentences import translatable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exportctl.law.procedure import Requirement

T = TypeVar("T")
_GAPS: Final = {
    "complete": translatable("[to be completed: {what}]"),
    "measure": translatable("[to be measured: {what}]"),
}


class Line(NamedTuple):
    """A line of a cell, and whether a person must fill it in."""

    text: str
    is_gap: bool = False


class Cell(NamedTuple):
    """A row of a draft in one language: its label, its lines, and the periods and articles that support it."""

    what: str
    lines: tuple[Line, ...]
    basis: tuple[str, ...]


class Part(NamedTuple):
    """A section of a draft in one language."""

    title: str
    remarks: tuple[str, ...]
    cells: tuple[Cell, ...]


def in_each_language(make: Callable[[], T]) -> tuple[T, ...]:
    """Return the results of a function in each language, English first."""
    made = []
    for code in LANGUAGES:
        with using_language(code):
            made.append(make())
    return tuple(made)


def in_both(text: str) -> tuple[str, ...]:
    """Return a text in each language."""
    return in_each_language(lambda: printable(render(text)))


def part_of(section: Section) -> Part:
    """Return a section in the current language."""
    remarks = (*((render(section.note),) if section.note else ()), *_basis(section.basis))
    return Part(printable(render(section.title)), tuple(map(printable, remarks)), tuple(map(_cell, section.rows)))


def _cell(row: Row) -> Cell:
    periods = (period_in_words(item.period) for item in row.basis if item.period)
    basis = tuple(map(printable, (*periods, *_basis(row.basis))))
    return Cell(printable(render(row.what)), tuple(map(_line, row.values)), basis)


def _line(value: str | Gap) -> Line:
    if isinstance(value, Gap):
        return Line(printable(translate(_GAPS[value.do], what=value.what)), is_gap=True)
    return Line(printable(render(value)))


def _basis(requirements: tuple[Requirement, ...]) -> Iterator[str]:
    """Yield the article of each requirement, or the description of the source that replaces it, and the open conditions."""
    for item in requirements:
        yield source_of(item)
        if item.open:
            yield translate("Open: {what}", what=name_of(item.open))
