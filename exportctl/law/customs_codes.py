"""The parts of a customs code in the Harmonized System: chapter, heading and subheading."""

from __future__ import annotations

from typing import Final

CHAPTER: Final = 2
"""The digits of a chapter: 28, inorganic chemicals."""
HEADING: Final = 4
"""The digits of a heading: 2804, hydrogen, rare gases and other non-metals."""
SUBHEADING: Final = 6
"""The digits of a subheading, which all countries share: 2804.50, boron and tellurium."""
LENGTHS: Final = (6, 8, 10)
"""The numbers of digits of customs codes: a subheading, and the codes of countries below it."""


def chapter_of(code: str) -> str:
    """Return the chapter of a customs code."""
    return code[:CHAPTER]


def heading_of(code: str) -> str:
    """Return the heading of a customs code; a shorter code, as it is."""
    return code[:HEADING]


def subheading_of(code: str) -> str:
    """Return the subheading of a customs code; a shorter code, as it is."""
    return code[:SUBHEADING]
