"""One request describes a run over files of rows: the inputs, the facts of all rows, and the outputs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exportctl.cli import values
from exportctl.errors import InputError
from exportctl.reports.formats import GATES
from exportctl.sentences import Fact, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.batch.binding import ScreenOptions
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

    `only` and `watch_change` are in the words of the caller, as receipts store them. `numbered` adds the number of each
    row.
    """

    rows: str | None = None
    format: str | None = None
    rejects: Path | None = None
    report: str | None = None
    summary: Path | None = None
    drafts: Path | None = None
    receipt: Path | None = None
    reviewed_by: str | None = None
    log: Path | None = None
    only: Sequence[str] = ()
    watch_change: str | None = None
    allow_rejects: bool = False
    numbered: bool = False

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
    """Return the destinations of rows and of the report: `--output` takes the report of a gate, or else the rows, if `--rows` does not.

    Raises InputError for an empty name, and for a report in a file of rows.
    """
    import exportctl.batch  # noqa: F401 - it reports a missing extra, or too little memory, before pyarrow is imported
    from exportctl.files.writers import WRITES

    for name, file in (("output", output), ("rows", rows)):
        if file == "":
            raise InputError(name, "is empty; name a file, a folder, or - for standard output")
    word = format_.strip().lower()
    if rows is None and word not in GATES:
        return output, None
    if output and word in GATES and output.lower().endswith(tuple(f".{ending}" for ending in WRITES)):
        raise InputError(
            "output",
            "takes the report with {option} {format}, and '{file}' is named like a file of rows; write {rows} {file}",
            option=Fact("format"),
            format=word,
            rows=Fact("rows"),
            file=output,
        )
    return rows, output
