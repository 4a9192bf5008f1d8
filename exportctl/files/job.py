"""A job: one file to screen, how it is read, where its rows go, and what every row is asked."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from exportctl.errors import PlaceError, reason_of
from exportctl.files.atomic import is_stream
from exportctl.files.formats import ENDINGS, PACKINGS, STANDARD
from exportctl.files.journal import place
from exportctl.files.writers import is_text
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from exportctl.batch.binding import ScreenOptions
    from exportctl.batch.findings import Findings
    from exportctl.files.baseline import Baseline
    from exportctl.files.comparing import Comparison
    from exportctl.files.rows import Skipped
    from exportctl.law.scale import Decision
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled


class Rejected(NamedTuple):
    """A row that could not be read: its number in the file, the column, what stands there, and what is wrong with it."""

    row: int
    column: str
    value: str
    reason: str


class RunObserver(NamedTuple):
    """Who follows a run: told which columns are read, the rows done (of how many, if known), and rejected rows without a file.

    Of what is `skipped` it is told, too. `findings` keeps the rows that a gate names, if one is to be reported.
    """

    read: Callable[[str], None]
    progress: Callable[[int, int | None], None]
    rejected: Callable[[Rejected], None]
    standard: BinaryIO
    skipped: Callable[[Sequence[Skipped]], None]
    findings: Findings | None = None


class Job(NamedTuple):
    """One file to screen: where its rows come from and go to, what is asked of them, and which of them are wanted.

    Without an `output` rows are counted only. `only` are the decisions wanted (none: all); `within` wants the rows whose answer
    changes in so many days. What a `baseline` has stops nothing. With a `comparison` only
    rows are wanted whose answer differs from the other one. Rows that are `numbered` have in a last column the number that the
    file's own program shows. Why a row was rejected or no paper answers it is written as it is `told`: in English, if nothing
    else is said.
    """

    source: Path
    reads: str
    options: ScreenOptions
    output: Path | None = None
    writes: str = "csv"
    rejects: Path | None = None
    encoding: str | None = None
    sheet: str | None = None
    only: tuple[Decision, ...] = ()
    within: int | None = None
    baseline: Baseline | None = None
    comparison: Comparison | None = None
    numbered: bool = False
    told: Callable[[str], str] | None = None

    def rejects_to(self) -> Path | None:
        """Return where rejected rows go: where it was said, or beside the output."""
        if self.rejects or self.output is None or not self.output.name or self._streams():
            return self.rejects
        name = self.output.name
        for ending in (*PACKINGS, *ENDINGS):
            name = name.removesuffix(ending)
        return self.output.with_name(name + ".rejects.csv")

    def outputs(self) -> Mapping[str, Path | None]:
        """Return the files that are written, by the part that each plays."""
        return {"output": self.output, "rejects": self.rejects_to()}

    def paths_written(self) -> Iterator[Path | None]:
        """Yield the files that are written, or written in on the way."""
        yield from (*self.outputs().values(), place(self.outputs().values()))

    def _streams(self) -> bool:
        """Tell whether the output is none that has a file beside it."""
        return self.output is not None and (str(self.output) == STANDARD or is_stream(self.output))

    def held_against_itself(self) -> bool:
        """Tell whether the file has the answers that the new ones are compared with."""
        return self.comparison is not None and self.comparison.own

    def is_resumable(self) -> bool:
        """Tell whether a run can be gone on with: it goes from one file into a text, and no other one is held against it."""
        return (
            bool(self.output)
            and not (self.baseline or self.comparison)
            and str(self.source) != STANDARD
            and not self._streams()
            and is_text(self.writes)
        )


def mark(store: Store | Compiled, job: Job) -> str:
    """Return what tells a run from every other: the file, the law, and all that is asked, but not the day on which it is asked."""
    try:
        found = job.source.stat()
    except OSError as error:
        raise PlaceError(str(job.source), reason_of(error, Sentence("cannot be read"))) from None
    options = job.options._replace(today=None, ledger=None)
    asked_for = (
        os.path.realpath(job.source),
        found.st_size,
        found.st_mtime_ns,
        store.law.digest,
        options,
        job._replace(options=options),
    )
    return hashlib.sha256(repr(asked_for).encode()).hexdigest()
