"""The documents of receipts, which commands write and `verify` reads: the question, the law and program that answered, the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from exportctl.engine.gate_policy import MOST_DAYS
from exportctl.law.scale import Assume, Effect, Undecided
from exportctl.procedure.draft import DraftKind
from exportctl.reports.documents.document import ABSENT, Bounds, Day, Digest, Document
from exportctl.reports.documents.draft import Draft
from exportctl.reports.documents.parts import Law, fields_of_receipt
from exportctl.reports.documents.party import Party, PartyQuery
from exportctl.reports.documents.runs import Summary
from exportctl.reports.documents.verdict import Verdict

if TYPE_CHECKING:
    from exportctl.reports import results

MaxAge = Annotated[int, Bounds(0, MOST_DAYS)] | None


class File(Document):
    """A file that was read or written: its own name if `verify` must find or write it again, else the given name."""

    role: Literal["configuration", "items", "holdings", "input", "output", "rejects"]
    name: str
    digest: Digest


class CheckQuestion(Document, first=fields_of_receipt(), shape="CheckAsked"):
    """The stated facts, in the words of the caller; `on` is the requested day, stated or not."""

    assume: Assume
    gate: Effect
    undecided: Undecided
    max_age: MaxAge
    trust_descriptions: bool
    holdings: str | None


class DraftQuestion(CheckQuestion, shape="DraftAsked"):
    """The facts of `check`, and the kind of paper that was drafted."""

    paper: DraftKind


class PartyQuestion(PartyQuery, shape="PartyAsked"):
    """The requested names, including those of a file, and the score from which a similar name may be the same."""

    threshold: Annotated[int, Bounds(0, 100)]
    max_age: MaxAge


class ScreenQuestion(Document, shape="ScreenAsked"):
    """The facts of all rows: the columns that state facts, the values of all rows (`values`), and the day of the run (`today`)."""

    file: list[str]
    output: str | None
    rejects: str | None
    columns: dict[str, str]
    values: dict[str, str]
    on: Day | None
    known_on: Day | None
    today: Day
    only: list[str]
    watch_change: str | None
    assume: Assume
    gate: Effect
    undecided: Undecided
    max_age: MaxAge
    trust_descriptions: bool
    input_format: str | None
    output_format: str | None
    encoding: str | None
    sheet: str | None
    date_order: str = ABSENT
    allow_rejects: bool
    allow_skipped: bool = ABSENT


class ReceiptDocument(Document):
    """The common part of all receipts: the law, the program, and the files.

    `acts` are the acts of the data with the digest of each, `reviewed_by` is the reviewer of the answer, if stated, and
    `digest` is that of the rest of the receipt.
    """

    schema: Literal["exportctl.receipt/1"] = "exportctl.receipt/1"
    command: str
    program: str
    law: Law
    acts: dict[str, Digest]
    asked: Document
    files: list[File]
    answer: Any
    reviewed_by: str = ABSENT
    digest: Digest


class CheckReceipt(ReceiptDocument):
    """The question of `check`, and its document."""

    command: Literal["check"]
    asked: CheckQuestion
    answer: Verdict


class DraftReceipt(ReceiptDocument):
    """The question of `draft`, and the content of the paper."""

    command: Literal["draft"]
    asked: DraftQuestion
    answer: Draft


class PartyReceipt(ReceiptDocument):
    """The question of `party`, and its document."""

    command: Literal["party"]
    asked: PartyQuestion
    answer: Party


class ScreenReceipt(ReceiptDocument):
    """The question of `screen`, and the counts of the run; the written files are among `files`."""

    command: Literal["screen"]
    asked: ScreenQuestion
    answer: Summary


Receipt = CheckReceipt | DraftReceipt | PartyReceipt | ScreenReceipt
"""The question, the law and the program that answered it, and the document of the answer."""


def receipt(result: results.Receipt) -> dict[str, Any]:
    """Return `exportctl.receipt/1`."""
    return dict(result.content)
