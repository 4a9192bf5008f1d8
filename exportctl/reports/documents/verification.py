"""The documents of `verify`, of `watch` for receipts, and of `log verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from exportctl.law.scale import Decision
from exportctl.permits.log import Kind
from exportctl.permits.receipts import How
from exportctl.reports.documents.document import ABSENT, Day, Digest, Document
from exportctl.reports.documents.parts import Law, law_of

if TYPE_CHECKING:
    from exportctl.permits import receipts
    from exportctl.reports import results


class Change(Document):
    """An act, or a file by its role and name, that is new, gone or changed."""

    name: str
    change: How


class Part(Document):
    """A part of the answer that differs."""

    part: str
    before: Any
    after: Any


class Provision(Document):
    """A provision by which the answer differs; `acts` are its own, and those that suspend it."""

    provision: str
    change: How
    acts: list[str]


class Differs(Document):
    """The differences: acts, other data, the program, files, the answer."""

    law: bool
    data: bool
    program: bool
    files: bool
    answer: bool


class QuestionSource(Document, shape="Asked"):
    """The program and the law that answered a question."""

    program: str
    law: Law


class Verification(Document):
    """The answer of `verify`; `reviewed_by` is the reviewer that the receipt names, if any."""

    schema: Literal["exportctl.verification/1"] = "exportctl.verification/1"
    receipt: Digest
    command: str
    reviewed_by: str | None
    changed: Differs
    before: QuestionSource
    after: QuestionSource
    acts: list[Change]
    files: list[Change]
    answer: list[Part]
    provisions: list[Provision]
    exit_code: Literal[0, 1]


class DecisionSummary(Document, shape="Decided"):
    """The decision about goods or a name; for files, the number of rows of each decision."""

    decision: Decision = ABSENT
    worst_case: Decision = ABSENT
    settled: bool = ABSENT
    by_decision: dict[Decision, int] = ABSENT


class DecisionChange(Document):
    """The goods, the name or the files of a decision, the decision in the receipt, and the present one."""

    about: str
    before: DecisionSummary
    after: DecisionSummary


class ChangedReceipt(Document):
    """A receipt with a decision that has changed; `provisions` are those behind the difference."""

    file: str
    receipt: Digest
    command: str
    reviewed_by: str | None
    on: Day | None
    decisions: list[DecisionChange]
    provisions: list[Provision]
    exit_code: int


class UncheckedReceipt(Document):
    """A receipt whose question could not be checked again, and the reason."""

    file: str
    reason: str


class ReceiptChanges(Document):
    """The answer of `watch` for receipts; without `on`, each question was checked for its own day."""

    schema: Literal["exportctl.receipt-changes/1"] = "exportctl.receipt-changes/1"
    on: Day | None
    receipts: int
    changed: list[ChangedReceipt]
    unchecked: list[UncheckedReceipt]
    law: Law
    exit_code: Literal[0, 1, 2, 3, 4]


class Fault(Document):
    """A faulty line of a log, and its fault; a `missing` line has no number."""

    line: int | None
    kind: Kind


class Log(Document):
    """The answer of `log verify`; `head` is the digest of the last line."""

    schema: Literal["exportctl.log-verification/1"] = "exportctl.log-verification/1"
    file: str
    lines: int
    head: Digest | None
    faults: list[Fault]
    exit_code: Literal[0, 1]


def verification(result: results.Verification) -> Verification:
    """Return `exportctl.verification/1`."""
    differences = result.differences
    return Verification(
        receipt=differences.kept["digest"],
        command=differences.kept["command"],
        reviewed_by=differences.kept.get("reviewed_by"),
        changed=Differs(
            law=bool(differences.law),
            data=differences.data,
            program=differences.program,
            files=bool(differences.files),
            answer=bool(differences.answer),
        ),
        before=QuestionSource(program=differences.kept["program"], law=differences.kept["law"]),
        after=QuestionSource(program=differences.again["program"], law=differences.again["law"]),
        acts=[Change(name=item.name, change=item.how) for item in differences.law],
        files=[Change(name=item.name, change=item.how) for item in differences.files],
        answer=[Part.from_record(item) for item in differences.answer],
        provisions=_provisions(differences),
        exit_code=differences.exit_code,
    )


def receipt_changes(result: results.ReceiptChanges) -> ReceiptChanges:
    """Return `exportctl.receipt-changes/1`."""
    return ReceiptChanges.from_record(
        result,
        receipts=len(result.checked) + len(result.unchecked),
        changed=[_receipt_change(item) for item in result.changes],
        unchecked=[UncheckedReceipt.from_record(item) for item in result.unchecked],
        law=law_of(result.law),
    )


def _receipt_change(item: results.CheckedReceipt) -> ChangedReceipt:
    kept, again = item.differences.kept, item.differences.again
    return ChangedReceipt(
        file=item.file,
        receipt=kept["digest"],
        command=kept["command"],
        reviewed_by=kept.get("reviewed_by"),
        on=again["asked"]["on"],
        decisions=[
            DecisionChange(
                about=change.about, before=DecisionSummary(**change.before), after=DecisionSummary(**change.after)
            )
            for change in item.differences.decisions
        ],
        provisions=_provisions(item.differences),
        exit_code=again["answer"]["exit_code"],
    )


def _provisions(differences: receipts.Differences) -> list[Provision]:
    return [Provision.from_record(item, change=item.how) for item in differences.provisions]


def log(result: results.Log) -> Log:
    """Return `exportctl.log-verification/1`."""
    faults = [Fault.from_record(item) for item in result.check.faults]
    return Log.from_record(result, result.check, faults=faults)
