"""What follows for a name: every listing it hits counts, the strictest that is active decides, and "stopped" is not "free".

A listing has the dates and suspensions of the provision that says what follows from it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from exportctl.engine.findings import SuspensionPeriod, suspension_in
from exportctl.law.scale import READINGS, STRICTNESS, strictest
from exportctl.law.status import binds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.facts.parties import Hit
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume, Decision, Effect, Status
    from exportctl.law.status import LawAsOf


class PartyMatch(NamedTuple):
    """A designation that a name is or may be, its status on the day, and the strictest effect that it has while it is active.

    For another company of the group nothing follows from it.
    """

    hit: Hit
    status: Status
    effect: Effect
    active: tuple[Assume, ...]
    suspension: SuspensionPeriod | None


class Screening(NamedTuple):
    """Every designation that a name hits on a day, and whether the data covers the lists of that day."""

    matches: tuple[PartyMatch, ...]
    covered: bool

    def effect(self, assume: Assume) -> Effect:
        """Return the strictest effect of what the names surely are."""
        return strictest(item.effect for item in self.matches if item.hit.certain and assume in item.active)

    def decision(self, assume: Assume) -> Decision:
        """Return that effect; before the data begins, where a listing may be missing here, none of them decides nothing."""
        effect = self.effect(assume)
        return "undecided" if effect == "no_control_found" and not self.covered else effect

    def possible(self, assume: Assume) -> Effect:
        """Return the strictest effect of what the names are or may be."""
        return strictest(item.effect for item in self.matches if assume in item.active)

    def worst_case(self, assume: Assume) -> Decision:
        """Return that effect; before the data begins it could be anything, short of a prohibition."""
        possible = self.possible(assume)
        return possible if self.covered or possible == "prohibited" else "undecided"

    def exit_code(self, gate: Effect, assume: Assume) -> Literal[0, 1, 3]:
        """Return 1 if the decision reaches the gate, 3 if a similar name, another reading or a list before the data could, else 0."""
        if STRICTNESS[self.effect(assume)] >= STRICTNESS[gate]:
            return 1
        possible = strictest(self.possible(reading) for reading in READINGS)
        return 3 if STRICTNESS[possible] >= STRICTNESS[gate] or not self.covered else 0


def screening(known: LawAsOf, hits: Iterable[Hit], on: date) -> Screening:
    """Return what the designations that names hit mean on a day; those whose act is not known by then are left out."""
    matches = []
    for hit in hits:
        span = known.span_on(hit.listing.provision, on)
        if span is not None:
            active = tuple(assume for assume in READINGS if binds(span, assume))
            effect: Effect = "no_control_found" if hit.related else effect_of(known.law, hit.listing.act)
            matches.append(PartyMatch(hit, span.status, effect, active, suspension_in(known, span)))
    return Screening(
        tuple(sorted(matches, key=_weight)),
        min(on, known.day) >= (known.law.home.covers_from or date.min),
    )


def _weight(item: PartyMatch) -> tuple[bool, bool, int, int, str]:
    """Return where a match stands: what decides before what may, the strictest and the most alike first, what is at rest last."""
    hit = item.hit
    return not item.active, not hit.certain, -STRICTNESS[item.effect], -hit.score, hit.listing.id


def about_dual_use(law: Register, act: str) -> bool:
    """Tell whether an act forbids dual-use items to those whom it designates, and not whatever it may be."""
    rules = (rule.when for provision in law.named(act) for rule in law.rules.get(provision, ()))
    return any(when.party == "designated" and when.goods == "any-dual-use" for when in rules)


def effect_of(law: Register, act: str) -> Effect:
    """Return the strictest effect that an act has for those whom it designates, whatever the use that is made of the goods."""
    return strictest(
        rule.effect
        for provision in law.named(act)
        for rule in law.rules.get(provision, ())
        if rule.when.party == "designated" and rule.when.any_ is None
    )
