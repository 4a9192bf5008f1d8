"""The shapes of receipts, which commands write and `verify` reads."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from exportctl.engine.gate_policy import MOST_DAYS, Undecided
from exportctl.law.scale import Assume, Effect
from exportctl.reports.documents.document import Day, Digest
from exportctl.reports.documents.parts import Law
from exportctl.reports.documents.party import Party
from exportctl.reports.documents.summary import Summary
from exportctl.reports.documents.verdict import Verdict


class File(TypedDict):
    """A file that took part, or that was written: its own name where it is found or written again, else the name that was given."""

    role: Literal["configuration", "items", "holdings", "input", "output", "rejects"]
    name: str
    digest: Digest


class Gated(TypedDict):
    """How an answer was to be read, and at which gate."""

    assume: Assume
    gate: Effect
    undecided: Undecided
    max_age: Annotated[int, Field(ge=0, le=MOST_DAYS)] | None


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
    asked: PartyAsked
    answer: Party


class PartyAsked(Gated):
    """The names that were asked about, those of a file among them, and from which likeness on a name may be the same."""

    names: list[str]
    on: Day
    known_on: Day | None
    threshold: Annotated[int, Field(ge=0, le=100)]


class ScreenAsked(Gated):
    """What was asked of all rows: the columns that state facts, what all rows say (`values`), and the day of the run (`today`)."""

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
    trust_descriptions: bool
    input_format: str | None
    output_format: str | None
    encoding: str | None
    sheet: str | None
    allow_rejects: bool
    allow_skipped: NotRequired[bool]


class ScreenReceipt(Kept):
    """What `screen` was asked, and the counts of the run; the files it wrote are among `files`."""

    command: Literal["screen"]
    asked: ScreenAsked
    answer: Summary


Receipt = Annotated[CheckReceipt | PartyReceipt | ScreenReceipt, Field(discriminator="command")]
"""What was asked of which law by which program, and the document that was the answer."""
