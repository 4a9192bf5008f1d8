"""Answer a request over files of rows: run it, write its receipt, print the result, and return the exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from exportctl.cli import company, printing, receipts, settings
from exportctl.cli.manner import current_manner
from exportctl.cli.outputs import direct_to
from exportctl.cli.screening_request import ScreeningRequest, rows_on_standard_output
from exportctl.cli.screening_run import missed_sources, run
from exportctl.cli.target import target
from exportctl.engine.gate_policy import UNDECIDED_PASSED
from exportctl.reports.formats import GATES, format_of
from exportctl.reports.i18n.language import render
from exportctl.reports.results import Changes, Summary
from exportctl.reports.text.changes import comparison_line
from exportctl.reports.text.summary import baseline_line, cautions, gaps, last_line, left_out_line
from exportctl.sentences import Fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.files.rows import Skipped


def answer(request: ScreeningRequest) -> int:
    """Run over the files, report, and return the exit code; raises InputError for an invalid option."""
    reference, outputs = request.reference, request.outputs
    kind = "changes" if reference.differences_only else "summary"
    format_ = format_of(kind, request.report)
    note_allowed(allow_rejects=outputs.allow_rejects)
    direct_to(outputs.report, *request.inputs.names)
    keeps = bool(outputs.receipt or outputs.log)
    if keeps:
        from exportctl.cli import screen_receipt  # few runs have a receipt or drafts

        screen_receipt.refuse(request)
    if outputs.drafts:
        from exportctl.cli import row_drafts

        row_drafts.refuse(request, outputs.drafts)
    outcome = run(request)
    if outputs.drafts:
        row_drafts.write_all(outcome, outputs.drafts)
    if keeps:
        receipts.keep(screen_receipt.receipt_of(outcome), outputs.receipt, outputs.log, outputs.reviewed_by)
    result, counts, code = outcome.result, outcome.result.counts, outcome.result.exit_code
    changes = None
    if outcome.comparison:
        changes = Changes(
            law=outcome.store.law,
            counts=counts,
            exit_code=code,
            against=reference.label,
            differences=outcome.comparison.changes,
            files_read=result.files_read,
            influences=result.influences,
        )
    if outputs.summary:
        printing.write(outputs.summary, (changes or result).to_json() + "\n", "summary")
    alone = bool(target()) or not rows_on_standard_output(outcome.jobs)
    if alone:
        printing.publish(kind, format_, changes if changes and format_ not in GATES else result)
    print_notes(result, request, printed=alone and format_ == "table")
    settings.note_passed(counts.by_warning.get(UNDECIDED_PASSED, 0), counts.rows_screened)
    return code


def note_allowed(*, allow_rejects: bool) -> None:
    """Note a setting that allows rejected rows."""
    if allow_rejects and (place := settings.where("allow_rejects")):
        printing.complain("looser than the default: {settings}", settings=f"allow_rejects = true ({place})")


def print_notes(result: Summary, request: ScreeningRequest, *, printed: bool) -> None:
    """Print on stderr the parts of the result that the counts omit, unless a `printed` table has them; the last line adds them up.

    A terminal shows both streams: there, the lines of the table are not repeated.
    """
    counts, law, reference = result.counts, result.law, request.reference
    known = baseline_line(counts, str(reference.baseline)) if reference.baseline else ""
    differ = comparison_line(counts, reference.label) if reference.differences_only and not printed else ""
    _note_skipped(result.skipped, allowed=request.inputs.allow_skipped)
    is_on_screen = printed and not target() and sys.stdout.isatty() and sys.stderr.isatty()
    of_table = () if is_on_screen else (*gaps(counts), *cautions(counts, law))
    for line in (*of_table, known, differ, left_out_line(counts)):
        if line:
            printing.note(line)
    company.note_influences(result.influences)
    if not current_manner().quiet:
        print(render(last_line(counts)), file=sys.stderr)


def _note_skipped(skipped: Sequence[Skipped], *, allowed: bool) -> None:
    """Note the inputs that were not read, and what to do about them: a run that may have missed rows does not pass."""
    missed = missed_sources(skipped, allowed=allowed)
    for item in skipped:
        (printing.complain if item in missed else printing.note)(item.line())
    if missed:
        printing.complain(
            "the skipped inputs may contain rows or parties, so the exit code is 2; name them, move them away, or add {option}",
            option=Fact("allow_skipped"),
        )
