"""`timeline` prints the spans of every provision that bears on some goods, past and to come."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from exportctl.cli import options

app = typer.Typer(add_completion=False)
Marked = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DAY",
        help="The day that is marked, YYYY-MM-DD. \\[default: today in Shanghai]",
        show_default=False,
    ),
]


@app.command(epilog="Example: exportctl timeline gallium --to US")
def timeline(
    item: options.MaybeItem = None,
    to: options.To = None,
    on: Marked = None,
    known_on: options.KnownOn = None,
    all_: options.Unfolded = False,  # noqa: FBT002 - a flag of the command line
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Draw the past and future of every provision that bears on the goods, whoever ships them; of all provisions without ITEM.

    A bar to scale shows when each is in force, suspended, or not settled; --all says every span with its days.
    """
    from exportctl import api
    from exportctl.cli import session
    from exportctl.reports.formats import format_of

    format_ = format_of("timeline", format_)
    marked, known = api.day(on, "on") or api.today(), api.day(known_on, "known_on")
    found = api.timeline(item, to, session.store_of(data, also), known_on=known)
    session.publish("timeline", format_, replace(found, on=marked, everything=all_))
