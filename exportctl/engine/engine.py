"""An engine is the only way from facts and a day to a verdict; batches, reports and forecasts ask one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.candidates import candidates, for_goods
from exportctl.engine.index import Index
from exportctl.engine.outlook import Openness, Outlook
from exportctl.engine.rules import Context, fields_asked, outcomes_of
from exportctl.engine.situation import profile_of, situation_of
from exportctl.engine.verdict import Verdict
from exportctl.facts.goods import classify
from exportctl.law.calendar import calendar
from exportctl.law.days import KnownLaw, knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exportctl.engine.index import Provisions
    from exportctl.engine.rules import Outcome
    from exportctl.engine.situation import GoodsProfile, Situation
    from exportctl.facts.goods import Classification
    from exportctl.facts.transaction import Facts, Goods
    from exportctl.law.calendar import Interval
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume

    Outcomes = tuple[Outcome, ...]

_MOST: Final = 1 << 19
"""Each thing that is remembered takes some hundred bytes, a question about goods that nobody knows some thousand."""
_NONE: Final[Provisions] = frozenset()


class _Goods(NamedTuple):
    """What was learned of all goods of one profile: which provisions can be about them, and what was said to them so far."""

    profile: GoodsProfile
    provisions: Provisions
    said: dict[tuple[object, ...], Outcomes]


class Engine:
    """Answers questions about one law, by the procedure of docs/reasoning.md.

    It remembers what it learned from questions, and once that is more than `most` things it forgets all of it, so that its memory stays
    within bounds. Nothing that it remembers outlives it, and no answer depends on what it remembers.
    """

    def __init__(self, law: Register, most: int = _MOST) -> None:
        """Learn nothing yet."""
        self.law, self.index, self._most = law, Index(law), most
        self._asked_of: dict[str, tuple[str, ...]] = {}
        self._known: dict[date, KnownLaw] = {}  # at most one for each day on which something was published
        self.forget()

    def forget(self) -> None:
        """Keep nothing of what was learned from questions."""
        self._learned = 0
        self._classified: dict[tuple[Goods, int], tuple[Classification, _Goods]] = {}
        self._goods: dict[GoodsProfile, _Goods] = {}
        self._calendars: dict[tuple[Provisions, date], tuple[Interval, ...]] = {}
        self._outlooks: dict[tuple[object, ...], Outlook] = {}
        self._alike: dict[tuple[object, ...], Outlook] = {}

    def known(self, known_on: date | None) -> KnownLaw:
        """Return the law as it was known on a day, or all of it."""
        day = knowledge(self.law, known_on)
        found = self._known.get(day)
        if found is None:
            found = self._known[day] = KnownLaw(self.law, day)
        return found

    def classify(self, goods: Goods, known_on: date | None = None) -> Classification:
        """Return every line of the lists that goods match or may match, by what was published by a day."""
        return self._classify(goods, self.known(known_on))[0]

    def profile(self, goods: Goods, known_on: date | None = None) -> GoodsProfile:
        """Return what goods are to the law."""
        return self._classify(goods, self.known(known_on))[1].profile

    def evaluate(self, facts: Facts, on: date, known_on: date | None = None, assume: Assume = "on-face") -> Verdict:
        """Answer one question.

        `on` is the day asked about, `known_on` the last day whose acts, statements and guidance count. Days on which the law stands
        still, places it does not name, and figures between its bounds share one answer.
        """
        if self._learned > self._most:
            self.forget()
        known = self.known(known_on)
        classification, goods = self._classify(facts.goods, known)
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

    def _classify(self, goods: Goods, known: KnownLaw) -> tuple[Classification, _Goods]:
        """Return what goods are by the guidance, the lines and the customs codes that were published by then."""
        key = goods, known.read
        found = self._classified.get(key)
        if found is None:
            classification = classify(self.law, goods, known.day)
            profile = profile_of(self.law, classification)
            alike = self._goods.get(profile)
            if alike is None:
                alike = self._goods[profile] = _Goods(profile, for_goods(self.index, profile), {})
            found = self._classified[key] = classification, alike
            self._learn(1 + len(profile.matches))
        return found

    def _openness(self, situation: Situation, found: Classification, known: KnownLaw) -> Openness:
        """Return what leaves an answer open; for somebody who knew only what came before the data begins, every day."""
        route = situation.from_, situation.to
        unknown_to = self.index.lists_on(*route) - found.recognised
        begins = self.index.begins(*route)
        covered_from = begins if known.day >= begins else date.max
        return Openness(not unknown_to, not unknown_to <= found.understood, covered_from)

    def _outlook(self, situation: Situation, goods: _Goods, known: KnownLaw, openness: Openness) -> Outlook:
        """Return the outlook of a situation; those to which the same is said share one."""
        key = (id(goods), situation[1:], known.day, openness)
        found = self._outlooks.get(key)
        if found is None:
            found = self._outlooks[key] = self._worked_out(situation, goods, known, openness)
            self._learn()
        return found

    def _worked_out(self, situation: Situation, goods: _Goods, known: KnownLaw, openness: Openness) -> Outlook:
        asked = candidates(self.index, situation, goods.provisions)
        steady = self._said(situation, goods, _NONE, asked.speaking - asked.looking)
        said = _NONE.union(part[0].provision for part in steady if part)
        intervals = self._calendar(said | asked.looking | asked.seen, known)
        turning = {
            active: self._said(situation, goods, active, asked.looking)
            for active in {active & asked.seen for item in intervals for active in (item.on_face, item.extended)}
        }
        parts = (*steady, *(part for active in sorted(turning, key=sorted) for part in turning[active]))
        key = (id(intervals), asked.seen, openness, *map(id, parts))
        found = self._alike.get(key)
        if found is None:
            whole = {active: _joined(outcomes) for active, outcomes in turning.items()}
            found = self._alike[key] = Outlook(intervals, _joined(steady), asked.seen, whole, openness)
            self._learn(len(parts))
        return found

    def _said(
        self, situation: Situation, goods: _Goods, active: Provisions, provisions: Iterable[str]
    ) -> list[Outcomes]:
        """Return what each provision says, active or not.

        What a provision says turns on what it asks alone, and so is worked out once for all situations that do not differ in that.
        """
        context, said, found = Context(self.index, situation, active), goods.said, []
        for provision in provisions:
            fields = self._asked_of.get(provision)
            if fields is None:
                fields = self._asked_of[provision] = fields_asked(self.index, provision)
            key = (provision, active, *[getattr(situation, field) for field in fields])
            outcomes = said.get(key)
            if outcomes is None:
                outcomes = said[key] = outcomes_of(context, provision)
                self._learn()
            found.append(outcomes)
        return found

    def _calendar(self, provisions: Provisions, known: KnownLaw) -> tuple[Interval, ...]:
        key = provisions, known.day
        found = self._calendars.get(key)
        if found is None:
            found = self._calendars[key] = calendar(known, provisions)
            self._learn(len(found))
        return found


def _joined(parts: Iterable[Outcomes]) -> Outcomes:
    return tuple(outcome for part in parts for outcome in part)
