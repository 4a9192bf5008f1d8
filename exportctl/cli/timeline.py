"""`timeline` prints the spans of every provision that bears on some goods, past and to come."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from exportctl.cli import commands, options

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
Drawn = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="How to print the result: table, json, svg, png; without it as the ending of the file says (-o timeline.svg).",
    ),
]


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl timeline gallium --to US")
def timeline(
    item: options.MaybeItem = None,
    to: options.To = None,
    on: Marked = None,
    known_on: options.KnownOn = None,
    all_: options.Unfolded = False,  # noqa: FBT002 - a flag of the command line
    format_: Drawn = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Draw the past and future of every provision that bears on the goods, whoever ships them; of all provisions without ITEM.

    A bar to scale shows when each is in force, suspended, or not settled; --all says every span with its days. As a picture (svg, png)
    what is not settled is hatched, what nobody knew is shaded, and the words are text.
    """
    from exportctl import api
    from exportctl.cli import outputs, session

    format_ = outputs.format_of_output("timeline", format_)
    marked, known = api.day(on, "on") or api.today(), api.day(known_on, "known_on")
    result = api.timeline(item, to, session.store_of(data, also), known_on=known)
    session.publish("timeline", format_, replace(result, on=marked, everything=all_))
