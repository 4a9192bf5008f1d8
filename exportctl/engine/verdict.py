"""A verdict is the answer to one question: an assessment with its warnings."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from exportctl.engine.assessment import Assessment
from exportctl.engine.warnings import days, exemptions, goods, parties, provisions
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
        yield from goods.identity_warnings(self)
        yield from days.day_warnings(self)
        yield from goods.classification_warnings(self)
        yield from provisions.unread_list_warnings(self)
        yield from provisions.open_wording_warnings(self)
        yield from exemptions.exemption_warnings(self)
        yield from provisions.transit_and_supply_warnings(self)
        yield from provisions.recipient_warnings(self)
        yield from provisions.untested_duty_warnings(self)
        yield from parties.party_warnings(self)
        yield from provisions.notice_warnings(self)
        if self.decision == "no_control_found":
            notes = (release.note for release in self.law.releases if release.note)
            yield from (VerdictWarning("coverage", Sentence.of(note)) for note in notes)
