"""The answered rows of a batch for reports that name rows: their numbers, days and cells."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow as pa

from exportctl.batch.columns import Encoder
from exportctl.batch.days import day_of
from exportctl.errors import InputError
from exportctl.facts.registry import BY_KEY
from exportctl.list_cells import join_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from exportctl.batch.answer_cache import Answer
    from exportctl.batch.binding import ColumnBinding
    from exportctl.batch.screened_batch import ScreenedBatch


class AnsweredRows:
    """Rows with their answers; each part is computed when a report needs it for the first time."""

    def __init__(
        self,
        binding: ColumnBinding,
        screened: ScreenedBatch,
        answers: Sequence[Answer],
        numbers: Callable[[], Sequence[int]],
        other_rules: Callable[[], Sequence[tuple[str, ...]]] = tuple,
    ) -> None:
        """Take screened rows and all `answers` so far.

        `numbers` returns the number of each row in its file, and `other_rules` the provisions of other regimes that name
        the goods of each row without a control.
        """
        self.binding, self.batch = binding, screened.batch
        self._other_rules = other_rules
        self.answer_numbers, self._answers, self._numbers = screened.numbers, answers, numbers
        self._columns = {fact: screened.batch.column(name) for fact, name in binding.columns.items()}

    @cached_property
    def answers(self) -> Sequence[Answer]:
        """The answer of each row."""
        return [self._answers[number] for number in self.answer_numbers.to_pylist()]

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The number of each row in its file."""
        return self._numbers()

    @cached_property
    def other_rules(self) -> Sequence[tuple[str, ...]]:
        """The provisions of other regimes that name the goods of each row, if no control was found."""
        return self._other_rules()

    @cached_property
    def days(self) -> Sequence[date]:
        """The day of each row."""
        days: Sequence[date] = days_of(self.binding, self.batch).to_pylist()
        return days

    @cached_property
    def known_on(self) -> Sequence[date | None]:
        """The day of knowledge of each row."""
        if "known_on" not in self._columns:
            return [self.binding.constant.known_on] * len(self.batch)
        days = Encoder.of_column(self.binding, "known_on").encode(self._columns["known_on"])
        return [day_of(days.values[number], "known_on") for number in days.numbers.to_pylist()]

    def text(self, fact: str, place: int) -> str:
        """Return the text of a cell, or the text for all rows; empty for an empty cell."""
        if fact in self._columns:
            cell = self._columns[fact][place].as_py()
            return "" if cell is None else str(cell)
        value = getattr(self.binding.constant, BY_KEY[fact].field) if fact != "on" else None
        return join_cell(value) if isinstance(value, tuple) else str(value or "")


def days_of(binding: ColumnBinding, batch: pa.RecordBatch) -> pa.Array:
    """Return the day of each row; that of the run if the row states none, or none that can be read."""
    if "on" not in binding.columns:
        return pa.repeat(pa.scalar(binding.options.day, pa.date32()), len(batch))
    days = Encoder.of_column(binding, "on").encode(batch.column(binding.columns["on"]))
    return pa.array([_day(value) or binding.options.day for value in days.values], pa.date32()).take(days.numbers)


def _day(value: object) -> date | None:
    """Return the day of a cell; an empty cell belongs to a row that was rejected."""
    try:
        return day_of(value, "on")
    except InputError:
        return None
