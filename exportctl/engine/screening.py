"""Screen names of parties on a day: every listing that a name hits counts, and the strictest active one decides.

A listing has the dates and suspensions of the provision that sets its effect; a suspended listing does not clear the
others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.engine.findings import SuspensionPeriod, suspension_in
from exportctl.law.scale import (
    READINGS,
    STRICTNESS,
    Assume,
    Decision,
    Effect,
    ExitCode,
    Status,
    exit_code_at,
    strictest,
)
from exportctl.law.status import LawAsOf, binds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from exportctl.facts.parties import Hit
    from exportctl.law.register import Register


class PartyMatch(NamedTuple):
    """A designation that a name hits or may hit, its status, and its strictest effect while active; none for a related company.

    `ended_on` is the first day without its measures, if they have ended.
    """

    hit: Hit
    status: Status
    effect: Effect
    active: tuple[Assume, ...]
    suspension: SuspensionPeriod | None
    ended_on: date | None = None


class Screening(NamedTuple):
    """Every designation that a name hits on a day, and whether the data covers the lists of that day."""

    matches: tuple[PartyMatch, ...]
    covered: bool

    def effect(self, assume: Assume) -> Effect:
        """Return the strictest effect of sure matches."""
        return strictest(item.effect for item in self.matches if item.hit.certain and assume in item.active)

    def decision(self, assume: Assume) -> Decision:
        """Return the strictest effect of sure matches; without one, undecided if a possible match has one or a list may be missing.

        Lists from before the data begins may be missing.
        """
        effect = self.effect(assume)
        is_open = not self.covered or self.possible(assume) != effect
        return "undecided" if effect == "no_control_found" and is_open else effect

    def is_without_sure_effect(self, assume: Assume) -> bool:
        """Return whether no sure match has an effect on a day that the data covers; possible matches may have one."""
        return self.covered and self.effect(assume) == "no_control_found"

    def possible(self, assume: Assume) -> Effect:
        """Return the strictest effect of sure and possible matches."""
        return strictest(item.effect for item in self.matches if assume in item.active)

    @property
    def strictest(self) -> Effect:
        """The strictest effect of sure and possible matches under either reading."""
        return strictest(self.possible(reading) for reading in READINGS)

    def worst_case(self, assume: Assume) -> Decision:
        """Return the strictest possible effect; before the data begins it is undecided, except for a prohibition."""
        possible = self.possible(assume)
        return possible if self.covered or possible == "prohibited" else "undecided"

    @property
    def depends_on_extension(self) -> bool:
        """Whether the effect of sure matches depends on an extension of a suspension that no act confirms."""
        return len({self.effect(reading) for reading in READINGS}) > 1

    @property
    def settled(self) -> bool:
        """Whether both readings of unconfirmed suspensions lead to the same decision and worst case."""
        return len({(self.decision(reading), self.worst_case(reading)) for reading in READINGS}) == 1

    @property
    def unconfirmed_suspensions(self) -> list[tuple[str, SuspensionPeriod]]:
        """The designating provisions of sure matches, or else of possible ones, whose suspension may have been extended."""
        unsettled = [item for item in self.matches if item.status == "unsettled" and not item.hit.is_related]
        decisive = [item for item in unsettled if item.hit.certain] or unsettled
        return [(item.hit.listing.provision, item.suspension) for item in decisive if item.suspension]

    def ending_suspensions(self, day: date, assume: Assume) -> list[tuple[str, SuspensionPeriod]]:
        """Return the designating provisions that would be stricter than the decision if their suspension did not include its last day.

        That is the `day` of the screening. No act states whether the day is included; that it is, is a reading.
        """
        sure = STRICTNESS[self.effect(assume)]
        return [
            (item.hit.listing.provision, item.suspension)
            for item in self.matches
            if item.status == "suspended" and item.suspension and item.suspension.through == day
            if STRICTNESS[item.effect] > sure
        ]

    def exit_code(self, gate: Effect, assume: Assume) -> ExitCode:
        """Return 1 if the decision reaches the gate, 3 if a similar name, another reading or a missing older list could, else 0."""
        return exit_code_at(gate, self.effect(assume), [self.strictest], is_open=not self.covered)


def screening(known: LawAsOf, hits: Iterable[Hit], on: date) -> Screening:
    """Return the screening of hits on a day, without designations whose act was not published or known by then."""
    matches = []
    for hit in hits:
        span = known.span_on(hit.listing.provision, on)
        if span is not None:
            active = tuple(assume for assume in READINGS if binds(span, assume))
            effect: Effect = "no_control_found" if hit.is_related else effect_of(known.law, hit.listing.act)
            ended_on = span.from_ if span.status == "ended" else None
            matches.append(PartyMatch(hit, span.status, effect, active, suspension_in(known, span), ended_on))
    return Screening(
        tuple(sorted(matches, key=_weight)),
        min(on, known.day) >= known.law.home.begins,
    )


def _weight(item: PartyMatch) -> tuple[bool, bool, int, int, bool, str]:
    """Return the sort key of a match: active before others, sure before possible, by strictness and score, read measures first."""
    hit = item.hit
    is_unread = hit.listing.unseen is not None and not hit.is_related
    return not item.active, not hit.certain, -STRICTNESS[item.effect], -hit.score, is_unread, hit.listing.id


def is_of_listed_group(matches: Iterable[PartyMatch], assume: Assume) -> bool:
    """Return whether a name is on no list itself under a reading, but another company of its group is."""
    active = [match for match in matches if assume in match.active]
    return bool(active) and all(match.hit.is_related for match in active)


def acts_not_in_force(law: Register, item: Screening, assume: Assume) -> list[str]:
    """Return the acts against dual-use items to a party, if none of its listings is in force: such items still need a licence.

    MOFCOM stated this when it suspended and stopped the measures of Nos. 13 and 21/2025: the parties remain on the list.
    """
    if not item.is_without_sure_effect(assume):
        return []
    over = (match for match in item.matches if match.status != "pending" and assume not in match.active)
    acts = (match.hit.listing.act for match in over if match.hit.certain)
    return [act for act in dict.fromkeys(acts) if is_about_dual_use(law, act)]


def needs_licence_only(law: Register, act: str, statuses: Collection[Status], assume: Assume) -> bool:
    """Return whether dual-use items to a party that an act lists need a licence, as no measure on it is in force.

    `statuses` are those of all its listings.
    """
    without = {"suspended", "ended"} | ({"unsettled"} if assume == "extended" else set())
    return without.issuperset(statuses) and is_about_dual_use(law, act)


def is_about_dual_use(law: Register, act: str) -> bool:
    """Return whether an act prohibits only dual-use items to the parties that it designates, and not all goods."""
    rules = (rule.when for provision in law.provisions_of(act) for rule in law.rules.get(provision, ()))
    return any(when.party == "designated" and when.goods == "any-dual-use" for when in rules)


def effect_of(law: Register, act: str) -> Effect:
    """Return the strictest effect of an act for the parties that it designates, for any use of the goods."""
    return strictest(
        rule.effect
        for provision in law.provisions_of(act)
        for rule in law.rules.get(provision, ())
        if rule.when.party == "designated" and rule.when.any_ is None
    )
