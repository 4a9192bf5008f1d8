"""The result behind the HTML report: the rows of a screened file, their answers, the counts and the permits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exportctl.reports.results import Read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import pyarrow as pa

    from exportctl.batch.tally import Counts
    from exportctl.files.job import Rejected
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Effect
    from exportctl.permits.permits import Permit


@dataclass(frozen=True, repr=False)
class Report(Read):
    """The rows of a file with their answers; `facts` are the columns that state facts, `numbered` the one of the rows' numbers."""

    kind = "report"
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
    on: date | None = None
    """The one day of all rows, if there is one."""
    known_on: date | None = None
    papers: Sequence[Permit] = ()
