"""`list` prints the acts, provisions, entries, statements, guidance, parties or measured properties in the data."""

from __future__ import annotations

from typing import Annotated

import typer

from exportctl.cli import commands, options, printing, session
from exportctl.cli.outputs import format_of_output

app = typer.Typer(add_completion=False)


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl list provisions --on 2026-11-28")
def list_(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND", help="acts, provisions, entries, statements, guidance, procedure, parties or parameters."
        ),
    ] = "acts",
    on: options.On = None,
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """List acts, provisions, entries, statements, guidance, procedure, parties or parameters.

    Acts, provisions and parties have their status on the day.
    """
    from exportctl import api
    from exportctl.law.status import LawAsOf
    from exportctl.reports.documents.listing import rows
    from exportctl.reports.results import Listing

    format_ = format_of_output("list", format_)
    day = api.day(on, "on") or api.today()
    store = session.store_of(data, also)
    name, records = rows(LawAsOf(store.law), store.parties, kind, day)
    printing.publish("list", format_, Listing(store.law, name, day, records))
