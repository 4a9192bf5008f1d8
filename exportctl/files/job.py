"""A job: one file to screen, its format, its outputs, and the options for its rows."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from exportctl.errors import InputError, PlaceError, reason_of
from exportctl.files.atomic import is_stream
from exportctl.files.formats import stem_of
from exportctl.files.journal import place
from exportctl.files.readers import open_rows
from exportctl.files.standard import STANDARD
from exportctl.files.writers import is_text
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from exportctl.batch.binding import ScreenOptions
    from exportctl.batch.draft_rows import DraftRows
    from exportctl.batch.findings import Findings
    from exportctl.files.baseline import Baseline
    from exportctl.files.comparing import Comparison
    from exportctl.files.formats import Format
    from exportctl.files.rows import Rejected, Skipped, Source
    from exportctl.law.scale import Decision
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled


class RunObserver(NamedTuple):
    """Callbacks of a run: for the columns that are read, the rows done (with the total, if known), and rejected rows.

    `skip` is called with each part that is not read, `other_sheets` with the visible sheets that are not read, and `complete` when
    all rows are screened and the outputs remain to be written. `findings` keeps the rows of a gate report, and
    `papers` those that may need a paper, if they are wanted.
    """

    note: Callable[[str], None]
    progress: Callable[[int, int | None], None]
    reject: Callable[[Rejected], None]
    standard: BinaryIO
    skip: Callable[[Sequence[Skipped]], None]
    findings: Findings | None = None
    papers: DraftRows | None = None
    other_sheets: Callable[[Sequence[str]], None] = lambda _: None
    complete: Callable[[], None] = lambda: None


class ScreenedBeforeError(InputError):
    """A file that no name names has the answers of an earlier screening: beside its own source, its rows would count twice."""


class Job(NamedTuple):
    """One file to screen: its source, its output, the options for its rows, and the selection of rows."""

    source: Path
    input_format: Format
    options: ScreenOptions
    output: Path | None = None
    """The file of the answered rows; without one, rows are counted only."""
    output_format: Format = "csv"
    book: Path | None = None
    """A workbook that is written from the rows of a Feather output."""
    rejects: Path | None = None
    encoding: str | None = None
    sheet: str | None = None
    only: tuple[Decision, ...] = ()
    """The decisions to which the written rows are limited."""
    within: int | None = None
    """The days within which the answers of the written rows change."""
    baseline: Baseline | None = None
    """A file whose rows do not fail the gate."""
    comparison: Comparison | None = None
    """Other answers, from which those of the written rows differ."""
    numbered: bool = False
    """Whether a last column has the number that the file's own program shows."""
    named_in_full: bool = False
    """Whether the rejects keep the ending of the output in their name.

    Another output of the run may differ only in its ending.
    """
    is_member: bool = False
    """Whether the file belongs to a folder or a pattern; such a file is not screened again."""
    piece: int | None = None
    """The number of rows after which the observer learns the progress; without it, those that are read at a time."""
    translate: Callable[[str], str] | None = None
    """The function that renders texts for people (the reasons of rejected rows, a workbook, a page); without it, they are English."""

    @property
    def reads_workbook(self) -> bool:
        """Whether the source is a workbook."""
        return self.input_format == "xlsx"

    @property
    def writes_workbook(self) -> bool:
        """Whether the output is a workbook."""
        return self.output_format == "xlsx"

    @property
    def fills_workbook(self) -> bool:
        """Whether a workbook is written: the output, or one beside it."""
        return self.writes_workbook or self.book is not None

    def open_rows(self, *, answers: bool = False) -> AbstractContextManager[Source]:
        """Open the source for reading; with `answers` it must have those of an earlier screening."""
        columns = self.options.mapped_columns
        return open_rows(self.source, self.input_format, self.encoding, self.sheet, columns, answers=answers)

    def rejects_to(self) -> Path | None:
        """Return the file for rejected rows: the stated one, or one in the folder of the output."""
        if self.rejects or self.output is None or not self.output.name or self._streams():
            return self.rejects
        name = self.output.name if self.named_in_full else stem_of(self.output.name)
        return self.output.with_name(f"{name}.rejects.csv")

    def outputs(self) -> Mapping[str, Path | None]:
        """Return the files that are written, by their roles."""
        book = {"book": self.book} if self.book else {}
        return {"output": self.output, "rejects": self.rejects_to(), **book}

    def paths_written(self) -> Iterator[Path | None]:
        """Yield the files that are written, the journal included."""
        yield from (*self.outputs().values(), place(self.outputs().values()))

    def _streams(self) -> bool:
        """Return whether the output is a stream, so that no file can be put in its folder."""
        return self.output is not None and (str(self.output) == STANDARD or is_stream(self.output))

    def is_resumable(self) -> bool:
        """Return whether an interrupted run can resume: it goes from one file into a text, without a baseline or a comparison."""
        return (
            bool(self.output)
            and not (self.baseline or self.comparison)
            and str(self.source) != STANDARD
            and not self._streams()
            and is_text(self.output_format)
        )


def fingerprint_of(store: Store | Compiled, job: Job) -> str:
    """Return the fingerprint of a run: of the file, the law and all options, but not of the day of the run."""
    try:
        status = job.source.stat()
    except OSError as error:
        raise PlaceError(str(job.source), reason_of(error, Sentence("cannot be read"))) from None
    options = job.options._replace(today=None, ledger=None)
    identity = (
        os.path.realpath(job.source),
        status.st_size,
        status.st_mtime_ns,
        store.law.digest,
        options,
        job._replace(options=options, translate=None),
    )
    return hashlib.sha256(repr(identity).encode()).hexdigest()
