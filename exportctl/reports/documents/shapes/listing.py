"""The shapes of the document of a list: a row for each record of one kind."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from exportctl.reports.documents.document import Day
from exportctl.reports.documents.parts import Law, StatusThen

_From = TypedDict("_From", {"from": Day})


class ActRow(TypedDict):
    """An act in a list."""

    id: str
    published: Day
    provisions: int
    in_force: int
    title: str


class ProvisionRow(_From):
    """A provision in a list."""

    id: str
    status: StatusThen
    title: str


class EntryRow(TypedDict):
    """An entry in a list."""

    id: str
    name: str
    zh: str


class PublishedRow(TypedDict):
    """A statement or guidance in a list."""

    id: str
    published: Day
    by: str
    title: str


class PartyRow(TypedDict):
    """A designated party in a list."""

    id: str
    list: str
    status: StatusThen
    name: str
    zh: str


class ParameterRow(TypedDict):
    """A measured property in a list: what `--param` names it, and the unit that criteria are written in."""

    id: str
    unit: str
    name: str
    zh: str


class CalledRow(TypedDict):
    """One of the records that a name may mean, where `explain` is asked about a name that several have."""

    id: str
    kind: Literal["act", "provision", "entry", "family", "statement", "guidance", "party"]
    name: str
    zh: str


Rows = (
    list[CalledRow]
    | list[ActRow]
    | list[ProvisionRow]
    | list[EntryRow]
    | list[PublishedRow]
    | list[PartyRow]
    | list[ParameterRow]
)


class Listing(TypedDict):
    """The answer of `list`."""

    schema: Literal["exportctl.list/1"]
    rows: Rows
    law: Law
