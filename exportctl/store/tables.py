"""Read columns of the UTF-8 tables that accompany the law."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from exportctl.errors import PlaceError, reason_of
from exportctl.sentences import Sentence
from exportctl.store.folder import content

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def text_of(folder: Path, file: str) -> str | None:
    """Return the text of a file of a folder, None if there is no such file. Raises InputError if it cannot be read as text."""
    try:
        return content(folder, file).decode()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PlaceError(
            str(folder / file), Sentence("cannot be read: {strerror}", strerror=reason_of(error))
        ) from None
    except UnicodeDecodeError as error:
        raise PlaceError(str(folder / file), Sentence("is not UTF-8 text (byte {start})", start=error.start)) from None


def rows(folder: Path, file: str, columns: Sequence[str], delimiter: str = ",") -> list[tuple[str, ...]]:
    """Return some columns of a table, row by row; empty if there is no such file.

    Raises InputError if the file cannot be read, lacks a column, or has a row that lacks a cell.
    """
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
