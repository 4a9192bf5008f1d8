"""Screen a file that was sent to the page, as `screen` and `report` do: its rows become a report and a workbook."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, cast

from exportctl.batch.row_words import headline
from exportctl.engine.warnings.warning import NO_DESTINATION
from exportctl.errors import InputError
from exportctl.files.formats import format_of
from exportctl.files.job import Job, Rejected, RunObserver
from exportctl.files.readers import READS
from exportctl.files.run import run
from exportctl.reports.html.page import report
from exportctl.reports.i18n.language import current_language, render, translate, using_language
from exportctl.reports.report import report_of
from exportctl.reports.text.summary import cautions
from exportctl.served.pages.form import fault_in_words, label_of, with_fields
from exportctl.served.rows import screen_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from exportctl.batch.tally import Counts
    from exportctl.files.rows import Skipped
    from exportctl.sentences import Language
    from exportctl.served.current import Answerer

ROWS: Final = 200_000
"""The largest number of rows of a file, which a page can show."""
REPORT: Final = "report.html"
WORKBOOK: Final = "screened.xlsx"
_ORDER: Final = "--date-order"
_REJECTED: Final = 50
"""The number of rejected rows that the page lists; the others are counted."""


class SentFile(NamedTuple):
    """A file that was sent: its name, its content, the language of its results, and the parameters of its rows."""

    name: str
    content: bytes
    language: str
    parameters: Mapping[str, Sequence[str]]


class Outcome(NamedTuple):
    """The outcome of a file in words: the result with its notes, or the fault for which the file was not screened."""

    headline: str = ""
    notes: Sequence[str] = ()
    details: Sequence[str] = ()
    rejected: Sequence[Rejected] = ()
    more_rejected: int = 0
    fault: str = ""


def screen_file(by: Answerer, sent: SentFile, folder: Path, progress: Callable[[int, float | None], None]) -> Outcome:
    """Write the report and the workbook of a file into a folder, and return its outcome.

    `progress` takes the number of rows that are done, and the share of the work if it is known. An error that it raises ends the work.
    """
    source = folder / f"rows{Path(sent.name).suffix.lower()}"
    with using_language(sent.language):
        try:
            source.write_bytes(sent.content)
            return _screen(by, sent, source, progress)
        except InputError as error:
            is_of_file = error.where in {"file", str(source)}
            fault = render(error.what, label_of) if is_of_file else fault_in_words(error)
            return Outcome(fault=with_fields(fault).replace(str(source), sent.name))
        finally:
            for file in folder.iterdir():
                if file.name not in {REPORT, WORKBOOK}:
                    with suppress(FileNotFoundError):
                        file.unlink()


def _screen(by: Answerer, sent: SentFile, source: Path, progress: Callable[[int, float | None], None]) -> Outcome:
    folder, law = source.parent, by.law
    in_words = _with_fields(current_language())
    descriptions: list[str] = []
    skipped: list[Skipped] = []
    options = screen_options(sent.parameters, by)
    job = Job(
        source=source,
        reads=format_of(source, READS, "file", None),
        options=options,
        output=folder / "rows.feather",
        writes="feather",
        book=folder / WORKBOOK,
        rejects=folder / "rejects.csv",
        numbered=True,
        translate=in_words,
    )

    def advance(done: int, total: int | None) -> None:
        if done > ROWS:
            raise InputError("file", "has more than {most} rows; split it, or use exportctl screen", most=ROWS)
        progress(done, done / total if total else None)

    watch = RunObserver(descriptions.append, advance, lambda _: None, cast("BinaryIO", None), skipped.extend)
    counts = run(law, job, watch)
    influences = options.company.influences(counts.by_place) if options.company else ()
    content = report_of(law.law, job, counts, sent.name, influences)
    (folder / REPORT).write_text(report(replace(content, today=options.today)), encoding="utf-8")
    return Outcome(
        headline=render(headline(counts)),
        notes=[*_order_note(content.rejected), *_notes(by, counts), *(render(part.line()) for part in skipped)],
        details=[*map(in_words, descriptions), *_passed_over(counts)] if counts.rows else [],
        rejected=content.rejected[:_REJECTED],
        more_rejected=max(counts.rejected - _REJECTED, 0),
    )


def _with_fields(language: Language) -> Callable[[str], str]:
    """Return what renders a sentence in a language, with the fields of the form in place of the options of a command."""
    fields = {
        f"{_ORDER} {order}": translate("“{field}: {value}”", field=label_of("date_order"), value=value)
        for order, value in (("dmy", translate("day first")), ("mdy", translate("month first")))
    }

    def render_with_fields(text: str) -> str:
        rendered = with_fields(language.render(text, label_of))
        for option, field in fields.items():
            rendered = rendered.replace(option, field)
        return rendered

    return render_with_fields


def _order_note(rejected: Iterable[Rejected]) -> Iterator[str]:
    """Yield how many rows have dates in an unknown order, and the field that states it."""
    field = label_of("date_order")
    if count := sum(field in item.reason for item in rejected):
        yield translate(
            "Rows with dates in an unknown order: {count}. Screen the file again and choose “{field}”.",
            count=count,
            field=field,
        )


def _passed_over(counts: Counts) -> Iterator[str]:
    """Yield how many rows state no goods and need no correction."""
    if counts.passed_over:
        totals, blank = (counts.passed_over.get(kind, 0) for kind in ("total", "blank"))
        yield translate("Rows passed over: {totals} of totals, {blank} blank.", totals=totals, blank=blank)


def _notes(by: Answerer, counts: Counts) -> Iterator[str]:
    """Yield the number of rows without a destination, and the other cautions."""
    if without := counts.by_warning.get(NO_DESTINATION, 0):
        yield translate(
            "Rows without a destination: {count}. Add a column “Destination” and screen the file again.", count=without
        )
    yield from map(render, cautions(counts, by.law.law))
