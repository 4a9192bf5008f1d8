"""`expiring` prints the suspensions and measures that end soon."""

from __future__ import annotations

from typing import Annotated

import typer

from exportctl.cli import options

app = typer.Typer(add_completion=False)
_MOST = 36500


@app.command(epilog="Example: exportctl expiring --within 60 --on 2026-10-10")
def expiring(
    within: Annotated[str, typer.Option("--within", metavar="DAYS", help="How many days to look ahead.")] = "90",
    on: options.On = None,
    known_on: options.KnownOn = None,
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Print the suspensions and measures that end in the days ahead, and what was announced about them."""
    from datetime import timedelta

    from exportctl.cli import session
    from exportctl.inquiry import history

    as_json = session.wants_json(format_)
    days = session.number(within, "--within", _MOST, "number of days")
    day = session.day(on, "--on") or session.today()
    known = session.law_known(known_on, data, also)
    law, found = known.law, history.expiring(known, day, timedelta(days=days))
    if as_json:
        from exportctl.reports import json

        session.emit(json.dump(json.expiring(law, found)))
    else:
        from exportctl.reports import law_tables

        session.show(*law_tables.transitions(found, f"Ending within {within} days after {day}"))
