"""The result behind the HTML report: the rows of a screened file, their answers, the counts and the permits."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pyarrow.feather

from exportctl.batch.answers import NUMBER, columns_before_answers
from exportctl.batch.binding import bind
from exportctl.batch.common_facts import facts_of_all_rows
from exportctl.facts.registry import DAYS
from exportctl.files.rows import Rejected
from exportctl.reports.results import DatedResult

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    import pyarrow as pa

    from exportctl.batch.tally import Counts
    from exportctl.files.job import Job
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Effect
    from exportctl.permits.influence import Influence
    from exportctl.permits.permits import Permit


class Report(DatedResult, kind="report"):
    """The rows of a file with their answers; `facts` are the columns that state facts, `numbered` is the column of row numbers."""

    law: Register
    source: str
    """The name of the file, empty for standard input."""
    rows: pa.Table
    facts: Mapping[str, str]
    numbered: str
    rejected: Sequence[Rejected]
    counts: Counts
    gate: Effect
    assume: Assume
    on: date | None
    """The one day of all rows, if there is one."""
    known_on: date | None
    papers: Sequence[Permit]
    for_all: str
    """The facts that the caller states for all rows, in words, without the days."""


def report_of(law: Register, job: Job, counts: Counts, source: str, influences: Sequence[Influence]) -> Report:
    """Return the content of the page, from the files that a job with numbered rows wrote: its rows, and the rejected ones."""
    rows = pyarrow.feather.read_table(job.output, memory_map=False)
    given = [rows.column_names[place] for place in columns_before_answers(rows.column_names)]
    options = job.options
    facts = bind(given, options).columns if given else {}
    return Report(
        law=law,
        source=source,
        rows=rows,
        facts=facts,
        numbered=NUMBER.name,
        rejected=[*_rejected_rows(job.rejects, facts)] if job.rejects else [],
        counts=counts,
        gate=options.gate,
        assume=options.assume,
        on=options.on,
        known_on=options.known_on,
        papers=options.company.permits.all if options.company else (),
        for_all=facts_of_all_rows(law, options, without=DAYS),
        influences=influences,
    )


def _rejected_rows(file: Path, headings: Mapping[str, str]) -> Iterator[Rejected]:
    """Yield the rows of a file of rejects, with the headings of the columns that state facts."""
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        next(reader, None)
        for row, column, *rest in reader:
            yield Rejected(int(row), headings.get(column, column), *rest)
