"""The customs codes that entries and materials are printed for, by heading and by subheading."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from exportctl.law.customs_codes import heading_of, subheading_of
from exportctl.law.grouping import by_key
from exportctl.law.model import Confidence, Form
from exportctl.law.published import with_print_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from exportctl.law.model import Act, Entry
    from exportctl.law.vocabulary import Material


class CustomsLine(NamedTuple):
    """A customs code, the entry or material that it is printed for, and the day on which this was published."""

    code: str
    entry: str | None
    material: str | None
    published: date


class Printed(NamedTuple):
    """The entries and the materials for which a customs code was published on a day."""

    published: date
    entries: frozenset[str]
    materials: frozenset[str]


class SharedHeading(NamedTuple):
    """A heading whose codes are printed for entries about different elements, and the forms of the goods that have one of them."""

    heading: str
    elements: tuple[str, ...]
    forms: tuple[Form, ...]
    confidence: Confidence
    note: str | None = None


class CustomsIndex(NamedTuple):
    """All customs lines; the same by heading, and by subheading or heading with the days of publication.

    `without_code` are the entries that no act prints a code for, by the headings under which they usually travel. Several
    elements have a `shared` heading.
    """

    lines: tuple[CustomsLine, ...]
    by_heading: Mapping[str, tuple[CustomsLine, ...]]
    by_digits: Mapping[str, tuple[Printed, ...]]
    without_code: Mapping[str, frozenset[str]]
    shared: Mapping[str, SharedHeading]


def index_customs(
    entries: Mapping[str, Entry],
    materials: Mapping[str, Material],
    published: Mapping[str, date],
    acts: Mapping[str, Act],
    shared: Iterable[SharedHeading],
) -> CustomsIndex:
    """Index the codes of entries, which count from the publication of the entry, and those of materials."""
    lines = (
        *(
            CustomsLine(code, entry.code, None, published.get(entry.code, date.min))
            for entry in entries.values()
            for code in with_print_days(entry.customs, acts)
        ),
        *(
            CustomsLine(code, None, material.id, day)
            for material in materials.values()
            for code, day in with_print_days(material.customs, acts).items()
        ),
    )
    by_heading = by_key(((heading_of(line.code), line) for line in lines), tuple)
    return CustomsIndex(
        lines,
        by_heading,
        _by_digits(by_heading),
        by_key(_inferred_headings(entries.values()), frozenset),
        {item.heading: item for item in shared},
    )


def _by_digits(by_heading: Mapping[str, Iterable[CustomsLine]]) -> dict[str, tuple[Printed, ...]]:
    """Return the entries and materials of the codes of six digits of each heading, with those of its own code of four digits.

    Under that code are only its own, for subheadings that have none.
    """
    return {
        digits: _by_day([line for line in lines if line.code == heading or subheading_of(line.code) == digits])
        for heading, lines in by_heading.items()
        for digits in dict.fromkeys(subheading_of(line.code) for line in lines)
    }


def _by_day(lines: Iterable[CustomsLine]) -> tuple[Printed, ...]:
    return tuple(
        Printed(
            day,
            frozenset(line.entry for line in lines if line.entry and line.published == day),
            frozenset(line.material for line in lines if line.material and line.published == day),
        )
        for day in dict.fromkeys(line.published for line in lines)
    )


def _inferred_headings(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Yield the headings of entries whose customs codes are all inferred, with the control code."""
    for entry in entries:
        if all(item.quality == "inferred" for item in entry.customs):
            for item in entry.customs:
                yield from ((heading_of(code), entry.code) for code in item.codes)
