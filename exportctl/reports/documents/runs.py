"""The documents of a run over files: its counts, and its differences from earlier answers, in groups with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from exportctl.law.scale import Decision, Status
from exportctl.reports.documents.document import ABSENT, Day, Document
from exportctl.reports.documents.parts import Influence, Law, influences, law_of

if TYPE_CHECKING:
    from exportctl.batch import changes as batch_changes
    from exportctl.batch.changes import Group
    from exportctl.reports import results


class CoveredRows(Document):
    """The number of rows that licences and waivers cover, wholly or in part."""

    licences: int
    waivers: int


class Skipped(Document):
    """An input that was not read: its name, the reason, and whether it may contain rows."""

    name: str
    why: str
    may_hold_rows: bool


class UnreadColumn(Document):
    """A column that was not read: its name, and the fact that it may state."""

    column: str
    may_state: str | None


class UnreadColumns(Document):
    """The columns of a file that were not read."""

    file: str | None
    columns: list[UnreadColumn]


class Summary(Document):
    """The counts of a run of `screen`."""

    schema: Literal["exportctl.summary/1"] = "exportctl.summary/1"
    rows: int
    screened: int
    rejected: int
    passed_over: dict[str, int] = ABSENT
    written: int
    by_decision: dict[Decision, int]
    by_provision: dict[str, int]
    by_next_change_on: dict[Day, int]
    by_warning: dict[str, int]
    by_comparison: dict[str, int]
    by_date_order: dict[str, int] = ABSENT
    skipped: list[Skipped]
    unread_columns: list[UnreadColumns] = ABSENT
    answered: CoveredRows
    configured_by: list[Influence] = ABSENT
    law: Law
    exit_code: int


class ComparedAnswer(Document):
    """An answer to rows that differ, and the permits that cover it."""

    decision: Decision
    worst_case: Decision
    settled: bool
    answered_by: list[str]


class Why(Document):
    """A provision that makes answers differ, and both statuses, if they differ and are known."""

    provision: str
    title: str
    was: Status | None
    status: Status | None


class ChangedRow(Document):
    """A row whose answer differs."""

    file: str | None
    row: int
    item: str
    to: str


class ChangedRows(Document):
    """Rows with the same difference: their number, and the first of them."""

    count: int
    rows: list[ChangedRow]
    before: ComparedAnswer
    after: ComparedAnswer
    because: list[Why]


class Changes(Document):
    """The rows of a run of `screen --compare` or `watch` whose answers differ."""

    schema: Literal["exportctl.changes/1"] = "exportctl.changes/1"
    against: str
    rows: int
    screened: int
    rejected: int
    written: int
    by_decision: dict[Decision, int]
    by_comparison: dict[str, int]
    changes: list[ChangedRows]
    left_off: int
    configured_by: list[Influence] = ABSENT
    law: Law
    exit_code: int


def summary(result: results.Summary) -> Summary:
    """Return `exportctl.summary/1`: the counts of a run, decisions the strictest first."""
    counts = result.counts
    return Summary.from_record(
        counts,
        result,
        screened=counts.rows_screened,
        passed_over=counts.passed_over or ABSENT,
        by_decision=counts.decisions,
        by_next_change_on=counts.by_change,
        by_date_order=counts.by_date_order or ABSENT,
        skipped=[Skipped.from_record(item, name=str(item.name), why=str(item.why)) for item in result.skipped],
        unread_columns=[*map(_unread_columns, result.unread_columns)] or ABSENT,
        answered=CoveredRows(licences=counts.by_answer.get("licence", 0), waivers=counts.by_answer.get("waiver", 0)),
        configured_by=influences(result.influences),
        law=law_of(result.law),
    )


def _unread_columns(of_file: results.UnreadColumns) -> UnreadColumns:
    return UnreadColumns(
        file=of_file.file or None,
        columns=[UnreadColumn(column=name, may_state=fact or None) for name, fact in of_file.columns.items()],
    )


def changes(result: results.Changes) -> Changes:
    """Return `exportctl.changes/1`: counts, and the rows that differ in groups, the largest first."""
    counts = result.counts
    return Changes.from_record(
        counts,
        result,
        screened=counts.rows_screened,
        by_decision=counts.decisions,
        changes=[_group(group) for group in result.differences.groups],
        left_off=result.differences.left_off,
        configured_by=influences(result.influences),
        law=law_of(result.law),
    )


def _group(group: Group) -> ChangedRows:
    return ChangedRows(
        count=group.count,
        rows=[ChangedRow.from_record(row, file=row.file or None) for row in group.first],
        before=_answer_of(group.before),
        after=_answer_of(group.after),
        because=[Why.from_record(why, status=why.is_) for why in group.why],
    )


def _answer_of(answer: batch_changes.ComparedAnswer) -> ComparedAnswer:
    return ComparedAnswer.from_record(answer, answered_by=[*answer.permits])
