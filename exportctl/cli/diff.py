"""`diff` prints what changed in law between two days."""

from __future__ import annotations

from typing import Annotated

import typer

from exportctl.cli import options

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: exportctl diff 2025-11-06 2025-11-10 gallium --to US")
def diff(
    day1: Annotated[str, typer.Argument(metavar="DAY1", help="The earlier day, YYYY-MM-DD.", show_default=False)],
    day2: Annotated[str, typer.Argument(metavar="DAY2", help="The later day.", show_default=False)],
    item: options.MaybeItem = None,
    to: options.To = None,
    known_on: options.KnownOn = None,
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Print every change of status after DAY1 and not later than DAY2."""
    from exportctl.cli import session
    from exportctl.errors import InputError
    from exportctl.inquiry import history

    as_json = session.wants_json(format_)
    first, last = session.a_day(day1, "DAY1"), session.a_day(day2, "DAY2")
    if last < first:
        raise InputError("DAY2", f"{last} is before DAY1, {first}")
    known = session.law_known(known_on, data, also)
    law, found = known.law, history.transitions(known, session.bearing(known, item, to), first, last)
    if as_json:
        from exportctl.reports import json

        session.emit(json.dump(json.diff(law, found)))
    else:
        from exportctl.reports import law_tables

        session.show(*law_tables.transitions(found, f"Changes after {first}, through {last}"))
