"""`explain` prints one provision, act, entry or party, by its id or name, with its history, sources and doubts."""

from __future__ import annotations

from typing import Annotated

import typer

from exportctl.cli import commands, options, printing, session
from exportctl.cli.outputs import format_of_output
from exportctl.cli.panels import argument
from exportctl.sentences import Sentence

app = typer.Typer(add_completion=False)


RecordName = Annotated[
    str, argument("ID|NAME", "ID, number of an act ('No. 46 of 2024', 2024年第46号), title, goods or party.")
]


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl explain mofcom-2024-46/2")
def explain(
    id_: RecordName,
    on: options.On = None,
    all_: options.Unfolded = False,  # noqa: FBT002 - a flag of the command line
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Explain an act, provision, entry or party: content, history, sources and doubts.

    If several records have the name, explain lists them with their IDs.
    """
    from exportctl import api
    from exportctl.inquiry.resolve import resolve
    from exportctl.reports.documents.listing import record_rows
    from exportctl.reports.results import Explanation, Listing

    format_ = format_of_output("explain", format_)
    day = api.day(on, "on") or api.today()
    store = session.store_of(data, also)
    records = resolve(store.engine, store.parties, store, id_, day)
    if len(records) > 1:
        rows = record_rows(records)
        printing.publish("list", format_, Listing(store.law, Sentence("records named '{text}'", text=id_), day, rows))
        return
    (record,) = records
    hints = session.hints_of(store, record)
    printing.publish("explain", format_, Explanation(store.law, store.parties, record, day, hints, everything=all_))
