"""`watch` lists the answers in a screened file that have changed since."""

from __future__ import annotations

import typer

from exportctl.cli import early_reader, options, row_command, session
from exportctl.cli import row_options as of_rows
from exportctl.cli.screening_request import Outputs, Reference, destinations

app = typer.Typer(add_completion=False)


@app.command(cls=row_command.RowCommand, epilog="Example: exportctl watch screened.csv --on 2026-11-28")
def watch(
    context: typer.Context,
    file: of_rows.Files,
    output: of_rows.Output = None,
    rows: of_rows.Rows = None,
    rejects: of_rows.Rejects = None,
    summary: of_rows.Summary = None,
    only: of_rows.Only = None,
    output_format: of_rows.OutputFormat = None,
    allow_rejects: of_rows.AllowRejects = False,  # noqa: FBT002 - a flag of the command line
    allow_skipped: of_rows.AllowSkipped = False,  # noqa: FBT002 - the same
    format_: options.GateFormat = "table",
) -> None:
    """List the rows of a screened file whose answer has changed.

    Checks every row again, for its own day or today, and compares the answer with the one in the file. Use the same --map and --set as
    for screen. With -o, watch writes the rows that differ, with both answers and the reason.

    A folder of receipts (`--receipt`) works like a file: watch checks each question again, for its own day or --on, and lists the
    receipts whose decision has changed, with the reviewer, both decisions and the acts behind the change.

    Exit code: 0 no changed answer reaches the gate, 1 one is at or above it, 2 wrong input or rejected rows, 3 a changed answer is
    undecided, 4 no rows.
    """
    from exportctl.cli import watch_receipts

    settings = row_command.settings_of(context)
    if receipts := watch_receipts.receipts_in(file):
        from exportctl import api

        watch_receipts.require_no_options_of_rows(row_command.stated_parameters(context))
        store, day = session.store_of(settings.data, settings.also), api.day(settings.on, "on")
        raise typer.Exit(watch_receipts.watch(receipts, day, api.level(settings.gate), format_, store))
    early_reader.start(file, settings.data, settings.also)
    rows, report = destinations(rows, output, format_)
    outputs = Outputs(
        rows=rows,
        format=output_format,
        rejects=rejects,
        report=report,
        summary=summary,
        only=only or (),
        allow_rejects=allow_rejects,
    )
    reference = Reference(in_file=True)
    request = settings.request(file, outputs, allow_skipped=allow_skipped, reference=reference, report=format_)
    from exportctl.cli.screening import answer

    raise typer.Exit(answer(request))
