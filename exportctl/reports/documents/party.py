"""The document of a party screening: the hits of each name on the lists of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from exportctl.law.scale import Assume, Decision, Effect, Undecided
from exportctl.reports.documents import parts
from exportctl.reports.documents.document import ABSENT, Day, Document

if TYPE_CHECKING:
    from exportctl.reports.party_screening import PartyScreening


class PartyQuery(Document):
    """The names and the options of a screening."""

    names: list[str]
    on: Day
    known_on: Day | None
    threshold: int
    assume: Assume
    gate: Effect
    undecided: Undecided
    max_age: int | None


class PartyDecision(Document):
    """The decision about a name."""

    name: str
    decision: Decision
    worst_case: Decision


class Party(Document):
    """The answer of `party`."""

    schema: Literal["exportctl.party/1"] = "exportctl.party/1"
    query: PartyQuery
    matches: list[parts.PartyMatch]
    decisions: list[PartyDecision]
    configured_by: list[parts.Influence] = ABSENT
    law: parts.Law
    warnings: list[parts.Caution]
    exit_code: int


def party(result: PartyScreening) -> Party:
    """Return `exportctl.party/1`: the hits of each name."""
    assume = result.assume
    return Party(
        query=PartyQuery.from_record(result, undecided=result.policy.undecided, max_age=result.policy.max_age),
        matches=[parts.designation(match, result.on) for match in result.matches],
        decisions=[
            PartyDecision(name=name, decision=item.decision(assume), worst_case=item.worst_case(assume))
            for name, item in result.by_name
        ],
        configured_by=parts.influences(result.influences),
        law=parts.law_of(result.law),
        warnings=[parts.caution(item) for item in result.warnings],
        exit_code=result.exit_code,
    )
