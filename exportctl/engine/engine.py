"""The engine evaluates the law for facts on a day; batches, reports and forecasts all obtain verdicts from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.engine.forecast import Coverage, Forecast
from exportctl.engine.index import Index, Provisions
from exportctl.engine.reduction import profile_of, situation_of
from exportctl.engine.rules import Context, applying_rules, means_whole, outcomes_of
from exportctl.engine.scope import Scope
from exportctl.engine.verdict import Verdict
from exportctl.goods.classify import Classification, classify
from exportctl.law.calendar import Interval, calendar
from exportctl.law.published import PublishedBy
from exportctl.law.scale import DEFAULT_ASSUME

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from datetime import date

    from exportctl.engine.rules import Applying, Outcome
    from exportctl.engine.situation import GoodsProfile, Situation
    from exportctl.facts.transaction import Facts
    from exportctl.goods.stated import Goods
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume
    from exportctl.law.status import LawAsOf

    Outcomes = tuple[Outcome, ...]
    ClassifiedGoods = tuple[Classification, GoodsProfile]
    """The classification of goods, and their profile."""

_MAX_RESULTS: Final = 1 << 19
"""The number of cached results. Each takes a few hundred bytes, one for unknown goods a few thousand."""
_NONE: Final[Provisions] = frozenset()


class _DatedClassification(NamedTuple):
    """The classification of goods by the law published by any day from `since` on and before `until`."""

    since: date
    until: date
    classification: Classification
    scope: Scope


class _Case(NamedTuple):
    """The outcomes of a situation, for any day of knowledge.

    `independent` are outcomes of provisions that refer to no other. `by_active` are the outcomes of the others, keyed
    by the set of `referenced` provisions that are active. The dates of all `provisions` matter.
    """

    independent: list[Outcomes]
    references: Mapping[str, Provisions]
    referenced: Provisions
    provisions: Provisions
    by_active: dict[Provisions, list[Outcomes]]
    forecasts: dict[tuple[date, Coverage], Forecast]


class Engine:
    """Evaluates one law, by the procedure of docs/reasoning.md.

    It caches results and drops all of them once there are more than `most`, so that memory stays bounded. The cache
    belongs to the engine, and no answer depends on it.
    """

    def __init__(self, law: Register, most: int = _MAX_RESULTS) -> None:
        """Take the law; the cache is empty."""
        self.law, self.index, self._most = law, Index(law), most
        self.forget()

    def forget(self) -> None:
        """Drop all cached results."""
        self._size = 0
        self._classified: dict[Goods, list[_DatedClassification]] = {}
        self._scopes: dict[GoodsProfile, Scope] = {}
        self._cases: dict[tuple[object, ...], _Case] = {}
        self._outcomes: dict[tuple[object, ...], Outcomes] = {}
        self._alike: dict[Outcomes, Outcomes] = {}
        self._rules: dict[tuple[object, ...], Applying] = {}
        self._calendars: dict[Hashable, tuple[Interval, ...]] = {}
        self._forecasts: dict[tuple[object, ...], Forecast] = {}
        self._sets: dict[tuple[int, Provisions], tuple[Provisions, ...]] = {}

    def law_as_of(self, known_on: date | None) -> LawAsOf:
        """Return the law as it was known on a day, or all of it."""
        return self.index.law_as_of(known_on)

    def classify(self, goods: Goods, known_on: date | None = None) -> Classification:
        """Return every entry that goods match or may match, by the law published by a day."""
        return self._classify(goods, self.law_as_of(known_on)).classification

    def profile(self, goods: Goods, known_on: date | None = None) -> GoodsProfile:
        """Return the profile of goods, which has the properties that rules read."""
        return self._classify(goods, self.law_as_of(known_on)).scope.goods

    def evaluate(
        self,
        facts: Facts,
        on: date,
        known_on: date | None = None,
        assume: Assume = DEFAULT_ASSUME,
        classified: ClassifiedGoods | None = None,
    ) -> Verdict:
        """Return the verdict for facts on a day.

        `on` is the requested day, `known_on` the last day whose acts, statements and guidance count. Days on which the
        law does not change, places it does not name, and figures between its bounds share one answer. A caller that has
        classified the goods passes the classification as `classified`.
        """
        # Between questions, and all at once: the cached parts refer to one another by identity.
        if self._size > self._most:
            self.forget()
        known = self.law_as_of(known_on)
        if classified:
            classification, scope = classified[0], self._scope(classified[1])
        else:
            _, _, classification, scope = self._classify(facts.goods, known)
        situation = situation_of(self.index, facts, scope.goods)
        forecast = self._forecast(situation, scope, known, self._coverage(situation, classification, known))
        return Verdict(
            law_index=self.index,
            known=known,
            facts=facts,
            on=on,
            known_on=known_on,
            assume=assume,
            classification=classification,
            situation=situation,
            scope=scope,
            forecast=forecast,
            number=forecast.number(on),
        )

    def _classify(self, goods: Goods, known: LawAsOf) -> _DatedClassification:
        """Return the classification by the guidance, the entries and the customs codes that were published by the day of `known`."""
        earlier = self._classified.get(goods)
        if earlier is None:
            earlier = self._classified[goods] = []
        for item in earlier:
            if item.since <= known.day < item.until:
                return item
        published = PublishedBy(known.day)
        classification = classify(self.law, goods, published)
        scope = self._scope(profile_of(self.law, classification))
        item = _DatedClassification(published.since, published.until, classification, scope)
        earlier.append(item)
        self._size += 1
        return item

    def _scope(self, profile: GoodsProfile) -> Scope:
        """Return how far phrases of acts reach all goods of a profile."""
        scope = self._scopes.get(profile)
        if scope is None:
            scope = self._scopes[profile] = Scope(self.index, profile)
            self._size += 1 + len(profile.matches)
        return scope

    def _coverage(self, situation: Situation, classification: Classification, known: LawAsOf) -> Coverage:
        """Return the facts about goods and data that can leave an answer open."""
        route = situation.from_, situation.to
        unrecognised_by = self.index.lists_on(*route) - classification.recognised
        begins = self.index.covered_from(*route)
        return Coverage(
            recognised=not unrecognised_by,
            anything=not unrecognised_by <= classification.understood,
            begins=begins,
            covers_knowledge=known.day >= begins,
        )

    def _forecast(self, situation: Situation, scope: Scope, known: LawAsOf, coverage: Coverage) -> Forecast:
        """Return the forecast for a situation; situations with the same outcomes and calendar share one."""
        case = self._case(situation, scope)
        forecast = case.forecasts.get((known.day, coverage))
        if forecast is None:
            forecast = case.forecasts[known.day, coverage] = self._shared_forecast(
                case, situation, scope, known, coverage
            )
            self._size += 1
        return forecast

    def _case(self, situation: Situation, scope: Scope) -> _Case:
        # The engine keeps each scope, so its identity stands for the goods, the first field of a situation.
        key = (id(scope), situation[1:])
        case = self._cases.get(key)
        if case is None:
            provisions, references = scope.candidates(situation)
            alone = dict.fromkeys(provisions - references.keys(), _NONE)
            independent = self._evaluate(situation, scope, _NONE, alone)
            referenced = _NONE.union(*references.values())
            changing_provisions = referenced.union(references, (part[0].provision for part in independent))
            case = self._cases[key] = _Case(independent, references, referenced, changing_provisions, {}, {})
            self._size += 1 + len(independent)
        return case

    def _shared_forecast(
        self, case: _Case, situation: Situation, scope: Scope, known: LawAsOf, coverage: Coverage
    ) -> Forecast:
        """Return the forecast of all cases with the same outcomes and calendar; batches answer them together."""
        intervals = self._calendar(case.provisions, known)
        sets = self._active_sets(intervals, case.referenced)
        for active in sets:
            if active not in case.by_active:
                case.by_active[active] = self._evaluate(situation, scope, active, case.references)
        parts = [*case.independent, *(part for active in sets for part in case.by_active[active])]
        # Equal outcomes are one object, so identities show whether two cases have the same ones.
        key = (id(intervals), case.referenced, coverage, *map(id, parts))
        forecast = self._forecasts.get(key)
        if forecast is None:
            by_active = {active: [*case.independent, *case.by_active[active]] for active in sets}
            forecast = self._forecasts[key] = Forecast(intervals, case.referenced, by_active, coverage)
            self._size += 1 + len(parts)
        return forecast

    def _active_sets(self, intervals: tuple[Interval, ...], referenced: Provisions) -> tuple[Provisions, ...]:
        """Return each set of referenced provisions that is active in some interval, in a fixed order."""
        key = id(intervals), referenced  # the engine keeps its calendars, so that an id identifies one
        sets = self._sets.get(key)
        if sets is None:
            every = {active & referenced for item in intervals for active in (item.on_face, item.extended)}
            sets = self._sets[key] = tuple(sorted(every, key=sorted))
            self._size += 1
        return sets

    def _evaluate(
        self, situation: Situation, scope: Scope, active: Provisions, references: Mapping[str, Provisions]
    ) -> list[Outcomes]:
        """Return the outcomes of each provision that has any, given which of the provisions it refers to are active.

        They depend on few facts, so they are computed once for all situations that agree in these; equal ones are one object.
        """
        results = []
        for provision, referenced in references.items():
            circumstances, words, for_any_goods = self.index.inputs(provision)
            # No other provision can change the outcome; without them, more situations share it.
            context = Context(self.index, situation, scope, active & referenced)
            # If a provision names goods only as "any of a kind", all goods of that kind share its outcomes.
            goods = (id(scope),) if words is None else [means_whole(context, provision, word) for word in words]
            key = (provision, context.active, circumstances(situation))
            outcomes = self._outcomes.get((*key, *goods))
            if outcomes is None:
                # Most rules read the goods in one place only, so their circumstances are evaluated once for all goods.
                applying = self._applying_rules(key, context, provision) if for_any_goods else None
                result = outcomes_of(context, provision, applying)
                outcomes = self._outcomes[*key, *goods] = self._alike.setdefault(result, result)
                self._size += 1
            if outcomes:
                results.append(outcomes)
        return results

    def _applying_rules(self, key: tuple[object, ...], context: Context, provision: str) -> Applying:
        """Return the rules of a provision that may apply to any goods in the circumstances of a key."""
        applying = self._rules.get(key)
        if applying is None:
            applying = self._rules[key] = applying_rules(context, provision)
            self._size += 1
        return applying

    def _calendar(self, provisions: Provisions, known: LawAsOf) -> tuple[Interval, ...]:
        """Return the intervals of provisions; days of knowledge with the same known phases share one calendar."""
        by_day = provisions, known.day
        intervals = self._calendars.get(by_day)
        if intervals is None:
            phases = [self.index.phases(provision, known) for provision in provisions]
            key = frozenset(map(id, phases))  # the index keeps the phases alive, so that an id identifies them
            intervals = self._calendars.get(key)
            if intervals is None:
                every = [phase for each in phases for phase in each]
                intervals = self._calendars[key] = calendar(self.law.beginnings, every)
                self._size += len(intervals)
            self._calendars[by_day] = intervals
            self._size += 1
        return intervals
