"""The shapes of receipts, and of what is told when a receipt is held against the law of today."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypedDict

from exportctl.company.log import Kind
from exportctl.company.receipts import How
from exportctl.engine.terms import Undecided
from exportctl.law.scale import Assume, Effect
from exportctl.reports.documents.shapes.answers import Party, PartyQuery, Verdict
from exportctl.reports.documents.shapes.parts import Day, Digest, Law


class File(TypedDict):
    """A file that took part: the configuration, the items, the holdings."""

    role: Literal["configuration", "items", "holdings"]
    name: str
    digest: Digest


class Gated(TypedDict):
    """How an answer was to be read, and at which gate."""

    assume: Assume
    gate: Effect
    undecided: Undecided
    max_age: int | None


_FromPlace = TypedDict("_FromPlace", {"from": str})


class CheckAsked(_FromPlace, Gated):
    """The facts that were stated, in the words of the caller; `on` is the day that was asked about, stated or not."""

    item: str
    on: Day
    to: str | None
    origin: str | None
    known_on: Day | None
    end_use: str | None
    end_user_type: str | None
    party: list[str]
    owned_by: list[str]
    form: list[str]
    hs_code: str | None
    entry: list[str]
    contains: list[str]
    param: list[str]
    cn_content: str | None
    cn_technology: str | None
    quantity: str | None
    supplied_to: str | None
    supplied_by: str | None
    via_china: str | None
    trust_descriptions: bool
    holdings: str | None


class Kept(TypedDict):
    """What a receipt of any command holds: which law answered, in which program, and the files that took part.

    `acts` are the acts of the data with the digest of each, `digest` that of all the rest of the receipt.
    """

    schema: Literal["exportctl.receipt/1"]
    program: str
    law: Law
    acts: dict[str, Digest]
    files: list[File]
    digest: Digest


class CheckReceipt(Kept):
    """What `check` was asked, and its document."""

    command: Literal["check"]
    asked: CheckAsked
    answer: Verdict


class PartyReceipt(Kept):
    """What `party` was asked, and its document."""

    command: Literal["party"]
    asked: PartyQuery
    answer: Party


Receipt = Annotated[CheckReceipt | PartyReceipt, Field(discriminator="command")]
"""What was asked of which law by which program, and the document that was the answer."""


class Change(TypedDict):
    """An act, or a file by what it is and its name, that is new, gone or changed."""

    name: str
    change: How


class Part(TypedDict):
    """A part of the answer that differs."""

    part: str
    before: Any
    after: Any


class Provision(TypedDict):
    """A provision by which the answer differs; `acts` are its own, and those by which it sleeps."""

    provision: str
    change: How
    acts: list[str]


class Differs(TypedDict):
    """What differs: acts, data of any kind, the program, files that took part, the answer."""

    law: bool
    data: bool
    program: bool
    files: bool
    answer: bool


class Asked(TypedDict):
    """By which program and law a question was answered."""

    program: str
    law: Law


class Verification(TypedDict):
    """The answer of `verify`."""

    schema: Literal["exportctl.verification/1"]
    receipt: Digest
    command: str
    changed: Differs
    before: Asked
    after: Asked
    acts: list[Change]
    files: list[Change]
    answer: list[Part]
    provisions: list[Provision]
    exit_code: Literal[0, 1]


class Fault(TypedDict):
    """A line that is wrong, and how; a line that is `missing` has no number."""

    line: int | None
    kind: Kind


class Log(TypedDict):
    """The answer of `log verify`; `head` is the digest of the last line."""

    schema: Literal["exportctl.log-verification/1"]
    file: str
    lines: int
    head: Digest | None
    faults: list[Fault]
    exit_code: Literal[0, 1]
