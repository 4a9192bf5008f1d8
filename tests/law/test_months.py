"""From January 2023 to December 2027 no month shows a gap or an overlap in what controls an entry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from exportctl.law.days import KnownLaw
from exportctl.law.register import Register
from exportctl.law.words import covers

BESIDE = {"mofcom-2015-31", "mofcom-2017-28", "mofcom-2024-21", "mofcom-2024-31"}
"""Whether the unified list repealed these, its annex 2 says, which was not seen: they stand beside it until somebody knows."""
MONTHS = [date(year, month, 1) for year in range(2023, 2028) for month in range(1, 13)]


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_no_entry_is_listed_twice(law: Register, month: date) -> None:
    """On no day of the month do two acts in force list the same entry."""
    for day in days_of(month):
        for code in law.entries:
            found = {provision.partition("/")[0] for provision in listings(law, code, day, "in_force")}
            assert len(found - BESIDE) <= 1, (code, day)


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_no_control_is_lost(law: Register, month: date) -> None:
    """An entry whose listing was in force before the month is in force, suspended or unsettled on each of its days."""
    before = {code for code in law.entries if listings(law, code, month - timedelta(days=1), "in_force")}
    for day in days_of(month):
        for code in before:
            assert listings(law, code, day, "in_force", "suspended", "unsettled"), (code, day)


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_every_provision_has_one_status(law: Register, month: date) -> None:
    """On each day of the month exactly one span of a published provision holds, and `status_on` tells its status."""
    known = KnownLaw(law)
    for day in days_of(month):
        for provision in law.provisions:
            holding = [
                span
                for span in known.spans(provision)
                if span.from_ <= day and (span.through is None or day <= span.through)
            ]
            assert len(holding) == (law.act_of(provision).published <= day)
            assert [span.status for span in holding] == [
                status for status in [known.status_on(provision, day)] if status
            ]


def days_of(month: date) -> list[date]:
    """Return every day of a month."""
    following = (month + timedelta(days=31)).replace(day=1)
    return [month + timedelta(days=count) for count in range((following - month).days)]


def listings(law: Register, code: str, day: date, *statuses: str) -> list[str]:
    """Return the provisions that list an entry and have one of the statuses on a day."""
    known = KnownLaw(law)
    return [
        provision
        for provision, codes in law.listings.items()
        if any(covers(term, code) for term in codes)
        and (span := known.span_on(provision, day))
        and span.status in statuses
    ]
