"""From January 2023 to December 2027 no month shows a gap or an overlap in what controls an entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from exportctl.law.register import Register
from exportctl.law.status import LawAsOf
from exportctl.law.words import covers

pytestmark = pytest.mark.no_cover
BESIDE = {"mofcom-2015-31", "mofcom-2017-28", "mofcom-2024-21", "mofcom-2024-31"}
"""Annex 2, which was not seen, states whether the unified list repealed these: they stay beside it until that is known."""
MONTHS = [date(year, month, 1) for year in range(2023, 2028) for month in range(1, 13)]

Listed = Mapping[str, frozenset[str]]


@pytest.fixture(scope="module")
def listed(law: Register) -> Listed:
    """The dual-use items that each provision lists: every one is listed, and every line of another list has a rule."""
    items = {
        provision: frozenset(code for code in law.entries if any(covers(term, code) for term in terms))
        for provision, terms in law.listings.items()
    }
    assert frozenset().union(*items.values()) == frozenset(filter(law.is_dual_use, law.entries))
    assert all(law.listings_of(code) for code in law.entries)
    return items


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_no_entry_is_listed_twice(law: Register, listed: Listed, month: date) -> None:
    """On no day of the month do two acts in force list the same entry."""
    for day in days_of(month):
        by_act: dict[str, set[str]] = {}
        for provision in standing(law, listed, day, "in_force"):
            by_act.setdefault(provision.partition("/")[0], set()).update(listed[provision])
        times = Counter(code for act in by_act.keys() - BESIDE for code in by_act[act])
        assert {code for code, count in times.items() if count > 1} == set(), day


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_no_control_is_lost(law: Register, listed: Listed, month: date) -> None:
    """An entry whose listing was in force before the month is in force, suspended or unsettled on each of its days."""
    before = entries(listed, standing(law, listed, month - timedelta(days=1), "in_force"))
    assert before, "nothing was listed, so nothing could be lost"
    for day in days_of(month):
        assert before <= entries(listed, standing(law, listed, day, "in_force", "suspended", "unsettled")), day


def days_of(month: date) -> list[date]:
    """Return every day of a month."""
    following = (month + timedelta(days=31)).replace(day=1)
    return [month + timedelta(days=count) for count in range((following - month).days)]


def standing(law: Register, listed: Listed, day: date, *statuses: str) -> list[str]:
    """Return the provisions that list entries and have one of the statuses on a day."""
    known = LawAsOf(law)
    return [provision for provision in listed if known.status_on(provision, day) in statuses]


def entries(listed: Listed, provisions: list[str]) -> frozenset[str]:
    """Return the entries that some of the provisions list."""
    return frozenset().union(*(listed[provision] for provision in provisions))
