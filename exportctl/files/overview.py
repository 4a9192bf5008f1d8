"""The summary and the rejected rows of a file: the result of the rows, what to do, and the unreadable rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.batch.answers import ANSWERED, COLUMNS, FOR_PEOPLE
from exportctl.batch.common_facts import facts_of_all_rows
from exportctl.batch.file_words import (
    END_OF_ANNOUNCED,
    coming_changes,
    headline,
    past_changes,
    step_for,
    without_day,
    without_destination,
    without_export,
)
from exportctl.batch.first_steps import FirstSteps
from exportctl.batch.row_words import next_change, reason, row_answer, to_do
from exportctl.batch.totals import PassedOver, line_passed_over
from exportctl.batch.unread_columns import unread_columns
from exportctl.effects import APPEARANCES
from exportctl.files.rows import Rejected
from exportctl.law.citations import citation
from exportctl.law.scale import DECISIONS, EFFECTS, Decision
from exportctl.sentences import BilingualName, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from exportctl.batch.binding import ScreenOptions
    from exportctl.batch.screened_batch import ScreenedBatch
    from exportctl.batch.tally import Counts
    from exportctl.files.rows import Broken, Rows
    from exportctl.law.register import Register

_MAX_REJECTED: Final = 10_000
"""The number of rejected rows in their sheet; the file of rejected rows has all of them."""


class RejectedRow(NamedTuple):
    """An unreadable row: its number in the file, its cells, and every error with its column."""

    row: int
    cells: Sequence[object]
    errors: Sequence[tuple[str, str]]


class Line(NamedTuple):
    """A line of the sheet: its cells, the link of the first, its decision, and whether it is a heading of the lines below."""

    cells: tuple[str | int | date, ...]
    link: str | None = None
    decision: Decision | None = None
    heads: bool = False


class Overview(NamedTuple):
    """The law behind the answers, the counts, and the document of the rows, if it can be written again.

    `columns` are those of the file, `facts` those that were read by their facts, `rejected` its unreadable rows, `translate` renders
    texts for people, and `options` are those of the run.
    """

    law: Register
    counts: Callable[[], Counts]
    document: Any
    columns: Sequence[str]
    facts: Mapping[str, str]
    rejected: Sequence[RejectedRow]
    translate: Callable[[str], str]
    options: ScreenOptions

    def lines(self) -> Iterator[Line]:
        """Yield the lines: the headline, decisions and what to do, the most frequent provisions, and days of change."""
        counts, law = self.counts(), self.law
        yield Line((headline(counts),), heads=True)
        for warning in (without_destination(counts), without_day(counts), without_export(counts, law)):
            if warning:
                yield Line((warning,))
        known = Sentence("{version}, as of {checked}", version=law.version, checked=law.home.checked_through)
        yield Line((Sentence("Law data used"), known))
        if facts := facts_of_all_rows(law, self.options):
            yield Line((Sentence("Stated for all rows"), facts))
        if columns := unread_columns(counts.unread_columns):
            yield Line((Sentence("Columns not read"), columns))
        yield Line(())
        yield Line((Sentence("Decision"), Sentence("To do"), Sentence("Number of rows")), heads=True)
        for decision in (*reversed(EFFECTS[1:]), *DECISIONS[1::-1]):
            if rows := counts.by_decision.get(decision):
                yield Line((APPEARANCES[decision].label, step_for(law, decision, counts), rows), decision=decision)
        if counts.rejected:
            yield Line(
                (Sentence("rejected"), Sentence("Correct these rows and screen the file again."), counts.rejected)
            )
        yield Line(())
        yield Line((Sentence("Provision"), Sentence("Title"), Sentence("Number of rows")), heads=True)
        for name, rows in sorted(counts.by_provision.items(), key=lambda item: (-item[1], item[0])):
            title = law.provisions[name].title
            called = BilingualName.of(*title)
            yield Line((citation(law, name), called, rows), law.source_address(name))
        yield from self._days_of_change(counts)

    def _days_of_change(self, counts: Counts) -> Iterator[Line]:
        """Yield the coming days on which answers change, and how many rows have changed."""
        today = self.options.today
        if coming := coming_changes(counts, today):
            yield Line(())
            yield Line((Sentence("Next change"), "", Sentence("Number of rows")), heads=True)
        for item in coming:
            yield Line((item.day, END_OF_ANNOUNCED if item.is_announced else "", item.rows))
        if past := past_changes(counts, today):
            yield Line((Sentence("Changed"), past))


class RowWords:
    """The words of rows for a workbook; they are made once for each answer."""

    def __init__(self, overview: Overview, names: Sequence[str]) -> None:
        """Take the names of the columns."""
        self._law, self._translate, self._assume = overview.law, overview.translate, overview.options.assume
        self._facts = overview.facts
        self._first_steps = FirstSteps(overview.law)
        self._places = {name: names.index(name) for name in (*COLUMNS, *ANSWERED, *FOR_PEOPLE) if name in names}
        self._known: dict[tuple[Any, ...], tuple[Decision, Sequence[str]]] = {}

    def of(self, row: Sequence[Any]) -> tuple[Decision, Sequence[str]]:
        """Return the decision of a row, and in words: the decision, what to do, the reason, and the next change."""
        key = tuple(row[place] for place in self._places.values())
        words_of_row = self._known.get(key)
        if words_of_row is None:
            answer = row_answer(dict(zip(self._places, key, strict=True)), self._assume)
            words = (
                APPEARANCES[answer.decision].label,
                to_do(self._law, answer, self._first_steps, self._facts),
                reason(self._law, answer),
                next_change(answer),
            )
            words_of_row = self._known[key] = answer.decision, [self._translate(word) for word in words]
        return words_of_row


class RejectedRows:
    """Numbers rejected rows as the file's own program does, and keeps those that a sheet shows, up to its limit."""

    def __init__(
        self, columns: Mapping[str, str], places: Sequence[int], above: int, translate: Callable[[str], str] | None
    ) -> None:
        """Take the columns of facts, those that a sheet shows, and the number of lines above the rows."""
        self._columns, self._places, self._above, self._translate = columns, places, above, translate
        self.kept: list[RejectedRow] = []

    def lines(self, rows: Rows, screened: ScreenedBatch) -> list[Rejected]:
        """Return the rejected ones of some rows, with all reasons of each in one text."""
        rejected = [
            Rejected(self._above + rows.number_in_file(item.number), "", item.value, item.reason)
            for item in rows_to_correct(rows)
        ]
        rejected += [
            Rejected(
                self._above + rows.number(item.row), item.fault.column, item.fault.value, item.reasons(self._columns)
            )
            for item in screened.rejects
            if not item.passed_over
        ]
        if translate := self._translate:
            rejected = [item._replace(reason=translate(item.reason)) for item in rejected]
        return sorted(rejected)

    def keep(self, rows: Rows, screened: ScreenedBatch) -> None:
        """Keep the rejected ones of some rows with all their cells and reasons."""
        room, translate = _MAX_REJECTED - len(self.kept), self._translate or str
        kept = [
            RejectedRow(self._above + rows.number_in_file(item.number), [item.value], [("", translate(item.reason))])
            for item in rows_to_correct(rows)[:room]
        ]
        shown = rows.batch.select(self._places)
        rejects = [item for item in screened.rejects if not item.passed_over]
        for item in rejects[: room - len(kept)]:
            cells = [column[item.row].as_py() for column in shown.columns]
            faults = [
                (self._columns.get(fault.column, fault.column), translate(fault.reason))
                for fault in (item.fault, *item.others)
            ]
            kept.append(RejectedRow(self._above + rows.number(item.row), cells, faults))
        self.kept += sorted(kept, key=lambda item: item.row)


def passed_over_in(rows: Rows, screened: ScreenedBatch) -> list[PassedOver]:
    """Return why rows that need no correction are passed over."""
    reasons = [line_passed_over(item.value) for item in rows.broken]
    reasons += [item.passed_over for item in screened.rejects]
    return [reason for reason in reasons if reason]


def rows_to_correct(rows: Rows) -> list[Broken]:
    """Return the rows that could not be parsed, without those that are blank or of totals."""
    return [item for item in rows.broken if line_passed_over(item.value) is None]
