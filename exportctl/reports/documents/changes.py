"""The document of a comparison: the differences, in groups, with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from exportctl.law.scale import Decision, Status
from exportctl.reports.documents.document import ABSENT, Document
from exportctl.reports.documents.parts import Influence, Law, by_decision, influences, law_of

if TYPE_CHECKING:
    from exportctl.batch.changes import Group
    from exportctl.reports import results


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


def changes(result: results.Changes) -> Changes:
    """Return `exportctl.changes/1`: counts, and the rows that differ in groups, the largest first."""
    counts = result.counts
    return Changes(
        against=result.against,
        rows=counts.rows,
        screened=counts.rows_screened,
        rejected=counts.rejected,
        written=counts.written,
        by_decision=by_decision(counts),
        by_comparison=dict(counts.by_comparison),
        changes=[_group(group) for group in result.differences.groups],
        left_off=result.differences.left_off,
        configured_by=influences(result.configured),
        law=law_of(result.law),
        exit_code=result.exit_code,
    )


def _group(group: Group) -> ChangedRows:
    return ChangedRows(
        count=group.count,
        rows=[ChangedRow.from_record(row, file=row.file or None) for row in group.first],
        before=ComparedAnswer.from_record(group.before),
        after=ComparedAnswer.from_record(group.after),
        because=[Why.from_record(why, status=why.is_) for why in group.why],
    )
