"""Read the six-digit headings of the Harmonized System and its chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.store.tables import rows

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "customs/hs2022.csv"
CHAPTERS: Final = "customs/chapters.csv"
CATALOGUE: Final = "customs/licence-catalogue-2026.csv"
"""The codes of the licence catalogue by its parts; the entries have them too, and tests compare both."""
_DIGITS: Final = 6
_OPEN: Final = "98"
"""From this chapter on, a code does not describe the goods: 999999 is for commodities not specified according to kind."""


def headings(folder: Path) -> dict[str, str]:
    """Return the six-digit codes of a data folder with their English descriptions; empty if the folder has no such table."""
    table = rows(folder, FILE, ("hscode", "description"))
    return {code: text for code, text in table if len(code) == _DIGITS and code < _OPEN}


def chapters(folder: Path) -> dict[str, tuple[str, str]]:
    """Return the names of the goods of each chapter (two digits), in English and in Chinese; empty if the folder has no such table."""
    return {code: (en, zh) for code, en, zh in rows(folder, CHAPTERS, ("chapter", "en", "zh"))}
