"""Properties that hold for every question, on the real register."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportctl import Transaction, load_law
from exportctl.engine.verdict import Verdict
from exportctl.facts.goods import goods_of
from exportctl.facts.transaction import Facts
from exportctl.goods.lookup import look_up
from exportctl.goods.quantities import Quantity
from exportctl.law.model import EndUse, EndUser, Person
from exportctl.law.scale import READINGS, STRICTNESS, strictest
from tests.drawn import DRAWS, LAST, days, items, the_engine, the_law

pytestmark = pytest.mark.long
relaxed = settings(max_examples=200 * DRAWS, deadline=None, suppress_health_check=[HealthCheck.too_slow])


CIRCUMSTANCES: dict[str, st.SearchStrategy[Any]] = {
    "to": st.sampled_from(["US", "JP", "DE", "HK"]),
    "end_use": st.sampled_from(get_args(EndUse)),
    "end_user_type": st.sampled_from(get_args(EndUser)),
    "cn_content": st.sampled_from([Decimal(0), Decimal("0.0999"), Decimal("0.1"), Decimal(30)]),
    "cn_technology": st.sampled_from(["yes", "no"]),
    "supplied_to": st.sampled_from(get_args(Person)),
    "supplied_by": st.sampled_from(get_args(Person)),
    "via_china": st.sampled_from(["yes", "no"]),
    "quantity": st.sampled_from([Quantity(Decimal(value), "kg") for value in (1, 499, 500, 999, 1000)]),
}

OFTEN_UNKNOWN = {name: st.none() | values for name, values in CIRCUMSTANCES.items()}
FROM, ORIGIN = st.sampled_from(["CN", "CN", "CN", "JP", "KR"]), st.sampled_from([None, "CN", "JP"])


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Draw a question's facts, each of them often unknown."""
    from_ = draw(FROM)
    fields: dict[str, Any] = {name: draw(values) for name, values in OFTEN_UNKNOWN.items()}
    origin = draw(ORIGIN)
    goods = goods_of(the_law(), Transaction(draw(items()), date.min), load_law())
    return Facts(goods=goods, from_=from_, origin=origin or ("CN" if from_ == "CN" else None), **fields)


readings = st.sampled_from(READINGS)


@relaxed
@given(facts(), days(), readings, st.data())
def test_a_fact_more_never_turns_yes_into_no(known: Facts, day: date, assume: Any, data: st.DataObject) -> None:
    """What applied before a circumstance was stated applies after it, and what did not apply stays away."""
    fuller = with_one_fact_more(known, data)
    before, after = answer(known, day, assume), answer(fuller, day, assume)
    assert applying(before, "yes") <= applying(after, "yes")
    assert applying(after, "yes", "unknown") <= applying(before, "yes", "unknown")


@relaxed
@given(facts(), days(), readings, st.data())
def test_a_missing_fact_never_lowers_the_worst_case(known: Facts, day: date, assume: Any, data: st.DataObject) -> None:
    """The worst case is at least as strict without a fact as with it."""
    fuller = with_one_fact_more(known, data)
    before, after = answer(known, day, assume), answer(fuller, day, assume)
    if by_design().isdisjoint(item.provision for item in after.findings):
        assert STRICTNESS[before.reading.possible] >= STRICTNESS[after.reading.possible]
    assert before.recognised == after.recognised


@relaxed
@given(facts(), days(), st.data())
def test_a_figure_more_never_turns_yes_into_no(known: Facts, day: date, data: st.DataObject) -> None:
    """A measured property settles open points, and opens none, unless it contradicts the code that the caller stated."""
    law = the_law()
    if look_up(law, known.goods.item).basis == "code":
        return
    name = data.draw(st.sampled_from(sorted(law.parameters)))
    value = data.draw(st.decimals(0, 10000, places=2))
    fuller = known._replace(goods=known.goods._replace(params=((name, value),)))
    before, after = answer(known, day, "on-face"), answer(fuller, day, "on-face")
    assert applying(before, "yes") <= applying(after, "yes")
    assert STRICTNESS[before.reading.possible] >= STRICTNESS[after.reading.possible]


@relaxed
@given(facts(), days(), readings)
def test_a_suspended_provision_never_decides(known: Facts, day: date, assume: Any) -> None:
    """What applies or may apply follows from findings in force, or unsettled and in force under the reading, and from no other."""
    verdict = answer(known, day, assume)
    assert not [item for item in verdict.findings if item.binds and item.status in {"suspended", "pending", "ended"}]
    binding = [item for item in verdict.findings if item.binds]
    assert verdict.reading.effect == strictest(item.effect for item in binding if item.applies == "yes")
    assert verdict.reading.possible == strictest(item.effect for item in binding)
    assert verdict.decision in (verdict.reading.effect, "undecided")
    assert verdict.worst_case in (verdict.reading.possible, "undecided")


@relaxed
@given(facts(), days(), readings)
def test_the_last_day_of_knowledge_is_all_knowledge(known: Facts, day: date, assume: Any) -> None:
    """To know the law of the last day checked is to know all of it."""
    whole = the_engine().evaluate(known, day, None, assume)
    last = the_engine().evaluate(known, day, the_law().home.checked_through, assume)
    assert (last.result, last.next_change) == (whole.result, whole.next_change)


@settings(relaxed, max_examples=30 * DRAWS)
@given(facts(), days(), st.none() | days(), readings)
def test_the_next_change_is_the_first_day_that_differs(
    known: Facts, day: date, known_on: date | None, assume: Any
) -> None:
    """Walking day by day finds no earlier difference, and finds the day that was foretold."""
    now = the_engine().evaluate(known, day, known_on, assume)
    walked = day
    while walked < LAST:
        walked += timedelta(days=1)
        then = the_engine().evaluate(known, walked, known_on, assume)
        if headline(then) != headline(now):
            assert now.next_change is not None
            assert (now.next_change.on, now.next_change.decision, now.next_change.settled) == (
                walked,
                then.decision,
                then.settled,
            )
            return
    assert now.next_change is None or now.next_change.on > LAST


def answer(known: Facts, day: date, assume: Any) -> Verdict:
    """Return the verdict on the real register."""
    return the_engine().evaluate(known, day, None, assume)


def headline(verdict: Verdict) -> tuple[str, str, bool]:
    """Return the subject of a change."""
    return verdict.decision, verdict.worst_case, verdict.settled


def applying(verdict: Verdict, *words: str) -> set[tuple[str, str]]:
    """Return the provisions, with their effects, that apply in one of the ways, and whose words do not depend on stated facts."""
    turning = by_design()
    return {
        (item.provision, item.effect)
        for item in verdict.findings
        if item.applies in words and item.provision not in turning
    }


@cache
def by_design() -> frozenset[str]:
    """Return the provisions that depend on stated facts: the exporter's knowledge, the recipient, the route, exemptions."""
    return the_engine().index.with_exemptions | {
        pid
        for pid, item in the_law().conditions()
        if (item.stated_end_use, item.stated_supplied_to, item.stated_via_china) != (None, None, None)
    }


def with_one_fact_more(known: Facts, data: st.DataObject) -> Facts:
    """Return the facts with one circumstance stated that was unknown; the same facts if all are known."""
    open_ = sorted(name for name in CIRCUMSTANCES if getattr(known, name) is None)
    if not open_:
        return known
    name = data.draw(st.sampled_from(open_))
    return known._replace(**{name: data.draw(CIRCUMSTANCES[name])})
