"""The documents of questions about the law itself: its records, what the data covers, and what changes when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from exportctl.inquiry.history import effects_of
from exportctl.reports.documents.parts import day, extension, law_asked, name, warned

if TYPE_CHECKING:
    from exportctl.inquiry.history import Transition
    from exportctl.law.register import Register
    from exportctl.reports import results
    from exportctl.reports.documents.shapes import law as shapes
    from exportctl.reports.documents.shapes.explanation import Explanation
    from exportctl.reports.documents.shapes.listing import Listing, Rows


def timeline(result: results.Timeline) -> shapes.Timeline:
    """Return `exportctl.timeline/1`."""
    return {
        "schema": "exportctl.timeline/1",
        "query": _inquiry(result.asked),
        "spans": [
            {
                "provision": span.provision,
                "title": name(result.law.provisions[span.provision].title),
                "status": span.status,
                "from": span.from_.isoformat(),
                "through": day(span.through),
                "by": span.by,
            }
            for span in result.spans
        ],
        "law": law_asked(result.law),
        "warnings": warned(covered=result.covered, law=result.law),
    }


def diff(result: results.Diff) -> shapes.Diff:
    """Return `exportctl.diff/1`."""
    return {
        "schema": "exportctl.diff/1",
        "query": {"day1": result.first.isoformat(), "day2": result.last.isoformat(), **_inquiry(result.asked)},
        "changes": [_change(result.law, item) for item in result.changes],
        "law": law_asked(result.law),
        "warnings": warned(covered=result.covered, law=result.law),
    }


def expiring(result: results.Expiring) -> shapes.Expiring:
    """Return `exportctl.expiring/1`: a change as `diff` tells it, whose statuses have a second name here."""
    return {
        "schema": "exportctl.expiring/1",
        "query": {
            "within": result.within,
            "since": result.since,
            "on": result.on.isoformat(),
            "known_on": day(result.known_on),
        },
        "changes": [
            {
                **_change(result.law, item),
                "from_status": item.before,
                "to_status": item.after,
                "suspended_by": item.suspended_by,
                "last_day": item.last_day.isoformat(),
                "days_left": item.days_left(result.on),
                "days_gone": item.days_gone(result.on),
                "effects": list(effects_of(result.law, item.provision)),
            }
            for item in result.changes
        ],
        "law": law_asked(result.law),
        "warnings": warned(covered=result.covered, law=result.law),
    }


def listing(result: results.Listing) -> Listing:
    """Return `exportctl.list/1`: the records of one kind, a row each."""
    rows = cast("Rows", list(result.rows))
    return {"schema": "exportctl.list/1", "rows": rows, "law": law_asked(result.law)}


def record(result: results.Record) -> shapes.Record:
    """Return `exportctl.show/1`: one record whole, with the keys of its file."""
    told: dict[str, Any] = {"kind": result.of, "id": result.id, "record": result.record}
    if result.parallels:
        told["parallels"] = list(result.parallels)
    return cast("shapes.Record", {"schema": "exportctl.show/1", **told})


def explanation(result: results.Explanation) -> Explanation:
    """Return `exportctl.explain/1`: one record with its history, its sources and its doubts."""
    return cast("Explanation", {"schema": "exportctl.explain/1", **result.record})


def coverage(result: results.Coverage) -> shapes.Coverage:
    """Return `exportctl.data-status/1`: what the data covers."""
    used = {"place": result.place, "why": result.why}
    return cast("shapes.Coverage", {"schema": "exportctl.data-status/1", "used": used, **result.told})


def lint(result: results.Lint) -> shapes.Lint:
    """Return `exportctl.lint/1`: every problem of a data folder."""
    return {
        "schema": "exportctl.lint/1",
        "folder": result.folder,
        "problems": [
            {"file": item.file, "line": item.line, "code": item.code, "message": item.message}
            for item in result.problems
        ],
    }


def cases(result: results.Cases) -> shapes.Cases:
    """Return `exportctl.cases/1`: the cases of a folder that the law answers otherwise."""
    return {
        "schema": "exportctl.cases/1",
        "folder": result.folder,
        "cases": result.count,
        "met": result.met,
        "failed": [
            {
                "file": item.file,
                "line": item.line,
                "case": item.case,
                "differences": [{"of": one.of, "expected": one.expected, "told": one.told} for one in item.differences],
            }
            for item in result.failed
        ],
    }


def _inquiry(asked: results.Inquiry) -> shapes.Inquiry:
    return {"item": asked.item, "to": asked.to, "known_on": day(asked.known_on)}


def _change(law: Register, item: Transition) -> shapes.Change:
    return {
        "provision": item.provision,
        "title": name(law.provisions[item.provision].title),
        "before": item.before,
        "after": item.after,
        "on": item.on.isoformat(),
        "by": item.by,
        "announced_extension": extension(item.announced_extension),
    }
