"""The six-digit headings of the Harmonized System are a table of their own, which no act decides about."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "customs/hs2022.csv"
_DIGITS: Final = 6


def headings(folder: Path) -> dict[str, str]:
    """Return the six-digit codes of a data folder with their English descriptions; none if the folder has no such table."""
    file = folder / FILE
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8", newline="") as stream:
        return {row["hscode"]: row["description"] for row in csv.DictReader(stream) if len(row["hscode"]) == _DIGITS}
