"""The status of a provision on a day is the one that the second mind reads from the dates of the acts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportctl.law.register import Register
from exportctl.law.status import LawAsOf
from tests.drawn import FIRST, LAST, days
from tests.model.model import Model

pytestmark = pytest.mark.no_cover
DAY = timedelta(days=1)
QUARTERS = [
    (date(year, month, 1), date(year + month // 10, (month + 3) % 12, 1))
    for year in range(2023, 2028)
    for month in (1, 4, 7, 10)
]


@pytest.mark.parametrize(("first", "end"), [(FIRST, QUARTERS[0][0]), *QUARTERS, (QUARTERS[-1][1], LAST)], ids=str)
def test_every_day_has_the_status_of_the_model(law: Register, model: Model, first: date, end: date) -> None:
    """For everybody who knows all, on each day one span of a published provision holds, and its status is the model's."""
    second, known = model.law(None), LawAsOf(law)
    assert set(law.provisions) == {provision.id for provision in second.provisions}
    for provision in second.provisions:
        spans = known.spans(provision.id)
        for count in range((end - first).days):
            day = first + count * DAY
            expected = second.status(provision, day)
            holding = [
                span.status for span in spans if span.from_ <= day and (span.through is None or day <= span.through)
            ]
            assert holding == ([expected] if expected else []), (provision.id, day)
            assert known.status_on(provision.id, day) == expected, (provision.id, day)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(known_on=days())
def test_every_edge_has_the_status_of_the_model(law: Register, model: Model, known_on: date) -> None:
    """Whatever was known, the spans tile, and on their first and last days the model sees the status that they have."""
    second, known = model.law(known_on), LawAsOf(law, known_on)
    provisions = {provision.id: provision for provision in second.provisions}
    assert {pid for pid in law.provisions if known.spans(pid)} == set(provisions)
    for pid, provision in provisions.items():
        spans = known.spans(pid)
        assert second.status(provision, spans[0].from_ - DAY) is None
        for span in spans:
            for day in {span.from_, span.through or span.from_ + 500 * DAY}:
                assert second.status(provision, day) == span.status, (pid, day)
                assert known.status_on(pid, day) == span.status, (pid, day)
        for before, after in pairwise(spans):
            assert before.through == after.from_ - DAY


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(known_on=st.none() | days(), day=days())
def test_any_day_has_the_status_of_the_model(law: Register, model: Model, known_on: date | None, day: date) -> None:
    """Whatever was known, on any day, be it the edge of a span or not."""
    second, known = model.law(known_on), LawAsOf(law, known_on)
    expected = {provision.id: second.status(provision, day) for provision in second.provisions}
    assert {pid: known.status_on(pid, day) for pid in law.provisions} == dict.fromkeys(law.provisions) | expected
