"""The documents of receipts, of what `verify` finds, and of what is wrong with a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from exportctl.reports import receipts as results
    from exportctl.reports.documents.shapes import receipts as shapes


def receipt(result: results.Receipt) -> shapes.Receipt:
    """Return `exportctl.receipt/1`."""
    return cast("shapes.Receipt", result.held)


def verification(result: results.Verification) -> shapes.Verification:
    """Return `exportctl.verification/1`."""
    found = result.found
    return {
        "schema": "exportctl.verification/1",
        "receipt": found.kept["digest"],
        "command": found.kept["command"],
        "changed": {
            "law": bool(found.law),
            "data": found.data,
            "program": found.program,
            "files": bool(found.files),
            "answer": bool(found.answer),
        },
        "before": {"program": found.kept["program"], "law": found.kept["law"]},
        "after": {"program": found.again["program"], "law": found.again["law"]},
        "acts": [{"name": item.name, "change": item.how} for item in found.law],
        "files": [{"name": item.name, "change": item.how} for item in found.files],
        "answer": [{"part": item.part, "before": item.before, "after": item.after} for item in found.answer],
        "provisions": [
            {"provision": item.provision, "change": item.how, "acts": list(item.acts)} for item in found.provisions
        ],
        "exit_code": found.exit_code,
    }


def log(result: results.Log) -> shapes.Log:
    """Return `exportctl.log-verification/1`."""
    return {
        "schema": "exportctl.log-verification/1",
        "file": result.file,
        "lines": result.found.lines,
        "head": result.found.head,
        "faults": [{"line": item.line, "kind": item.kind} for item in result.found.faults],
        "exit_code": result.exit_code,
    }
