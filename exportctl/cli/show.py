"""`show` prints one act, provision, entry, statement or party in full, as in its file."""

from __future__ import annotations

from typing import Annotated

import typer

from exportctl.cli import commands, options, printing, session
from exportctl.cli.outputs import format_of_output
from exportctl.cli.panels import argument

app = typer.Typer(add_completion=False)
Id = Annotated[str, argument("ID", "ID of an act, provision, entry, statement, guidance or party.")]


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl show mofcom-2024-46/2")
def show(
    id_: Id, format_: options.FormatOption = "table", data: options.Data = None, also: options.Also = None
) -> None:
    """Show one record of the law data in full.

    ID is an act (mofcom-2024-46), a provision (mofcom-2024-46/2), an entry (3C001.a or 3C001), a party (mofcom-2025-13-01), a
    statement or guidance. exportctl list prints the IDs.
    """
    from exportctl.law.find import find
    from exportctl.reports.results import Record

    format_ = format_of_output("show", format_)
    store = session.store_of(data, also)
    record = find(store.law, store.parties, id_)
    printing.publish("show", format_, Record(store.law, record, session.hints_of(store, record)))
