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
    from exportctl.cli import session
    from exportctl.inquiry.explanation import explain as explained
    from exportctl.law.days import KnownLaw
    from exportctl.law.find import find

    as_json = session.wants_json(format_)
    day = session.day(on, "--on") or session.today()
    store = session.store_of(data, also)
    told = explained(KnownLaw(store.law), store.parties, find(store.law, store.parties, id_), day)
    if as_json:
        from exportctl.reports import json

        session.emit(json.dump({"schema": "exportctl.explain/1", **told}))
    else:
        from exportctl.reports import law_tables

        session.show(*law_tables.explanation(told))
