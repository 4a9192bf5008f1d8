"""All warnings of an answer, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.engine.warnings.days import day_warnings
from exportctl.engine.warnings.goods import classification_warnings, identity_warnings
from exportctl.engine.warnings.parties import party_warnings
from exportctl.engine.warnings.provisions import (
    exemption_warnings,
    notice_warnings,
    open_wording_warnings,
    recipient_warnings,
    transit_and_supply_warnings,
    unread_list_warnings,
    untested_duty_warnings,
)
from exportctl.engine.warnings.warning import VerdictWarning
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.engine.assessment import Assessment


def warnings_of(assessment: Assessment) -> tuple[VerdictWarning, ...]:
    """Return the warnings of an assessment, the most important first."""
    return tuple(_warnings(assessment))


def _warnings(assessment: Assessment) -> Iterator[VerdictWarning]:
    yield from identity_warnings(assessment)
    yield from day_warnings(assessment)
    yield from classification_warnings(assessment)
    yield from unread_list_warnings(assessment)
    yield from open_wording_warnings(assessment)
    yield from exemption_warnings(assessment)
    yield from transit_and_supply_warnings(assessment)
    yield from recipient_warnings(assessment)
    yield from untested_duty_warnings(assessment)
    yield from party_warnings(assessment)
    yield from notice_warnings(assessment)
    if assessment.decision == "no_control_found":
        notes = (release.note for release in assessment.law.releases if release.note)
        yield from (VerdictWarning("coverage", Sentence.of(note)) for note in notes)
