"""A request describes a run over files of rows: inputs, facts, outputs, and a job for each file. Outputs that would mix are refused."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from exportctl.cli import invocation, values
from exportctl.cli.flags import column_name
from exportctl.cli.outputs import (
    PAGE_ENDINGS,
    is_standard,
    require_apart,
    require_folder,
    require_log,
    require_new,
    require_replaceable,
)
from exportctl.errors import InputError, PlaceError, reason_of
from exportctl.files.standard import STANDARD
from exportctl.reports.formats import GATES
from exportctl.reports.i18n.language import current_language
from exportctl.sentences import Fact, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.batch.binding import ScreenOptions
    from exportctl.files.job import Job
    from exportctl.files.rows import Skipped
    from exportctl.law.scale import Decision


@dataclass(frozen=True)
class Inputs:
    """The files, folders and patterns to read, and their format; other inputs are skipped, which may be allowed.

    `output_before` is the output of the original run: when the run is reproduced, that file is not read as an input.
    """

    names: Sequence[str]
    format: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    allow_skipped: bool = False
    output_before: str | None = None


@dataclass(frozen=True)
class Outputs:
    """The destinations of rows, rejected rows, report, counts, drafts, receipt and log line, and the choice of rows.

    A receipt that exists stays unless `overwrite` is set. `only` and `watch_change` are in the words of the caller, as
    receipts store them. `numbered` adds the number of each row. If the outputs are not `are_kept`, no note names them.
    """

    rows: str | None = None
    format: str | None = None
    rejects: Path | None = None
    report: str | None = None
    summary: Path | None = None
    drafts: Path | None = None
    receipt: Path | None = None
    overwrite: bool = False
    reviewed_by: str | None = None
    log: Path | None = None
    only: Sequence[str] = ()
    watch_change: str | None = None
    allow_rejects: bool = False
    numbered: bool = False
    are_kept: bool = True

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions of the rows to write, empty for all; raises InputError for any other word."""
        from exportctl import api

        words = [word for text in self.only for word in text.split(",")]
        return tuple(sorted({api.decision(word, "only") for word in words}))

    @property
    def changing_within(self) -> int | None:
        """The days in which the answer of a written row changes; raises InputError for an invalid number of days."""
        if self.watch_change is None:
            return None
        return values.number_of_days(self.watch_change, "watch_change")


@dataclass(frozen=True)
class Reference:
    """The answers to compare with: those of a baseline, those in the file itself, or those of another day or other data."""

    baseline: Path | None = None
    key: Sequence[str] = ()
    in_file: bool = False
    day: str | None = None
    data: Path | None = None

    @property
    def differences_only(self) -> bool:
        """Whether only rows with different answers are written; a baseline keeps the others."""
        return self.in_file or bool(self.day or self.data)

    @property
    def label(self) -> str:
        """The other answers in words."""
        if self.in_file:
            return Sentence("in the earlier screening")
        on = Sentence("on {day}", day=self.day) if self.day else ""
        by = Sentence("with the data in {folder}", folder=self.data) if self.data else ""
        return Sentence("{on} {by}", on=on, by=by) if on and by else on or by


@dataclass(frozen=True)
class ScreeningRequest:
    """A run over files of rows. `options` hold the facts of all rows: columns, values, days, reading and gate."""

    inputs: Inputs
    options: ScreenOptions
    outputs: Outputs
    reference: Reference = Reference()
    report: str = "table"
    resume: bool = False
    data: Path | None = None
    also: Sequence[Path] = ()


def destinations(rows: str | None, output: str | None, format_: str) -> tuple[str | None, str | None]:
    """Return the destinations of rows and report: a report for a gate takes `--output`. Raises InputError if both would mix."""
    import exportctl.batch  # noqa: F401 - it reports a missing extra, or too little memory, before pyarrow is imported
    from exportctl.files.formats import FORMATS

    for name, file in (("output", output), ("rows", rows)):
        if file == "":
            raise InputError(name, "is empty; name a file, a folder, or - for standard output")
    word = format_.strip().lower()
    if rows is None and word not in GATES:
        return output, None
    if output and word in GATES and output.lower().endswith(tuple(f".{ending}" for ending in FORMATS)):
        raise InputError(
            "output",
            "takes the report with {option} {format}, and '{file}' is named like a file of rows; write {rows} {file}",
            option=Fact("format"),
            format=word,
            rows=Fact("rows"),
            file=output,
        )
    return rows, output


def jobs_of(request: ScreeningRequest) -> tuple[list[Job], bool, list[Skipped]]:
    """Return a job for each file, whether there are several, and the inputs that are not read."""
    from exportctl.files import formats, inputs
    from exportctl.files.baseline import Baseline
    from exportctl.files.job import Job
    from exportctl.files.writers import is_text

    read, written, reference = request.inputs, request.outputs, request.reference
    files, several, skipped, members = inputs.sources(read.names, read.output_before or written.rows)
    several = several or inputs.is_folder(written.rows)
    language = current_language()
    if several and written.rejects:
        raise InputError("rejects", "names one file, but several files are screened; leave it out")
    job_of = partial(
        Job,
        options=request.options,
        rejects=written.rejects,
        encoding=read.encoding,
        sheet=read.sheet,
        only=written.decisions,
        within=written.changing_within,
        baseline=Baseline(reference.baseline, reference.key) if reference.baseline else None,
        numbered=written.numbered,
        # bound here, because another thread writes
        translate=partial(language.render, name_of=partial(column_name, language=language)),
    )
    if several:
        folder = inputs.folder_of(written.rows)
    else:
        folder = None
        require_folder(rows_option(), None if is_standard(written.rows or STANDARD) else written.rows)
    jobs = []
    for source in files:
        if not (several or source.suffix):
            _require_existing(source)
        input_option = "input_format" if read.format else "file"
        input_format = formats.format_of(source, formats.FORMATS, input_option, read.format)
        target = folder / inputs.name_in_folder(source, input_format, written.format) if folder else None
        target = Path(written.rows) if written.rows and not several else target
        if target and target.suffix.lower() in PAGE_ENDINGS and not written.format:
            raise InputError(
                "output",
                "'{name}' is a page, which screen does not write; use exportctl report FILE -o {name}",
                name=target.name,
            )
        job = job_of(source=source, input_format=input_format, output=target, is_member=source in members)
        if target:
            output_option = "output_format" if written.format else rows_option()
            output_format = formats.format_of(target, formats.FORMATS, output_option, written.format)
            if str(target) == STANDARD and not is_text(output_format) and sys.stdout.isatty():
                raise InputError(rows_option(), "a terminal cannot show this format; name a file with -o")
            job = job._replace(output_format=output_format)
        jobs.append(job)
    return _with_names_apart(jobs), several, skipped


def rows_option() -> str:
    """Return the name of the option that states the destination of rows."""
    return "output" if invocation.source_of("rows") in ("", invocation.DEFAULT) else "rows"


def _require_existing(source: Path) -> None:
    """Raise PlaceError for a name without an extension that is no file; of several files, the run reports such a one."""
    try:
        if str(source) != STANDARD:
            source.stat()
    except OSError as error:
        raise PlaceError(str(source), reason_of(error, Sentence("cannot be read"))) from None


def _with_names_apart(jobs: Sequence[Job]) -> list[Job]:
    """Return the jobs; outputs of files that differ only in their endings, as `a.csv` and `a.xlsx`, keep these endings."""
    same = Counter(job.rejects_to() for job in jobs if job.output)
    return [
        job._replace(
            output=job.output
            if job.output.name == job.source.name
            else job.output.with_name(f"{job.source.name}.{job.output_format}"),
            named_in_full=True,
        )
        if job.output and same[job.rejects_to()] > 1
        else job
        for job in jobs
    ]


def refuse_outputs(request: ScreeningRequest) -> None:
    """Raise InputError for names to which nothing can be written, or only a mixture that cannot be separated again."""
    outputs, reference = request.outputs, request.reference
    if str(outputs.summary) == STANDARD:
        raise InputError(
            "summary", "must be a file name; {format} json prints the counts to standard output", format=Fact("format")
        )
    if outputs.summary and not outputs.summary.name:
        raise InputError("summary", "'{summary}' is not a file name", summary=outputs.summary)
    if request.resume and outputs.rows is None:
        raise InputError("resume", "needs {output}; name the output file of the interrupted run", output=Fact("output"))
    for name, file in (("rejects", outputs.rejects), ("summary", outputs.summary), ("log", outputs.log)):
        if str(file) != STANDARD:
            require_folder(name, file)
    if str(outputs.rejects) == STANDARD and outputs.rows and str(Path(outputs.rows)) == STANDARD:
        raise InputError("rejects", "would be mixed with the rows on standard output; name a file")
    if reference.baseline and reference.differences_only:
        raise InputError(
            "baseline", "cannot be used together with {compare}; leave one of them out", compare=Fact("compare")
        )
    if reference.key and not reference.baseline:
        raise InputError("key", "needs {baseline}; name a baseline file", baseline=Fact("baseline"))
    if str(reference.baseline) == STANDARD:
        raise InputError("baseline", "must be a file name; name the file that screen wrote")


def refuse_gate_report(request: ScreeningRequest, jobs: Sequence[Job]) -> None:
    """Raise InputError if a report for a gate would be mixed with rows, or would lack those of an interrupted run."""
    if rows_on_standard_output(jobs) and not request.outputs.report:
        raise InputError(
            "format",
            "{format} and the rows would both go to standard output; name files for the rows",
            format=request.report,
        )
    if request.resume:
        raise InputError(
            "resume",
            "an interrupted run keeps no rows for {format}; start again without {resume}",
            format=request.report,
            resume=Fact("resume"),
        )


def refuse_overlaps(request: ScreeningRequest, jobs: Sequence[Job]) -> None:
    """Raise InputError for a file that is written twice, written and read, or part of the configuration, or that a run must keep."""
    written = request.outputs
    report = Path(written.report) if written.report and not is_standard(written.report) else None
    require_apart(
        [
            *(path for job in jobs for path in job.paths_written()),
            report,
            written.summary,
            written.receipt,
            written.log,
        ],
        [*(job.source for job in jobs), request.reference.baseline],
        (request.data, request.reference.data, *request.also),
    )
    require_replaceable("summary", written.summary)
    for job in jobs:
        for role, path in job.outputs().items():
            require_replaceable("rejects" if role == "rejects" else rows_option(), path)
    require_log(written.log)
    require_new("receipt", written.receipt, overwrite=written.overwrite)


def rows_on_standard_output(jobs: Sequence[Job]) -> bool:
    """Return whether rows of a job go to standard output."""
    return STANDARD in {str(path) for job in jobs for path in job.outputs().values()}
