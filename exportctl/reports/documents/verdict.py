"""The document of a verdict: the goods, the outcome of each provision, and the missing facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from exportctl.facts.transaction import option_for
from exportctl.law.scale import Assume, Decision, Effect, Status
from exportctl.reports.documents import parts
from exportctl.reports.documents.document import ABSENT, Day, Document

if TYPE_CHECKING:
    from exportctl.engine import findings
    from exportctl.engine.verdict import Verdict as Answer
    from exportctl.permits.apply_permits import PermitUse
    from exportctl.reports.verdict import GateVerdict


class Reading(Document):
    """The result under one reading of unsettled suspensions."""

    assume: Assume
    decision: Decision
    worst_case: Decision


class Finding(Document):
    """The outcome of one provision for the goods."""

    provision: str
    act: str
    jurisdiction: str
    entry: str | None
    effect: Effect
    status: Status
    applies: Literal["yes", "unknown", "no"]
    missing: list[str]
    in_force_from: Day
    suspension: parts.Suspension | None
    title: parts.Name
    authority: parts.Name | None
    sources: list[str | None]


class Question(Document):
    """A missing fact, the option that states it, and its strictest possible effect."""

    fact: str
    option: str
    could_become: Effect


class NextChange(Document):
    """The first later day with another answer."""

    on: Day
    decision: Decision
    settled: bool
    because: list[str]


class PermitInUse(Document):
    """A licence or a waiver, the provisions it covers, and whether it covers unrecognised goods.

    A waiver has a reason and an author; a licence has neither.
    """

    kind: Literal["licence", "waiver"]
    name: str
    provisions: list[str]
    undecided: bool
    through: Day
    stated_at: str
    reason: str | None
    approved_by: str | None


class Verdict(Document):
    """The answer of `check`."""

    schema: Literal["exportctl.verdict/2"] = "exportctl.verdict/2"
    query: parts.Query
    item: parts.Item
    decision: Decision
    worst_case: Decision
    settled: bool
    readings: list[Reading]
    findings: list[Finding]
    questions: list[Question]
    next_change: NextChange | None
    answered_by: list[PermitInUse]
    configured_by: list[parts.Influence] = ABSENT
    parties: list[parts.Participant]
    law: parts.Law
    warnings: list[parts.Caution]
    exit_code: Literal[0, 1, 3]


def verdict(result: GateVerdict) -> Verdict:
    """Return `exportctl.verdict/2`."""
    answer = result.verdict
    facts, change = answer.facts, result.next_change
    return Verdict.from_record(
        result,
        answer,
        query=parts.query(answer, result.gate, result.policy),
        item=parts.item_of(
            answer.law, facts.goods, answer.known.day, answer.classification, recognised=answer.recognised
        ),
        readings=[
            Reading.from_record(
                item, decision=result.apply_policy(item.decision), worst_case=result.apply_policy(item.worst_case)
            )
            for item in answer.result.readings
        ],
        findings=[_finding(item, answer) for item in (answer.all_findings() if result.everything else answer.findings)],
        questions=[Question.from_record(item, option=option_for(item.fact)) for item in answer.questions],
        next_change=change and NextChange.from_record(change),
        answered_by=[_permit(item) for item in result.answered_by],
        configured_by=parts.influences(result.influences),
        parties=[
            parts.Participant(role=party.role, **vars(parts.designation(item, answer.on)))
            for party, matches in answer.party_matches
            for item in matches
        ],
        law=parts.law_of(answer.law),
        warnings=[parts.caution(item) for item in result.warnings],
    )


def _permit(given: PermitUse) -> PermitInUse:
    by = given.by
    return PermitInUse.from_record(
        given,
        by,
        reason=by.reason if by.kind == "waiver" else None,
        approved_by=by.approved_by if by.kind == "waiver" else None,
    )


def _finding(item: findings.Finding, answer: Answer) -> Finding:
    return Finding.from_record(
        item,
        suspension=parts.suspension(item.suspension, answer.on),
        authority=answer.law.authority_of(item.provision),
        sources=parts.sources(item.sources),
    )
