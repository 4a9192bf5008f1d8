"""Customs codes: their notation, and the entries and materials that they are printed for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.law.customs_codes import LENGTHS, SUBHEADING, heading_of, subheading_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exportctl.law.customs_index import Printed
    from exportctl.law.published import PublishedBy
    from exportctl.law.register import Register

_DATA_MEDIA: Final = ("8523", "847170")
"""The beginnings of the customs headings of media for data: discs, sticks and cards, storage units."""
_MEDIA: Final = ("49", *_DATA_MEDIA)
"""The same, and that of printed matter."""
_COMPUTERS: Final = ("847130", "847141", "847149", "847150")
"""The headings of computers."""
_SMART_CARDS: Final = "852352"
"""The heading of cards of telephones and banks."""
_UNDIVIDED: Final = ("00", "90")
"""The last digits of national customs codes for whole headings, or for the goods that no other subdivision is for."""
_WHOLE: Final = "00"
"""The last two of ten digits, for a whole subdivision of eight."""
_OTHER: Final = "9"
"""The last digit of a subdivision for the other goods of a heading."""
_NATIONAL: Final = 8
"""The number of digits from which a customs code is that of a national subdivision."""
_NONE: Final[frozenset[str]] = frozenset()


def customs_digits(item: str) -> str | None:
    """Return the digits of a text in the notation of a customs code (dots and spaces ignored), of any number."""
    if item[:1].isalpha() or item[-1:].isalpha():  # as in most texts
        return None
    digits = item.replace(".", "").replace(" ", "")
    return digits if digits.isascii() and digits.isdigit() else None


def printed_beside(
    law: Register, digits: str, published: PublishedBy | None = None
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the entries and the materials that a customs code is printed for; without `published`, all records count.

    Unknown further digits, like those that another country adds, are ignored: the first six count.
    """
    if len(digits) == SUBHEADING:
        days = law.customs.by_digits.get(digits) or law.customs.by_digits.get(heading_of(digits), ())
        return _together([day for day in days if published is None or published.has(day.published)])
    near = law.customs.by_heading.get(heading_of(digits), ())
    if published is not None:
        near = tuple([line for line in near if published.has(line.published)])
    printed = [line for line in near if line.code.startswith(digits) or digits.startswith(line.code)]
    if not any(len(line.code) >= len(digits) for line in printed):
        digits = subheading_of(digits)
        printed = [line for line in near if line.code.startswith(digits) or digits.startswith(line.code)]
    return (
        frozenset(line.entry for line in printed if line.entry),
        frozenset(line.material for line in printed if line.material),
    )


def _together(days: Sequence[Printed]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the entries and the materials of several days."""
    if not days:
        return _NONE, _NONE
    if len(days) == 1:
        return days[0].entries, days[0].materials
    return _NONE.union(*(day.entries for day in days)), _NONE.union(*(day.materials for day in days))


def carries_entries(law: Register, digits: str, published: PublishedBy) -> bool:
    """Return whether a customs code is printed for goods that an act controls for all destinations."""
    lines, materials = printed_beside(law, digits, published)
    return bool(materials or lines - law.destination_specific_entries.keys())


def entries_of_subdivision(law: Register, digits: str) -> frozenset[str]:
    """Return the entries that a national subdivision is printed for, if it is stated in full: who declares it means its goods.

    Its last two digits may be zeros if the subdivision of eight digits is for its goods alone: 2846 9018 is lutetium oxide.
    """
    digits = digits.removesuffix(_WHOLE) if len(digits) == max(LENGTHS) else digits
    without = (*_UNDIVIDED, _OTHER) if len(digits) == _NATIONAL else _UNDIVIDED
    if len(digits) < _NATIONAL or digits.endswith(without):
        return _NONE
    near = law.customs.by_heading.get(heading_of(digits), ())
    return frozenset(line.entry for line in near if line.entry and line.code.removesuffix(_WHOLE) == digits)


def entries_without_code(law: Register, digits: str) -> frozenset[str]:
    """Return the entries that no act prints a code for and that usually travel under the heading of a customs code."""
    return law.customs.without_code.get(heading_of(digits), _NONE)


def is_medium(headings: Iterable[str]) -> bool:
    """Return whether one of some customs headings is for media, which can carry any content."""
    return any(heading.startswith(_MEDIA) for heading in headings)


def is_data_medium(heading: str) -> bool:
    """Return whether a customs heading is for media for data. Their content may be technology, whatever the heading is."""
    return heading.startswith(_DATA_MEDIA)


def may_hold_data(heading: str) -> bool:
    """Return whether a customs heading is for media for data, or for machines with such: computers."""
    return heading.startswith((*_DATA_MEDIA, *_COMPUTERS)) and heading != _SMART_CARDS
