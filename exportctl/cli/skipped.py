"""Report inputs that were not read; a run that may have missed rows for that reason does not pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.sentences import Fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.api import Law
    from exportctl.files.rows import Skipped
    from exportctl.reports.results import GateFindings


def missed_sources(skipped: Sequence[Skipped], *, allowed: bool) -> list[Skipped]:
    """Return the skipped sources that may have rows; empty if that is allowed."""
    return [] if allowed else [item for item in skipped if item.may_hold_rows]


def gate_finding(store: Law, item: Skipped) -> GateFindings:
    """Return the finding for a gate about a source that may have rows."""
    from exportctl.batch.findings import Findings, UnreadableRow
    from exportctl.reports.results import GateFindings

    findings = Findings(store.law, dated=False)
    findings.reject([UnreadableRow(0, "", "", str(item.line()))])
    return GateFindings(str(item.name), findings, {}, rejects_allowed=False)


def note_skipped(skipped: Sequence[Skipped], *, allowed: bool) -> None:
    """Note on stderr the inputs that were not read, and what to do about them."""
    from exportctl.cli import printing

    missed = missed_sources(skipped, allowed=allowed)
    for item in skipped:
        (printing.complain if item in missed else printing.note)(item.line())
    if missed:
        printing.complain(
            "the skipped files may contain rows, so the exit code is 2; name them, move them away, or add {option}",
            option=Fact("allow_skipped"),
        )
