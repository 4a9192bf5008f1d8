"""`show` prints one act, provision, entry, statement or party in full, as in its file."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from exportctl.cli import commands, options, printing, session
from exportctl.cli.outputs import format_of_output
from exportctl.cli.panels import argument
from exportctl.errors import NotFoundError, ParameterError
from exportctl.sentences import Sentence, translatable

if TYPE_CHECKING:
    from exportctl.api import Law
    from exportctl.law.find import Located

app = typer.Typer(add_completion=False)
Id = Annotated[str, argument("ID", "ID of an act, provision, entry, statement, guidance or party.")]


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl show mofcom-2024-46/2")
def show(
    id_: Id, format_: options.FormatOption = "table", data: options.Data = None, also: options.Also = None
) -> None:
    """Show one record of the law data in full.

    ID is an act (mofcom-2024-46), a provision (mofcom-2024-46/2), an entry (3C001.a or 3C001), a party (mofcom-2025-13-01), a
    statement or guidance. exportctl list prints the IDs, and exportctl explain finds records by name.
    """
    from exportctl.reports.results import Record

    format_ = format_of_output("show", format_)
    store = session.store_of(data, also)
    record = _record(store, id_)
    printing.publish("show", format_, Record(store.law, record, session.hints_of(store, record)))


def _record(store: Law, id_: str) -> Located:
    """Return the record of an id; raises NotFoundError that names the commands for a name, a number or goods."""
    from exportctl import api
    from exportctl.inquiry.resolve import resolve
    from exportctl.law.find import find

    try:
        return find(store.law, store.parties, id_)
    except ParameterError:
        raise
    except NotFoundError:
        named = resolve(store.engine, store.parties, store, id_, api.today())
        words = quote(id_)
        if len(named) > 1:
            several = translatable(
                "'{text}' is not an ID; `exportctl explain {words}` lists the {count} records with this name"
            )
            raise NotFoundError(Sentence(several, text=id_, words=words, count=len(named))) from None
        one = translatable("'{text}' is not an ID; write `exportctl explain {words}`, or `exportctl show {id}`")
        raise NotFoundError(Sentence(one, text=id_, words=words, id=named[0].id)) from None
