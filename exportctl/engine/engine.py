"""An engine is the only way from facts and a day to a verdict; batches, reports and forecasts ask one."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.candidates import candidates
from exportctl.engine.forecast import Coverage, Forecast
from exportctl.engine.index import Index
from exportctl.engine.rules import Context, circumstances_asked, outcomes_of, whole, wholes_asked
from exportctl.engine.scope import Scope
from exportctl.engine.situation import profile_of, situation_of
from exportctl.engine.verdict import Verdict
from exportctl.goods.classify import classify
from exportctl.law.calendar import calendar
from exportctl.law.published import PublishedBy
from exportctl.law.scale import STRICTNESS
from exportctl.law.status import LawAsOf, knowledge, knowledge_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from exportctl.engine.index import Provisions
    from exportctl.engine.rules import Outcome
    from exportctl.engine.situation import GoodsProfile, Situation
    from exportctl.facts.transaction import Facts
    from exportctl.goods.classify import Classification
    from exportctl.goods.stated import Goods
    from exportctl.law.calendar import Interval
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume
    from exportctl.law.status import Phase

    Outcomes = tuple[Outcome, ...]
    _Asking = tuple[Callable[[Situation], object], tuple[str, ...] | None]
    """The circumstances that a provision asks about, and the words for all goods of a kind where it says no more of goods."""
    Found = tuple[Classification, GoodsProfile]
    """What goods were found to be, and what that is to the law."""

_MOST: Final = 1 << 19
"""Each thing that is remembered takes some hundred bytes, a question about goods that nobody knows some thousand."""
_NONE: Final[Provisions] = frozenset()


class _Classified(NamedTuple):
    """What goods are to whoever knew what was published by a day from `since` on and before `until`."""

    since: date
    until: date
    classification: Classification
    goods: _Goods


class _Case(NamedTuple):
    """What a situation is to the law, whatever of the law is known.

    `parts` is what provisions say that look at no other; `looking` are those that do, each with the ones it looks at, and `turning` is
    what they were found to say while just so many of the `seen` ones are active. The dates of all `provisions` matter.
    """

    parts: list[Outcomes]
    looking: Mapping[str, Provisions]
    referenced: Provisions
    provisions: Provisions
    outcomes_by_active: dict[Provisions, list[Outcomes]]
    outlooks: dict[tuple[date | int, Coverage], Forecast]


class _Goods(NamedTuple):
    """What was learned of all goods of one profile: what acts mean of them, and what was said so far."""

    profile: GoodsProfile
    scope: Scope
    said: dict[tuple[object, ...], Outcomes]


class Engine:
    """Answers questions about one law, by the procedure of docs/reasoning.md.

    It remembers what it learned from questions, and once that is more than `most` things it forgets all of it, so that its memory stays
    within bounds. Nothing that it remembers outlives it, and no answer depends on what it remembers.
    """

    def __init__(self, law: Register, most: int = _MOST) -> None:
        """Learn nothing yet."""
        self.law, self.index, self._most = law, Index(law), most
        self._beginnings = law.beginnings
        self._asked_of: dict[str, _Asking] = {}
        self._known: dict[date, LawAsOf] = {}  # at most one for each day on which something was published
        self._days: dict[str, tuple[date, ...]] = {}
        self._phases: dict[
            tuple[str, int], tuple[Phase, ...]
        ] = {}  # of each provision at most one for each of its days
        self.forget()

    def forget(self) -> None:
        """Keep nothing of what was learned from questions."""
        self._learned = 0
        self._known_by: dict[date | None, LawAsOf] = {}
        self._classified: dict[Goods, list[_Classified]] = {}
        self._open: dict[Coverage, Coverage] = {}
        self._goods: dict[GoodsProfile, _Goods] = {}
        self._said_of_all: dict[tuple[object, ...], Outcomes] = {}
        self._cases: dict[tuple[object, ...], _Case] = {}
        self._sets: dict[Provisions, Provisions] = {}
        self._calendars: dict[Provisions, tuple[tuple[date, ...], dict[int, tuple[Interval, ...]]]] = {}
        self._active: dict[tuple[int, Provisions], Mapping[Provisions, None]] = {}
        self._alike: dict[tuple[object, ...], Forecast] = {}

    def known(self, known_on: date | None) -> LawAsOf:
        """Return the law as it was known on a day, or all of it."""
        found = self._known_by.get(known_on)
        if found is None:
            day = knowledge(self.law, known_on)
            found = self._known_by[known_on] = self._known.setdefault(day, LawAsOf(self.law, day))
            self._learn()
        return found

    def classify(self, goods: Goods, known_on: date | None = None) -> Classification:
        """Return every line of the lists that goods match or may match, by what was published by a day."""
        return self._classify(goods, self.known(known_on)).classification

    def profile(self, goods: Goods, known_on: date | None = None) -> GoodsProfile:
        """Return what goods are to the law."""
        return self._classify(goods, self.known(known_on)).goods.profile

    def evaluate(
        self,
        facts: Facts,
        on: date,
        known_on: date | None = None,
        assume: Assume = "on-face",
        found: Found | None = None,
    ) -> Verdict:
        """Answer one question.

        `on` is the day asked about, `known_on` the last day whose acts, statements and guidance count. Days on which the law stands
        still, places it does not name, and figures between its bounds share one answer. Whoever classified the goods already gives
        what was `found`.
        """
        if self._learned > self._most:
            self.forget()
        known = self.known(known_on)
        if found:
            classification, goods = found[0], self._goods_of(found[1])
        else:
            _, _, classification, goods = self._classify(facts.goods, known)
        situation = situation_of(self.index, facts, goods.profile)
        outlook = self._outlook(situation, goods, known, self._openness(situation, classification, known))
        return Verdict(
            indexed=self.index,
            known=known,
            facts=facts,
            on=on,
            known_on=known_on,
            assume=assume,
            classification=classification,
            situation=situation,
            outlook=outlook,
            number=outlook.number(on),
        )

    def _learn(self, how_much: int = 1) -> None:
        self._learned += how_much

    def _classify(self, goods: Goods, known: LawAsOf) -> _Classified:
        """Return what goods are by the guidance, the lines and the customs codes that were published by then."""
        before = self._classified.get(goods)
        if before is None:
            before = self._classified[goods] = []
        for found in before:
            if found.since <= known.day < found.until:
                return found
        published = PublishedBy(known.day)
        classification = classify(self.law, goods, published)
        alike = self._goods_of(profile_of(self.law, classification))
        found = _Classified(published.since, published.until, classification, alike)
        before.append(found)
        self._learn()
        return found

    def _goods_of(self, profile: GoodsProfile) -> _Goods:
        """Return what was learned of all goods of a profile."""
        found = self._goods.get(profile)
        if found is None:
            found = self._goods[profile] = _Goods(profile, Scope(self.index, profile), {})
            self._learn(1 + len(profile.matches))
        return found

    def _openness(self, situation: Situation, found: Classification, known: LawAsOf) -> Coverage:
        """Return what leaves an answer open; for somebody who knew only what came before the data begins, every day."""
        route = situation.from_, situation.to
        unknown_to = self.index.lists_on(*route) - found.recognised
        begins = self.index.begins(*route)
        covered_from = begins if known.day >= begins else date.max
        openness = Coverage(not unknown_to, not unknown_to <= found.understood, covered_from)
        return self._open.setdefault(openness, openness)

    def _outlook(self, situation: Situation, goods: _Goods, known: LawAsOf, openness: Coverage) -> Forecast:
        """Return the outlook of a situation; those to which the same is said share one."""
        case = self._case(situation, goods)
        found = case.outlooks.get((known.day, openness))
        if found is None:
            found = case.outlooks[known.day, openness] = self._worked_out(case, situation, goods, known, openness)
            self._learn()
        return found

    def _case(self, situation: Situation, goods: _Goods) -> _Case:
        key = (id(goods), situation[1:])
        found = self._cases.get(key)
        if found is None:
            speaking, looking = candidates(self.index, situation, goods.scope)
            parts = self._outcomes(situation, goods, _NONE, dict.fromkeys(speaking - looking.keys(), _NONE))
            seen = _NONE.union(*looking.values())
            provisions = seen.union(looking, (part[0].provision for part in parts if part))
            found = self._cases[key] = _Case(parts, looking, seen, provisions, {}, {})
            self._learn(len(parts))
        return found

    def _worked_out(
        self,
        case: _Case,
        situation: Situation,
        goods: _Goods,
        known: LawAsOf,
        openness: Coverage,
    ) -> Forecast:
        intervals, turning = self._calendar(case.provisions, known), case.outcomes_by_active
        before = case.outlooks.get((id(intervals), openness))
        if before is not None:
            return before
        then = self._seen_active(intervals, case.referenced)
        for active in then.keys() - turning.keys():
            turning[active] = self._outcomes(situation, goods, active, case.looking)
        parts = (*case.parts, *(part for active in then for part in turning[active]))
        key = (id(intervals), case.referenced, openness, *map(id, parts))
        found = self._alike.get(key)
        if found is None:
            whole = {active: _joined([*case.parts, *turning[active]]) for active in then}
            found = self._alike[key] = Forecast(intervals, case.referenced, whole, openness)
            self._learn(len(parts))
        case.outlooks[id(intervals), openness] = found
        return found

    def _seen_active(self, intervals: tuple[Interval, ...], seen: Provisions) -> Mapping[Provisions, None]:
        """Return which of some provisions are active together at some time, by either reading, in an order of its own."""
        key = id(intervals), seen
        found = self._active.get(key)
        if found is None:
            then = {self._kept(active & seen) for item in intervals for active in (item.on_face, item.extended)}
            found = self._active[key] = dict.fromkeys(sorted(then, key=sorted))
            self._learn(len(found))
        return found

    def _outcomes(
        self, situation: Situation, goods: _Goods, active: Provisions, provisions: Mapping[str, Provisions]
    ) -> list[Outcomes]:
        """Return what each provision says while some are `active`, those among them that it looks at.

        What a provision says turns on what it asks alone, and so is worked out once for all situations that do not differ in that.
        """
        found = []
        seen_of: dict[int, Provisions] = {}  # many look at the same ones
        for provision, looked_at in provisions.items():
            asked, words = self._asked_of.get(provision) or self._asking(provision)
            seen = seen_of.get(id(looked_at))
            if seen is None:
                seen = seen_of[id(looked_at)] = self._kept(active & looked_at)
            context = Context(self.index, situation, goods.scope, seen)
            key: tuple[object, ...]
            if words is None:
                said, key = goods.said, (provision, seen, asked(situation))
            else:  # of other goods it may say the same
                meant = [whole(context, provision, word) for word in words]
                said, key = self._said_of_all, (provision, *meant, asked(situation))
            outcomes = said.get(key)
            if outcomes is None:
                outcomes = said[key] = outcomes_of(context, provision)
                self._learn()
            found.append(outcomes)
        return found

    def _asking(self, provision: str) -> _Asking:
        """Return what a provision turns on."""
        found = circumstances_asked(self.index, provision), wholes_asked(self.index, provision)
        self._asked_of[provision] = found
        return found

    def _calendar(self, provisions: Provisions, known: LawAsOf) -> tuple[Interval, ...]:
        """Return the intervals that provisions go through; all who knew the same of their dates share one calendar."""
        of_these = self._calendars.get(provisions)
        if of_these is None:
            days = {day for provision in provisions for day in self._learned_of(provision)}
            of_these = self._calendars[provisions] = tuple(sorted(days)), {}
        days_of_these, calendars = of_these
        place = bisect_right(days_of_these, known.day)
        found = calendars.get(place)
        if found is None:
            phases = (phase for provision in provisions for phase in self._phases_of(provision, known))
            found = calendars[place] = calendar(self._beginnings, phases, self._kept)
            self._learn(len(found))
        return found

    def _kept(self, provisions: Provisions) -> Provisions:
        """Return provisions as they were kept before: many situations have few sets of them between them."""
        return self._sets.setdefault(provisions, provisions)

    def _phases_of(self, provision: str, known: LawAsOf) -> tuple[Phase, ...]:
        key = provision, bisect_right(self._learned_of(provision), known.day)
        found = self._phases.get(key)
        if found is None:
            found = self._phases[key] = tuple(known.phases(provision))
        return found

    def _learned_of(self, provision: str) -> tuple[date, ...]:
        found = self._days.get(provision)
        if found is None:
            found = self._days[provision] = knowledge_days(self.law, provision)
        return found


def _joined(parts: Iterable[Outcomes]) -> Outcomes:
    """Return all outcomes, the strictest effect first, and those of one effect by their provisions."""
    outcomes = [outcome for part in parts for outcome in part]
    return tuple(sorted(outcomes, key=lambda outcome: (-STRICTNESS[outcome.effect], outcome.provision)))
