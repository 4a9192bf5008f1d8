"""The six-digit headings of the Harmonized System are a table of their own, which no act decides about."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "customs/hs2022.csv"
CATALOGUE: Final = "customs/licence-catalogue-2026.csv"
"""The codes of the licence catalogue by its parts; the lines have them too, and tests compare."""
_DIGITS: Final = 6
_OPEN: Final = "98"
"""From this chapter on a code says nothing about the goods: 999999 is for commodities not specified according to kind."""


def headings(folder: Path) -> dict[str, str]:
    """Return the six-digit codes of a data folder with their English descriptions; none if the folder has no such table."""
    file = folder / FILE
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        return {
            row["hscode"]: row["description"] for row in rows if len(row["hscode"]) == _DIGITS and row["hscode"] < _OPEN
        }
