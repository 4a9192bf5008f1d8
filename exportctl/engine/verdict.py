"""A verdict is the answer to one question: an assessment with its warnings."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from exportctl.engine.assessment import Assessment
from exportctl.engine.warnings.days import day_warnings
from exportctl.engine.warnings.exemptions import exemption_warnings
from exportctl.engine.warnings.goods import classification_warnings, identity_warnings
from exportctl.engine.warnings.parties import party_warnings
from exportctl.engine.warnings.provisions import (
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


class Verdict(Assessment):
    """The answer to one question, with its grounds: the law as known, classification, situation, forecast."""

    @cached_property
    def warnings(self) -> tuple[VerdictWarning, ...]:
        """The warnings of the answer, the most important first."""
        return tuple(self._warnings())

    def _warnings(self) -> Iterator[VerdictWarning]:
        yield from identity_warnings(self)
        yield from day_warnings(self)
        yield from classification_warnings(self)
        yield from unread_list_warnings(self)
        yield from open_wording_warnings(self)
        yield from exemption_warnings(self)
        yield from transit_and_supply_warnings(self)
        yield from recipient_warnings(self)
        yield from untested_duty_warnings(self)
        yield from party_warnings(self)
        yield from notice_warnings(self)
        if self.decision == "no_control_found":
            notes = (release.note for release in self.law.releases if release.note)
            yield from (VerdictWarning("coverage", Sentence.of(note)) for note in notes)
