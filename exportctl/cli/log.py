"""`log` checks that a log of questions and answers is complete and unchanged."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final

import typer

from exportctl.cli import commands, options
from exportctl.errors import reason_of
from exportctl.sentences import Sentence

app = typer.Typer(
    cls=commands.Group,
    add_completion=False,
    epilog="Example: exportctl log verify log.jsonl",
    help="Whether a log that --log wrote is whole.",
)
_DIGEST: Final = re.compile("sha256:[0-9a-f]{64}")


@app.callback()
def log() -> None:
    """Take a command."""


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl log verify log.jsonl")
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What --log wrote.", show_default=False)],
    head: Annotated[
        str | None,
        typer.Option(
            "--head",
            metavar="DIGEST",
            help="A digest that this command printed before: the log must still have that line, so that its end is not cut off.",
            show_default=False,
        ),
    ] = None,
    format_: options.FormatOption = "table",
) -> None:
    """Is every line of the log as it was written, and does each follow the one before it?

    Each line holds the SHA-256 of the line before it. A line that is cut, changed, moved, put in or taken out is told with its
    number. That the last lines were taken out only --head tells. The digest of the last line is printed.

    Exit code: 0 the log is whole, 1 a line is wrong or missing, 2 wrong input.
    """
    from exportctl.cli import session
    from exportctl.errors import InputError, PlaceError
    from exportctl.files.log import lines_of
    from exportctl.permits.log import reading_of
    from exportctl.reports.formats import format_of
    from exportctl.reports.receipts import Log

    format_ = format_of("log-verification", format_)
    if head is not None and not _DIGEST.fullmatch(head):
        raise InputError(
            "head", Sentence("'{head}' is no digest; write what this command printed, sha256:...", head=head)
        )
    try:
        reading = reading_of(lines_of(file), head)
    except (OSError, ValueError) as error:
        raise PlaceError(str(file), reason_of(error, Sentence("is no name of a file"))) from None
    result = Log(str(file), reading)
    session.publish("log-verification", format_, result)
    raise typer.Exit(result.exit_code)
