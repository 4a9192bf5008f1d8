"""Answer a request over files of rows: run it, write its receipt, print the result, and return the exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from exportctl.cli.manner import current_manner

if TYPE_CHECKING:
    from exportctl.cli.screening_request import ScreeningRequest
    from exportctl.reports.results import Summary


def answer(request: ScreeningRequest) -> int:
    """Run over the files, report, and return the exit code; raises InputError for an invalid option."""
    from exportctl.cli import printing, receipts, row_drafts, screen_receipt, settings
    from exportctl.cli.outputs import direct_to, target
    from exportctl.cli.screening_run import run
    from exportctl.engine.gate_policy import UNDECIDED_PASSED
    from exportctl.reports.formats import GATES, format_of
    from exportctl.reports.results import Changes

    reference, outputs = request.reference, request.outputs
    kind = "changes" if reference.differences_only else "summary"
    format_ = format_of(kind, request.report)
    if outputs.allow_rejects and (place := settings.where("allow_rejects")):
        printing.note("looser than the default: {settings}", settings=f"allow_rejects = true ({place})")
    direct_to(outputs.report, *request.inputs.names)
    keeps = bool(outputs.receipt or outputs.log)
    if keeps:
        screen_receipt.refuse(request)
    if outputs.drafts:
        row_drafts.refuse(request, outputs.drafts)
    outcome = run(request)
    if outputs.drafts:
        row_drafts.write(outcome, outputs.drafts)
    if keeps:
        receipts.keep(screen_receipt.receipt_of(outcome), outputs.receipt, outputs.log, outputs.reviewed_by)
    result, counts, code = outcome.result, outcome.result.counts, outcome.result.exit_code
    changes = (
        Changes(
            outcome.store.law, counts, code, reference.label, outcome.comparison.changes, configured=result.configured
        )
        if outcome.comparison
        else None
    )
    if outputs.summary:
        printing.write(outputs.summary, (changes or result).to_json() + "\n", "summary")
    alone = bool(target()) or not outcome.rows_on_standard_output
    if alone:
        printing.publish(kind, format_, changes if changes and format_ not in GATES else result)
    print_notes(result, request, printed=alone and format_ == "table")
    settings.note_passed(counts.by_warning.get(UNDECIDED_PASSED, 0), counts.rows_screened)
    return code


def print_notes(result: Summary, request: ScreeningRequest, *, printed: bool) -> None:
    """Print on stderr the parts of the result that the counts omit, unless a `printed` table has them; the last line adds them up."""
    from exportctl.batch.row_words import without_destination
    from exportctl.cli import company, printing, skipped
    from exportctl.reports.i18n.language import render
    from exportctl.reports.text.changes import comparison_line
    from exportctl.reports.text.summary import baseline_line, cautions, last_line

    counts, law, reference = result.counts, result.law, request.reference
    known = baseline_line(counts, str(reference.baseline)) if reference.baseline else ""
    differ = comparison_line(counts, reference.label) if reference.differences_only and not printed else ""
    skipped.note_skipped(result.skipped, allowed=request.inputs.allow_skipped)
    for line in (without_destination(counts), *cautions(counts, law), known, differ):
        if line:
            printing.note(line)
    company.note_influences(result.configured)
    if not current_manner().quiet:
        print(render(last_line(counts)), file=sys.stderr)
