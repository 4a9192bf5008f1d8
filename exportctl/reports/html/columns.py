"""Pass the rows of a report to the page's script by column: distinct texts once, and an index for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.answers import ANSWERED, COLUMNS, DAY, FOR_PEOPLE, NUMBER, OTHER_READING, POSSIBLE
from exportctl.batch.first_steps import FirstSteps
from exportctl.batch.row_words import next_change, reason, row_answer, to_do
from exportctl.files.cells import cells, text_for_people
from exportctl.reports.i18n.language import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.reports.report import Report

_FIRST: Final = ("item", "to")
"""The facts next to the decision; all other columns of the file follow the answers."""
_OWN: Final = {NUMBER.name: "row", OTHER_READING: "other_reading", DAY: "day_checked"}
"""The names of added columns on the page, where these differ."""
_LISTS: Final = frozenset({"entries", "provisions", "questions", "answered_by", "configured_by"})
"""Columns whose cells have several values, separated by `;`."""
_PRINTED: Final = frozenset({"decision", "to_do", "provisions", "next_change_on"})
"""The answers that have room on paper, after the first facts."""


class Words(NamedTuple):
    """The answers of rows in words, each as the texts of a column."""

    to_do: dict[str, Any]
    reason: dict[str, Any]
    next_change: dict[str, Any]


def columns(report: Report, words: Words) -> Iterator[dict[str, Any]]:
    """Yield the columns as plain values, in the order of the page; `own` marks added columns, `fact` is the fact of a column.

    What to do and the reason follow the first facts in words; the codes of the answer follow these.
    """
    table = report.rows
    names = table.column_names
    first = [report.facts[fact] for fact in _FIRST if fact in report.facts]
    facts = {column: fact for fact, column in report.facts.items()}
    answers = [name for name in (*COLUMNS, *ANSWERED, OTHER_READING) if name in names]
    begin = [report.numbered, "decision", *first, DAY]

    def column(place: int) -> dict[str, Any]:
        name = names[place]
        own = name in {report.numbered, DAY, *answers}
        return {
            "name": _OWN.get(name, name) if own else name,
            "own": own,
            "fact": "" if own else facts.get(name, ""),
            "list": own and name in _LISTS,
            "printed": name in _PRINTED or name in begin,
            **_texts(table.column(place)),
        }

    places = [names.index(name) for name in (*begin, *(name for name in answers if name != "decision"))]
    yield from (column(place) for place in places[: len(begin)])
    for name in ("to_do", "reason"):
        printed = name in _PRINTED
        yield {"name": name, "own": True, "fact": "", "list": False, "printed": printed, **getattr(words, name)}
    yield from (column(place) for place in places[len(begin) :])
    yield from (column(place) for place, name in enumerate(names) if place not in places and name not in FOR_PEOPLE)


def possible(report: Report) -> dict[str, Any]:
    """Return the provisions of each row that may apply, as the texts of a column."""
    return _texts(report.rows[POSSIBLE]) if POSSIBLE in report.rows.column_names else {"values": [""], "places": []}


def words_of_rows(report: Report) -> Words:
    """Return the answers in words; they are made once for all rows with the same answer."""
    names = [name for name in (*COLUMNS, *ANSWERED, *FOR_PEOPLE) if name in report.rows.column_names]
    alike, numbers = _alike(report.rows.select(names))
    law, answers = report.law, [row_answer(row, report.assume) for row in alike.to_pylist()]
    first_steps = FirstSteps(law)

    def texts(sentences: Iterable[str]) -> dict[str, Any]:
        return _texts(pa.chunked_array([pa.array(map(render, sentences), pa.string()).take(numbers)]))

    return Words(
        to_do=texts(to_do(law, answer, first_steps, report.facts) for answer in answers),
        reason=texts(reason(law, answer) for answer in answers),
        next_change=texts(map(next_change, answers)),
    )


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
