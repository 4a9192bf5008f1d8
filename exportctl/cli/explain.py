"""`explain` prints one provision, act, entry or party with its history, its sources and its doubts."""

from __future__ import annotations

import typer

from exportctl.cli import options
from exportctl.cli.show import Id

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: exportctl explain mofcom-2024-46/2")
def explain(
    id_: Id,
    on: options.On = None,
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Explain what an id stands for: what it says, its history, its sources, and what is in doubt."""
    from exportctl import api
    from exportctl.cli import session
    from exportctl.inquiry.explanation import explain as explained
    from exportctl.law.days import KnownLaw
    from exportctl.law.find import find
    from exportctl.reports.formats import format_of
    from exportctl.reports.results import Explanation

    format_ = format_of("explain", format_)
    day = api.day(on, "on") or api.today()
    store = session.store_of(data, also)
    found = find(store.law, store.parties, id_)
    told = explained(KnownLaw(store.law), store.parties, found, day, session.hints_of(store, found))
    session.publish("explain", format_, Explanation(store.law, found.kind, found.id, told))
