"""`log` checks that a log of questions and answers is complete and unchanged."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final

import typer

from exportctl.cli import commands, options, printing
from exportctl.cli.outputs import format_of_output
from exportctl.cli.panels import OPTIONS, argument, option
from exportctl.errors import InputError, PlaceError, reason_of
from exportctl.sentences import Fact, Sentence

app = typer.Typer(
    cls=commands.Group,
    add_completion=False,
    epilog="Example: exportctl log verify log.jsonl",
    help="Check a log that --log wrote: log verify FILE.",
)
_DIGEST: Final = re.compile("sha256:[0-9a-f]{64}")


@app.callback()
def log() -> None:
    """Group the commands."""


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl log verify log.jsonl")
def verify(
    file: Annotated[Path, argument("FILE", "File that --log wrote.")],
    head: Annotated[
        str | None,
        option(OPTIONS, "--head DIGEST", "Digest that an earlier check printed; the log must still have it."),
    ] = None,
    format_: options.FormatOption = "table",
) -> None:
    """Check that a log is complete and unchanged.

    Each line holds the SHA-256 digest of the line before it. The check reports each line that was cut, changed, moved, added or
    removed.

    The check prints the digest of the last line. Keep it: only with --head can a later check detect that lines at the end were
    removed.

    Exit code: 0 the log is complete, 1 a line is wrong or missing, 2 wrong input.
    """
    from exportctl.files.log import is_log, lines_of
    from exportctl.permits.log import check_lines
    from exportctl.reports.results import Log

    format_ = format_of_output("log-verification", format_)
    if head is not None and not _DIGEST.fullmatch(head):
        raise InputError(
            "head", "'{head}' is not a digest; write the one that this command printed, sha256:...", head=head
        )
    try:
        if not is_log(file):
            raise PlaceError(str(file), "is not a log of exportctl; name a file that --log wrote")
        reading = check_lines(lines_of(file), head)
    except (OSError, ValueError) as error:
        raise PlaceError(str(file), reason_of(error, Sentence("is not a file name"))) from None
    if not reading.lines and head is None:
        raise PlaceError(
            str(file),
            "the log is empty, so there is nothing to verify; state the last known digest with {head}",
            head=Fact("head"),
        )
    result = Log(str(file), reading)
    printing.publish("log-verification", format_, result)
    raise typer.Exit(result.exit_code)
