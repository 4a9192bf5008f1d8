"""`content` adds up a bill of materials to the share for `--cn-content`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from exportctl.cli import commands, options, printing, session, tables
from exportctl.cli.outputs import format_of_output
from exportctl.cli.panels import argument
from exportctl.errors import InputError, with_file_name
from exportctl.sentences import Sentence

_FIRST_ROW: Final = 2
"""The number of the first row below the names of the columns, as spreadsheets and `screen` number it."""
app = typer.Typer(add_completion=False)
Bill = Annotated[Path, argument("FILE", "CSV: part, value, origin, substance (or cas), share.")]


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl content bill.csv")
def content(
    file: Bill, format_: options.FormatOption = "table", data: options.Data = None, also: options.Also = None
) -> None:
    """Add up the Chinese-origin share of listed rare-earth items in a product.

    The result is the value for --cn-content of check. The report shows what each part counts for, and the provision that sets the
    threshold.

    The act decides which items count, and from which share (No. 61/2025: from 0.1 %).

    Exit code: 0 below the threshold, 1 at or above it, 2 wrong input, 3 unknown parts could reach it.
    """
    from exportctl import api
    from exportctl.engine.content import COLUMNS, CellError

    format_ = format_of_output("content", format_)
    rows = tables.table_in(file, COLUMNS, ("value",), first=_FIRST_ROW)
    try:
        result = api.content(rows, session.store_of(data, also), first_row=_FIRST_ROW)
    except CellError as error:
        raise InputError(Sentence("{file}: {place}", file=file, place=error.where), error.what) from None
    except InputError as error:
        raise with_file_name(error, str(file)) from None
    printing.publish("content", format_, result)
    raise typer.Exit(result.exit_code)
