"""`screen` answers every row of a file as `check` would."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from io import RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from exportctl.cli import options
from exportctl.errors import Fact, InputError, PlaceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

    from typing_extensions import Buffer

    from exportctl.api import Law
    from exportctl.batch.findings import Findings
    from exportctl.batch.tally import Counts
    from exportctl.files.job import Job, Rejected
    from exportctl.law.scale import Decision
    from exportctl.reports.results import Gathered
    from exportctl.reports.results import Summary as Counted

app = typer.Typer(add_completion=False)
STANDARD = "-"
_MOST_DAYS = 36500
_STRICTEST_FIRST = (2, 1, 3, 4, 0)
Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="csv, tsv, jsonl, parquet, feather, xlsx, or a CycloneDX bill (json), by its ending; packed or not. - is standard input. "
        "Several files, folders and patterns ('in/*.csv') are screened one after another.",
        show_default=False,
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="Where the answered rows go. - is standard output; several files go into a folder.",
        show_default=False,
    ),
]
Rejects = Annotated[
    Path | None,
    typer.Option(
        "--rejects",
        metavar="FILE",
        help="Where rows go that cannot be read. \\[default: beside OUT]",
        show_default=False,
    ),
]
Summary = Annotated[
    Path | None, typer.Option("--summary", metavar="FILE", help="Write the counts as JSON.", show_default=False)
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="FACT=COLUMN", help="Which column states a fact, - for none. Repeatable.", show_default=False
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FACT=VALUE", help="What all rows say of a fact. Repeatable.", show_default=False),
]
On = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DAY", help="One day for all rows. \\[default: each row's, or today]", show_default=False
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="LEVELS",
        help="Write only rows with these decisions: prohibited,undecided.",
        show_default=False,
    ),
]
Within = Annotated[
    str | None,
    typer.Option(
        "--watch-change",
        metavar="DAYS",
        help="Write only rows whose answer changes in so many days.",
        show_default=False,
    ),
]
InputFormat = Annotated[
    str | None,
    typer.Option(
        "--input-format", metavar="NAME", help="The format of FILE, if not by its ending.", show_default=False
    ),
]
OutputFormat = Annotated[
    str | None,
    typer.Option(
        "--output-format", metavar="NAME", help="The format of OUT, if not by its ending.", show_default=False
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding", metavar="NAME", help="The encoding of a text, if it cannot be told.", show_default=False
    ),
]
Sheet = Annotated[
    str | None,
    typer.Option(
        "--sheet", metavar="NAME|NUMBER", help="The sheet of a workbook. \\[default: the first]", show_default=False
    ),
]
AllowRejects = Annotated[
    bool, typer.Option("--allow-rejects", help="Rows that cannot be read do not make the exit code 2.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on where an interrupted run into a text file was left.")]


@app.command(epilog="Example: exportctl screen shipments.csv -o screened.csv --map item=hs_code --set to=US")
def screen(
    file: Files,
    output: Output = None,
    rejects: Rejects = None,
    summary: Summary = None,
    map_: Map = None,
    set_: Set = None,
    on: On = None,
    known_on: options.KnownOn = None,
    only: Only = None,
    watch_change: Within = None,
    assume: options.Assume = "on-face",
    gate: options.Gate = "license_required",
    undecided: options.Undecided = "fail",
    max_age: options.MaxAge = None,
    trust_descriptions: options.TrustDescriptions = False,  # noqa: FBT002 - a flag of the command line
    input_format: InputFormat = None,
    output_format: OutputFormat = None,
    encoding: Encoding = None,
    sheet: Sheet = None,
    allow_rejects: AllowRejects = False,  # noqa: FBT002 - the same
    resume: Resume = False,  # noqa: FBT002 - the same
    format_: options.GateFormat = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """May the goods of every row of this file go where the row says, on its day?

    The columns are named as the options of check, with _ for -: item, to, on, end_use, ...; other columns pass through. Each row comes
    out once: in OUT, in order, with its decision, worst_case, settled, entries, provisions, questions, next_change_on and
    next_change_decision (where licences or waivers are configured also answered_by and not_answered), or among the rejects with the
    reason. OUT bears its name when it is whole.

    Several files go into a folder, each under its own name, and the exit code is the strictest of all.

    Exit code: 0 all rows below the gate, 1 some at or above it, 2 wrong input or rejected rows, 3 some cannot be decided, 4 no rows.
    """
    from exportctl import api
    from exportctl.batch import binding, findings, tally
    from exportctl.cli import company, session, settings
    from exportctl.engine.terms import WAIVED
    from exportctl.files import formats, inputs, job, journal, readers, writers
    from exportctl.reports.formats import GATES, format_of
    from exportctl.reports.results import Summary as Counted

    format_ = format_of("summary", format_)
    closes_at, values = api.level(gate), pairs(set_, "values", "to=US")
    wishes = binding.ScreenOptions(
        renamed=settings.columns(pairs(map_, "columns", "item=hs_code"), values),
        values=values,
        on=api.day(on, "on"),
        known_on=api.day(known_on, "known_on"),
        today=api.today(),
        gate=closes_at,
        assume=api.reading(assume),
        trusted=trust_descriptions,
        terms=settings.terms(undecided, max_age, closes_at, trusted=trust_descriptions),
    )
    within = (
        session.number(watch_change, "watch_change", _MOST_DAYS, "number of days") if watch_change is not None else None
    )
    _fit(output, rejects, summary)
    found, several = inputs.sources(file)
    several = several or inputs.is_folder(output)
    if several and rejects:
        raise InputError("rejects", "is one file, and several go into a folder; leave it out")
    folder = inputs.folder_of(output) if several else None
    jobs = []
    for source in found:
        reads = formats.format_of(source, readers.READS, "input_format", input_format)
        target = folder / inputs.name_in_folder(source, reads, output_format) if folder else None
        target = Path(output) if output and not several else target
        asked = job.Job(
            source=source,
            reads=reads,
            options=wishes,
            output=target,
            writes=formats.format_of(target, writers.WRITES, "output_format", output_format) if target else "csv",
            rejects=rejects,
            encoding=encoding,
            sheet=sheet,
            only=_decisions(only),
            within=within,
        )
        jobs.append(asked)
    alone = formats.STANDARD not in {str(path) for asked in jobs for path in asked.written().values()}
    if gates := format_ in GATES:
        _fit_for_a_gate(format_, resume=resume, alone=alone)
    store = session.store_of(data, also)
    ours = company.of_rows(store)
    ledger = company.ledger_of(ours, resume=resume)
    jobs = [asked._replace(options=asked.options._replace(company=ours, ledger=ledger)) for asked in jobs]
    journal.no_file_twice([*(path for asked in jobs for path in asked.touched()), summary])
    found_in = [findings.Findings(store.law, dated=wishes.on is not None) if gates else None for _ in jobs]
    parts = [
        _screened(store, asked, kept, resume=resume, of_several=several)
        for asked, kept in zip(jobs, found_in, strict=True)
    ]
    counts = tally.Counts.total(part for part in parts if part)
    codes = [_exit_code(part, allow_rejects=allow_rejects) for part in parts]
    code = next(code for code in _STRICTEST_FIRST if code in codes)
    gathered = [
        _gathered(asked, kept, rejects_allowed=allow_rejects and part is not None)
        for asked, kept, part in zip(jobs, found_in, parts, strict=True)
        if kept
    ]
    company.tell_left(ledger)
    _report(Counted(store.law, counts, code, wishes.gate, gathered, wishes.on), summary, format_ if alone else None)
    settings.tell_passed(counts.by_warning.get(WAIVED, 0), counts.screened)
    raise typer.Exit(code)


def _fit(output: str | None, rejects: Path | None, summary: Path | None) -> None:
    """Raise InputError for names under which nothing can be written, or only what nobody could take apart again."""
    if output == "":
        raise InputError("output", "is empty; name a file, a folder, or - for standard output")
    if str(summary) == STANDARD:
        raise InputError("summary", "names a file; ", Fact("format"), " json prints the counts to standard output")
    if summary and not summary.name:
        raise InputError("summary", f"'{summary}' is no name of a file")
    if str(rejects) == STANDARD and output and str(Path(output)) == STANDARD:
        raise InputError("rejects", "would be mixed with the rows on standard output; name a file")


def _fit_for_a_gate(format_: str, *, resume: bool, alone: bool) -> None:
    """Raise InputError where a report for a gate would be mixed with rows, or lack those of an interrupted run."""
    if not alone:
        raise InputError("format", f"{format_} goes to standard output, and so do rows; name files for these")
    if resume:
        raise InputError(
            "resume", f"an interrupted run kept no rows for {format_}; begin anew without ", Fact("resume")
        )


def _gathered(asked: Job, kept: Findings, *, rejects_allowed: bool) -> Gathered:
    """Return what a run over a file kept for a gate, with where it stands in that file."""
    from exportctl.files.places import Cell, positions
    from exportctl.reports.results import Gathered

    named = {"": ""} | dict(kept.columns)
    wanted = {row.row: Cell(named.get(row.fact, ""), row.value if row.fact else "") for row in kept.unread}
    for rows in kept.rows.values():
        wanted |= {row.row: Cell(named.get("item", ""), row.item) for row in rows}
    file = "" if str(asked.source) == STANDARD else str(asked.source)
    found = positions(asked.source, asked.reads, asked.encoding, wanted)
    return Gathered(file, kept, found, rejects_allowed)


def _screened(store: Law, asked: Job, kept: Findings | None, *, resume: bool, of_several: bool) -> Counts | None:
    """Screen a file. What is wrong with one of several is told, and the others are screened all the same."""
    from exportctl.batch.findings import Unread
    from exportctl.cli import session, streams
    from exportctl.cli.flags import flag
    from exportctl.files import job
    from exportctl.reports.text.summary import last_line

    name = f"{asked.source}: " if of_several else ""

    def note(text: str) -> None:
        session.note(name + text)

    def rejected(row: Rejected) -> None:
        note(f"row {row.row}: {f'{row.column}: ' if row.column else ''}{row.reason}")
        if streams.notes_were_lost():
            raise PlaceError(
                "standard error", "rejected rows go there, and it cannot be written; name a file with --rejects"
            )

    try:
        with _progress() as told:
            counts = job.run(store, asked, job.RunObserver(note, told, rejected, standard(), kept), resume=resume)
    except InputError as error:
        if not of_several:
            raise
        told_once = " ".join(error.told(flag).removeprefix(name).split())
        note(told_once)
        if kept:
            kept.reject([Unread(0, "", "", told_once)])
        return None
    if of_several:
        note(last_line(counts))
    return counts


def pairs(texts: list[str] | None, where: str, example: str) -> Mapping[str, str]:
    """Return facts with what is said of them; raises InputError for what is no pair."""
    from exportctl.facts.understand import pair

    found = (pair(text, where, example) for text in texts or ())
    return {fact.lower().replace("-", "_"): value for fact, value in found}


def _decisions(texts: list[str] | None) -> tuple[Decision, ...]:
    from exportctl import api

    words = [word for text in texts or () for word in text.split(",")]
    return tuple(sorted({api.decision(word, "only") for word in words}))


def _exit_code(counts: Counts | None, *, allow_rejects: bool) -> int:
    """Return 2 if a file or rows could not be read, 4 if no row is left, 1 if one reaches the gate, 3 if one could, else 0."""
    if counts is None or (counts.rejected and not allow_rejects):
        return 2
    if not counts.written:
        return 4
    return next((code for code in (1, 3) if counts.by_exit_code.get(str(code))), 0)


def _report(found: Counted, file: Path | None, format_: str | None) -> None:
    """Print the counts in a format, and write them to a file if one is named; the last line on stderr adds them up."""
    from exportctl.cli import session
    from exportctl.reports.text.summary import last_line, not_covered, too_old

    if file:
        session.write(file, found.to_json() + "\n", "summary")
    if format_:
        session.publish("summary", format_, found)
    for told in (not_covered(found.counts, found.law), too_old(found.counts, found.law)):
        if told:
            session.note(told)
    print(last_line(found.counts), file=sys.stderr)


def standard() -> BinaryIO:
    """Return standard output for bytes; on a terminal, nothing in them steers it."""
    return cast("BinaryIO", _Terminal() if sys.stdout.isatty() else sys.stdout.buffer)


class _Terminal(RawIOBase):
    """A terminal that rows of text are printed on."""

    def writable(self) -> bool:
        """Tell that it can be written."""
        return True

    def write(self, data: Buffer, /) -> int:
        """Print text with everything that could steer the terminal written out."""
        from exportctl.reports.printable import printable

        text = bytes(data).decode(errors="replace")
        print("\n".join(printable(line) for line in text.split("\n")), end="")
        return memoryview(data).nbytes

    def flush(self) -> None:
        """Show what was printed."""
        sys.stdout.flush()


@contextmanager
def _progress() -> Iterator[Callable[[int, int | None], None]]:
    """Yield what shows rows done, their rate and the time left, on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    rows = TextColumn("{task.completed:,.0f} rows {task.fields[rate]}")
    columns = (BarColumn(), rows, TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("screening", total=None, rate="")

        def told(done: int, total: int | None) -> None:
            speed = bar.tasks[0].speed
            bar.update(task, completed=done, total=total, rate=f"({speed:,.0f} a second)" if speed else "")

        yield told
