"""The shapes of the documents of `explain`: a record with its history, what stands behind it, and what is in doubt."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from exportctl.law import model
from exportctl.law.aliases import KnownAs, NameKind
from exportctl.law.model import Binds, Confidence, Form, NotFound
from exportctl.law.scale import Effect, Status
from exportctl.reports.documents.document import Day
from exportctl.reports.documents.parts import Hint, Name, StatusThen

Texts = list[str]
_KnownAs = list[KnownAs]
_From = TypedDict("_From", {"from": Day})


class Explained(TypedDict):
    """What is told of every record."""

    schema: Literal["exportctl.explain/1"]
    id: str
    name: Name
    sources: list[model.Source]
    doubts: list[str]


class Said(TypedDict):
    """A part of a record in a line."""

    id: str
    text: str


class Span(_From):
    """The days on which a provision has a status."""

    provision: str
    status: Status
    through: Day | None
    by: str


class Announced(TypedDict):
    """A suspension whose extension was announced."""

    suspended_by: str
    through: Day
    statement: str
    confidence: Confidence


class Standing(TypedDict):
    """A provision that lists an entry, and its status."""

    id: str
    status: StatusThen


_MaybeFrom = TypedDict("_MaybeFrom", {"from": NotRequired[Day]})


class Done(_MaybeFrom):
    """What an act does to others."""

    does: Literal["suspends", "extends", "ends", "replaces"]
    provision: str
    suspended_by: NotRequired[str]
    through: NotRequired[Day]


class Historic(Explained):
    """What is told of a record that has a history."""

    published: Day
    history: list[Span]
    announced: list[Announced]
    checked: Day


class ExplainedAct(Historic):
    """An act explained."""

    kind: Literal["act"]
    issuers: list[str]
    not_found: list[NotFound]
    stated: list[model.Count]
    basis: list[str]
    says: list[Said]
    does: list[Done]


class ExplainedProvision(Historic, _From):
    """A provision explained."""

    kind: Literal["provision"]
    act: str
    not_found: list[NotFound]
    status: StatusThen
    binds: Binds
    lists: list[str]
    rules: list[model.Rule]
    not_evaluated: str | None
    subject: str | None
    no_condition: str | None
    notice: str | None


class KnownNames(TypedDict):
    """Names of one kind that the act does not print, and how far they can be trusted."""

    kind: NameKind
    names: Texts
    confidence: Confidence


_KnownNames = list[KnownNames]


class ExplainedParty(Historic):
    """A designated party explained."""

    kind: Literal["party"]
    list: str
    act: str
    provision: str
    status: StatusThen
    effect: Effect
    country: str | None
    aliases: Texts
    known_as: _KnownNames


class FigureOf(TypedDict):
    """A figure of an entry, of its criteria or of what leaves goods outside, and what stands behind it."""

    figure: str
    of: Literal["criteria", "unless"]
    corroborated: bool
    sources: list[str]
    standing: str


class ExplainedEntry(Explained):
    """An entry explained."""

    kind: Literal["entry"]
    family: Name
    contains: list[str]
    forms: list[Form]
    criteria: str | None
    unless: str | None
    figures: list[FigureOf]
    listed_by: list[Standing]
    named: list[str]
    customs: list[model.Customs]
    guidance: list[Said]
    parallels: list[Hint]
    history: list[Span]
    checked: Day


class ExplainedFamily(Explained):
    """A code above entries explained."""

    kind: Literal["family"]
    says: list[Said]
    listed_by: list[Standing]
    checked: Day


class ExplainedStatement(Explained):
    """A statement explained."""

    kind: Literal["statement"]
    published: Day
    by: str
    announces: list[model.Announced]


class ExplainedGuidance(Explained):
    """Guidance explained."""

    kind: Literal["guidance"]
    published: Day
    by: str
    says: list[Said]
    checked: Day


Explanation = (
    ExplainedAct
    | ExplainedProvision
    | ExplainedEntry
    | ExplainedFamily
    | ExplainedStatement
    | ExplainedGuidance
    | ExplainedParty
)
"""The answer of `explain`."""
