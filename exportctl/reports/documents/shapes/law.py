"""The shapes of a record and of what the data covers, whose documents are made by `inquiry`; a record has the keys of its file."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from exportctl.law import model
from exportctl.law.aliases import KnownAs
from exportctl.law.parties import Designation
from exportctl.reports.documents.document import Day, Digest
from exportctl.reports.documents.parts import Hint, Name

_KnownAs = list[KnownAs]


class Designated(TypedDict):
    """A designated party, with the act and the list."""

    id: str
    act: str
    provision: str
    list: str
    party: Designation
    unseen: NotRequired[str]
    known_as: NotRequired[_KnownAs]


class Record(TypedDict):
    """The answer of `show`."""

    schema: Literal["exportctl.show/1"]
    kind: Literal["act", "provision", "entry", "family", "statement", "guidance", "party"]
    id: str
    record: model.Act | model.Provision | model.Entry | model.Family | model.Statement | model.Guidance | Designated
    parallels: NotRequired[list[Hint]]


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
    covers_from: Day | None
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
