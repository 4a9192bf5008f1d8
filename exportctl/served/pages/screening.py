"""Screen a file that was sent to the page, as `screen` and `report` do: its rows become a report and a workbook."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple, cast

from exportctl.batch.file_words import headline
from exportctl.batch.processes import FEW
from exportctl.batch.totals import kinds_in_words
from exportctl.errors import InputError, none_of
from exportctl.facts.registry import ITEM
from exportctl.facts.transaction import FACT_KEYS
from exportctl.files.formats import FORMATS, format_of
from exportctl.files.job import Job, RunObserver
from exportctl.files.run import run
from exportctl.reports.html.page import report
from exportctl.reports.i18n.language import current_language
from exportctl.reports.report import report_of
from exportctl.reports.text.summary import cautions, gaps
from exportctl.sentences import Fact, Sentence, side_by_side, translatable
from exportctl.served.pages.form import FILE, FILE_FIELDS, fault_of, label_of
from exportctl.served.pages.wording import page_language
from exportctl.served.rows import screen_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from exportctl.batch.tally import Counts
    from exportctl.files.rows import Rejected, Skipped
    from exportctl.served.current import Answerer

ROWS: Final = 200_000
"""The largest number of rows of a file, which a page can show."""
SPLIT: Final = Sentence("split it into several files, or screen it on the command line with exportctl screen")
"""What to do about a file that is too large for the page."""
REPORT: Final = "report.html"
WORKBOOK: Final = "screened.xlsx"
ENCODINGS: Final = {
    "cp1252": translatable("Western European"),
    "cp1250": translatable("Central European"),
    "cp1251": translatable("Cyrillic"),
    "cp1253": translatable("Greek"),
    "cp1254": translatable("Turkish"),
    "big5": translatable("Traditional Chinese"),
    "cp932": translatable("Japanese"),
    "cp949": translatable("Korean"),
}
"""The encodings that the first bytes of a text do not show, by the names of their codecs; a sender can choose no others."""
_PIECE: Final = FEW
"""The number of rows after which the page shows progress: with fewer at a time, one core would screen them all."""
_REJECTED: Final = 50
"""The number of rejected rows that the page lists; the others are counted."""


class SentFile(NamedTuple):
    """A file that was sent: its name, its content, the language of its results, the parameters of its rows, and how to read it."""

    name: str
    content: bytes
    language: str
    parameters: Mapping[str, Sequence[str]]
    sheet: str | None = None
    encoding: str | None = None

    @property
    def field_texts(self) -> dict[str, Sequence[str]]:
        """The texts of the fields of the form."""
        how = {"sheet": self.sheet, "encoding": self.encoding}
        return {**self.parameters, **{field: [text] for field, text in how.items() if text}}


class Outcome(NamedTuple):
    """The outcome of a file in sentences: the result with its notes, or the fault for which the file was not screened, with its field.

    The reasons of rejected rows are in the language of the file's results.
    """

    headline: str = ""
    notes: Sequence[str] = ()
    details: Sequence[str] = ()
    rejected: Sequence[Rejected] = ()
    more_rejected: int = 0
    fault: str = ""
    field: str = FILE


class Progress(NamedTuple):
    """The progress of a file: the screened rows, the number of all if it is known, and whether only the results must be written."""

    rows: int = 0
    total: int | None = None
    is_writing: bool = False

    @property
    def share(self) -> float | None:
        """The share of the rows that are screened, if their number is known and they are not all screened."""
        return self.rows / self.total if self.total and not self.is_writing else None

    def in_words(self) -> str:
        """Return the progress in a sentence."""
        if self.is_writing:
            return Sentence("Rows screened: {count}. The report and the workbook are being written.", count=self.rows)
        if not self.rows:
            return Sentence("The file is being read.")
        if self.total:
            return Sentence("Rows screened: {count} of {total}", count=self.rows, total=self.total)
        return Sentence("Rows screened: {count}", count=self.rows)


def screen_file(by: Answerer, sent: SentFile, folder: Path, progress: Callable[[Progress], None]) -> Outcome:
    """Write the report and the workbook of a file into a folder, and return its outcome.

    An error that `progress` raises ends the work.
    """
    source = folder / f"rows{Path(sent.name).suffix.lower()}"
    results: tuple[str, ...] = ()
    with page_language(sent.language):
        try:
            source.write_bytes(sent.content)
            outcome, results = _screen(by, sent, source, progress), (REPORT, WORKBOOK)
        except InputError as error:
            is_of_file = error.where in {"file", str(source)}
            fault = Sentence("{fact}: {what}", fact=sent.name, what=error.what) if is_of_file else fault_of(error)
            outcome = Outcome(fault=_with_name(fault, source, sent.name), field=_field_of(error, sent))
        finally:
            for file in folder.iterdir():
                if file.name not in results:
                    with suppress(FileNotFoundError):
                        file.unlink()
    return outcome


def _field_of(error: InputError, sent: SentFile) -> str:
    """Return the field of the form that corrects an error: that of the error itself, or the one that states facts or columns."""
    if error.fact in FILE_FIELDS:
        return FILE_FIELDS[error.fact]
    if error.fact not in FACT_KEYS:
        return FILE
    return "values" if error.fact != ITEM and sent.parameters.get("values") else "columns"


def _screen(by: Answerer, sent: SentFile, source: Path, progress: Callable[[Progress], None]) -> Outcome:
    folder, law = source.parent, by.law
    descriptions: list[str] = []
    skipped: list[Skipped] = []
    other_sheets: list[str] = []
    options = screen_options(sent.parameters, by)
    if sent.encoding and sent.encoding not in ENCODINGS:
        raise none_of("encoding", sent.encoding, ENCODINGS)
    job = Job(
        source=source,
        input_format=format_of(source, FORMATS, "file", None),
        options=options,
        output=folder / "rows.feather",
        output_format="feather",
        book=folder / WORKBOOK,
        rejects=folder / "rejects.csv",
        encoding=sent.encoding,
        sheet=sent.sheet,
        numbered=True,
        piece=_PIECE,
        translate=partial(current_language().render, name_of=label_of),
    )
    done = Progress()

    def advance(rows: int, total: int | None) -> None:
        nonlocal done
        if rows > ROWS:
            raise InputError("file", "has more than {most} rows; {advice}", most=ROWS, advice=SPLIT)
        done = Progress(rows, total)
        progress(done)

    observer = RunObserver(
        note=descriptions.append,
        progress=advance,
        reject=lambda _: None,
        standard=cast("BinaryIO", None),
        skip=skipped.extend,
        other_sheets=other_sheets.extend,
        complete=lambda: progress(done._replace(is_writing=True)),
    )
    counts = run(law, job, observer)
    if not counts.rows:
        raise InputError("file", "has no rows; send one line of headings, and below it a row for each item")
    influences = options.company.influences(counts.by_place) if options.company else ()
    content = report_of(law.law, job, counts, sent.name, influences)
    (folder / REPORT).write_text(report(replace(content, today=options.today)), encoding="utf-8")
    return Outcome(
        headline=headline(counts),
        notes=[
            *_sheets_note(other_sheets),
            *(part.line() for part in skipped),
            *_order_note(content.rejected),
            *_cautions(by, counts),
        ],
        details=[*descriptions, *_passed_over(counts)] if counts.rows else [],
        rejected=content.rejected[:_REJECTED],
        more_rejected=max(counts.rejected - _REJECTED, 0),
    )


def _with_name(text: Any, source: Path, name: str) -> Any:  # noqa: ANN401 - any part of a sentence
    """Return a text with the name of the file as it was sent in place of its path on this machine."""
    if isinstance(text, Sentence):
        return Sentence(text.words, **{key: _with_name(part, source, name) for key, part in text.parts.items()})
    return str(text).replace(str(source), name) if str(source) in str(text) else text


def _sheets_note(sheets: Sequence[str]) -> Iterator[str]:
    """Yield which sheets were not read, and the field that chooses one."""
    if sheets:
        yield Sentence(
            "Only one sheet was read. Not read: {sheets}. To screen another sheet, name it in the field “Sheet”.",
            sheets=side_by_side(sheets),
        )


def _order_note(rejected: Iterable[Rejected]) -> Iterator[str]:
    """Yield how many rows have dates in an unknown order, and the field that states it."""
    field = Fact("date_order")
    if count := sum(label_of(field) in item.reason for item in rejected):
        yield Sentence(
            "Rows with dates in an unknown order: {count}. Screen the file again and choose “{field}”.",
            count=count,
            field=field,
        )


def _passed_over(counts: Counts) -> Iterator[str]:
    """Yield how many rows state no goods and need no correction."""
    if counts.passed_over:
        yield Sentence("Rows passed over: {kinds}.", kinds=kinds_in_words(counts.passed_over))


def _cautions(by: Answerer, counts: Counts) -> Iterator[str]:
    """Yield what the rows lack that every answer needs, with the ways to state it, and the other cautions."""
    yield from gaps(counts)
    yield from cautions(counts, by.law.law)
