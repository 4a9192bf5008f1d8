"""The shapes of the documents of questions about the law itself; parts of a record have the keys of its file."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from exportctl.law import model
from exportctl.law.aliases import KnownAs
from exportctl.law.parties import Designation
from exportctl.law.scale import Effect, Status
from exportctl.reports.documents.shapes.parts import Caution, Day, Digest, Extension, Hint, Law, Name

Texts = list[str]
_KnownAs = list[KnownAs]
_From = TypedDict("_From", {"from": Day})


class Inquiry(TypedDict):
    """What was asked about: goods and a place, or all provisions, as known on a day."""

    item: str | None
    to: str | None
    known_on: Day | None


class TitledSpan(_From):
    """The days, both included, on which a provision has a status."""

    provision: str
    title: Name
    status: Status
    through: Day | None
    by: str


class Timeline(TypedDict):
    """The answer of `timeline`."""

    schema: Literal["exportctl.timeline/1"]
    query: Inquiry
    spans: list[TitledSpan]
    law: Law
    warnings: list[Caution]


class Change(TypedDict):
    """A provision goes from one status to another; `on` is the first day of the new one."""

    provision: str
    title: Name
    before: Status | None
    after: Status
    on: Day
    by: str
    announced_extension: Extension | None


class Days(Inquiry):
    """Between which days changes were asked for."""

    day1: Day
    day2: Day


class Diff(TypedDict):
    """The answer of `diff`."""

    schema: Literal["exportctl.diff/1"]
    query: Days
    changes: list[Change]
    law: Law
    warnings: list[Caution]


class Ending(Change):
    """A change by which something ends: a suspension (`suspended_by` is its act), or a provision.

    `effects` are what the provision asks while it is in force, strictest first; there is none if it asks nothing that facts can meet.
    `days_left` up to the last day and `days_gone` since it are counted from the day asked about: one of them, or both, is 0.
    """

    from_status: Status | None
    to_status: Status
    suspended_by: str | None
    last_day: Day
    days_left: int
    days_gone: int
    effects: list[Effect]


class Ahead(TypedDict):
    """How many days ahead and back were looked at, and from which day."""

    within: int
    since: int
    on: Day
    known_on: Day | None


class Expiring(TypedDict):
    """The answer of `expiring`."""

    schema: Literal["exportctl.expiring/1"]
    query: Ahead
    changes: list[Ending]
    law: Law
    warnings: list[Caution]


class Designated(TypedDict):
    """A designated party, with the act and the list."""

    id: str
    act: str
    provision: str
    list: str
    party: Designation
    known_as: NotRequired[_KnownAs]


class Record(TypedDict):
    """The answer of `show`."""

    schema: Literal["exportctl.show/1"]
    kind: Literal["act", "provision", "entry", "family", "statement", "guidance", "party"]
    id: str
    record: model.Act | model.Provision | model.Entry | model.Family | model.Statement | model.Guidance | Designated
    parallels: NotRequired[list[Hint]]


class Lint(TypedDict):
    """The answer of `data lint`."""

    schema: Literal["exportctl.lint/1"]
    folder: str
    problems: list[Problem]


class Difference(TypedDict):
    """What a case expects, and what the law told."""

    of: str
    expected: Any
    told: Any


class Failure(TypedDict):
    """A case that is not met, and where it stands."""

    file: str
    line: int
    case: str
    differences: list[Difference]


class Cases(TypedDict):
    """The answer of `data test`."""

    schema: Literal["exportctl.cases/1"]
    folder: str
    cases: int
    met: int
    failed: list[Failure]


class Problem(TypedDict):
    """A fault in a data folder."""

    file: str
    line: int
    code: str
    message: str


class NotTested(TypedDict):
    """A provision that no stated fact can test, what in words stays open, and why."""

    provision: str
    title: Name
    subject: str
    why: str


class NoCondition(TypedDict):
    """A provision that asks nothing of an export itself, and what it is."""

    provision: str
    title: Name
    what: str


class Used(TypedDict):
    """The data that answers: where it lies, and why it is this."""

    place: str
    why: str


class Coverage(TypedDict):
    """The answer of `data status`."""

    schema: Literal["exportctl.data-status/1"]
    used: Used
    version: str
    shape: int
    digest: Digest
    covers_from: Day
    checked_through: Day
    days_since_checked: int
    acts: int
    acts_by_jurisdiction: dict[str, int]
    provisions_by_kind: dict[str, int]
    acts_by_year: dict[str, int]
    acts_by_kind: dict[str, int]
    provisions: int
    provisions_that_decide: int
    provisions_that_warn: int
    provisions_not_tested: list[NotTested]
    provisions_without_condition: list[NoCondition]
    statements: int
    list_codes: int
    entries: int
    entries_transcribed: int
    entries_named_only: int
    entries_by_criteria: dict[str, int]
    figures: dict[str, int]
    criteria_not_transcribed: int
    entries_with_parallel: int
    entries_with_criteria: int
    entries_without_criteria: int
    materials: int
    names: int
    customs_codes: int
    customs_codes_by_quality: dict[str, int]
    customs_headings: int
    entries_by_customs_codes: dict[str, int]
    parties: int
    parties_by_list: dict[str, int]
    guidance: int
    horizon: dict[str, Day]
    acts_not_read: list[str]
    acts_without_a_day: list[str]
    counted_and_not_held: list[str]
    known_gaps: str
