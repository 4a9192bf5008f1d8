"""`data` tells what the data covers, checks it, and describes the shape of its files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exportctl.cli import options

app = typer.Typer(
    add_completion=False,
    epilog="Example: exportctl data status",
    help="What the data covers and how old it is; its checks; the shape of its files.",
)


@app.command(epilog="Example: exportctl data status --format json")
def status(format_: options.FormatOption = "table", data: options.Data = None, also: options.Also = None) -> None:
    """Print what the data covers, how far it knows the law, and how old it is."""
    from exportctl.cli import session
    from exportctl.inquiry import coverage

    as_json = session.wants_json(format_)
    store = session.store_of(data, also)
    told = coverage.coverage(store.law, store.parties, store.headings, session.today())
    if as_json:
        from exportctl.reports import json

        session.emit(json.dump({"schema": "exportctl.data-status/1", **told}))
    else:
        from exportctl.reports import law_tables

        session.show(*law_tables.status(told))


@app.command(epilog="Example: exportctl data lint")
def lint(format_: options.FormatOption = "table", data: options.Data = None, also: options.Also = None) -> None:
    """Check the data folder: every problem at once, with its file, line and code. Exit code 2 if there is any."""
    from exportctl.cli import session
    from exportctl.store.compiled import data_folder
    from exportctl.store.loader import problems

    as_json = session.wants_json(format_)
    folder = data or data_folder()
    found = problems(folder, *(also or ()))
    if as_json:
        from exportctl.reports import json

        session.emit(json.dump(json.problems(str(data or "data"), found)))
    else:
        from exportctl.reports import lint_lines

        session.emit(lint_lines.problems(str(data or "data"), found))
    raise typer.Exit(2 if found else 0)


@app.command(epilog="Example: exportctl data schema act")
def schema(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="release, sources, act, statement, entry, parties, guidance, materials, groups or parameters.",
            show_default=False,
        ),
    ],
    format_: options.FormatOption = "json",
) -> None:
    """Print the JSON Schema of the data files of one kind; it is JSON in every format."""
    from exportctl.cli import session
    from exportctl.reports import json
    from exportctl.store.draft import file_schema

    session.wants_json(format_)
    session.emit(json.dump(file_schema(kind)))


@app.command("test", epilog="Example: exportctl data test my-data")
def ask_cases(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with cases/*.yaml.", show_default=False)],
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Ask every case of a folder, and tell those that the law answers otherwise. Exit code 1 if there is any."""
    from exportctl.api import check
    from exportctl.cli import session
    from exportctl.errors import InputError
    from exportctl.inquiry.cases import asked, differences
    from exportctl.reports import case_lines
    from exportctl.store import cases

    as_json = session.wants_json(format_)
    placed = cases.read_cases(folder)
    base, *more = cases.law_for(folder, data, also or ())
    store = session.store_of(base, more)
    failed = []
    for item in placed:
        file, line = folder / item.document.file, item.document.line(item.path)
        try:
            question = asked(item.record)
            verdict = check(question.transaction, store, question.assume)
        except InputError as error:
            raise InputError(f"{file}:{line}", str(error)) from None
        if found := differences(item.record, verdict, question.gate):
            failed.append(case_lines.Failure(str(file), line, item.record.case, found))
    if as_json:
        from exportctl.reports import json

        session.emit(json.dump(case_lines.document(str(folder), len(placed), failed)))
    else:
        session.emit(case_lines.lines(len(placed), failed))
    raise typer.Exit(1 if failed else 0)


@app.command(epilog="Example: exportctl data new mofcom-2026-45 --data my-data")
def new(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The id of an act: issuer-year-number.", show_default=False)],
    jurisdiction: Annotated[
        str | None,
        typer.Option(
            "--jurisdiction",
            metavar="CC",
            help="Whose act it is. \\[default: as acts of such an id, else CN]",
            show_default=False,
        ),
    ] = None,
    data: options.Data = None,
) -> None:
    """Write the skeleton of an act and of its cases to a folder; nothing that is there already is touched."""
    from exportctl.cli import session
    from exportctl.errors import InputError
    from exportctl.store import skeleton

    if data is None:
        raise InputError("--data", "is missing: name the folder that the act is for, or set EXPORTCTL_DATA")
    session.emit("\n".join(map(str, skeleton.write(data, id_, jurisdiction, session.today()))))
