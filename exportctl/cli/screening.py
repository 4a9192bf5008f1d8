"""Runs a screening of files from the command line: from the options, over each file, to the report and the exit code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.errors import InputError, PlaceError
from exportctl.sentences import Fact, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exportctl.api import Law
    from exportctl.batch.binding import ScreenOptions
    from exportctl.batch.findings import Findings
    from exportctl.batch.tally import Counts
    from exportctl.files.comparing import Comparison
    from exportctl.files.job import Job, Rejected
    from exportctl.files.rows import Skipped
    from exportctl.law.scale import Decision
    from exportctl.permits.ledger import Ledger
    from exportctl.reports.results import Gathered, Summary

_STANDARD: Final = "-"
_MOST_DAYS: Final = 36500
_STRICTEST_FIRST: Final = (2, 1, 3, 4, 0)


class Asked(NamedTuple):
    """The options of a run over files."""

    file: list[str]
    output: str | None
    rejects: Path | None
    summary: Path | None
    map_: list[str] | None
    set_: list[str] | None
    on: str | None
    known_on: str | None
    only: list[str] | None
    assume: str
    gate: str
    undecided: str
    max_age: str | None
    trust_descriptions: bool
    input_format: str | None
    output_format: str | None
    encoding: str | None
    sheet: str | None
    allow_rejects: bool
    allow_skipped: bool
    format_: str
    data: Path | None
    also: list[Path] | None
    watch_change: str | None = None
    baseline: Path | None = None
    key: list[str] | None = None
    compare: str | None = None
    compare_data: Path | None = None
    resume: bool = False
    watched: bool = False
    receipt: Path | None = None
    log: Path | None = None
    numbered: bool = False
    written_before: str | None = None
    """Where the output went when this was asked first, if it is asked again."""

    @property
    def compares(self) -> bool:
        """Whether answers are compared with others about the same rows, and only differences are written."""
        return self.watched or bool(self.compare or self.compare_data)


class Ran(NamedTuple):
    """A run that has ended: its law, its files, its counts, and the answers that it was compared with."""

    store: Law
    jobs: list[Job]
    result: Summary
    comparison: Comparison | None


def run_screen(asked: Asked) -> int:
    """Run over the files, report, and return the exit code; raises InputError for what makes no sense."""
    from exportctl.cli import session, settings
    from exportctl.engine.gate_policy import WAIVED
    from exportctl.reports.formats import GATES, format_of
    from exportctl.reports.results import Changes

    kind = "changes" if asked.compares else "summary"
    format_ = format_of(kind, asked.format_)
    wishes = screen_options(asked)
    if asked.allow_rejects and (place := settings.where("allow_rejects")):
        session.note(Sentence("looser than by default: {told}", told=f"allow_rejects = true ({place})"))
    ran = run_over(asked, wishes)
    if asked.receipt or asked.log:
        from exportctl.cli import receipts
        from exportctl.cli import screen_receipt as screened

        receipts.keep(screened.receipt_of(asked, wishes, ran), asked.receipt, asked.log)
    result, counts, code = ran.result, ran.result.counts, ran.result.exit_code
    changes = (
        Changes(ran.store.law, counts, code, _against(asked), ran.comparison.changes, configured=result.configured)
        if ran.comparison
        else None
    )
    if asked.summary:
        session.write(asked.summary, (changes or result).to_json() + "\n", "summary")
    if alone := _alone(ran.jobs):
        session.publish(kind, format_, changes if changes and format_ not in GATES else result)
    note_counts(result, asked, shown=alone and format_ == "table")
    settings.note_passed(counts.by_warning.get(WAIVED, 0), counts.screened)
    return code


def run_over(asked: Asked, wishes: ScreenOptions, law: Law | None = None) -> Ran:
    """Run over the files, by a law or the one that the command line names; raises InputError for what makes no sense."""
    from exportctl.batch import findings, tally
    from exportctl.cli import company, outputs, session, settings
    from exportctl.cli import skipped as skipping
    from exportctl.reports.formats import GATES
    from exportctl.reports.results import Summary

    if asked.output and outputs.is_standard(asked.output):
        asked = asked._replace(output=_STANDARD)
    _fit(asked)
    jobs, several, skipped = _jobs(asked, wishes)
    if gates := asked.format_.strip().lower() in GATES:
        _fit_for_a_gate(asked.format_, resume=asked.resume, alone=_alone(jobs))
    store = law or session.store_of(asked.data, asked.also)
    ours = company.of_rows(store)
    ledger = company.ledger_of(ours, resume=asked.resume)
    comparison = _comparison(asked, company.ledger_of(ours, resume=False)) if asked.compares else None
    jobs = [
        job._replace(options=job.options._replace(company=ours, ledger=ledger), comparison=comparison) for job in jobs
    ]
    told, data = (asked.summary, asked.receipt, asked.log), (asked.data, asked.compare_data, *(asked.also or ()))
    outputs.require_apart(
        [*(path for job in jobs for path in job.touched()), *told],
        [*(job.source for job in jobs), asked.baseline],
        data,
    )
    found_in = [findings.Findings(store.law, dated=wishes.on is not None) if gates else None for _ in jobs]
    parts = [
        _screen(store, job, kept, skipped, resume=asked.resume, of_several=several)
        for job, kept in zip(jobs, found_in, strict=True)
    ]
    counts = tally.Counts.total(part for part in parts if part)
    codes = [_exit_code(part, allow_rejects=asked.allow_rejects, compares=asked.compares) for part in parts]
    missed = skipping.missed_sources(skipped, allowed=asked.allow_skipped)
    code = 2 if missed else next(code for code in _STRICTEST_FIRST if code in codes)
    gathered = [
        _gate_findings(job, kept, rejects_allowed=asked.allow_rejects and part is not None)
        for job, kept, part in zip(jobs, found_in, parts, strict=True)
        if kept
    ]
    gathered += [skipping.gate_finding(store, item) for item in missed if gates]
    company.note_remainders(ledger)
    configured = (*settings.current_influences(), *(ours.influences(counts.by_place) if ours else ()))
    summary = Summary(store.law, counts, code, wishes.gate, gathered, wishes.on, skipped, configured=configured)
    return Ran(store, jobs, summary, comparison)


def _alone(jobs: list[Job]) -> bool:
    return _STANDARD not in {str(path) for job in jobs for path in job.written().values()}


def screen_options(asked: Asked) -> ScreenOptions:
    """Return the options that apply to every row."""
    from exportctl import api
    from exportctl.batch.binding import ScreenOptions
    from exportctl.cli import settings

    closes_at, values = api.level(asked.gate), pairs(asked.set_, "values", "to=US")
    return ScreenOptions(
        renamed=settings.columns(pairs(asked.map_, "columns", "item=hs_code"), values),
        values=values,
        on=api.day(asked.on, "on"),
        known_on=api.day(asked.known_on, "known_on"),
        today=api.today(),
        gate=closes_at,
        assume=api.reading(asked.assume),
        trusted=asked.trust_descriptions,
        terms=settings.gate_policy(asked.undecided, asked.max_age, closes_at, trusted=asked.trust_descriptions),
    )


def _comparison(asked: Asked, ledger: Ledger | None) -> Comparison:
    """Return the answers to compare with; raises InputError for an invalid day, or for data that cannot be read."""
    from exportctl import api
    from exportctl.batch.changes import Changes
    from exportctl.cli import session
    from exportctl.files.comparing import Comparison

    day = api.day(asked.compare, "compare")
    store = session.store_of(asked.compare_data or asked.data, asked.also) if asked.compare_data or day else None
    return Comparison(Changes(), day, store, ledger)


def _against(asked: Asked) -> str:
    """Return in words what the answers are compared with."""
    if asked.watched:
        return Sentence("when they were given")
    on = Sentence("on {day}", day=asked.compare) if asked.compare else ""
    by = Sentence("by the data in {folder}", folder=asked.compare_data) if asked.compare_data else ""
    return Sentence("{on} {by}", on=on, by=by) if on and by else on or by


def _jobs(asked: Asked, wishes: ScreenOptions) -> tuple[list[Job], bool, list[Skipped]]:
    """Return a job for each file, whether there are several, and what is skipped."""
    from exportctl.cli import session
    from exportctl.files import formats, inputs, readers, writers
    from exportctl.files.baseline import Baseline
    from exportctl.files.job import Job
    from exportctl.reports.i18n.language import render

    within = asked.watch_change
    found, several, skipped = inputs.sources(asked.file, asked.written_before or asked.output)
    several = several or inputs.is_folder(asked.output)
    if several and asked.rejects:
        raise InputError("rejects", Sentence("is one file, and several go into a folder; leave it out"))
    common = Job(
        source=Path(),
        reads="",
        options=wishes,
        rejects=asked.rejects,
        encoding=asked.encoding,
        sheet=asked.sheet,
        only=_decisions(asked.only),
        within=session.number(within, "watch_change", _MOST_DAYS, Sentence("number of days"))
        if within is not None
        else None,
        baseline=Baseline(asked.baseline, asked.key or ()) if asked.baseline else None,
        numbered=asked.numbered,
        told=render if asked.numbered else None,  # a page is read, as files are not
    )
    folder = inputs.folder_of(asked.output) if several else None
    jobs = []
    for source in found:
        reads = formats.format_of(source, readers.READS, "input_format", asked.input_format)
        target = folder / inputs.name_in_folder(source, reads, asked.output_format) if folder else None
        target = Path(asked.output) if asked.output and not several else target
        writes = formats.format_of(target, writers.WRITES, "output_format", asked.output_format) if target else "csv"
        jobs.append(common._replace(source=source, reads=reads, output=target, writes=writes))
    return jobs, several, skipped


def _fit(asked: Asked) -> None:
    """Raise InputError for outputs that cannot be written, or that would mix up the rows of several files."""
    output, rejects, summary = asked.output, asked.rejects, asked.summary
    if output == "":
        raise InputError("output", Sentence("is empty; name a file, a folder, or - for standard output"))
    if str(summary) == _STANDARD:
        raise InputError(
            "summary",
            Sentence("names a file; {format} json prints the counts to standard output", format=Fact("format")),
        )
    if summary and not summary.name:
        raise InputError("summary", Sentence("'{summary}' is no name of a file", summary=summary))
    if str(rejects) == _STANDARD and output and str(Path(output)) == _STANDARD:
        raise InputError("rejects", Sentence("would be mixed with the rows on standard output; name a file"))
    if asked.baseline and asked.compares:
        raise InputError(
            "baseline",
            Sentence("is one comparison, and {compare} is another; ask for one of them", compare=Fact("compare")),
        )
    if asked.key and not asked.baseline:
        raise InputError("key", Sentence("tells rows apart for {baseline}; name one", baseline=Fact("baseline")))
    if str(asked.baseline) == _STANDARD:
        raise InputError("baseline", Sentence("names a file"))
    if asked.receipt or asked.log:
        from exportctl.cli.screen_receipt import fit

        fit(asked)


def _fit_for_a_gate(format_: str, *, resume: bool, alone: bool) -> None:
    """Raise InputError if a report for a gate would be mixed with rows, or would lack those of an interrupted run."""
    if not alone:
        raise InputError(
            "format", Sentence("{format} goes to standard output, and so do rows; name files for these", format=format_)
        )
    if resume:
        raise InputError(
            "resume",
            Sentence(
                "an interrupted run kept no rows for {format}; begin anew without {resume}",
                format=format_,
                resume=Fact("resume"),
            ),
        )


def _gate_findings(job: Job, kept: Findings, *, rejects_allowed: bool) -> Gathered:
    """Return the findings of a run for a gate, each with its place in the file."""
    from exportctl.files.places import Cell, positions
    from exportctl.reports.results import Gathered

    named = {"": ""} | dict(kept.columns)
    wanted = {row.row: Cell(named.get(row.fact, ""), row.value if row.fact else "") for row in kept.unread}
    for rows in kept.rows.values():
        wanted |= {row.row: Cell(named.get("item", ""), row.item) for row in rows}
    file = "" if str(job.source) == _STANDARD else str(job.source)
    found = positions(job.source, job.reads, job.encoding, wanted)
    return Gathered(file, kept, found, rejects_allowed)


def _screen(
    store: Law, job: Job, kept: Findings | None, skipped: list[Skipped], *, resume: bool, of_several: bool
) -> Counts | None:
    """Screen a file, and add what of it is not read to `skipped`.

    What is wrong with one of several is told, and the others are screened all the same.
    """
    from exportctl.batch.findings import Unread
    from exportctl.cli import session, streams
    from exportctl.cli.flags import flag
    from exportctl.cli.progress import progress
    from exportctl.files.job import RunObserver
    from exportctl.files.run import run
    from exportctl.reports.i18n.language import current_language
    from exportctl.reports.text.summary import last_line

    name = f"{job.source}: " if of_several else ""

    def note(text: str) -> None:
        session.note(Sentence("{name}{text}", name=name, text=text))

    def rejected(row: Rejected) -> None:
        note(
            Sentence(
                "row {row}: {column}{reason}",
                row=row.row,
                column=Sentence("{column}: ", column=row.column) if row.column else "",
                reason=row.reason,
            )
        )
        if streams.notes_lost():
            raise PlaceError(
                Sentence("standard error"),
                Sentence("rejected rows go there, and it cannot be written; name a file with --rejects"),
            )

    def skip(parts: Sequence[Skipped]) -> None:
        skipped.extend(part.of(job.source) for part in parts)

    try:
        with progress() as told:
            observer = RunObserver(note, told, rejected, streams.standard(), skip, kept)
            counts = run(store, job, observer, resume=resume)
    except InputError as error:
        if not of_several:
            raise
        lines = error.told(flag, current_language()), error.told(flag)
        here, in_english = (" ".join(line.removeprefix(name).split()) for line in lines)
        note(here)
        if kept:
            kept.reject([Unread(0, "", "", in_english)])
        return None
    if of_several:
        note(last_line(counts))
    return counts


def pairs(texts: list[str] | None, where: str, example: str) -> Mapping[str, str]:
    """Return facts and their values from texts such as to=US; raises InputError for a text that is no pair."""
    from exportctl.facts.request import pair

    found = (pair(text, where, example) for text in texts or ())
    return {fact.lower().replace("-", "_"): value for fact, value in found}


def _decisions(texts: list[str] | None) -> tuple[Decision, ...]:
    from exportctl import api

    words = [word for text in texts or () for word in text.split(",")]
    return tuple(sorted({api.decision(word, "only") for word in words}))


def _exit_code(counts: Counts | None, *, allow_rejects: bool, compares: bool) -> int:
    """Return 2 if a file or rows could not be read, 4 if no row is left, 1 if one reaches the gate, 3 if one could, else 0.

    That no answer differs from another is an answer.
    """
    if counts is None or (counts.rejected and not allow_rejects):
        return 2
    if not (counts.screened if compares else counts.written):
        return 4
    return next((code for code in (1, 3) if counts.by_exit_code.get(str(code))), 0)


def note_counts(found: Summary, asked: Asked, *, shown: bool) -> None:
    """Note on stderr what the counts leave out, unless a table has shown it, and a line that adds them up."""
    from exportctl.cli import company, session, skipped
    from exportctl.reports.i18n.language import render
    from exportctl.reports.text.changes import compared
    from exportctl.reports.text.summary import as_before, contradicted, last_line, not_covered, too_old

    counts, law = found.counts, found.law
    known = as_before(counts, str(asked.baseline)) if asked.baseline else ""
    differ = compared(counts, _against(asked)) if asked.compares and not shown else ""
    skipped.note_skipped(found.skipped, allowed=asked.allow_skipped)
    for told in (not_covered(counts, law), too_old(counts, law), contradicted(counts), known, differ):
        if told:
            session.note(told)
    company.note_influences(found.configured)
    print(render(last_line(counts)), file=sys.stderr)
