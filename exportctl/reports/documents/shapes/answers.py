"""The shapes of the documents of questions about goods and parties."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from exportctl.engine.gate_policy import Undecided
from exportctl.law.model import Operator
from exportctl.law.scale import Assume, Decision, Effect, Status
from exportctl.reports.documents.shapes.parts import (
    Caution,
    Configured,
    Day,
    Law,
    Match,
    Name,
    PartyMatch,
    Place,
    Query,
    Suspension,
    Words,
)

Answer = Literal["yes", "no", "unknown"]


class Item(Words):
    """What the goods were found to be."""

    recognised: bool
    matches: list[Match]


class Reading(TypedDict):
    """What follows from one reading of what is not settled."""

    assume: Assume
    decision: Decision
    worst_case: Decision


class Finding(TypedDict):
    """What one provision says to the goods."""

    provision: str
    act: str
    jurisdiction: str
    entry: str | None
    effect: Effect
    status: Status
    applies: Literal["yes", "unknown", "no"]
    missing: list[str]
    in_force_from: Day
    suspension: Suspension | None
    title: Name
    authority: Name | None
    sources: list[str | None]


class Question(TypedDict):
    """A missing fact, the option that states it, and what could follow."""

    fact: str
    option: str
    could_become: Effect


class NextChange(TypedDict):
    """The first later day with another answer."""

    on: Day
    decision: Decision
    settled: bool
    because: list[str]


class Participant(PartyMatch):
    """A designation that somebody who takes part is or may be."""

    role: str | None


class Answering(TypedDict):
    """A licence or a waiver, the provisions it answers, and whether it stands in for what is not known of the goods.

    A waiver has a reason, and somebody who answers for it; a licence has neither.
    """

    kind: Literal["licence", "waiver"]
    name: str
    provisions: list[str]
    undecided: bool
    through: Day
    said_at: str
    reason: str | None
    approved_by: str | None


class Verdict(Configured):
    """The answer of `check`."""

    schema: Literal["exportctl.verdict/2"]
    query: Query
    item: Item
    decision: Decision
    worst_case: Decision
    settled: bool
    readings: list[Reading]
    findings: list[Finding]
    questions: list[Question]
    next_change: NextChange | None
    answered_by: list[Answering]
    parties: list[Participant]
    law: Law
    warnings: list[Caution]
    exit_code: Literal[0, 1, 3]


class Exclusion(TypedDict):
    """A line that official guidance rules out."""

    entry: str
    name: Name
    guidance: str
    says: str
    sources: list[str | None]


class Grows(TypedDict):
    """How a bound grows: by its unit for each `divisor` units of a length."""

    length: str
    divisor: str
    unit: str


class FigureQuestion(TypedDict):
    """A figure that decides an entry and that nobody stated, the option that states it, and what stands behind it."""

    entry: str
    of: Literal["criteria", "unless"]
    fact: str
    option: str
    asks: str
    op: str
    values: list[str]
    per: Grows | None
    unit: str
    corroborated: bool
    sources: list[str]


class Classification(Words, Configured):
    """The answer of `classify`."""

    schema: Literal["exportctl.classification/1"]
    query: Query
    recognised: bool
    matches: list[Match]
    excluded: list[Exclusion]
    law: Law
    warnings: list[Caution]
    exit_code: int
    questions: NotRequired[list[FigureQuestion]]


class PartyQuery(TypedDict):
    """What was asked about names."""

    names: list[str]
    on: Day
    known_on: Day | None
    threshold: int
    assume: Assume
    gate: Effect
    undecided: Undecided
    max_age: int | None


class PartyDecision(TypedDict):
    """What follows for a name."""

    name: str
    decision: Decision
    worst_case: Decision


class Party(Configured):
    """The answer of `party`."""

    schema: Literal["exportctl.party/1"]
    query: PartyQuery
    matches: list[PartyMatch]
    decisions: list[PartyDecision]
    law: Law
    warnings: list[Caution]
    exit_code: int


class ContentLine(TypedDict):
    """One line of a bill, and whether it counts."""

    part: str
    substance: str
    origin: Place | None
    worth: str
    counts: Answer
    missing: list[str]


class ContentRule(TypedDict):
    """The share that acts ask for."""

    provisions: list[str]
    op: Operator
    value: str
    of: list[str]


class Content(TypedDict):
    """The answer of `content`."""

    schema: Literal["exportctl.content/1"]
    lines: list[ContentLine]
    value: str
    asked: ContentRule
    reached: Answer
    cn_content: str
    cn_content_possible: str
    exit_code: Literal[0, 1, 3]
    law: Law


class Answered(TypedDict):
    """How many rows licences and waivers answer, wholly or in part."""

    licences: int
    waivers: int


class Skipped(TypedDict):
    """What was given and not read: its name, why, and whether it may hold rows."""

    name: str
    why: str
    may_hold_rows: bool


class Summary(Configured):
    """The counts of a run of `screen`."""

    schema: Literal["exportctl.summary/1"]
    rows: int
    screened: int
    rejected: int
    written: int
    by_decision: dict[Decision, int]
    by_provision: dict[str, int]
    by_next_change_on: dict[Day, int]
    by_warning: dict[str, int]
    by_comparison: dict[str, int]
    skipped: list[Skipped]
    answered: Answered
    law: Law
    exit_code: int


class Stood(TypedDict):
    """An answer to rows that differ, and what a company answers it with."""

    decision: Decision
    worst_case: Decision
    settled: bool
    answered_by: list[str]


class Why(TypedDict):
    """A provision that makes answers differ, and its status by both, where they differ and can be told."""

    provision: str
    title: str
    was: Status | None
    status: Status | None


class ChangedRow(TypedDict):
    """A row whose answer differs."""

    file: str | None
    row: int
    item: str
    to: str


class ChangedRows(TypedDict):
    """Rows that differ alike: how many, and the first of them."""

    count: int
    rows: list[ChangedRow]
    before: Stood
    after: Stood
    because: list[Why]


class Changes(Configured):
    """The rows of a run of `screen --compare` or `watch` whose answers differ."""

    schema: Literal["exportctl.changes/1"]
    against: str
    rows: int
    screened: int
    rejected: int
    written: int
    by_decision: dict[Decision, int]
    by_comparison: dict[str, int]
    changes: list[ChangedRows]
    left_off: int
    law: Law
    exit_code: int
