"""Read columns of the UTF-8 tables that accompany the law, such as the headings of the Harmonized System and its chapters."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from exportctl.errors import PlaceError, reason_of
from exportctl.sentences import Sentence
from exportctl.store.folder import content

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEADINGS: Final = "customs/hs2022.csv"
CHAPTERS: Final = "customs/chapters.csv"
CATALOGUE: Final = "customs/licence-catalogue-2026.csv"
"""The codes of the licence catalogue by its parts; the entries have them too, and tests compare both."""
_DIGITS: Final = 6
_OPEN: Final = "98"
"""From this chapter on, a code does not describe the goods: 999999 is for commodities not specified according to kind."""


def text_of(folder: Path, file: str) -> str | None:
    """Return the text of a file of a folder, None if there is no such file. Raises InputError if it cannot be read as text."""
    try:
        return content(folder, file).decode()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PlaceError(str(folder / file), "cannot be read: {strerror}", strerror=reason_of(error)) from None
    except UnicodeDecodeError as error:
        raise PlaceError(str(folder / file), "is not UTF-8 text (byte {start})", start=error.start) from None


def rows(folder: Path, file: str, columns: Sequence[str], delimiter: str = ",") -> list[tuple[str, ...]]:
    """Return columns of a table by row; empty without such a file. Raises InputError if it is unreadable, or lacks a column or cell."""
    reader = csv.reader(io.StringIO(text_of(folder, file) or "", newline=""), delimiter=delimiter, strict=True)
    try:
        names = next(reader, None)
        places = [names.index(column) for column in columns] if names is not None else []
        return [tuple(cells[place] for place in places) for cells in reader if cells]
    except (ValueError, IndexError, csv.Error) as error:
        where = f"{folder / file}:{reader.line_num}"
        raise PlaceError(
            where,
            str(error) if isinstance(error, csv.Error) else Sentence("lacks one of {known}", known=", ".join(columns)),
        ) from None


def headings(folder: Path) -> dict[str, str]:
    """Return the six-digit codes of a data folder with their English descriptions; empty if the folder has no such table."""
    table = rows(folder, HEADINGS, ("hscode", "description"))
    return {code: text for code, text in table if len(code) == _DIGITS and code < _OPEN}


def chapters(folder: Path) -> dict[str, tuple[str, str]]:
    """Return the names of the goods of each chapter (two digits), in English and in Chinese; empty if the folder has no such table."""
    return {code: (en, zh) for code, en, zh in rows(folder, CHAPTERS, ("chapter", "en", "zh"))}
