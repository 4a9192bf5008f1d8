"""`timeline` prints the spans of every provision that bears on some goods, past and to come."""

from __future__ import annotations

import typer

from exportctl.cli import options

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: exportctl timeline gallium --to US")
def timeline(
    item: options.MaybeItem = None,
    to: options.To = None,
    known_on: options.KnownOn = None,
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Print the past and future of every provision that bears on the goods, whoever ships them; of all provisions without ITEM."""
    from exportctl.cli import session
    from exportctl.inquiry import history

    as_json = session.wants_json(format_)
    known = session.law_known(known_on, data, also)
    law, found = known.law, history.timeline(known, session.bearing(known, item, to))
    if as_json:
        from exportctl.reports import json

        session.emit(json.dump(json.timeline(law, found)))
    else:
        from exportctl.reports import law_tables

        session.show(*law_tables.timeline(law, found))
