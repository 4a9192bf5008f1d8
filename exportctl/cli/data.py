"""`data` prints what the data covers, checks it, and prints the schemas of its files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exportctl.cli import commands, options
from exportctl.sentences import Sentence

app = typer.Typer(
    cls=commands.Group,
    add_completion=False,
    epilog="Example: exportctl data status",
    help="Show, check and extend the law data.",
)
Into = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", envvar="EXPORTCTL_DATA", help="Data folder to write to.", show_default=False),
]


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl data status --format json")
def status(format_: options.FormatOption = "table", data: options.Data = None, also: options.Also = None) -> None:
    """Show which law data is in use, what it covers and how old it is."""
    from exportctl import api
    from exportctl.cli import session, settings
    from exportctl.reports.formats import format_of
    from exportctl.reports.results import Coverage
    from exportctl.store.chosen import Choice, choose

    format_ = format_of("data-status", format_)
    store = session.store_of(data, also)
    used = Choice(data, Sentence("set by {where}", where=settings.where("data") or "--data")) if data else choose()
    covered = store.law, store.parties, store.headings, store.hints
    session.publish("data-status", format_, Coverage(*covered, str(used.folder), used.why, api.today()))


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl data lint")
def lint(format_: options.FormatOption = "table", data: options.Data = None, also: options.Also = None) -> None:
    """Check the files of a data folder.

    Prints each problem with its file, line and code.

    Exit code: 0 no problem, 2 a problem.
    """
    from exportctl.cli import session
    from exportctl.reports.formats import format_of
    from exportctl.reports.results import Lint
    from exportctl.store.chosen import data_folder
    from exportctl.store.loader import problems

    format_ = format_of("lint", format_)
    faults = problems(data or data_folder(), *(also or ()))
    session.publish("lint", format_, Lint(str(data or "data"), faults))
    raise typer.Exit(2 if faults else 0)


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl data schema verdict")
def schema(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="Data files: release, sources, act, statement, entry, parties, guidance, procedure, parallels, materials, "
            "groups, parameters or words. "
            "Documents: "
            "verdict, steps, classification, party, content, summary, changes, timeline, "
            "diff, expiring, list, show, explain, data-status, lint, "
            "cases or config.",
            show_default=False,
        ),
    ],
    format_: options.SilentFormat = "json",
) -> None:
    """Print the JSON Schema (2020-12) of one kind of data file or document."""
    from exportctl.cli import session
    from exportctl.reports.formats import format_of

    session.publish("schema", format_of("schema", format_), kind)


@app.command("test", cls=commands.ResultCommand, epilog="Example: exportctl data test my-data")
def ask_cases(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with cases/*.yaml.", show_default=False)],
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Check the law data against the cases in a folder.

    Lists each case that the law data answers differently.

    Exit code: 0 all cases agree, 1 a case differs, 2 wrong input.
    """
    from exportctl import api
    from exportctl.cli import session
    from exportctl.errors import InputError, PlaceError
    from exportctl.inquiry.cases import differences, question_of
    from exportctl.reports.formats import format_of
    from exportctl.reports.results import Cases, Failure
    from exportctl.store import cases

    format_ = format_of("cases", format_)
    placed = cases.read_cases(folder)
    base, *more = cases.law_for(folder, data, also or ())
    law, failed = session.store_of(base, more), []
    for item in placed:
        file, line = folder / item.document.file, item.document.line(item.path)
        try:
            question = question_of(item.record)
            verdict = api.check(question.transaction, law, question.assume)
        except InputError as error:
            raise PlaceError(f"{file}:{line}", str(error)) from None
        if deviations := differences(item.record, verdict, question.gate):
            failed.append(Failure(str(file), line, item.record.case, deviations))
    session.publish("cases", format_, Cases(str(folder), len(placed), failed))
    raise typer.Exit(1 if failed else 0)


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl data new mofcom-2026-45 --data my-data")
def new(
    id_: Annotated[str, typer.Argument(metavar="ID", help="ID of the act: issuer-year-number.", show_default=False)],
    jurisdiction: Annotated[
        str | None,
        typer.Option(
            "--jurisdiction",
            metavar="CC",
            help="Jurisdiction of the act. \\[default: that of acts with such an ID, else CN]",
            show_default=False,
        ),
    ] = None,
    data: Into = None,
) -> None:
    """Write templates for an act and its cases into a data folder.

    Existing files stay as they are.
    """
    from exportctl import api
    from exportctl.cli import session
    from exportctl.errors import InputError
    from exportctl.reports.printable import printable
    from exportctl.store import skeleton

    if data is None:
        raise InputError("data", Sentence("is missing; name the folder for the act, or set EXPORTCTL_DATA"))
    written = skeleton.write(data, id_, jurisdiction, api.today())
    session.emit("\n".join(printable(str(file)) for file in written))
