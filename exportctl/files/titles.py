"""Find the header row of a table, below titles that shippers write above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.batch.headers import meaning_of
from exportctl.files.facts_above import read_above
from exportctl.sentences import Fact, Sentence, join

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MAX_TOP_ROWS: Final = 100
"""The number of rows that are examined."""
_LEAST: Final = 2
_SHOWN: Final = 5
"""The limit of the facts above a header that are shown."""
_GOODS: Final = ("item", None)


def below_titles(rows: Sequence[Sequence[str]], columns: Collection[str] = ()) -> int | None:
    """Return the number of rows above the header of a table; None if no row surely is the header.

    The header is the row of well-known names, if the `columns` that the caller names are in it, and else the first row
    that has them all.
    """
    known = _of_known_names(rows)
    if not columns or (known is not None and set(columns) <= set(rows[known])):
        return known
    return next((place for place, row in enumerate(rows[:MAX_TOP_ROWS]) if set(columns) <= set(row)), known)


def _of_known_names(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the number of rows above the header of a table whose names are well known.

    The header is a row that names the goods and another fact, and has more filled cells than each row above it; so a
    first row without an empty cell is never skipped. A header is skipped only for the next row, if it names groups of
    columns: rows further below are goods.
    """
    best, most, fullest = None, _LEAST - 1, 0
    for place, row in enumerate(rows[:MAX_TOP_ROWS]):
        filled = [cell for cell in row if cell.strip()]
        facts = {(meaning.fact, meaning.role) for cell in filled if (meaning := meaning_of(cell))}
        is_past = best is not None and place > best + 1
        if not is_past and len(filled) > fullest and len(facts) > most and _GOODS in facts:
            best, most = place, len(facts)
        fullest = max(fullest, len(filled))
    return best


def blank_above(rows: Sequence[Sequence[str]]) -> int:
    """Return the number of leading rows without a filled cell."""
    return next((place for place, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)


def note_of(rows: Sequence[Sequence[str]], above: int, number: int | None = None) -> str:
    """Return the note about a table whose header is below some `rows`, with the facts that these state for all goods.

    `number` is that of the header in the file, if the first of the rows is not row 1.
    """
    if not above:
        return ""
    row, facts = str(number or above + 1), read_above(rows, above).facts
    if not facts:
        return Sentence("column names are in row {row}; the rows above it are skipped", row=row)
    return Sentence(
        "column names are in row {row}; the rows above it are skipped, with {facts}: if they hold for all rows, add {option}",
        row=row,
        facts=join(Sentence("'{word}'", word=fact.in_words()) for fact in facts[:_SHOWN]),
        option=Fact("values"),
    )
