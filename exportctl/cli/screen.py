"""`screen` answers `check` for every row of a file."""

from __future__ import annotations

import typer

from exportctl.cli import early_reader, options, receipts, row_command
from exportctl.cli import row_options as of_rows
from exportctl.cli.screening_request import Outputs, Reference, destinations

app = typer.Typer(add_completion=False)


@app.command(
    cls=row_command.RowCommand,
    epilog="Example: exportctl screen shipments.csv -o screened.csv --map item=hs_code --set to=US",
)
def screen(
    context: typer.Context,
    file: of_rows.Files,
    output: of_rows.Output = None,
    rows: of_rows.Rows = None,
    rejects: of_rows.Rejects = None,
    summary: of_rows.Summary = None,
    drafts: of_rows.Drafts = None,
    only: of_rows.Only = None,
    watch_change: of_rows.Within = None,
    output_format: of_rows.OutputFormat = None,
    allow_rejects: of_rows.AllowRejects = False,  # noqa: FBT002 - a flag of the command line
    allow_skipped: of_rows.AllowSkipped = False,  # noqa: FBT002 - the same
    baseline: of_rows.Baseline = None,
    key: of_rows.Key = None,
    compare: of_rows.Compare = None,
    compare_data: of_rows.CompareData = None,
    resume: of_rows.Resume = False,  # noqa: FBT002 - the same
    format_: options.GateFormat = "table",
    receipt: receipts.Receipt = None,
    overwrite: receipts.Overwrite = False,  # noqa: FBT002 - the same
    reviewed_by: receipts.ReviewedBy = None,
    log: receipts.Log = None,
) -> None:
    """Check every row of a file.

    Name the columns like the options of check, with _ for -: item, to, on, end_use. --map takes other names; other columns pass
    through.

    Each row appears once: in OUT, in order, with the columns decision, worst_case, settled, entries, provisions, questions,
    next_change_on and next_change_decision (with items, licences or waivers of the company also answered_by, not_answered and
    configured_by), or among the rejected rows with the reason. exportctl writes OUT atomically.

    Several files go into a folder, each under its own name; the exit code is the strictest. exportctl lists each input that it
    skipped, and exits with 2 if such an input may hold rows.

    Exit code: 0 all rows below the gate, 1 some at or above it, 2 wrong input, rejected rows or skipped inputs, 3 some undecided, 4
    no rows.
    """
    receipts.require_receipt(reviewed_by, receipt)
    settings = row_command.settings_of(context)
    early_reader.start(file, settings.data, settings.also)
    rows, report = destinations(rows, output, format_)
    outputs = Outputs(
        rows=rows,
        format=output_format,
        rejects=rejects,
        report=report,
        summary=summary,
        drafts=drafts,
        receipt=receipt,
        overwrite=overwrite,
        reviewed_by=reviewed_by,
        log=log,
        only=only or (),
        watch_change=watch_change,
        allow_rejects=allow_rejects,
    )
    reference = Reference(baseline, key or (), day=compare, data=compare_data)
    request = settings.request(
        file, outputs, allow_skipped=allow_skipped, reference=reference, report=format_, resume=resume
    )
    from exportctl.cli.screening import answer

    raise typer.Exit(answer(request))
