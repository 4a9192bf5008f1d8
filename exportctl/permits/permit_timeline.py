"""Apply permits over time: a company's licences, waivers and decisions end on their own days, and an answer may change then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from exportctl.engine.forecast import Change, NextChange
from exportctl.facts.not_the_same import NotTheSame, applies_to, split_hits
from exportctl.permits.apply_permits import Standing, days_of_bars, standing_of
from exportctl.permits.permits import Permits, after
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from exportctl.engine.verdict import Verdict
    from exportctl.facts.transaction import Facts, Owner, Party
    from exportctl.permits.items import ItemDecision

    Evaluate = Callable[[Facts, date], Verdict]

Named = TypeVar("Named", "Party", "Owner")


class Decisions(NamedTuple):
    """The decisions of a company that affect some facts: licences and waivers, names of other parties, and identities of goods."""

    permits: Permits
    not_the_same: Sequence[NotTheSame] = ()
    item: ItemDecision | None = None

    def on(self, facts: Facts, day: date) -> Facts:
        """Return facts with the decisions that hold on a day."""
        goods = self.item.on(day) if self.item else facts.goods
        return _without_others(facts._replace(goods=goods), self.not_the_same, day)

    def ends(self, facts: Facts) -> Iterable[tuple[date, str]]:
        """Yield the first day on which each decision about facts no longer holds, with the name of the decision."""
        hits = [hit for party in facts.parties for hit in party.hits]
        hits += [hit for owner in facts.owners for hit in owner.hits]
        hits += [hit for each in facts.chains.hits.values() for hit in each] if facts.chains else []
        for entry in self.not_the_same:
            if any(applies_to(entry, hit) for hit in hits):
                yield from ((day, entry.title) for day in after(entry.through))
        if self.item and self.item.lapses_on:
            yield self.item.lapses_on, Sentence("item {key}", key=self.item.item.key)


class VerdictTimeline(NamedTuple):
    """The verdict on a day and those on the later days (`ends`) on which a decision of the company ends, each evaluated once."""

    verdicts: tuple[Verdict, ...]
    ends: tuple[tuple[date, str], ...]
    permits: Permits


class PermitResult(NamedTuple):
    """A verdict with the permits and decisions of a company applied, and the next change."""

    standing: Standing
    next_change: Change | None


def verdict_timeline(evaluate: Evaluate, facts: Facts, on: date, decisions: Decisions) -> VerdictTimeline:
    """Return the verdicts on facts; `facts` are those before any decision of the company."""
    ends = tuple(sorted((day, name) for day, name in decisions.ends(facts) if day > on))
    days = dict.fromkeys([on, *(day for day, _ in ends)])
    return VerdictTimeline(tuple(evaluate(decisions.on(facts, day), day) for day in days), ends, decisions.permits)


def permit_result(timeline: VerdictTimeline, reasons: Mapping[str, str] | None = None) -> PermitResult:
    """Return a verdict with licences and waivers applied; `reasons` states why amounts do not suffice, by the name of the permit."""
    standing = standing_of(timeline.verdicts[0], timeline.permits, reasons)
    return PermitResult(standing, _next_change(standing, timeline, reasons))


def _next_change(now: Standing, timeline: VerdictTimeline, reasons: Mapping[str, str] | None) -> Change | None:
    """Return the first later day with another headline, or with other permits in use, or where other findings remain."""
    days = {interval.from_ for verdict in timeline.verdicts for interval in verdict.forecast.intervals}
    days |= {day for day, _ in timeline.ends}.union(timeline.permits.turning_points)
    if timeline.permits.waivers:
        days.update(*map(days_of_bars, timeline.verdicts))
    for day in sorted(day for day in days if day > now.verdict.on):
        # The verdicts are in order of their days: the last one has the decisions that still hold.
        verdict = [item for item in timeline.verdicts if item.on <= day][-1].on_day(day)
        then = standing_of(verdict, timeline.permits, reasons)
        if _reported_part(then) != _reported_part(now):
            ends = {name for end, name in timeline.ends if end == day}.union(now.names).difference(then.names)
            begins = set(then.names).difference(now.names)
            headline = verdict.decision, verdict.worst_case, verdict.settled
            by_law = NextChange(day, *headline, now.verdict.result, verdict.result).by_law
            return Change(day, *headline, by_law, tuple(sorted(ends)), tuple(sorted(begins)))
    return None


def _reported_part(standing: Standing) -> tuple[object, ...]:
    """Return the part of an answer whose change is reported: headline, permits in use, and the remainder at the gate."""
    verdict = standing.verdict
    remains = [(item.effect, item.possible) for item in standing.remainder.readings] if standing.uses else []
    return verdict.decision, verdict.worst_case, verdict.settled, standing.names, remains


def _without_others(facts: Facts, not_the_same: Sequence[NotTheSame], on: date) -> Facts:
    """Return facts without the hits on similar names that a company has recorded, through the day, as belonging to other parties."""
    chains = facts.chains
    if chains:
        apart = {owner: split_hits(hits, not_the_same, on) for owner, hits in chains.hits.items()}
        chains = chains._replace(
            hits={owner: hits for owner, (hits, _) in apart.items() if hits},
            answered=tuple(item for _, others in apart.values() for item in others),
        )
    return facts._replace(
        parties=_without_other_names(facts.parties, not_the_same, on),
        owners=_without_other_names(facts.owners, not_the_same, on),
        chains=chains,
    )


def _without_other_names(items: Iterable[Named], not_the_same: Sequence[NotTheSame], on: date) -> tuple[Named, ...]:
    remaining = []
    for item in items:
        hits, others = split_hits(item.hits, not_the_same, on)
        remaining.append(item._replace(hits=hits, answered=others))
    return tuple(remaining)
