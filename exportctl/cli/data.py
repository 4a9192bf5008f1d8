"""`data` prints the coverage of the data, checks it, and prints the schemas of its files."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from exportctl.cli import commands, options, printing, session, settings
from exportctl.cli.outputs import format_of_output
from exportctl.cli.panels import OPTIONS, argument, format_option, option
from exportctl.errors import InputError, PlaceError
from exportctl.sentences import Fact, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exportctl.news.lists import Announcement, Page
    from exportctl.store.announcements import Announcements

app = typer.Typer(
    cls=commands.Group,
    add_completion=False,
    epilog="Example: exportctl data status",
    help="Show, check and extend the law data.",
)
_AHEAD: Final = timezone(timedelta(hours=14))
"""The zone in which days begin first: a review is in the future only if its day has begun nowhere."""
Into = Annotated[Path | None, option(OPTIONS, "--data DIR", "Data folder to write to.", envvar="EXPORTCTL_DATA")]
Fetch = Annotated[
    bool, option(OPTIONS, "--fetch", "Fetch the lists from their issuers over https. Without it, nothing is fetched.")
]
NewsFormat = Annotated[str, format_option("table, json, markdown or github. data new --from reads the JSON.")]


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl data status --format json")
def status(
    all_: options.Unfolded = False,  # noqa: FBT002 - a flag of the command line
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Show which law data is in use, what it covers and how old it is."""
    from exportctl import api
    from exportctl.reports.results import Coverage
    from exportctl.store.chosen import Choice, choose

    format_ = format_of_output("data-status", format_)
    store = session.store_of(data, also)
    used = Choice(data, Sentence("set by {where}", where=settings.where("data") or "--data")) if data else choose()
    covered = store.law, store.parties, store.headings, store.hints
    coverage = Coverage(*covered, str(used.folder), used.why, api.today(), everything=all_)
    printing.publish("data-status", format_, coverage)


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl data lint")
def lint(format_: options.FormatOption = "table", data: options.Data = None, also: options.Also = None) -> None:
    """Check the files of a data folder.

    Prints each problem with its file, line and code.

    Exit code: 0 no problem, 2 a problem.
    """
    from exportctl.reports.results import Lint
    from exportctl.store.loader import problems

    format_ = format_of_output("lint", format_)
    faults = problems(*session.folders_of(data, also), today=datetime.now(_AHEAD).date())
    printing.publish("lint", format_, Lint(str(data or "data"), faults))
    raise typer.Exit(2 if faults else 0)


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl data schema verdict")
def schema(
    kind: Annotated[
        str,
        argument(
            "KIND",
            "A data file, such as act, entry, parties or guidance; or a document, such as verdict, summary or receipt.\n\n"
            "An unknown kind is answered with the list of all kinds.",
        ),
    ],
    format_: options.SilentFormat = "json",
) -> None:
    """Print the JSON Schema (2020-12) of one kind of data file or document."""
    printing.publish("schema", format_of_output("schema", format_), kind)


@app.command("test", cls=commands.ResultCommand, epilog="Example: exportctl data test my-data")
def ask_cases(
    folder: Annotated[Path, argument("DIR", "Folder with cases/*.yaml.")],
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Check the law data against the cases in a folder.

    Lists each case that the law data answers differently.

    Exit code: 0 all cases agree, 1 a case differs, 2 wrong input.
    """
    from exportctl import api
    from exportctl.inquiry.cases import differences, question_of
    from exportctl.reports.results import Cases, Failure
    from exportctl.store import cases

    format_ = format_of_output("cases", format_)
    placed = cases.read_cases(folder)
    base, *more = cases.law_for(folder, data, also or ())
    law, failed = session.store_of(base, more), []
    for item in placed:
        file, line = folder / item.document.file, item.document.line(item.path)
        try:
            question = question_of(item.record)
            verdict = api.check(question.transaction, law, question.assume)
        except InputError as error:
            raise PlaceError(f"{file}:{line}", "{where}: {what}", where=error.where, what=error.what) from None
        if deviations := differences(item.record, verdict, question.gate):
            failed.append(Failure(str(file), line, item.record.case, deviations))
    printing.publish("cases", format_, Cases(str(folder), len(placed), failed))
    raise typer.Exit(1 if failed else 0)


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl data news column.json --format markdown")
def news(
    files: Annotated[list[Path] | None, argument("FILE...", "Saved lists of announcements, JSON or HTML.")] = None,
    fetch: Fetch = False,  # noqa: FBT002 - Typer makes an option of it
    format_: NewsFormat = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """List the acts that issuers published and that the law data does not hold.

    Compares lists of announcements with the data by issuer and number. Gaps between numbers are leads. The lists are in
    announcements/lists.yaml of the data; reviewed.yaml names announcements that the data does not need.

    Exit code: 0 nothing new, 1 an announcement is not held, 2 a list is empty, or a list or a row cannot be read.
    """
    from exportctl import api
    from exportctl.news.comparison import compare
    from exportctl.reports.results import News, NewsSource
    from exportctl.store.announcements import read_announcements

    format_ = format_of_output("news", format_)
    if files and fetch:
        raise InputError("fetch", "takes no files; leave out the files or --fetch")
    if not files and not fetch:
        raise InputError("file", "no list is named; name saved lists, or add --fetch")
    law = session.store_of(data, also).law
    known = read_announcements(*session.folders_of(data, also))
    lists: list[NewsSource] = []
    announcements: list[Announcement] = []
    faults: list[InputError] = []
    notes: list[Sentence] = []
    for name, read in _lists_to_read(files, known):
        try:
            page = read()
        except InputError as error:
            faults.append(error)
        else:
            lists.append(NewsSource(name, len(page.announcements)))
            announcements += page.announcements
            faults += page.faults
            notes += page.notes
    for fault in faults:
        printing.complain(Sentence("{where}: {what}", where=fault.where, what=fault.what))
    for note in notes:
        printing.note(note)
    if not lists and format_ == "table":
        raise typer.Exit(2)  # stderr has the reason for each list
    folder = data if data and data.is_dir() else Path("data")
    result = News(law, api.today(), compare(announcements, law, known), lists, faults, folder)
    printing.publish("news", format_, result)
    raise typer.Exit(result.exit_code)


def _lists_to_read(files: list[Path] | None, known: Announcements) -> Iterator[tuple[str, Callable[[], Page]]]:
    """Yield each list to read, by its file or its id, and the function that reads it."""
    if files:
        from exportctl.news.lists import read_file

        yield from ((str(file), partial(read_file, file, known.lists, known.series)) for file in files)
    else:
        from exportctl import api
        from exportctl.news.fetching import fetch

        yield from ((item.id, partial(fetch, item, known.series, api.today())) for item in known.lists)


@app.command(cls=commands.ResultCommand, epilog="Example: exportctl data new mofcom-2026-45 --data my-data")
def new(
    id_: Annotated[str, argument("ID", "ID of the act: issuer-year-number.")],
    jurisdiction: Annotated[
        str | None,
        option(
            OPTIONS, "--jurisdiction CC", "Jurisdiction of the act. \\[default: that of acts with such an ID, else CN]"
        ),
    ] = None,
    news_file: Annotated[
        Path | None,
        option(
            OPTIONS,
            "--from FILE",
            "Output of data news --format json: it fills in the day, the title, the issuers and the address of the act.",
        ),
    ] = None,
    address: Annotated[
        str | None,
        option(OPTIONS, "--address URL", "With --from: the announcement at this address, also one without a number."),
    ] = None,
    data: Into = None,
) -> None:
    """Write templates for an act and its cases into a data folder.

    Existing files stay as they are.
    """
    from exportctl import api
    from exportctl.reports.printable import printable
    from exportctl.store import skeleton

    if data is None:
        raise InputError(
            "data",
            "no folder is named; add {option} DIR with the folder for the act, or set EXPORTCTL_DATA",
            option="--data",
        )
    announced = None
    if address and not news_file:
        raise InputError("address", "needs the news; add {option} FILE", option=Fact("--from"))
    if news_file:
        from exportctl.news.saved import announced_act
        from exportctl.store.announcements import read_announcements

        issuers = read_announcements(*session.folders_of(None, None)).issuers
        announced = announced_act(news_file, id_, issuers, address)
    skeleton.require_new(id_, data)
    is_new = not data.exists()
    written = skeleton.write(data, id_, jurisdiction, api.today(), announced)
    if is_new:
        printing.note("{folder} is a new folder; use its acts with {also} {folder}", folder=data, also=Fact("--also"))
    if last := skeleton.last_day_without_release(data):
        printing.note(
            "the law data is as of {last}; for an act of a later day, add {folder}/release.yaml with the jurisdiction and "
            "a checked_through of its own (docs/data.md)",
            last=last,
            folder=data,
        )
    printing.emit("\n".join(printable(str(file)) for file in written))
