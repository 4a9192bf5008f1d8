"""The result of a question about parties: the hits of names on the lists of a day, and the warnings about them."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from exportctl.engine.gate_policy import DEFAULT_POLICY, GatePolicy
from exportctl.engine.screening import acts_not_in_force
from exportctl.engine.warnings.days import before_coverage, last_day, later_acts_missing
from exportctl.engine.warnings.parties import near_name_warning
from exportctl.engine.warnings.warning import LICENCE_REMAINS, NOT_THE_SAME, PARTY_UNSETTLED, VerdictWarning
from exportctl.law.citations import act_citation
from exportctl.law.scale import ExitCode, strictest_code
from exportctl.reports.extensions import citation_of_suspended, question_of
from exportctl.reports.results import DatedResult
from exportctl.sentences import Sentence, both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from exportctl.engine import screening
    from exportctl.engine.findings import SuspensionPeriod
    from exportctl.facts.not_the_same import OtherParty
    from exportctl.facts.parties import Hit
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Decision, Effect


class PartyScreening(DatedResult, kind="party"):
    """The hits of names on the lists of a day, name by name."""

    law: Register
    names: tuple[str, ...]
    on: date
    known_on: date | None
    threshold: int
    assume: Assume
    gate: Effect
    screenings: tuple[screening.Screening, ...]
    policy: GatePolicy = DEFAULT_POLICY
    other_parties: tuple[OtherParty, ...] = ()
    near: Mapping[str, Hit] = field(default_factory=dict)
    """For names without hits, the listed name that each resembles too little to count."""

    @property
    def matches(self) -> tuple[screening.PartyMatch, ...]:
        """Every designation that a name means or may mean, in the order of the names."""
        return tuple(match for item in self.screenings for match in item.matches)

    @property
    def by_name(self) -> list[tuple[str, screening.Screening]]:
        """The screening of each name."""
        return [*zip(self.names, self.screenings, strict=True)]

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """For each name the strictest effect of its sure hits; undecided if only a possible hit or a missing list could set one."""
        return {name: item.decision(self.assume) for name, item in self.by_name}

    @property
    def exit_code(self) -> ExitCode:
        """The exit code of `party`: 4 if there was no name."""
        return strictest_code({self.policy.exit_code(code, self.law, self.on) for code in self._codes})

    @property
    def names_passed(self) -> int:
        """The number of undecided names that pass by policy."""
        return sum(self.policy.passes_undecided(code, self.law, self.on) for code in self._codes)

    @property
    def warnings(self) -> tuple[VerdictWarning, ...]:
        """The warnings of the answer."""
        is_covered = all(item.covered for item in self.screenings)
        return (
            *(() if is_covered else [before_coverage(self.law.home.covers_from)]),
            *later_acts_missing(self.law, self.on, self.known_on),
            *self.policy.warnings(self.law, self.on),
            *([last_day(self.law, self.on, self.ending_suspensions)] if self.ending_suspensions else []),
            *self._extension_warnings(),
            *self._licence_warnings(),
            *(VerdictWarning(NOT_THE_SAME, item.why) for item in self.other_parties),
            *(near_name_warning(name, hit, self.threshold) for name, hit in self.near.items()),
        )

    @property
    def ending_suspensions(self) -> list[tuple[str, SuspensionPeriod]]:
        """The suspensions of designating provisions that may not include this day, their last one."""
        return [end for item in self.screenings for end in item.ending_suspensions(self.on, self.assume)]

    def _extension_warnings(self) -> Iterator[VerdictWarning]:
        """Yield a warning for each name whose decision or worst case depends on an extension of a suspension."""
        for name, item in self.by_name:
            if not item.settled:
                ended = item.unconfirmed_suspensions
                text = Sentence(
                    "'{party}': the answer depends on whether the suspension of {controls} was extended. {question}",
                    party=name,
                    controls=citation_of_suspended(self.law, ended),
                    question=question_of(self.law, ended),
                )
                yield VerdictWarning(PARTY_UNSETTLED, text)

    def _licence_warnings(self) -> Iterator[VerdictWarning]:
        """Yield a warning for each name whose listing is not in force, although dual-use items to it need a licence."""
        for name, item in self.by_name:
            if acts := acts_not_in_force(self.law, item, self.assume):
                text = Sentence(
                    "'{party}': the measures of {acts} are not in force, but dual-use items to this party still need a licence",
                    party=name,
                    acts=both(act_citation(self.law, act) for act in acts),
                )
                yield VerdictWarning(LICENCE_REMAINS, text)

    @property
    def _codes(self) -> list[ExitCode]:
        return [item.exit_code(self.gate, self.assume) for item in self.screenings]

    def __repr__(self) -> str:
        """Return the names with their decisions and the day."""
        decisions = ", ".join(f"{name!r} {decision}" for name, decision in self.decisions.items())
        return f"<PartyScreening {decisions or 'nobody'} on {self.on}>"
