"""The document of a draft: the answer behind it, and the entries with the figures in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from exportctl.inquiry.figures import figure_in_words
from exportctl.law.scale import Decision, Status
from exportctl.procedure.draft import DraftKind
from exportctl.procedure.near_entries import Nearness, Outside
from exportctl.reports.documents.document import Document
from exportctl.reports.documents.parts import Caution, Law, Name, Participant, Query
from exportctl.reports.documents.verdict import Finding, Reading, verdict

if TYPE_CHECKING:
    from exportctl.law.register import Register
    from exportctl.procedure import near_entries as near
    from exportctl.reports.results import DraftResult


class StatedCriterion(Document):
    """A figure of an entry, its unit, the stated values, and whether they miss it."""

    figure: str
    unit: str
    stated: list[str]
    missed: bool


class Control(Document):
    """A provision that lists an entry, and its status on the day."""

    provision: str
    status: Status


class NearEntry(Document):
    """An entry near the goods, the reason, and why the goods are outside."""

    entry: str
    name: Name
    by: list[Nearness]
    certainty: Literal["yes", "possible"] | None
    outside: Outside | None
    guidance: str | None
    controls: list[Control]
    criteria: list[StatedCriterion]


class Draft(Document):
    """The content of a draft in its receipt: the paper, the answer, and the entries near the goods."""

    schema: Literal["exportctl.draft/1"]
    paper: DraftKind
    query: Query
    decision: Decision
    worst_case: Decision
    settled: bool
    readings: list[Reading]
    findings: list[Finding]
    parties: list[Participant]
    entries: list[NearEntry]
    law: Law
    warnings: list[Caution]


_OF_ANSWER = ("query", "decision", "worst_case", "settled", "readings", "findings", "parties", "law", "warnings")


def draft(result: DraftResult) -> dict[str, Any]:
    """Return `exportctl.draft/1`."""
    answer, law = verdict(result.checked), result.checked.verdict.law
    entries = [_entry(law, item).to_dict() for item in result.draft.near]
    parts = {"schema": "exportctl.draft/1", "paper": result.draft.kind, "entries": entries}
    parts |= {key: answer[key] for key in _OF_ANSWER}
    return {key: parts[key] for key in Draft.__annotations__}


def _entry(law: Register, item: near.NearEntry) -> NearEntry:
    return NearEntry.from_record(
        item,
        entry=item.code,
        name=law.entries[item.code].name,
        certainty=item.match,
        guidance=item.exclusion.guidance if item.exclusion else None,
        controls=[Control.from_record(control) for control in item.controls],
        criteria=[
            StatedCriterion.from_record(
                criterion,
                figure=figure_in_words(law, criterion.standing.figure),
                unit=criterion.standing.figure.unit,
                missed=criterion.is_missed,
            )
            for criterion in item.criteria
        ],
    )
