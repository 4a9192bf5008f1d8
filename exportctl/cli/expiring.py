"""`expiring` prints the suspensions and measures that end soon or ended recently."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from exportctl.cli import commands, options, outputs, printing, session, values
from exportctl.cli.panels import LAW, format_option, option

app = typer.Typer(add_completion=False)
Dated = Annotated[
    str,
    format_option("table, json, ics.\n\nWithout this option, the extension of the output file decides (-o dates.ics)."),
]


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl expiring --within 60 --on 2026-10-10")
def expiring(
    within: Annotated[str, option(LAW, "--within DAYS", "Days to look ahead.")] = "90",
    since: Annotated[
        str | None,
        option(
            LAW,
            "--since DAYS",
            "Days to look back. \\[default: 30; in a calendar 0]\n\n"
            "exportctl always lists unconfirmed ends, except in a calendar.",
        ),
    ] = None,
    on: options.On = None,
    known_on: options.KnownOn = None,
    all_: options.Unfolded = False,  # noqa: FBT002 - a flag of the command line
    format_: Dated = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """List suspensions and measures that end soon or ended recently.

    Each has the provisions that it suspends, and any announced extension.
    """
    from exportctl import api

    format_ = outputs.format_of_output("expiring", format_)
    ahead = values.number_of_days(within, "within")
    back = values.number_of_days(since or ("0" if format_ == "ics" else "30"), "since")
    day, known = api.day(on, "on"), api.day(known_on, "known_on")
    result = api.expiring(ahead, session.store_of(data, also), since=back, on=day, known_on=known)
    result = replace(result, everything=all_)
    printing.publish("expiring", format_, result)
    if format_ == "ics":
        from exportctl.reports.text.expiring import left_out_of_calendar

        if text := left_out_of_calendar(result):
            printing.note(text)
