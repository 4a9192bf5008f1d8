"""Hands the rows of a report to the page's script by column: distinct texts once, and an index for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from exportctl.batch.answers import ANSWERED, COLUMNS
from exportctl.files.cells import cell_text, cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.reports.report import Report

_FIRST: Final = ("item", "to", "on")
"""The facts that stand beside the decision; all other columns of the file stand behind the answers."""
_LISTS: Final = frozenset({"entries", "provisions", "questions", "answered_by", "configured_by"})
"""Columns whose cells have several things, with `;` between them."""
_PRINTED: Final = frozenset({"decision", "worst_case", "provisions", "next_change_on"})
"""The answers that have room on paper, beside the first facts."""


def columns(report: Report) -> Iterator[dict[str, Any]]:
    """Yield the columns as plain values, in the order of the page; `own` says that the program added one."""
    names = report.rows.column_names
    first = [report.facts[fact] for fact in _FIRST if fact in report.facts]
    answers = [name for name in (*COLUMNS, *ANSWERED) if name in names]
    begin = [report.numbered, "decision", *first, *(name for name in answers if name != "decision")]
    places = [names.index(name) for name in begin]
    for place in (*places, *(place for place in range(len(names)) if place not in places)):
        name = names[place]
        own = name in {report.numbered, *answers}
        yield {
            "name": "row" if name == report.numbered else name,
            "own": own,
            "list": own and name in _LISTS,
            "printed": name in _PRINTED or name in {report.numbered, *first},
            **_texts(report.rows.column(place)),
        }


def _texts(column: pa.ChunkedArray) -> dict[str, Any]:
    """Return the distinct texts of a column, and the place of each row's own."""
    whole = column.combine_chunks()
    if not (pa.types.is_string(whole.type) or pa.types.is_dictionary(whole.type)):
        whole = pa.array([_text(cell) for cell in cells(whole)], pa.string())
    encoded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    texts = [_text(cell) for cell in cells(encoded.dictionary)]
    if not encoded.null_count:
        return {"values": texts, "places": encoded.indices.to_pylist()}
    return {"values": [*texts, ""], "places": encoded.indices.fill_null(len(texts)).to_pylist()}


def _text(cell: object) -> str:
    """Return a cell as it is read."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else f"{cell:.15g}" if isinstance(cell, float) else cell_text(cell)
