"""The files of a screening request: a job for each, and the refusal of outputs that would be mixed or overwritten."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from exportctl.cli.outputs import STANDARD, is_standard, require_apart
from exportctl.errors import InputError, PlaceError, reason_of
from exportctl.sentences import Fact, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.cli.screening_request import ScreeningRequest
    from exportctl.files.job import Job
    from exportctl.files.rows import Skipped


def jobs_of(request: ScreeningRequest) -> tuple[list[Job], bool, list[Skipped]]:
    """Return a job for each file, whether there are several, and the inputs that are not read."""
    from exportctl.files import formats, inputs, readers, writers
    from exportctl.files.baseline import Baseline
    from exportctl.files.job import Job
    from exportctl.reports.i18n.language import current_language

    read, written, reference = request.inputs, request.outputs, request.reference
    files, several, skipped = inputs.sources(read.names, read.output_before or written.rows)
    several = several or inputs.is_folder(written.rows)
    if several and written.rejects:
        raise InputError("rejects", "names one file, but several files are screened; leave it out")
    common = Job(
        source=Path(),
        reads="",
        options=request.options,
        rejects=written.rejects,
        encoding=read.encoding,
        sheet=read.sheet,
        only=written.decisions,
        within=written.changing_within,
        baseline=Baseline(reference.baseline, reference.key) if reference.baseline else None,
        numbered=written.numbered,
        translate=current_language().render,  # bound here, because another thread writes
    )
    folder = inputs.folder_of(written.rows) if several else None
    jobs = []
    for source in files:
        if not (several or source.suffix):
            _require_existing(source)
        reads = formats.format_of(source, readers.READS, "input_format", read.format)
        target = folder / inputs.name_in_folder(source, reads, written.format) if folder else None
        target = Path(written.rows) if written.rows and not several else target
        writes = formats.format_of(target, writers.WRITES, "output_format", written.format) if target else "csv"
        jobs.append(common._replace(source=source, reads=reads, output=target, writes=writes))
    return _with_names_apart(jobs), several, skipped


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
            else job.output.with_name(f"{job.source.name}.{job.writes}"),
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
        raise InputError(
            "resume", "continues a file of rows; name the one of the interrupted run: {output}", output=Fact("output")
        )
    if str(outputs.rejects) == STANDARD and outputs.rows and str(Path(outputs.rows)) == STANDARD:
        raise InputError("rejects", "would be mixed with the rows on standard output; name a file")
    if reference.baseline and reference.differences_only:
        raise InputError(
            "baseline", "cannot be used together with {compare}; leave one of them out", compare=Fact("compare")
        )
    if reference.key and not reference.baseline:
        raise InputError("key", "needs {baseline}; name a baseline file", baseline=Fact("baseline"))
    if str(reference.baseline) == STANDARD:
        raise InputError("baseline", "must be a file name")


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
    """Raise InputError for a file that is written twice, or written and read, or that is part of the configuration."""
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


def rows_on_standard_output(jobs: Sequence[Job]) -> bool:
    """Return whether rows of a job go to standard output."""
    return STANDARD in {str(path) for job in jobs for path in job.outputs().values()}
