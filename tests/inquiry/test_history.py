"""Every change of status that the independent model finds is reported on its day, and no other change is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from exportctl.inquiry.history import Transition, expiring, transitions
from exportctl.law.register import Register
from exportctl.law.status import LawAsOf
from tests.drawn import FIRST, LAST
from tests.model.model import Model

pytestmark = [pytest.mark.no_cover, pytest.mark.xdist_group("history")]  # one walk through the days is enough
DAY = timedelta(days=1)
KNOWN = [None, date(2024, 12, 31), date(2025, 10, 31), date(2025, 11, 9), date(2026, 9, 23)]

Change = tuple[date, str, str | None, str | None]


@pytest.fixture(scope="module", params=KNOWN, ids=str)
def known_on(request: pytest.FixtureRequest) -> date | None:
    """The day up to which the law was known; None where all is."""
    day: date | None = request.param
    return day


@pytest.fixture(scope="module")
def changes(model: Model, known_on: date | None) -> list[Change]:
    """Every change that the model sees, day by day, after the first day."""
    law, differences = model.law(known_on), []
    for provision in law.provisions:
        before = law.status(provision, FIRST)
        for count in range(1, (LAST - FIRST).days + 1):
            after = law.status(provision, FIRST + count * DAY)
            if after != before:
                differences.append((FIRST + count * DAY, provision.id, before, after))
            before = after
    return sorted(differences, key=lambda change: change[:2])


def of_status(expected: tuple[Transition, ...]) -> list[Change]:
    """Return the changes from one status to another; a suspension that another act continues is reported, and is no change."""
    return [(item.on, item.provision, item.before, item.after) for item in expected if item.before != item.after]


def test_every_change_is_reported_on_its_day(law: Register, changes: list[Change], known_on: date | None) -> None:
    """From the end of 2022 to the beginning of 2028."""
    assert len(changes) > 50
    assert of_status(transitions(LawAsOf(law, known_on), law.provisions, FIRST, LAST)) == changes


DAYS = [
    date(2024, 11, 30),
    date(2025, 10, 7),
    date(2025, 11, 9),
    date(2026, 10, 10),
    date(2026, 11, 25),
    date(2027, 6, 1),
]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_coming_and_recent_ends_are_reported(
    law: Register, changes: list[Change], known_on: date | None, day: date
) -> None:
    """Of the changes in the next 50 days and the last 20: ends of suspensions and measures, and all that are still unsettled."""
    latest = {provision: change for on, provision, *change in changes if on <= day}
    ending = [
        (on, provision, before, after)
        for on, provision, before, after in changes
        if (day - 20 * DAY < on <= day + 50 * DAY and (before == "suspended" or after == "ended"))
        or (on <= day and latest[provision] == ["suspended", "unsettled"] == [before, after])
    ]
    assert of_status(expiring(LawAsOf(law, known_on), day, 50 * DAY, 20 * DAY)) == ending
