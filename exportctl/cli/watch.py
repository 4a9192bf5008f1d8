"""`watch` lists the answers in a screened file that have changed since."""

from __future__ import annotations

import typer

from exportctl.cli import commands, options
from exportctl.cli import row_options as of_rows

app = typer.Typer(add_completion=False)


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl watch screened.csv --on 2026-11-28")
def watch(
    context: typer.Context,
    file: of_rows.Files,
    output: of_rows.Output = None,
    rows: of_rows.Rows = None,
    rejects: of_rows.Rejects = None,
    summary: of_rows.Summary = None,
    map_: of_rows.Map = None,
    set_: of_rows.Set = None,
    on: of_rows.On = None,
    known_on: options.KnownOn = None,
    only: of_rows.Only = None,
    assume: options.Assume = "on-face",
    gate: options.Gate = "license_required",
    undecided: options.Undecided = "fail",
    max_age: options.MaxAge = None,
    trust_descriptions: options.TrustDescriptions = False,  # noqa: FBT002 - a flag of the command line
    input_format: of_rows.InputFormat = None,
    output_format: of_rows.OutputFormat = None,
    encoding: of_rows.Encoding = None,
    sheet: of_rows.Sheet = None,
    date_order: of_rows.DateOrder = "auto",
    allow_rejects: of_rows.AllowRejects = False,  # noqa: FBT002 - the same
    allow_skipped: of_rows.AllowSkipped = False,  # noqa: FBT002 - the same
    format_: options.GateFormat = "table",
    data: options.Data = None,
    also: options.Also = None,
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

    if receipts := watch_receipts.receipts_in(file):
        from exportctl import api
        from exportctl.cli import session

        watch_receipts.require_no_options_of_rows(context)
        store = session.store_of(data, also)
        raise typer.Exit(watch_receipts.watch(receipts, api.day(on, "on"), api.level(gate), format_, store))
    from exportctl.cli.screening import answer
    from exportctl.cli.screening_request import (
        Inputs,
        Outputs,
        Reference,
        ScreeningRequest,
        destinations,
        screen_options,
    )

    rows, report = destinations(rows, output, format_)
    request = ScreeningRequest(
        inputs=Inputs(file, input_format, encoding, sheet, allow_skipped=allow_skipped),
        options=screen_options(
            map_=map_,
            set_=set_,
            on=on,
            known_on=known_on,
            assume=assume,
            gate=gate,
            undecided=undecided,
            max_age=max_age,
            trusted=trust_descriptions,
            date_order=date_order,
        ),
        outputs=Outputs(
            rows=rows,
            format=output_format,
            rejects=rejects,
            report=report,
            summary=summary,
            only=only or (),
            allow_rejects=allow_rejects,
        ),
        reference=Reference(in_file=True),
        report=format_,
        data=data,
        also=also or (),
    )
    raise typer.Exit(answer(request))
