"""Pass the rows of a report to the page's script by column: distinct texts once, and an index for each row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.answers import ANSWERED, COLUMNS, FOR_PEOPLE, OTHER_READING, POSSIBLE
from exportctl.batch.first_steps import FirstSteps
from exportctl.batch.row_words import RowAnswer, reason, row_answer, to_do
from exportctl.files.cells import cells, text_for_people
from exportctl.reports.i18n.language import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exportctl.law.register import Register
    from exportctl.reports.report import Report

_FIRST: Final = ("item", "to", "on")
"""The facts next to the decision; all other columns of the file follow the answers."""
_LISTS: Final = frozenset({"entries", "provisions", "questions", "answered_by", "configured_by"})
"""Columns whose cells have several values, separated by `;`."""
_PRINTED: Final = frozenset({"decision", "to_do", "provisions", "next_change_on"})
"""The answers that have room on paper, after the first facts."""


def columns(report: Report) -> Iterator[dict[str, Any]]:
    """Yield the columns as plain values, in the order of the page; `own` marks added columns, `fact` is the fact of a column.

    What to do and the reason follow the first facts in words; the codes of the answer follow these.
    """
    table = report.rows
    names = table.column_names
    first = [report.facts[fact] for fact in _FIRST if fact in report.facts]
    facts = {column: fact for fact, column in report.facts.items()}
    answers = [name for name in (*COLUMNS, *ANSWERED, OTHER_READING) if name in names]
    begin = [report.numbered, "decision", *first]

    def column(place: int) -> dict[str, Any]:
        name = names[place]
        own = name in {report.numbered, *answers}
        return {
            "name": "row" if name == report.numbered else name.partition(":")[2] if name == OTHER_READING else name,
            "own": own,
            "fact": "" if own else facts.get(name, ""),
            "list": own and name in _LISTS,
            "printed": name in _PRINTED or name in {report.numbered, *first},
            **_texts(table.column(place)),
        }

    places = [names.index(name) for name in (*begin, *(name for name in answers if name != "decision"))]
    yield from (column(place) for place in places[: len(begin)])
    yield from _word_columns(report)
    yield from (column(place) for place in places[len(begin) :])
    yield from (column(place) for place, name in enumerate(names) if place not in places and name not in FOR_PEOPLE)


def possible(report: Report) -> dict[str, Any]:
    """Return the provisions of each row that may apply, as the texts of a column."""
    return _texts(report.rows[POSSIBLE]) if POSSIBLE in report.rows.column_names else {"values": [""], "places": []}


def _word_columns(report: Report) -> Iterator[dict[str, Any]]:
    """Yield the columns of words; they are made once for all rows with the same answer."""
    names = [name for name in (*COLUMNS, *ANSWERED, *FOR_PEOPLE) if name in report.rows.column_names]
    alike, numbers = _alike(report.rows.select(names))
    answers = [row_answer(row, report.assume) for row in alike.to_pylist()]
    first_steps = FirstSteps(report.law)
    words: dict[str, Callable[[Register, RowAnswer], str]] = {
        "to_do": partial(to_do, first_steps=first_steps),
        "reason": reason,
    }
    for name, word in words.items():
        texts = pa.array([render(word(report.law, answer)) for answer in answers], pa.string())
        yield {
            "name": name,
            "own": True,
            "fact": "",
            "list": False,
            "printed": name in _PRINTED,
            **_texts(pa.chunked_array([texts.take(numbers)])),
        }


def _alike(table: pa.Table) -> tuple[pa.Table, pa.Array]:
    """Return one row of each kind, and for each row the number of its kind."""
    codes = pa.array([0] * table.num_rows, pa.int64())
    for column in table.columns:
        whole = column.combine_chunks()
        encoded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
        own = encoded.indices.cast(pa.int64()).fill_null(-1)
        paired = pc.add(pc.multiply(codes, len(encoded.dictionary) + 1), pc.add(own, 1))
        # The numbers start again at 0 after each column, so that the product of many columns does not overflow.
        codes = paired.dictionary_encode().indices.cast(pa.int64())
    first = list[int]()
    for row, number in enumerate(codes.to_pylist()):
        if number == len(first):
            first.append(row)
    return table.take(pa.array(first, pa.int64())), codes


def _texts(column: pa.ChunkedArray) -> dict[str, Any]:
    """Return the distinct texts of a column, and the index of each row's text."""
    whole = column.combine_chunks()
    if not (pa.types.is_string(whole.type) or pa.types.is_dictionary(whole.type)):
        whole = pa.array([*map(text_for_people, cells(whole))], pa.string())
    encoded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    texts = [*map(text_for_people, cells(encoded.dictionary))]
    if not encoded.null_count:
        return {"values": texts, "places": encoded.indices.to_pylist()}
    return {"values": [*texts, ""], "places": encoded.indices.fill_null(len(texts)).to_pylist()}
