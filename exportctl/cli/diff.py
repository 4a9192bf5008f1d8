"""`diff` prints the changes in law between two days."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from exportctl.cli import commands, options, printing, session
from exportctl.cli.outputs import format_of_output
from exportctl.cli.panels import argument

app = typer.Typer(add_completion=False)


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl diff 2025-11-06 2025-11-10 gallium --to US")
def diff(
    day1: Annotated[str, argument("DAY1", "First day, YYYY-MM-DD.")],
    day2: Annotated[str, argument("DAY2", "Last day, YYYY-MM-DD.")],
    item: options.MaybeItem = None,
    to: options.To = None,
    known_on: options.KnownOn = None,
    all_: options.Unfolded = False,  # noqa: FBT002 - a flag of the command line
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """List the changes in law between two days.

    Lists each change of status after DAY1, up to and including DAY2. With ITEM, the decisions on both days come first.
    """
    from exportctl import api

    format_ = format_of_output("diff", format_)
    first, last = api.required_day(day1, "day1"), api.required_day(day2, "day2")
    known = api.day(known_on, "known_on")
    store = session.store_of(data, also)
    result = api.diff(first, last, item, to, store, known_on=known)
    if item and format_ == "table":
        answers = (api.check(law=store, item=item, to=to, on=day, known_on=known) for day in (first, last))
        result = replace(result, answers=tuple(answers))
    printing.publish("diff", format_, replace(result, everything=all_))
