"""Fit the sheet of rows on paper: all columns if their letters stay readable, else those in words beside the goods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_A4: Final = 9
_MARGIN: Final = 0.4
"""The margin on each side, in inches."""
_ROOM: Final = 841.9 - 2 * 72 * _MARGIN
"""The breadth of a page within its margins, in points."""
_POINTS_OF_LETTER, _POINTS_BESIDE = 5.25, 3.75
"""The breadth of a letter of the usual size, and the room beside the text of a column."""
_READABLE: Final = 0.64
"""The scale at which letters of 11 points are 7 points high."""


def set_up(sheet: Any) -> None:  # noqa: ANN401 - the library has no types
    """Print a sheet in landscape on A4, scaled to the breadth of a page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=_MARGIN, right=_MARGIN)
    sheet.fit_to_pages(1, 0)


def choose_columns(sheet: Any, last_row: int, widths: Sequence[int], words: int, stated: Iterable[int | None]) -> None:  # noqa: ANN401 - the library has no types
    """Print all columns if they are readable on one page, else those from `words` on, after columns of the file that identify rows.

    Of the `stated` columns of the file, the first ones are repeated with the words if all columns between them are readable, too.
    """
    first = 0
    if not _is_readable(widths):
        first = words
        places: list[int] = []
        for place in stated:
            if place is not None:
                beside = range(min([*places, place]), max([*places, place]) + 1)
                if _is_readable([*(widths[column] for column in beside), *widths[words:]]):
                    places.append(place)
        if places:
            sheet.repeat_columns(min(places), max(places))
    sheet.print_area(0, first, last_row, len(widths) - 1)


def _is_readable(widths: Iterable[int]) -> bool:
    """Return whether letters stay readable if columns of these widths are scaled to the breadth of a page."""
    points = sum(width * _POINTS_OF_LETTER + _POINTS_BESIDE for width in widths)
    return points * _READABLE <= _ROOM
