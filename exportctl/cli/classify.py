"""`classify` finds the entries of the control list that goods match or may match."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from exportctl.cli import commands, company, options, outputs, printing, row_options, session, settings
from exportctl.cli.panels import INPUT, OUTPUT, option
from exportctl.cli.target import NAME
from exportctl.errors import InputError
from exportctl.facts.transaction import Transaction
from exportctl.files.standard import STANDARD
from exportctl.law.scale import DEFAULT_ASSUME, DEFAULT_GATE, DEFAULT_UNDECIDED, ExitCode, strictest_code
from exportctl.reports.i18n.language import render
from exportctl.sentences import Fact

if TYPE_CHECKING:
    from exportctl.api import Law
    from exportctl.files.job import Job

app = typer.Typer(add_completion=False)
_REVIEWS: Final = (".csv", ".tsv", ".xlsx")
Output = Annotated[
    Path | None,
    option(
        OUTPUT,
        "--output -o OUT",
        "Write the result to OUT.\n\nIf ITEM is a file: write its distinct items (csv, tsv, xlsx), each with a proposal.",
    ),
]
Overwrite = Annotated[bool, option(OUTPUT, "--overwrite", "Replace a review that exists.")]
Map = Annotated[
    list[str] | None, option(INPUT, "--map FACT=COLUMN", "Column of a fact, if ITEM is a file. Repeatable.")
]
Encoding = Annotated[str | None, option(INPUT, "--encoding NAME", "Text encoding of the file. \\[default: detected]")]
_CODES_BY_RISK: Final = {0: ExitCode.FAILED, 1: ExitCode.OPEN, 2: ExitCode.OPEN}
"""The exit codes of reviewed items that match an entry or may match one, by their risk; the others pass."""


@app.command(cls=commands.GoodsCommand, epilog="Example: exportctl classify 'neodymium magnet' --contains Dy=2%")
def classify(
    context: typer.Context,
    assume: options.SilentAssume = DEFAULT_ASSUME,
    gate: options.Gate = DEFAULT_GATE,
    undecided: options.Undecided = DEFAULT_UNDECIDED,
    max_age: options.MaxAge = None,
    trust_descriptions: options.TrustDescriptions = False,  # noqa: FBT002 - a flag of the command line
    output: Output = None,
    overwrite: Overwrite = False,  # noqa: FBT002 - the same
    map_: Map = None,
    sheet: row_options.Sheet = None,
    encoding: Encoding = None,
    questions: options.Questions = False,  # noqa: FBT002 - the same
    trace: options.Trace = False,  # noqa: FBT002 - the same
    notes: options.Notes = False,  # noqa: FBT002 - the same
    all_: options.Unfolded = False,  # noqa: FBT002 - the same
    format_: options.FormatOption = "table",
    data: options.Data = None,
    also: options.Also = None,
) -> None:
    """Find the entries of the control list that goods match.

    An entry that needs more facts is possible, never excluded. Use check to find out whether an entry is controlled on a day.

    The answer depends on ITEM, --hs-code, --entry, --form, --contains and --param. --known-on leaves out official guidance of later
    days. classify accepts the other options of check, too, but they change no entry.

    --questions lists the criteria of ITEM if ITEM is a control code, otherwise those of the possible entries. --trace prints which
    rule marked which words of ITEM.

    With -o OUT (csv, tsv, xlsx), ITEM is a file that screen can read. OUT lists each distinct item, highest risk first: the columns
    of an items file for you to fill in, a proposal with its reason, the words that exportctl understood and those that it did not,
    and the question that would settle the item.

    Exit code: 0 no entry matches, 1 an entry in force on the day matches, so a licence is required, 2 wrong input or unreadable
    rows, 3 undecided: an entry may match, an entry that matches is suspended or not in force on the day, the goods are not
    recognised, --gate is above license_required, or the day is before the law data begins. An entry whose suspension may have
    been extended counts as in force. In the review of a file, no entry depends on a day.
    """
    from exportctl import api
    from exportctl.files.atomic import no_file_twice

    closes_at, assumed = api.level(gate), api.reading(assume)
    question = commands.transaction(context)
    policy = settings.gate_policy(undecided, max_age, closes_at, trusted=trust_descriptions)
    if output and not _is_of_rows(question.item, output):
        outputs.direct_to(str(output), question.item)
    elif output:
        no_file_twice([output], [Path(question.item), *outputs.configuration_files()])
        outputs.require_new(NAME, output, overwrite=overwrite)
        store = session.store_of(data, also)
        code, open_ = _write_review(store, _review_job(question, output, trust_descriptions, map_, sheet, encoding))
        company.note_influences(settings.current_influences())
        settings.note_passed(open_ if policy.passes_undecided(code, store.law, question.on) else 0, open_)
        raise typer.Exit(policy.exit_code(code, store.law, question.on))
    if question.item == STANDARD and not (output and _is_of_rows(question.item, output)):
        raise InputError("item", "'-' is standard input; name the review file with {output}", output=Fact("output"))
    format_ = outputs.format_of_output("classification", format_)
    for name, value in (("columns", map_), ("sheet", sheet), ("encoding", encoding)):
        if value:
            raise InputError(name, "is for files only; name the review file with {output}", output=Fact("output"))
    store = session.store_of(data, also)
    result = company.overlay(store).classify(question, assumed, closes_at, policy, trusted=trust_descriptions)
    if trace:
        from exportctl.goods.trace import trace as trace_of
        from exportctl.reports.results import Trace

        traced = trace_of(store.law, store.lexicon, result.facts.goods)
        printing.publish("trace", format_, Trace(store.law, traced))
    else:
        hints = session.what_to_measure(store, result.matches)
        result = replace(result, hints=hints, questions=questions, notes=notes, everything=all_)
        printing.publish("classification", format_, result)
    company.note_influences(result.influences)
    settings.note_passed(int(result.is_passed), 1)
    raise typer.Exit(result.exit_code)


def _is_of_rows(item: str, output: Path) -> bool:
    """Return whether the item is a file to review: such a file exists, or the output has the name of a review."""
    return isfile(item) or output.name.lower().endswith(_REVIEWS)  # noqa: PTH113 - an item may be any text


def _review_job(
    question: Transaction,
    output: Path,
    trusted: bool,  # noqa: FBT001 - a flag of the command line
    map_: list[str] | None,
    sheet: str | None,
    encoding: str | None,
) -> Job:
    """Return the review of a file; raises InputError for facts of a single item, and for a name of no file."""
    from exportctl.batch.binding import ScreenOptions
    from exportctl.facts.fact_names import by_fact
    from exportctl.files import formats, review
    from exportctl.files.job import Job

    alone = Transaction(item=question.item, on=question.on, known_on=question.known_on)
    other = next((fact for fact in question._fields if getattr(question, fact) != getattr(alone, fact)), None)
    if other:
        raise InputError(other.rstrip("_"), "is for a single item only; in a file, add a column for it")
    source = Path(question.item)
    output_format = formats.format_of(output, review.REVIEW_FORMATS, "output", None)
    if str(source) != STANDARD and not source.exists() and not source.suffix:
        raise InputError("item", "'{item}' is not a file, and -o FILE reviews the goods of a file", item=question.item)
    columns = settings.columns(by_fact(map_ or (), "columns", "item=goods"), {})
    return Job(
        source=source,
        input_format=formats.format_of(source, formats.FORMATS, "item", None),
        options=ScreenOptions(columns, {}, known_on=question.known_on, trusted=trusted),
        output=output,
        output_format=output_format,
        encoding=encoding,
        sheet=sheet,
        translate=render if output_format == "xlsx" else None,  # people read workbooks, programs read other files
    )


def _write_review(store: Law, job: Job) -> tuple[ExitCode, int]:
    """Write the review of a file, and return the strictest code of its items and rows, and the number of open items."""
    from exportctl.batch.file_words import rows_in_words
    from exportctl.cli import streams
    from exportctl.files.review import review

    reviewed = review(store, job, printing.note, printing.complain, streams.standard())
    codes = Counter(_CODES_BY_RISK.get(line.risk, ExitCode.PASSED) for line in reviewed.lines)
    printing.note(
        "{rows}: {unnamed} without goods, {unreadable} unreadable; "
        "items: {items} ({listed} on a list, {perhaps} possibly, {unmatched} not)",
        rows=rows_in_words(reviewed.rows),
        unreadable=reviewed.unreadable,
        unnamed=reviewed.rows - reviewed.unreadable - sum(line.rows for line in reviewed.lines),
        items=len(reviewed.lines),
        listed=codes[ExitCode.FAILED],
        perhaps=codes[ExitCode.OPEN],
        unmatched=codes[ExitCode.PASSED],
    )
    incomplete = [ExitCode.INVALID] if reviewed.unreadable or reviewed.skipped else []
    return strictest_code([*codes, *incomplete]), codes[ExitCode.OPEN]
