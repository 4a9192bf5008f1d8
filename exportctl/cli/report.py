"""`report` makes one page of a file of rows: its verdicts, dates, questions and rows, to read, to filter and to print."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Final

import typer

from exportctl.cli import invocation, options, printing, row_command
from exportctl.cli import row_options as of_rows
from exportctl.cli.outputs import PAGE_ENDINGS
from exportctl.cli.panels import argument
from exportctl.cli.screening_request import Outputs
from exportctl.cli.target import NAME, target
from exportctl.errors import InputError, MissingExtraError
from exportctl.files.standard import STANDARD
from exportctl.law.scale import ExitCode
from exportctl.reports.formats import format_of, function_of
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from exportctl.cli.screening_run import Run
    from exportctl.reports.report import Report

app = typer.Typer(add_completion=False)
_WORKBOOK: Final = ".xlsx"
File = Annotated[
    str,
    argument(
        "FILE",
        f"{of_rows.FORMATS}\n\nThe extension states the format. report screens the rows of a screened file again.",
    ),
]


@app.command(
    cls=row_command.PageCommand,
    epilog="Example: exportctl report shipments.csv -o report.html --map item=hs_code --set to=US",
)
def report(
    context: typer.Context,
    file: File,
    only: of_rows.Only = None,
    allow_rejects: of_rows.AllowRejects = False,  # noqa: FBT002 - a flag of the command line
    allow_skipped: of_rows.AllowSkipped = False,  # noqa: FBT002 - the same
    format_: options.SilentFormat = "html",
) -> None:
    """Make one HTML page of a file: decisions, dates, questions and all rows.

    Screens the rows as screen does, with the same columns. You can sort, filter, search and print the page; it needs no network.

    The page also has a timeline of the law, and links to the acts, and to the licences and waivers that cover rows. With
    -o FILE.xlsx, the command writes the workbook of screen instead.

    Exit code: 0 the page shows every row, for any decisions (use screen as a gate), 2 wrong input, rejected rows or skipped input.
    """
    format_ = format_of("report", format_)
    is_workbook = _is_workbook()
    printing.refuse_terminal()
    try:
        if not is_workbook:
            function_of("report", format_)  # a missing extra is reported before the work
    except (ModuleNotFoundError, MissingExtraError):  # the extra for pages includes the one for screening
        raise MissingExtraError(Sentence("a report"), "report") from None
    from exportctl.cli.screening import note_allowed, print_notes
    from exportctl.cli.screening_run import missed_sources, run
    from exportctl.files.inputs import sources

    note_allowed(allow_rejects=allow_rejects)
    if sources([file]).several:
        raise InputError("file", "'{file}' may be several files, but a page shows one; name one file", file=file)
    with TemporaryDirectory() as folder:
        rows = Path(folder, f"rows{_WORKBOOK}" if is_workbook else "rows.feather")
        outputs_ = Outputs(
            rows=str(rows),
            rejects=Path(folder, "rejects.csv"),
            only=only or (),
            allow_rejects=allow_rejects,
            numbered=not is_workbook,
        )
        request = row_command.settings_of(context).request([file], outputs_, allow_skipped=allow_skipped)
        outcome = run(request)
        if is_workbook:
            printing.emit_bytes(rows.read_bytes())
        else:
            printing.publish("report", format_, _report(outcome))
    rejected = outcome.result.counts.rejected
    if rejected and (written := target()):
        printing.note("the rejected rows and the reasons are in {file}", file=written)
    print_notes(outcome.result, request, printed=False)
    missed = missed_sources(outcome.result.skipped, allowed=allow_skipped)
    if missed or (rejected and not allow_rejects):
        raise typer.Exit(ExitCode.INVALID)


def _is_workbook() -> bool:
    """Return whether the output file is a workbook by its extension; raises InputError for the extension of another format."""
    name = Path(target() or "").name
    ending = Path(name.lower()).suffix
    if ending == _WORKBOOK and invocation.source_of("format_") == invocation.DEFAULT:
        return True
    if ending and ending not in PAGE_ENDINGS:
        raise InputError(
            NAME,
            "'{name}' does not have the extension of a page; write FILE.html, or FILE.xlsx for a workbook without --format",
            name=name,
        )
    return False


def _report(outcome: Run) -> Report:
    """Return the content of the page."""
    from exportctl.reports.report import report_of

    (job,), (source,) = outcome.jobs, outcome.request.inputs.names
    name = "" if source == STANDARD else Path(source).name
    return report_of(outcome.store.law, job, outcome.result.counts, name, outcome.result.influences)
