"""The document of a comparison: what differs, in groups, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.reports.documents.parts import by_decision, configured_by, law_asked

if TYPE_CHECKING:
    from exportctl.batch.change import Standing
    from exportctl.batch.changes import Group
    from exportctl.reports import results
    from exportctl.reports.documents.shapes import answers as shapes


def changes(result: results.Changes) -> shapes.Changes:
    """Return `exportctl.changes/1`: counts, and the rows that differ in groups, that of most rows first."""
    counts = result.counts
    return {
        "schema": "exportctl.changes/1",
        "against": result.against,
        "rows": counts.rows,
        "screened": counts.screened,
        "rejected": counts.rejected,
        "written": counts.written,
        "by_decision": by_decision(counts),
        "by_comparison": dict(counts.by_comparison),
        "changes": [_group(group) for group in result.found.groups],
        "left_off": result.found.left_off,
        **configured_by(result.configured),
        "law": law_asked(result.law),
        "exit_code": result.exit_code,
    }


def _group(group: Group) -> shapes.ChangedRows:
    return {
        "count": group.count,
        "rows": [{"file": row.file or None, "row": row.row, "item": row.item, "to": row.to} for row in group.first],
        "before": _stood(group.before),
        "after": _stood(group.after),
        "because": [
            {"provision": why.provision, "title": why.title, "was": why.was, "status": why.is_} for why in group.why
        ],
    }


def _stood(answer: Standing) -> shapes.Stood:
    return {
        "decision": answer.decision,
        "worst_case": answer.worst_case,
        "settled": answer.settled,
        "answered_by": list(answer.answered_by),
    }
