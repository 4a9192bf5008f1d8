"""`timeline` prints the past and future spans of every provision that concerns some goods."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from exportctl.cli import commands, options, outputs, printing, session
from exportctl.cli.panels import LAW, format_option, option

app = typer.Typer(add_completion=False)
Marked = Annotated[str | None, option(LAW, "--on DAY", "Day to mark, YYYY-MM-DD. \\[default: today in Shanghai]")]
Drawn = Annotated[
    str,
    format_option(
        "table, json, svg, png.\n\nWithout this option, the extension of the output file decides (-o timeline.svg)."
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
    """Show when provisions are in force, suspended or ended.

    With ITEM: the provisions that apply to these goods, for any exporter. --all lists each period with its days.

    In a picture (svg, png), unconfirmed periods are hatched, and the days after the law data ends are shaded.
    """
    from exportctl import api

    format_ = outputs.format_of_output("timeline", format_)
    marked, known = api.day(on, "on") or api.today(), api.day(known_on, "known_on")
    result = api.timeline(item, to, session.store_of(data, also), known_on=known)
    printing.publish("timeline", format_, replace(result, on=marked, everything=all_))
