"""What a company decided and holds ends on days of its own: on these an answer changes as it does when the law does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exportctl.engine.forecast import NextChange
from exportctl.facts.not_the_same import applies_to, without_others
from exportctl.permits.apply_permits import standing_of
from exportctl.permits.permits import after

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from exportctl.engine.verdict import Verdict
    from exportctl.facts.not_the_same import NotTheSame
    from exportctl.facts.transaction import Facts
    from exportctl.law.scale import Decision
    from exportctl.permits.apply_permits import Standing
    from exportctl.permits.items import Decided
    from exportctl.permits.permits import Held

    Evaluate = Callable[[Facts, date], Verdict]


class Decisions(NamedTuple):
    """What a company decided and holds, as far as it bears on some facts: licences and waivers, names, and what the goods are."""

    held: Held
    found_out: Sequence[NotTheSame] = ()
    decided: Decided | None = None

    def on(self, facts: Facts, day: date) -> Facts:
        """Return facts as they count on a day."""
        goods = self.decided.on(day) if self.decided else facts.goods
        return without_others(facts._replace(goods=goods), self.found_out, day)

    def ends(self, facts: Facts) -> Iterable[tuple[date, str]]:
        """Yield the first days on which something that was decided about facts holds no more, each with what that is."""
        found = [item.hits for item in facts.parties] + [item.hits for item in facts.owners]
        found += [*facts.chains.hits.values()] if facts.chains else []
        for item in self.found_out:
            if any(applies_to(item, hit) for hits in found for hit in hits):
                yield from ((day, item.title) for day in after(item.through))
        if self.decided and self.decided.lapses_on:
            yield self.decided.lapses_on, f"item {self.decided.item.key}"


class Change(NamedTuple):
    """The first later day on which a verdict, or what answers it, differs, and because of what: provisions, or a company's own."""

    on: date
    decision: Decision
    worst_case: Decision
    settled: bool
    because: tuple[str, ...]


class Weighed(NamedTuple):
    """How a verdict stands with all that a company decided and holds, and when that changes next."""

    standing: Standing
    next_change: Change | None


def weighed(
    evaluate: Evaluate, facts: Facts, on: date, decisions: Decisions, refused: Mapping[str, str] | None = None
) -> Weighed:
    """Return how facts stand on a day; they are given as they were before anything was decided about them."""
    ends = sorted((day, name) for day, name in decisions.ends(facts) if day > on)
    later = [(day, evaluate(decisions.on(facts, day), day)) for day in dict.fromkeys(day for day, _ in ends)]
    now = standing_of(evaluate(decisions.on(facts, on), on), decisions.held, refused)
    return Weighed(now, _next_change(now, decisions.held, later, ends, refused))


def _next_change(
    now: Standing,
    held: Held,
    later: Sequence[tuple[date, Verdict]],
    ends: Sequence[tuple[date, str]],
    refused: Mapping[str, str] | None,
) -> Change | None:
    """Return the first later day with another headline, or with other answers, or where other things are left."""
    verdicts = [(now.verdict.on, now.verdict), *later]
    days = {interval.from_ for _, verdict in verdicts for interval in verdict.outlook.intervals}
    for day in sorted(
        day for day in days.union(held.turning_points, (day for day, _ in later)) if day > now.verdict.on
    ):
        verdict = [item for begins, item in verdicts if begins <= day][-1].on_day(day)
        then = standing_of(verdict, held, refused)
        if _sign(then) != _sign(now):
            because = {name for end, name in ends if end == day} | set(now.names) ^ set(then.names)
            headline = verdict.decision, verdict.worst_case, verdict.settled
            by_law = NextChange(day, *headline, now.verdict.opinion, verdict.opinion).because
            return Change(day, *headline, (*sorted(because), *by_law))
    return None


def _sign(standing: Standing) -> tuple[object, ...]:
    """Return what nobody who relies on an answer may see change without being told."""
    verdict = standing.verdict
    left = [(item.effect, item.possible) for item in standing.left.readings] if standing.given else []
    return verdict.decision, verdict.worst_case, verdict.settled, standing.names, left
