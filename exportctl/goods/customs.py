"""Customs codes: how they are written, and the entries and materials that one is printed beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.law.published import PublishedBy
    from exportctl.law.register import Register

CUSTOMS_LENGTHS: Final = (6, 8, 10)
HEADING: Final = 6
"""Only so many digits of a customs code are the same in every country."""
CHAPTER: Final = 2
"""So many stand for its chapter."""
_CHAPTER_HEADING: Final = 4
_MEDIA: Final = ("49", "8523", "847170")
"""How the customs headings begin of what carries: printed matter, discs, sticks and cards, storage units."""


def customs_digits(item: str) -> str | None:
    """Return the digits of a text that is written like a customs code (dots and spaces ignored), whatever their number."""
    digits = item.replace(".", "").replace(" ", "")
    return digits if digits.isascii() and digits.isdigit() else None


def printed_beside(
    law: Register, digits: str, known: PublishedBy | None = None
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the entries and the materials that a customs code is beside, and is known to be; without knowledge all count.

    Digits that the data does not know, like those that another country adds, count as the first six.
    """
    near = [
        line for line in law.by_heading.get(digits[:_CHAPTER_HEADING], ()) if known is None or known.has(line.published)
    ]
    printed = [line for line in near if line.code.startswith(digits) or digits.startswith(line.code)]
    if not any(len(line.code) >= len(digits) for line in printed):
        digits = digits[:HEADING]
        printed = [line for line in near if line.code.startswith(digits) or digits.startswith(line.code)]
    return (
        frozenset(line.entry for line in printed if line.entry),
        frozenset(line.material for line in printed if line.material),
    )


def carries_entries(law: Register, digits: str, known: PublishedBy) -> bool:
    """Tell whether a customs code is beside goods that an act asks about wherever they go, and is known to be."""
    lines, materials = printed_beside(law, digits, known)
    return bool(materials or lines - law.destination_specific_entries.keys())


def is_medium(headings: Iterable[str]) -> bool:
    """Tell whether one of some customs headings is for what carries whatever is written on it."""
    return any(heading.startswith(_MEDIA) for heading in headings)
