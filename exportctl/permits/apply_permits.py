"""Apply licences and waivers to the findings of a verdict: covered findings do not reach the gate; the verdict does not change."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.assessment import exit_code
from exportctl.engine.forecast import DayResult, Reading, reading_of
from exportctl.engine.rules import applying_rules
from exportctl.engine.warnings.warning import PERMIT_ENDED, PERMIT_ENDS, PERMIT_INSUFFICIENT, VerdictWarning
from exportctl.facts.registry import PARTY
from exportctl.facts.transaction import end_users_of
from exportctl.law.citations import joint_citation
from exportctl.law.names import plain_of
from exportctl.law.scale import LICENSABLE, READINGS, WAIVABLE, Effect, ExitCode
from exportctl.law.status import binds
from exportctl.law.words import covers, fold
from exportctl.permits.permits import Licence, Permit, Permits, Waiver
from exportctl.sentences import Sentence, translatable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from exportctl.engine.rules import Outcome
    from exportctl.engine.verdict import Verdict
    from exportctl.goods.stated import Goods
    from exportctl.law.register import Register

ANY_DUAL_USE: Final = "any-dual-use"
"""The goods of a condition that are all dual-use items."""
SOON: Final = timedelta(days=30)
"""The number of days before the last day of a permit from which a warning is given."""

_ENDED: Final = {
    "licence": translatable("{paper} ended on {through} and covers no finding; apply for a new one"),
    "waiver": translatable("{paper} ended on {through} and covers no finding; renew it"),
}
"""The warning about a permit that has ended: an authority grants another licence, and the company renews its waiver."""
_ENDS: Final = {
    "licence": translatable("{by} ends on {through} and covers no finding after that day; apply for a new one in time"),
    "waiver": translatable("{by} ends on {through} and covers no finding after that day; renew it in time"),
}
"""The same about one that ends soon."""


class PermitUse(NamedTuple):
    """A permit in use: the provisions whose findings it covers, and whether it covers undecided goods."""

    by: Permit
    provisions: tuple[str, ...]
    undecided: bool


class Standing(NamedTuple):
    """The position of a verdict at a gate: the permits in use, the remainder, whether goods and day are known, and warnings."""

    verdict: Verdict
    uses: tuple[PermitUse, ...]
    remainder: DayResult
    known: bool
    warnings: tuple[VerdictWarning, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the permits in use."""
        return tuple(item.by.name for item in self.uses)

    def exit_code(self, gate: Effect) -> ExitCode:
        """Return 1 if the remainder reaches the gate, 3 if it could, 0 if it is certain that it does not."""
        return exit_code(self.remainder, self.verdict.assume, gate, known=self.known)


def standing_of(verdict: Verdict, permits: Permits, reasons: Mapping[str, str] | None = None) -> Standing:
    """Return a verdict with licences and waivers applied; `reasons` states why amounts do not suffice, by the name of the permit.

    The first permit that can cover a finding covers it. None covers a prohibition or a presumption of denial, sure or
    possible, so such a finding fails the gate or leaves it undecided.
    """
    valid = [permit for permit in permits.all if _hindrance(permit, verdict, reasons) is None]
    covering = {
        outcome: next((permit for permit in valid if _concerns(permit, verdict, outcome)), None)
        for reading in verdict.result.readings
        for outcome in sorted(reading.binding, key=lambda item: (item.provision, item.entry or "", item.effect))
    }
    for_goods = next((item for item in permits.waivers if item in valid and _waives_goods(item, verdict)), None)
    uses = tuple(
        PermitUse(
            permit,
            tuple(dict.fromkeys(item.provision for item, by in covering.items() if by is permit)),
            permit is for_goods,
        )
        for permit in permits.all
        if permit is for_goods or permit in covering.values()
    )
    covered = {outcome for outcome, permit in covering.items() if permit}
    readings = [_without(reading, covered) for reading in verdict.result.readings]
    return Standing(
        verdict=verdict,
        uses=uses,
        remainder=DayResult(readings[0], readings[1] if len(readings) > 1 else None),
        known=(verdict.recognised or for_goods is not None) and verdict.covered,
        warnings=(
            *_ends_soon(uses, verdict),
            *_hindrances(verdict, permits, [item for item, permit in covering.items() if not permit], reasons),
        ),
    )


def _without(reading: Reading, covered: set[Outcome]) -> Reading:
    """Return a reading without the outcomes that permits cover."""
    rest = tuple(item for item in reading.binding if item not in covered)
    return reading_of(reading.assume, rest, frozenset(item.provision for item in rest))


def _concerns(permit: Permit, verdict: Verdict, outcome: Outcome) -> bool:
    """Return whether a permit is for an outcome of a provision, these goods and the destination, for any end user and day."""
    if isinstance(permit, Licence):
        return _licenses(permit, verdict, outcome)
    if outcome.effect not in WAIVABLE or not _goes_there(permit, verdict):
        return False
    of_item = permit.item is None or _is_item(permit.item, verdict.facts.goods)
    if permit.provision is None:
        return of_item and outcome.truth.value is None
    return of_item and outcome.provision == permit.provision


def _licenses(permit: Licence, verdict: Verdict, outcome: Outcome) -> bool:
    """Return whether a licence is for an outcome that surely applies to one of its entries, under the law of its authority.

    An outcome for goods as a whole depends on the parties, or on a use. Only the first is covered: by a licence that
    names all listed parties, and that is for all entries that the goods are or may be.
    """
    law = verdict.law
    jurisdiction = law.act_of(outcome.provision).jurisdiction
    # A licence of one authority covers nothing under the law of another.
    granted = [code for code in permit.entries if law.list_of(code) == jurisdiction]
    if outcome.effect not in LICENSABLE or not outcome.truth.value or not granted or verdict.facts.to not in permit.to:
        return False
    if outcome.entry is not None:
        return any(covers(code, outcome.entry) for code in granted)
    codes = [match.entry for match in verdict.classification.matches]
    parties = [rule.when.party for rule in law.rules[outcome.provision] if rule.effect == outcome.effect]
    licensees = {plain_of(name) for name in permit.end_users}
    designated = [party for party in verdict.facts.parties if any(not hit.is_related for hit in party.hits)]
    return (
        all(parties)
        and bool(codes)
        and all(any(covers(code, entry) for code in granted) for entry in codes)
        and all(plain_of(party.name) in licensees for party in designated)
    )


def _waives_goods(waiver: Waiver, verdict: Verdict) -> bool:
    """Return whether the goods are unrecognised and a waiver is for them, on any day."""
    return (
        not verdict.recognised
        and waiver.provision is None
        and waiver.item is not None
        and _is_item(waiver.item, verdict.facts.goods)
        and _goes_there(waiver, verdict)
    )


def _goes_there(waiver: Waiver, verdict: Verdict) -> bool:
    return not waiver.to or verdict.facts.to in waiver.to


def _is_item(text: str, goods: Goods) -> bool:
    return text == goods.sku or fold(text) == fold(goods.item)


def _hindrance(permit: Permit, verdict: Verdict, reasons: Mapping[str, str] | None) -> VerdictWarning | None:
    """Return a warning if a permit that is for a finding does not cover it because of its days, end users, parties or quantity."""
    if verdict.on > permit.through:
        text = Sentence(_ENDED[permit.kind], paper=permit.name, through=permit.through)
        return VerdictWarning(PERMIT_ENDED, text)
    if not isinstance(permit, Licence):
        return _hindrance_of_goods(permit, verdict) if _waives_goods(permit, verdict) else None
    why = _insufficiency(permit, verdict) or (reasons or {}).get(permit.name)
    return VerdictWarning(PERMIT_INSUFFICIENT, why) if why else None


def _hindrance_of_goods(waiver: Waiver, verdict: Verdict) -> VerdictWarning | None:
    """Return a warning if unrecognised goods cannot be waived, because some stated party or use bars all dual-use items."""
    barring = bars_on_dual_use(verdict)
    if not barring:
        return None
    text = Sentence(
        "{paper} does not cover these goods: they are not recognised, and if they are a dual-use item, the party or the use "
        "makes the export prohibited or subject to enhanced review ({provisions}); identify the goods first",
        paper=waiver.name,
        provisions=joint_citation(verdict.law, barring),
    )
    return VerdictWarning(PERMIT_INSUFFICIENT, text)


def bars_on_dual_use(verdict: Verdict) -> list[str]:
    """Return the provisions with a requirement that no waiver covers for all dual-use items in the circumstances of an export.

    They are active under some reading. A stated party that may be a listed one counts, but a missing fact does not.
    """
    law, situation, index = verdict.law, verdict.situation, verdict.law_index
    spans = ((name, verdict.known.span_on(name, verdict.on)) for name in _on_any_dual_use(law))
    active = [name for name, span in spans if span and any(binds(span, assume) for assume in READINGS)]
    return [
        name
        for name in active
        if index.binds(name, situation.from_, situation.to)
        if any(
            rule.when.goods == ANY_DUAL_USE
            and rule.effect not in WAIVABLE
            and (truth.value or truth.missing == {PARTY})
            for rule, truth in applying_rules(verdict.context, name)
        )
    ]


def days_of_bars(verdict: Verdict) -> set[date]:
    """Return the days on which provisions about all dual-use items begin or end, if the goods are not recognised."""
    if verdict.recognised:
        return set()
    return {span.from_ for name in _on_any_dual_use(verdict.law) for span in verdict.known.spans(name)}


def _on_any_dual_use(law: Register) -> list[str]:
    """Return the provisions with a requirement for all dual-use items that no waiver covers."""
    return [
        name
        for name, rules in law.rules.items()
        if any(rule.when.goods == ANY_DUAL_USE and rule.effect not in WAIVABLE for rule in rules)
    ]


def _insufficiency(licence: Licence, verdict: Verdict) -> str:
    """Return why the first day or the end users of a licence do not fit; empty if they do."""
    name = licence.name
    if verdict.on < licence.from_:
        return Sentence("{paper} begins on {day} and covers no finding before that day", paper=name, day=licence.from_)
    if not licence.end_users:
        return ""
    stated = end_users_of(verdict.facts.parties)
    if not stated:
        return Sentence("{paper} covers certain end users only; state the end user: --party end-user=NAME", paper=name)
    licensees = {plain_of(name) for name in licence.end_users}
    if not all(plain_of(party.name) in licensees for party in stated):
        return Sentence("{paper} covers other end users only", paper=name)
    return ""


def _ends_soon(uses: tuple[PermitUse, ...], verdict: Verdict) -> list[VerdictWarning]:
    return [
        VerdictWarning(PERMIT_ENDS, Sentence(_ENDS[item.by.kind], by=item.by.name, through=item.by.through))
        for item in uses
        if item.by.through - verdict.on <= SOON
    ]


def _hindrances(
    verdict: Verdict, permits: Permits, open_: list[Outcome], reasons: Mapping[str, str] | None
) -> list[VerdictWarning]:
    """Return the reasons why permits do not cover the findings that they are for, of findings that no permit covers."""
    warnings = [
        _hindrance(permit, verdict, reasons)
        for permit in permits.all
        if any(_concerns(permit, verdict, outcome) for outcome in open_)
        or (not isinstance(permit, Licence) and _waives_goods(permit, verdict))
    ]
    return [item for item in warnings if item]
