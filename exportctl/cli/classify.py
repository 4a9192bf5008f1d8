"""`classify` finds the entries of the control list that goods match or may match."""

from __future__ import annotations

from dataclasses import replace
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from exportctl.cli import commands, options
from exportctl.errors import InputError
from exportctl.facts.transaction import Transaction
from exportctl.sentences import Fact, Sentence

if TYPE_CHECKING:
    from exportctl.api import Law
    from exportctl.reports.results import Trace

app = typer.Typer(add_completion=False)
_REVIEWS: Final = (".csv", ".tsv", ".xlsx")
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="Where the result goes. If ITEM is a file: its distinct items (csv, tsv, xlsx) with what is proposed for each.",
        show_default=False,
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="FACT=COLUMN", help="Which column of the file states a fact. Repeatable.", show_default=False
    ),
]
Sheet = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME|NUMBER", help="The sheet of a workbook that is read.", show_default=False),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="The encoding of a text that is read.", show_default=False),
]


@app.command(cls=commands.GoodsCommand, epilog="Example: exportctl classify 'neodymium magnet' --contains Dy=2%")
def classify(
    context: typer.Context,
    assume: options.SilentAssume = "on-face",
    gate: options.Gate = "license_required",
    undecided: options.Undecided = "fail",
    max_age: options.MaxAge = None,
    trust_descriptions: options.TrustDescriptions = False,  # noqa: FBT002 - a flag of the command line
    output: Output = None,
    map_: Map = None,
    sheet: Sheet = None,
    encoding: Encoding = None,
    questions: options.Questions = False,  # noqa: FBT002 - the same
    trace: options.Trace = False,  # noqa: FBT002 - the same
    notes: options.Notes = False,  # noqa: FBT002 - the same
    all_: options.Unfolded = False,  # noqa: FBT002 - the same
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Which entries of the control list are these goods?

    An entry that waits for a fact is possible, never excluded. What the goods are turns on ITEM, --hs-code, --entry, --form,
    --contains and --param; --known-on leaves out official guidance of later days. The other options of check are taken too, and change
    nothing. Whether an entry is controlled on a day, check says.

    --questions lists the figures that decide the entries in question: of ITEM if it is a code, else of those that are possible.
    --trace prints which rule marked which words of ITEM.

    With -o ITEM is a file as screen reads it. OUT has a line for each distinct item, the riskiest first: the columns of a file of items
    to be filled in, what is proposed and why, what was understood and left, and the question that would settle it.

    Exit code: 0 if the goods match no entry; 1 if they surely match one, for which the list asks a licence; 2 for wrong input; 3 if
    they may match one, if nobody knows them, if --gate is above a licence, or on a day before the data begins.
    """
    from exportctl import api
    from exportctl.cli import company, outputs, session, settings
    from exportctl.files.atomic import no_file_twice
    from exportctl.reports.formats import format_of

    format_, closes_at, assumed = (
        format_of("classification", format_),
        api.level(gate),
        api.reading(assume),
    )
    question = commands.transaction(context)
    terms = settings.gate_policy(undecided, max_age, closes_at, trusted=trust_descriptions)
    if output and not _is_of_rows(question.item, output):
        outputs.direct_to(str(output), question.item)
    elif output:
        no_file_twice([output], outputs.configuration_files())
        store = session.store_of(data, also)
        code, open_ = _write_review(store, question, output, trust_descriptions, map_, sheet, encoding)
        company.note_influences(settings.current_influences())
        settings.note_passed(open_ if terms.waives(code, store.law, question.on) else 0, open_)
        raise typer.Exit(terms.exit_code(code, store.law, question.on))
    about_a_file = next(
        (name for name, value in (("columns", map_), ("sheet", sheet), ("encoding", encoding)) if value), None
    )
    if about_a_file:
        raise InputError(
            about_a_file, Sentence("is about a file; say where its review goes with {output}", output=Fact("output"))
        )
    store = session.store_of(data, also)
    result = company.overlay(store).classify(question, assumed, closes_at, terms, trusted=trust_descriptions)
    if trace:
        session.publish("trace", format_, _trace(store, question.item))
    else:
        hints = session.what_to_measure(store, result.matches)
        result = replace(result, hints=hints, questions=questions, notes=notes, everything=all_)
        session.publish("classification", format_, result)
    company.note_influences(result.configured)
    settings.note_passed(int(result.is_passed), 1)
    raise typer.Exit(result.exit_code)


def _trace(store: Law, item: str) -> Trace:
    """Return which rule marked what in an item."""
    from exportctl.goods.trace import trace
    from exportctl.reports.results import Trace

    return Trace(store.law, trace(store.law, store.lexicon, item.strip()))


def _is_of_rows(item: str, output: Path) -> bool:
    """Return whether the item is a file to review: such a file exists, or the output is named like a review."""
    return isfile(item) or output.name.lower().endswith(_REVIEWS)  # noqa: PTH113 - an item may be any text


def _write_review(
    store: Law,
    question: Transaction,
    output: Path,
    trusted: bool,  # noqa: FBT001 - a flag of the command line
    map_: list[str] | None,
    sheet: str | None,
    encoding: str | None,
) -> tuple[int, int]:
    """Write the review of a file, and return the strictest code of its items, and how many of these are open."""
    from exportctl.batch.binding import ScreenOptions
    from exportctl.cli import session, settings, streams
    from exportctl.cli.screening_request import pairs
    from exportctl.files import formats, readers, review
    from exportctl.reports.i18n.language import render

    alone = Transaction(item=question.item, on=question.on, known_on=question.known_on)
    other = next((fact for fact in question._fields if getattr(question, fact) != getattr(alone, fact)), None)
    if other:
        raise InputError(other.rstrip("_"), Sentence("is said of one item; in a file a column states it"))
    source, writes = Path(question.item), formats.format_of(output, review.WRITES, "output", None)
    asked = review.ReviewJob(
        source=source,
        reads=formats.format_of(source, readers.READS, "item", None),
        options=ScreenOptions(
            settings.columns(pairs(map_, "columns", "item=goods"), {}),
            {},
            known_on=question.known_on,
            trusted=trusted,
        ),
        output=output,
        writes=writes,
        encoding=encoding,
        sheet=sheet,
        translate=render if writes == "xlsx" else str,  # a workbook is read by people, other files by programs
    )
    summary = review.review(store, asked, session.note, streams.standard())
    listed = sum(line.risk == 0 for line in summary.lines)
    perhaps = sum(line.risk in (1, 2) for line in summary.lines)
    unnamed = summary.rows - sum(line.rows for line in summary.lines)
    session.note(
        Sentence(
            "{rows} rows: {unnamed} without goods, {items} items; {listed} on the list, {perhaps} open, {unmatched} that match no line",
            rows=summary.rows,
            unnamed=unnamed,
            items=len(summary.lines),
            listed=listed,
            perhaps=perhaps,
            unmatched=len(summary.lines) - listed - perhaps,
        )
    )
    return 4 if not summary.lines else 1 if listed else 3 if perhaps else 0, perhaps
