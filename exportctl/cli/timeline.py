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
    from exportctl import api
    from exportctl.cli import session
    from exportctl.reports.formats import format_of

    format_ = format_of("timeline", format_)
    known = api.day(known_on, "known_on")
    session.publish("timeline", format_, api.timeline(item, to, session.store_of(data, also), known_on=known))
