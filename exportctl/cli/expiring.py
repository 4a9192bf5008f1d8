"""`expiring` prints the suspensions and measures that end soon, or ended lately."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from exportctl.cli import commands, options
from exportctl.sentences import Sentence

app = typer.Typer(add_completion=False)
_MOST = 36500
Dated = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="How to print the result: table, json, ics; without it as the ending of the file says (-o dates.ics).",
    ),
]


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl expiring --within 60 --on 2026-10-10")
def expiring(
    within: Annotated[str, typer.Option("--within", metavar="DAYS", help="How many days to look ahead.")] = "90",
    since: Annotated[
        str,
        typer.Option("--since", metavar="DAYS", help="How many days to look back; what is not settled is always told."),
    ] = "30",
    on: options.On = None,
    known_on: options.KnownOn = None,
    all_: options.Unfolded = False,  # noqa: FBT002 - a flag of the command line
    format_: Dated = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Print the suspensions and measures that end in the days ahead or ended lately: what sleeps there, and what was announced."""
    from exportctl import api
    from exportctl.cli import outputs, session

    format_ = outputs.format_of_output("expiring", format_)
    ahead = session.number(within, "within", _MOST, Sentence("number of days"))
    back = session.number(since, "since", _MOST, Sentence("number of days"))
    asked_on, known = api.day(on, "on"), api.day(known_on, "known_on")
    result = api.expiring(ahead, session.store_of(data, also), since=back, on=asked_on, known_on=known)
    session.publish("expiring", format_, replace(result, everything=all_))
