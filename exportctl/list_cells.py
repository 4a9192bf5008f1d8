"""Cells of a table that hold several values, and how they are joined and split."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

CELL_SEPARATOR: Final = ";"
"""The separator of values in a cell, also of those of a repeatable option in a variable: codes, ids and names of facts have none."""


def join_cell(values: Iterable[str]) -> str:
    """Return the cell that holds some values; empty if there are none."""
    return CELL_SEPARATOR.join(values)


def split_stated_cell(cell: str) -> list[str]:
    """Return the values in a cell that a person wrote; the separator may be the Chinese one."""
    return split_cell(cell.replace("；", CELL_SEPARATOR))


def split_cell(cell: str | None) -> list[str]:
    """Return the values in a cell, without surrounding spaces and without empty ones."""
    return [value for part in (cell or "").split(CELL_SEPARATOR) if (value := part.strip())]
