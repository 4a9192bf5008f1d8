"""Compare answers with other answers about the same rows: of another day, with other data, or from the file itself."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.binding import ScreenOptions, bind
from exportctl.batch.changes import Row, Side, because, compared_answer, compared_answer_in, is_worse
from exportctl.batch.days import DayReader, day_of
from exportctl.batch.interner import Interner
from exportctl.batch.screened_batch import Reject, ScreenedBatch
from exportctl.batch.screener import Screener
from exportctl.batch.text_reader import Fault
from exportctl.errors import InputError
from exportctl.files.baseline import answers
from exportctl.law.status import DAY, LawAsOf
from exportctl.list_cells import join_cell
from exportctl.sentences import Sentence, both, side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from exportctl.batch.answer_cache import Answer
    from exportctl.batch.answered_rows import AnsweredRows
    from exportctl.batch.changes import Changes, ComparedAnswer, Why
    from exportctl.permits.ledger import Ledger
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled

_REMEMBERED: Final = 1 << 16
"""The limit on cached reasons."""
_BITS: Final = 31
"""The bits of the number of an answer: two of them make one int64, whose distinct values are the pairs of answers."""


class Comparison(NamedTuple):
    """The other answers: those on another `day`, with other data, or, with neither, those in the file itself.

    `changes` collects the differences. `ledger` counts down the amounts of licences for the other answers, over all
    files of a run.
    """

    changes: Changes
    day: date | None
    store: Store | Compiled | None
    ledger: Ledger | None

    @property
    def own(self) -> bool:
        """Whether the other answers are in the file itself."""
        return self.day is None and self.store is None


class Before(NamedTuple):
    """The other answer to rows; `until` is the last day on which it applied, if the file states that."""

    answer: ComparedAnswer
    until: date | None = None


class Pairs(NamedTuple):
    """Rows with both answers: the numbers of the others, the rows that differ, and the number of rows for each kind of difference."""

    screened: ScreenedBatch
    numbers: pa.Array
    differ: pa.Array
    counts: Counter[str]


class Comparing:
    """Compares the answers to the rows of one file with others, batch by batch."""

    def __init__(
        self,
        comparison: Comparison,
        store: Store | Compiled,
        names: Sequence[str],
        options: ScreenOptions,
        days: Mapping[str, DayReader],
    ) -> None:
        """Take the other answers, the options under which they are given, and what reads the columns of days."""
        self._comparison, self._befores = comparison, Interner[Before]()
        other = comparison.store or store
        other_options = options._replace(on=comparison.day or options.on, ledger=comparison.ledger)
        binding = bind(names, other_options)
        binding = binding._replace(days={fact: days[fact] for fact in binding.days})
        self._other = None if comparison.own else Screener(other, binding)
        self._assume = options.assume if comparison.own else None
        self._then, self._now = (cache(partial(LawAsOf, law)) for law in (other.law, store.law))
        self._why = lru_cache(_REMEMBERED)(self._because)

    def pair(self, screened: ScreenedBatch, own_answers: Sequence[Answer]) -> Pairs:
        """Return the rows with both answers; rows without another answer are rejected."""
        batch, other = screened.batch, self._other
        numbers, rejects = self._in_file(batch) if other is None else self._answer_again(other, batch)
        if rejects:
            screened = _without(screened, rejects)
        code = pc.add(pc.shift_left(numbers.cast(pa.int64()), _BITS), screened.numbers.cast(pa.int64()))
        pairs = code.dictionary_encode()
        relations = [
            self._relation(pair >> _BITS, own_answers[pair & ((1 << _BITS) - 1)])
            for pair in pairs.dictionary.to_pylist()
        ]
        differ = pa.array([word in ("better", "worse") for word in relations], pa.bool_()).take(pairs.indices)
        counts: Counter[str] = Counter()
        for pair in pc.value_counts(pairs.indices).to_pylist():
            counts[relations[pair["values"]]] += pair["counts"]
        return Pairs(screened, numbers, differ, counts)

    def columns(
        self, file: str, rows: AnsweredRows, numbers: pa.Array, translate: Callable[[str], str]
    ) -> Mapping[str, Sequence[object]]:
        """Return the columns with the other answers, by their numbers, and the translated reasons, and collect the differences."""
        befores = [self._befores.values[number] for number in numbers.to_pylist()]
        whys = []
        parts = zip(befores, rows.answers, rows.days, rows.known_on, strict=True)
        for place, (before, after, day, known_on) in enumerate(parts):
            now = compared_answer(after)
            why = self._why(before, now, day, known_on)
            group = self._comparison.changes.group(before.answer, now, why)
            if group and group.has_room:
                item, to = (rows.text(fact, place) for fact in ("item", "to"))
                group.first.append(Row(file, rows.numbers[place], item, to))
            whys.append(translate(_why_in_line(before.answer, now, why)))
        return {
            "compared_decision": [before.answer.decision for before in befores],
            "compared_worst_case": [before.answer.worst_case for before in befores],
            "compared_settled": [before.answer.settled for before in befores],
            "compared_provisions": [join_cell(before.answer.provisions) for before in befores],
            "compared_why": whys,
        }

    def _relation(self, number: int, after: Answer) -> str:
        """Return how an answer relates to the other: better, worse, the same, or moved (the same by other provisions)."""
        before, now = self._befores.values[number].answer, compared_answer(after)
        if before.outcome != now.outcome:
            return "worse" if is_worse(before, now) else "better"
        return "same" if set(before.provisions) == set(now.provisions) else "moved"

    def _because(self, before: Before, after: ComparedAnswer, day: date, known_on: date | None) -> tuple[Why, ...]:
        other_day = self._comparison.day or (before.until if self._comparison.own else day)
        then, now = Side(self._then(known_on), other_day), Side(self._now(known_on), day)
        return because(before.answer, after, then, now, self._assume)

    def _answer_again(self, other: Screener, batch: pa.RecordBatch) -> tuple[pa.Array, list[Reject]]:
        """Answer rows under the other options; return the numbers of these answers, and the rows without one."""
        screened = other.screen(batch)
        numbers = [self._befores.number(Before(compared_answer(answer))) for answer in other.answers]
        rejects = [
            Reject(
                item.row,
                item.fault._replace(
                    reason=Sentence("{reason} (in the law data that is compared)", reason=item.fault.reason)
                ),
            )
            for item in screened.rejects
        ]
        return pa.array(numbers, pa.int64()).take(screened.numbers), rejects

    def _in_file(self, batch: pa.RecordBatch) -> tuple[pa.Array, list[Reject]]:
        """Return the numbers of the answers in the file itself, and the rows without one."""
        numbers, rejects = list[int](), list[Reject]()
        for row, cells in enumerate(answers(batch)):
            try:
                change = day_of(cells["next_change_on"], "next_change_on")
                # Sheets may contain times of day.
                until = date(change.year, change.month, change.day) - DAY if change else None
                numbers.append(self._befores.number(Before(compared_answer_in(cells), until)))
            except InputError as error:
                rejects.append(Reject(row, Fault(error.fact, str(cells[error.fact] or ""), error.what)))
        return pa.array(numbers, pa.int64()), rejects


def _why_in_line(before: ComparedAnswer, after: ComparedAnswer, why: Sequence[Why]) -> str:
    """Return the reasons for a difference, with the permits that cover only one of the answers."""
    was, is_ = (both(item.permits) if item.permits else Sentence("nothing") for item in (before, after))
    permits = Sentence("answered by {was} \u2192 {is_}", was=was, is_=is_)
    return side_by_side([*(item.line for item in why), *([] if was == is_ else [permits])])


def _without(screened: ScreenedBatch, rejects: Sequence[Reject]) -> ScreenedBatch:
    """Return screened rows without some of them, which become rejected rows of the whole batch."""
    rejected = {item.row for item in screened.rejects}
    places = [place for place in range(len(screened.batch) + len(rejected)) if place not in rejected]
    more = [item._replace(row=places[item.row]) for item in rejects]
    out = {item.row for item in rejects}
    remaining = pa.array([row not in out for row in range(len(screened.batch))], pa.bool_())
    return filter_rows(screened, remaining)._replace(rejects=tuple(sorted([*screened.rejects, *more])))


def filter_rows(screened: ScreenedBatch, mask: pa.Array) -> ScreenedBatch:
    """Return the screened rows that a mask selects, with the same rejected rows."""
    return screened._replace(
        batch=screened.batch.filter(mask),
        entries=screened.entries.filter(mask),
        numbers=screened.numbers.filter(mask),
        labels=screened.labels.filter(mask),
    )
