"""The shapes of receipts, which commands write and `verify` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from exportctl.engine.gate_policy import MOST_DAYS, Undecided
from exportctl.facts.registry import BY_FIELD
from exportctl.facts.transaction import Transaction
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


_TYPES: Final = {"text": str | None, "texts": list[str], "day": Day | None}
"""What a receipt holds of a fact of each kind."""


if TYPE_CHECKING:

    class _Facts(TypedDict):
        """Facts by their names: no type checker knows those of a dictionary that is computed."""

else:
    _FACTS = [BY_FIELD[field] for field in Transaction._fields if field != "from_"]
    _Facts = TypedDict("_Facts", {fact.key: _TYPES[fact.kind] for fact in _FACTS})


class CheckAsked(_FromPlace, Gated, _Facts):
    """The facts that were stated, in the words of the caller; `on` is the day that was asked about, stated or not."""

    item: str
    on: Day
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
