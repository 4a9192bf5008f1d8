"""The document of a draft: the answer behind it, and the entries with the figures in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

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


def draft(result: DraftResult) -> Draft:
    """Return `exportctl.draft/1`."""
    law = result.checked.verdict.law
    return Draft.from_record(
        verdict(result.checked),
        schema="exportctl.draft/1",
        paper=result.draft.kind,
        entries=[_entry(law, item) for item in result.draft.near],
    )


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
                criterion.standing.figure,
                figure=figure_in_words(law, criterion.standing.figure),
                missed=criterion.is_missed,
            )
            for criterion in item.criteria
        ],
    )
