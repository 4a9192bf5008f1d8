"""Run a request over its files: the counts of all, their findings for a gate, and their differences in a comparison."""

from __future__ import annotations

from contextvars import Context, copy_context
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from exportctl import api
from exportctl.batch.changes import Changes
from exportctl.batch.common_facts import facts_of_all_rows
from exportctl.batch.draft_rows import DraftRows
from exportctl.batch.findings import Findings, UnreadableRow
from exportctl.batch.tally import Counts
from exportctl.cli import company, outputs, printing, session, settings, streams
from exportctl.cli.flags import flag
from exportctl.cli.progress import progress
from exportctl.cli.screening_request import jobs_of, refuse_gate_report, refuse_outputs, refuse_overlaps
from exportctl.errors import InputError, PlaceError
from exportctl.files.comparing import Comparison
from exportctl.files.job import Job, RunObserver, ScreenedBeforeError
from exportctl.files.places import Cell, positions
from exportctl.files.rows import Rejected, Skipped
from exportctl.files.run import run as screen
from exportctl.files.standard import STANDARD
from exportctl.law.scale import ExitCode, strictest_code
from exportctl.reports.formats import GATES
from exportctl.reports.i18n.language import current_language, render
from exportctl.reports.results import FileCounts, GateFindings, Summary, UnreadColumns
from exportctl.reports.text.summary import cautions, gaps, last_line
from exportctl.sentences import ENGLISH, BilingualName, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exportctl.api import Law
    from exportctl.batch.binding import Company
    from exportctl.cli.screening_request import ScreeningRequest
    from exportctl.permits.ledger import Ledger


class Run(NamedTuple):
    """A completed run: the request, the law, a job for each file, the counts, the differences, and the rows that may need papers."""

    request: ScreeningRequest
    store: Law
    jobs: list[Job]
    result: Summary
    comparison: Comparison | None
    papers: DraftRows | None


class _FileResult(NamedTuple):
    """A file of a run: its job, its counts (None if it could not be read), and the rows that a gate names, if a report needs them."""

    job: Job
    counts: Counts | None
    findings: Findings | None


def run(request: ScreeningRequest, law: Law | None = None) -> Run:
    """Run over the files, with a law or the one that the request names; raises InputError for an invalid option."""
    if request.outputs.rows and outputs.is_standard(request.outputs.rows):
        request = replace(request, outputs=replace(request.outputs, rows=STANDARD))
    refuse_outputs(request)
    jobs, several, skipped = jobs_of(request)
    if _is_for_gate(request):
        refuse_gate_report(request, jobs)
    store = law or session.store_of(request.data, request.also)
    ours = company.of_rows(store)
    ledger = company.ledger_of(ours, resume=request.resume)
    comparison = None
    if request.reference.differences_only:
        # The other answers use up the amounts of the same licences, so they need a ledger of their own.
        comparison = _comparison(request, company.ledger_of(ours, resume=False))
    jobs = [
        job._replace(options=job.options._replace(company=ours, ledger=ledger), comparison=comparison) for job in jobs
    ]
    refuse_overlaps(request, jobs)
    papers = DraftRows(lambda: store.headings) if request.outputs.drafts else None
    results = list(_results(store, request, jobs, papers, skipped, of_several=several))
    summary = _summary(store, request, results, skipped, ours)
    company.note_remainders(ledger)
    return Run(request, store, [item.job for item in results], summary, comparison, papers)


def _is_for_gate(request: ScreeningRequest) -> bool:
    """Return whether the report of a run names the rows at a gate."""
    return request.report.strip().lower() in GATES


def _results(
    store: Law,
    request: ScreeningRequest,
    jobs: Sequence[Job],
    papers: DraftRows | None,
    skipped: list[Skipped],
    *,
    of_several: bool,
) -> Iterator[_FileResult]:
    """Screen each file, and yield its result; files with the answers of an earlier screening are added to `skipped`."""
    for job in jobs:
        findings = Findings(store.law, dated=request.options.on is not None) if _is_for_gate(request) else None
        try:
            counts = _counts(store, request, job, findings, papers, skipped, of_several=of_several)
        except ScreenedBeforeError as error:
            skipped.append(Skipped(str(job.source), error.what, may_hold_rows=False))
        else:
            yield _FileResult(job, counts, findings)


def _summary(
    store: Law,
    request: ScreeningRequest,
    results: Sequence[_FileResult],
    skipped: Sequence[Skipped],
    ours: Company | None,
) -> Summary:
    """Return the counts of a run, its exit code, and its findings for a gate."""
    parts = [item.counts for item in results]
    counts = Counts.total(part for part in parts if part)
    rejects_to = results[0].job.rejects_to() if len(results) == 1 and request.outputs.are_kept else None
    return Summary(
        command="watch" if request.reference.in_file else "screen",
        law=store.law,
        counts=counts,
        exit_code=_exit_code_of_run(request, parts, skipped),
        gate=request.options.gate,
        gate_findings=list(_all_gate_findings(store, request, results, skipped)),
        on=request.options.on,
        skipped=skipped,
        permits=ours.permits.all if ours else (),
        rows_to=request.outputs.rows or "",
        rejects_to=str(rejects_to or ""),
        files_read=FileCounts(len(parts), parts.count(None)),
        for_all=facts_of_all_rows(store.law, request.options, without=("on",)) if any(parts) else "",
        unread_columns=[
            UnreadColumns(_name_of(item.job), item.counts.unread_columns)
            for item in results
            if item.counts and item.counts.unread_columns
        ],
        influences=(*settings.current_influences(), *(ours.influences(counts.by_place) if ours else ())),
    )


def _name_of(job: Job) -> str:
    """Return the name of the file of a job; empty for standard input."""
    return "" if str(job.source) == STANDARD else str(job.source)


def _exit_code_of_run(
    request: ScreeningRequest, parts: Sequence[Counts | None], skipped: Sequence[Skipped]
) -> ExitCode:
    """Return the exit code of a run over files, by their counts: 2 if skipped inputs may contain rows, else that of the strictest."""
    if missed_sources(skipped, allowed=request.inputs.allow_skipped):
        return ExitCode.INVALID
    allowed, compares = request.outputs.allow_rejects, request.reference.differences_only
    return strictest_code([_exit_code(part, allow_rejects=allowed, compares=compares) for part in parts])


def _all_gate_findings(
    store: Law, request: ScreeningRequest, results: Sequence[_FileResult], skipped: Sequence[Skipped]
) -> Iterator[GateFindings]:
    """Yield the findings of each file for a gate, and of each skipped input that may contain rows."""
    allowed = request.outputs.allow_rejects
    for job, counts, findings in results:
        if findings:
            yield _gate_findings(job, findings, rejects_allowed=allowed and counts is not None)
    if _is_for_gate(request):
        for item in missed_sources(skipped, allowed=request.inputs.allow_skipped):
            yield _skipped_findings(store, item)


def _comparison(request: ScreeningRequest, ledger: Ledger | None) -> Comparison:
    """Return the answers to compare with; raises InputError for an invalid day, or data that cannot be read."""
    reference = request.reference
    day = api.day(reference.day, "compare")
    store = session.store_of(reference.data or request.data, request.also) if reference.data or day else None
    return Comparison(Changes(), day, store, ledger)


def _gate_findings(job: Job, findings: Findings, *, rejects_allowed: bool) -> GateFindings:
    """Return the findings of a run over a file for a gate, with their places in that file."""
    columns = {"": ""} | dict(findings.columns)
    wanted = {row.row: Cell(columns.get(row.fact, ""), row.value if row.fact else "") for row in findings.unreadable}
    for rows in findings.rows.values():
        wanted |= {row.row: Cell(columns.get("item", ""), row.item) for row in rows}
    return GateFindings(
        _name_of(job),
        findings,
        positions(job.source, job.input_format, job.encoding, wanted, job.options.mapped_columns),
        rejects_allowed,
    )


def missed_sources(skipped: Sequence[Skipped], *, allowed: bool) -> list[Skipped]:
    """Return the skipped sources that may have rows; empty if that is allowed."""
    return [] if allowed else [item for item in skipped if item.may_hold_rows]


def _skipped_findings(store: Law, item: Skipped) -> GateFindings:
    """Return the finding for a gate about a source that may have rows."""
    findings = Findings(store.law, dated=False)
    line = item.line()
    findings.reject([UnreadableRow(0, "", "", BilingualName(ENGLISH.render(line, flag), render(line, flag)))])
    return GateFindings(str(item.name), findings, {}, rejects_allowed=False)


class _Notes(NamedTuple):
    """Prints on stderr what is noted about one file of a run, after its name if there are several."""

    name: str
    context: Context
    """That of the run: rows are rejected in another thread, which does not have the language."""

    def note(self, text: str) -> None:
        """Print a note."""
        printing.note("{name}{text}", name=self.name, text=text)

    def complain(self, text: str) -> None:
        """Print an error."""
        printing.complain("{name}{text}", name=self.name, text=text)

    def reject(self, row: Rejected) -> None:
        """Print a rejected row; raises PlaceError if stderr, the only place for it, is lost."""
        place = Sentence("row {row}", row=str(row.row))
        if row.column:
            place = Sentence("row {row}, {column}", row=str(row.row), column=row.column)
        text = Sentence("{place}: {reason}", place=place, reason=row.reason)
        self.context.run(self.complain, text)
        if streams.notes_lost():
            raise PlaceError(
                Sentence("standard error"), "rejected rows cannot be written there; name another file with --rejects"
            )


def _counts(
    store: Law,
    request: ScreeningRequest,
    job: Job,
    findings: Findings | None,
    papers: DraftRows | None,
    skipped: list[Skipped],
    *,
    of_several: bool,
) -> Counts | None:
    """Screen a file, add its unread parts to `skipped`, and return the counts; None, after a note, for an error in one of several."""
    notes = _Notes(f"{job.source}: " if of_several else "", copy_context())

    def skip(parts: Sequence[Skipped]) -> None:
        skipped.extend(part.of(job.source) for part in parts)

    try:
        with progress() as advance:
            observer = RunObserver(notes.note, advance, notes.reject, streams.standard(), skip, findings, papers)
            counts = screen(store, job, observer, resume=request.resume)
    except ScreenedBeforeError:
        raise
    except InputError as fault:
        # an error in a value for all rows names the option that states such values
        is_for_all = fault.where in job.options.values
        error = InputError(f"values {fault.where}", fault.what) if is_for_all else fault
        if not of_several:
            raise error from None
        lines = error.render(flag, current_language()), error.render(flag)
        here, in_english = (" ".join(line.removeprefix(notes.name).split()) for line in lines)
        notes.complain(here)
        if findings:
            findings.reject([UnreadableRow(0, "", "", BilingualName(in_english, here))])
        return None
    names_rejects = request.outputs.are_kept and job.rejects is None
    if counts.rejected and names_rejects and (file := job.rejects_to()):
        notes.note(Sentence("the rejected rows and the reasons are in {file}", file=file))
    if of_several:
        # The total names neither rows nor columns: only here is it known in which file they are.
        for line in (*gaps(counts), *cautions(counts, store.law), last_line(counts)):
            notes.note(line)
    return counts


def _exit_code(counts: Counts | None, *, allow_rejects: bool, compares: bool) -> ExitCode:
    """Return 2 if a file or rows could not be read, 4 if no row remains, 1 if one reaches the gate, 3 if one could, else 0.

    In a comparison, no row is a result: no answer differs.
    """
    if counts is None or (counts.rejected and not allow_rejects):
        return ExitCode.INVALID
    if not (counts.rows_screened if compares else counts.written):
        return ExitCode.EMPTY
    return strictest_code({ExitCode.PASSED, *(int(code) for code, rows in counts.by_exit_code.items() if rows)})
