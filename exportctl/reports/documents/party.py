"""The document of a party screening: the hits of each name on the lists of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from exportctl.engine.gate_policy import Undecided
from exportctl.engine.warnings.days import later_acts_missing
from exportctl.engine.warnings.warning import NOT_THE_SAME, UNSETTLED, VerdictWarning
from exportctl.law.scale import Assume, Decision, Effect
from exportctl.reports.documents.document import ABSENT, Day, Document
from exportctl.reports.documents.parts import (
    Caution,
    Influence,
    Law,
    PartyMatch,
    caution,
    coverage_warnings,
    designation,
    influences,
    law_of,
)
from exportctl.reports.extensions import citation_of_suspended, question_of_extension
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.reports import results


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
    matches: list[PartyMatch]
    decisions: list[PartyDecision]
    configured_by: list[Influence] = ABSENT
    law: Law
    warnings: list[Caution]
    exit_code: int


def party(result: results.PartyScreening) -> Party:
    """Return `exportctl.party/1`: the hits of each name."""
    assume = result.assume
    return Party(
        query=PartyQuery.from_record(result, undecided=result.terms.undecided, max_age=result.terms.max_age),
        matches=[designation(match, result.on) for match in result.matches],
        decisions=[
            PartyDecision(name=name, decision=item.decision(assume), worst_case=item.worst_case(assume))
            for name, item in zip(result.names, result.screenings, strict=True)
        ],
        configured_by=influences(result.configured),
        law=law_of(result.law),
        warnings=[
            *coverage_warnings(covered=all(item.covered for item in result.screenings), law=result.law),
            *map(caution, later_acts_missing(result.law, result.on, result.known_on)),
            *map(caution, result.terms.warnings(result.law, result.on)),
            *map(caution, _extension_warnings(result)),
            *(caution(VerdictWarning(NOT_THE_SAME, item.why)) for item in result.answered),
        ],
        exit_code=result.exit_code,
    )


def _extension_warnings(result: results.PartyScreening) -> Iterator[VerdictWarning]:
    """Yield a warning for each name whose decision or worst case depends on an extension of a suspension."""
    for name, item in zip(result.names, result.screenings, strict=True):
        if not item.settled:
            ended = item.unconfirmed_suspensions
            yield VerdictWarning(
                UNSETTLED,
                Sentence(
                    "'{party}': the answer depends on whether the suspension of {controls} was extended. {question}",
                    party=name,
                    controls=citation_of_suspended(result.law, ended),
                    question=question_of_extension(result.law, ended),
                ),
            )
