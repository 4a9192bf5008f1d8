"""`content` adds up a bill of materials to the share that `--cn-content` asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exportctl.cli import commands, options

app = typer.Typer(add_completion=False)
Bill = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="CSV with the columns part, value, origin, substance (or cas), share.", show_default=False
    ),
]


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl content bill.csv")
def content(
    file: Bill, format_: options.FormatOption = "table", data: options.Data = None, also: options.Also = None
) -> None:
    """Which share of a product's value is Chinese-origin listed rare-earth items?

    Every line is shown with what it counts for. The result is what --cn-content of check asks for. Which items count, and from which
    share on, is read from the act (No. 61 of 2025: from 0.1 % on), and the provision is named.

    Exit code: 0 if the bound of the act is not met, 1 if it is, 2 for wrong input, 3 if what is not known could meet it.
    """
    from exportctl import api
    from exportctl.cli import session
    from exportctl.engine.content import COLUMNS
    from exportctl.reports.formats import format_of

    format_ = format_of("content", format_)
    rows = session.table_in(file, COLUMNS, ("value",))
    result = api.content(rows, session.store_of(data, also))
    session.publish("content", format_, result)
    raise typer.Exit(result.exit_code)
