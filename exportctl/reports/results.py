"""The results of all questions but a verdict, a screening of parties and a page, with the questions, ready to be reported."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from exportctl.engine.gate_policy import DEFAULT_POLICY, GatePolicy
from exportctl.engine.warnings.days import not_listed_yet
from exportctl.engine.warnings.goods import code_conflict, code_warnings
from exportctl.engine.warnings.warning import ITEM_LAPSED, VerdictWarning
from exportctl.files.standard import STANDARD
from exportctl.law.scale import DEFAULT_GATE, ExitCode, strictest_code
from exportctl.law.status import LawAsOf
from exportctl.reports.formats import DataResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from exportctl.batch import changes
    from exportctl.batch.findings import Findings
    from exportctl.batch.tally import Counts
    from exportctl.engine import content, verdict
    from exportctl.errors import InputError, Problem
    from exportctl.facts.transaction import Facts
    from exportctl.files.places import Position
    from exportctl.files.rows import Skipped
    from exportctl.goods import classify as goods
    from exportctl.goods import trace as goods_trace
    from exportctl.goods.judge import Match
    from exportctl.goods.stated import Goods
    from exportctl.inquiry.cases import Difference
    from exportctl.inquiry.history import Transition
    from exportctl.law.find import Located
    from exportctl.law.parallels import Hint, Hints
    from exportctl.law.parties import Parties
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Effect, Status
    from exportctl.law.status import Span
    from exportctl.news import comparison
    from exportctl.permits.influence import Influence
    from exportctl.permits.log import LogCheck
    from exportctl.permits.permits import Permit
    from exportctl.permits.receipts import Differences
    from exportctl.procedure.draft import Draft
    from exportctl.procedure.steps import Step
    from exportctl.reports.documents.document import Document
    from exportctl.reports.verdict import GateVerdict


class DatedResult(DataResult):
    """A result that is read on the day `today`, from which the age of the law is counted. With `everything` nothing is shortened.

    `influences` are what affected the answer besides the law.
    """

    influences: Sequence[Influence] = field(default=(), kw_only=True)
    today: date | None = field(default=None, kw_only=True)
    everything: bool = field(default=False, kw_only=True)


class Classification(DatedResult, kind="classification"):
    """The entries of the list that goods match, may match, or do not match."""

    law: Register
    facts: Facts
    on: date
    known_on: date | None
    assume: Assume
    gate: Effect
    classification: goods.Classification
    covered: bool
    hints: Sequence[str] = ()
    policy: GatePolicy = DEFAULT_POLICY
    naming_provisions: tuple[str, ...] = ()
    """The provisions that name such goods without listing them."""
    notes: bool = False
    questions: bool = False
    """Whether the figures that decide are requested."""

    @property
    def recognised(self) -> bool:
        """Whether the goods are surely recognised."""
        return self.law.home.id in self.classification.recognised

    @property
    def matches(self) -> tuple[Match, ...]:
        """The entries that the goods match or may match."""
        return self.classification.matches

    def control_status(self, match: Match) -> Status | None:
        """Return the status of the control of an entry on the day; None if no act of the data lists it by then."""
        return LawAsOf(self.law, self.known_on).control_status(match.entry, self.on)

    def is_binding(self, match: Match) -> bool:
        """Return whether the control of an entry is in force on the day, or may be."""
        return self.control_status(match) in ("in_force", "unsettled")

    @property
    def exit_code(self) -> ExitCode:
        """The exit code of `classify`."""
        return self.policy.exit_code(self._code, self.law, self.on)

    @property
    def is_passed(self) -> bool:
        """Whether the answer is undecided but passes the gate, as `undecided = warn` permits."""
        return self.policy.passes_undecided(self._code, self.law, self.on)

    @property
    def warnings(self) -> tuple[VerdictWarning, ...]:
        """The warnings of the answer."""
        lapsed = self.facts.goods.lapsed
        goods, known = self.facts.goods, self.classification
        of_code = (*code_conflict(goods, known), *code_warnings(goods, known, recognised=self.recognised))
        own = (VerdictWarning(ITEM_LAPSED, lapsed),) if lapsed else of_code
        later = not_listed_yet(LawAsOf(self.law, self.known_on), (match.entry for match in self.matches), self.on)
        return (*self.policy.warnings(self.law, self.on), *later, *own)

    @property
    def _code(self) -> ExitCode:
        binding = [match.entry for match in self.matches if self.is_binding(match)]
        return self.classification.exit_code(self.gate, binding, covered=self.covered)

    def __repr__(self) -> str:
        """Return the goods and their entries."""
        lines = [f"{match.entry}{'' if match.truth.value else '?'}" for match in self.matches]
        return f"<Classification {self.facts.goods.item!r}: {', '.join(lines) or 'no line'}>"


class Trace(DatedResult, kind="trace"):
    """The rule behind each mark in a description of goods."""

    law: Register
    trace: goods_trace.Trace


class Steps(DatedResult, kind="steps"):
    """The steps that follow from an answer."""

    checked: GateVerdict
    steps: tuple[Step, ...]

    @property
    def complete_from(self) -> date | None:
        """The first day whose procedure for dual-use items the data holds."""
        procedure = self.checked.verdict.law.procedure.lists.get("dual-use")
        return procedure.complete_from if procedure else None

    @property
    def is_incomplete(self) -> bool:
        """Whether the day lies before the first whose procedure the data holds."""
        return self.complete_from is not None and self.checked.verdict.on < self.complete_from

    def __repr__(self) -> str:
        """Return the goods, the decision and the number of steps."""
        answer = self.checked.verdict
        return f"<Steps {answer.facts.goods.item!r} {answer.decision}: {len(self.steps)} steps>"


class DraftResult(DataResult, kind="draft"):
    """A draft of a paper, the answer, the receipt inside it, and the day on which it is written."""

    draft: Draft
    checked: GateVerdict
    receipt: Mapping[str, Any]
    written_on: date


class Content(DatedResult, kind="content"):
    """The calculation of a bill of materials."""

    law: Register
    calculation: content.Content

    @property
    def exit_code(self) -> ExitCode:
        """The exit code of `content`."""
        return self.calculation.exit_code()


@dataclass(frozen=True)
class Inquiry:
    """An inquiry about goods and a place, or about all provisions; goods that are not `recognised` may be subject to more of them."""

    item: str | None
    to: str | None
    known_on: date | None
    goods: Goods | None = None
    recognised: bool = True


def _is_covered(law: Register, known_on: date | None, *days: date) -> bool:
    begins = law.home.covers_from
    return begins is None or min([*days, known_on or begins, begins]) >= begins


class Timeline(DatedResult, kind="timeline"):
    """The past and future spans of every provision that concerns an inquiry."""

    law: Register
    inquiry: Inquiry
    spans: tuple[Span, ...]
    on: date | None = None
    """The day that is marked."""

    @property
    def covered(self) -> bool:
        """Whether no day of a span, and no knowledge, is before the data begins."""
        return _is_covered(self.law, self.inquiry.known_on, *(span.from_ for span in self.spans))

    def __repr__(self) -> str:
        """Return the subject and the number of spans."""
        return f"<Timeline {self.inquiry.item or 'all provisions'}: {len(self.spans)} spans>"


class Diff(DatedResult, kind="diff"):
    """The changes of status after one day and up to another."""

    law: Register
    inquiry: Inquiry
    first: date
    last: date
    changes: tuple[Transition, ...]
    answers: tuple[verdict.Verdict, ...] = ()
    """The answers of `check` on the first day and on the last, if goods were requested."""

    @property
    def covered(self) -> bool:
        """Whether neither the first day nor the day of knowledge is before the data begins."""
        return _is_covered(self.law, self.inquiry.known_on, self.first)

    def __repr__(self) -> str:
        """Return the days and the number of changes."""
        return f"<Diff {self.first} to {self.last}: {len(self.changes)} changes>"


class Expiring(DatedResult, kind="expiring"):
    """The suspensions and measures that end in the days after a day, or ended in the days up to it."""

    law: Register
    within: int
    since: int
    on: date
    known_on: date | None
    changes: tuple[Transition, ...]

    @property
    def covered(self) -> bool:
        """Whether neither the first reported day nor the day of knowledge is before the data begins."""
        first = self.on.toordinal() - self.since
        return _is_covered(self.law, self.known_on, date.fromordinal(max(first, 1)))

    def __repr__(self) -> str:
        """Return the days and the number of ends."""
        return f"<Expiring {self.since} days up to {self.on}, {self.within} after it: {len(self.changes)} changes>"


class Listing(DatedResult, kind="list"):
    """The records of one kind (in the plural), one per row."""

    law: Register
    of: str
    on: date
    rows: Sequence[Document]


class Record(DatedResult, kind="show"):
    """One record with the keys of its file, and the parallel entries of other lists."""

    law: Register
    located: Located
    parallels: Sequence[Hint] = ()


class Explanation(DatedResult, kind="explain"):
    """One record explained, with its status on a day and the parallel entries of other lists."""

    law: Register
    parties: Parties
    located: Located
    on: date
    parallels: Sequence[Hint] = ()


class Coverage(DataResult, kind="data-status"):
    """The data in use, its place, the reason for the choice, and the day on which its age is counted."""

    law: Register
    parties: Parties
    headings: Mapping[str, str]
    hints: Hints
    place: str
    why: str
    today: date
    everything: bool = False


class Lint(DataResult, kind="lint"):
    """The problems of a data folder."""

    folder: str
    problems: Sequence[Problem]


class NewsSource(NamedTuple):
    """A list of announcements that was read: its file or its id, and how many announcements it shows."""

    source: str
    size: int


class News(DataResult, kind="news"):
    """The announcements of issuers that the data does not hold, the lists that were read, and the faults of unread lists and rows.

    `folder` is the folder for new acts.
    """

    law: Register
    today: date
    news: comparison.News
    lists: Sequence[NewsSource]
    faults: Sequence[InputError]
    folder: Path

    @property
    def exit_code(self) -> ExitCode:
        """The exit code of `data news`: a list or a row that was not read can hold anything."""
        return ExitCode.INVALID if self.faults else ExitCode.FAILED if self.news else ExitCode.PASSED


class Failure(NamedTuple):
    """A failed case: its place, its name, and the differences."""

    file: str
    line: int
    case: str
    differences: Sequence[Difference]


class Cases(DataResult, kind="cases"):
    """The number of cases in a folder, and those that failed."""

    folder: str
    count: int
    failed: Sequence[Failure]

    @property
    def cases_met(self) -> int:
        """The number of cases that the law answers as expected."""
        return self.count - len(self.failed)


class GateFindings(NamedTuple):
    """The findings of a file for a gate: its name (empty for standard input), its rows, and their positions if it is a text."""

    file: str
    findings: Findings
    positions: Mapping[int, Position]
    rejects_allowed: bool


class FileCounts(NamedTuple):
    """The number of files of a run, and of those that could not be read."""

    files: int
    unread: int


class UnreadColumns(NamedTuple):
    """The columns of a file that were not read, with the fact that each may state; the name is empty for standard input."""

    file: str
    columns: Mapping[str, str]


class Summary(DatedResult, kind="summary"):
    """The counts of a run over files, and the findings for a gate report, if one is requested."""

    law: Register
    counts: Counts
    exit_code: ExitCode
    gate: Effect = DEFAULT_GATE
    gate_findings: Sequence[GateFindings] = ()
    on: date | None = None
    """The one day of all rows, if there is one."""
    skipped: Sequence[Skipped] = ()
    """The inputs that were not read."""
    permits: Sequence[Permit] = ()
    """The licences and waivers of the company."""
    rows_to: str = STANDARD
    """The file or folder to which the run writes the screened rows; empty if it only counts them."""
    files_read: FileCounts = FileCounts(1, 0)
    rejects_to: str = ""
    """The file to which the run writes the rejected rows; empty if there is none, or one for each of several files."""
    for_all: str = ""
    """The facts that the caller states for all rows, in words."""
    command: Literal["screen", "watch"] = "screen"
    """The command of the run, which names its report."""
    unread_columns: Sequence[UnreadColumns] = ()


class Changes(DatedResult, kind="changes"):
    """The rows of a run whose answers differ from earlier ones, in groups, and a description of the earlier answers."""

    law: Register
    counts: Counts
    exit_code: ExitCode
    against: str
    differences: changes.Changes
    files_read: FileCounts = FileCounts(1, 0)


class Setting(NamedTuple):
    """A setting in force and its source: `default`, a variable of the environment, or file and line."""

    key: str
    value: str | int | bool | None
    source: str


class Config(DataResult, kind="config"):
    """The configuration of a folder, with the environment variables for other options."""

    file: str | None
    values: Sequence[Setting]
    environment: Sequence[tuple[str, str]]


class Receipt(DataResult, kind="receipt"):
    """A receipt: the question and the answer."""

    content: Mapping[str, Any]


class Verification(DataResult, kind="verification"):
    """The differences between a receipt and the present answer to its question."""

    differences: Differences


class CheckedReceipt(NamedTuple):
    """A receipt whose question was checked again: its file, and the differences."""

    file: str
    differences: Differences


class UncheckedReceipt(NamedTuple):
    """A receipt whose question could not be checked again: its file, and the reason."""

    file: str
    reason: str


class ReceiptChanges(DataResult, kind="receipt-changes"):
    """The receipts of folders, checked again under today's law, for their own day or for the day `on`."""

    law: Register
    on: date | None
    checked: Sequence[CheckedReceipt]
    unchecked: Sequence[UncheckedReceipt]

    @property
    def changes(self) -> list[CheckedReceipt]:
        """The receipts with a decision that has changed."""
        return [item for item in self.checked if item.differences.decisions]

    @property
    def exit_code(self) -> ExitCode:
        """The exit code of `watch`: 4 without receipts, 2 if one could not be checked again, else that of the changed ones."""
        if not (self.checked or self.unchecked):
            return ExitCode.EMPTY
        codes = {item.differences.again["answer"]["exit_code"] for item in self.changes}
        # A file without rows today, or with wrong ones, is no answer at the gate.
        at_gate = codes & {ExitCode.FAILED, ExitCode.OPEN}
        return ExitCode.INVALID if self.unchecked else strictest_code({ExitCode.PASSED, *at_gate})


class Log(DataResult, kind="log-verification"):
    """The verification of a log."""

    file: str
    check: LogCheck

    @property
    def exit_code(self) -> Literal[0, 1]:
        """The exit code of `log verify`."""
        return 1 if self.check.faults else 0
