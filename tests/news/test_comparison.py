"""Whatever lists show an act, in whatever order and under whatever address, it is news once, and only if the data lacks it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportctl.law.register import Register
from exportctl.news.comparison import News, compare
from exportctl.news.lists import Announcement
from exportctl.news.titles import read_title
from exportctl.store.announcements import Announcements, Reviewed, read_announcements

DAY = date(2026, 10, 20)
SUBJECT = "关于对某物项实施出口管制的公告"
NUMBERS = st.sets(st.integers(1, 40), max_size=25)


@pytest.fixture(scope="module")
def known(data: Path) -> Announcements:
    """The series and the lists of the project, without reviews."""
    return read_announcements(data)._replace(reviewed=())


def holding(law: Register, numbers: Iterable[int]) -> Register:
    """Return law that holds some announcements of 2026 and nothing else."""
    act = law.acts["mofcom-2026-12"]
    acts = {f"mofcom-2026-{number}": act for number in numbers}
    return replace(law, acts=acts, statements={}, guidance={})


def shown(
    title: str, known: Announcements, address: str = "https://a.example/1", day: date | None = DAY
) -> Announcement:
    """Return an announcement as a list shows it."""
    return Announcement(read_title(title, known.series, "商务部", day), day, address, "list")


def numbers_of(news: News) -> list[int]:
    """Return the numbers of new acts."""
    return [act.number.number for act in news.new]


@settings(max_examples=500, deadline=None)
@given(held=NUMBERS, listed=NUMBERS, reviewed=NUMBERS, drawn=st.randoms(use_true_random=False))
def test_news_are_what_is_listed_and_neither_held_nor_reviewed(
    law: Register, known: Announcements, held: set[int], listed: set[int], reviewed: set[int], drawn: Random
) -> None:
    """Each once, with a gap for each missing number between others."""
    copies = [
        shown(form.format(number), known, f"https://{site}.example/{number}")
        for number in listed
        for site, form in (("a", "商务部公告2026年第{}号"), ("b", "商务部 海关总署公告2026年第{}号 " + SUBJECT))
    ]
    drawn.shuffle(copies)
    reviews = tuple(Reviewed("Nothing on exports", DAY, f"mofcom-2026-{number}") for number in reviewed)
    news = compare(copies, holding(law, held), known._replace(reviewed=reviews))
    assert sorted(numbers_of(news)) == sorted(listed - held - reviewed)
    assert bool(news) == bool(listed - held - reviewed)
    missing = {number for gap in news.gaps for number in range(gap.first.number, gap.last.number + 1)}
    assert not missing & (listed | held | reviewed)
    if listed:
        start = max((number for number in held | reviewed if number < min(listed)), default=min(listed))
        assert missing == set(range(start, max(listed))) - listed - held - reviewed


@pytest.mark.parametrize(
    ("other", "is_new"),
    [(DAY, False), (DAY + timedelta(days=14), False), (DAY + timedelta(days=15), True), (None, True)],
)
def test_a_title_without_its_number_is_that_of_a_listed_act_near_its_day(
    law: Register, known: Announcements, other: date | None, is_new: bool
) -> None:
    """The catalogue of technologies was changed three times under one title, each time by another act."""
    items = [shown(SUBJECT, known, day=other), shown(f"商务部公告2026年第12号 {SUBJECT}", known)]
    assert bool(compare(items, holding(law, [12]), known)) is is_new


@pytest.mark.parametrize("title", ["商务部公告2026年第12号 " + SUBJECT, SUBJECT])
def test_an_act_keeps_the_addresses_of_all_lists(law: Register, known: Announcements, title: str) -> None:
    """Each once; the first is its address, and an announcement without an address takes that of another list."""
    items = [shown(text, known, address) for text, address in ((title, ""), (title, "b"), (SUBJECT, "c"), (title, "b"))]
    for listed, addresses in ((items, ("b", "c")), (items[:1], ())):
        news = compare(listed, holding(law, []), known)
        item = [*(act.announcement for act in news.new), *news.unnumbered][0]
        assert len(news.new) + len(news.unnumbered) == 1
        assert (item.address, item.addresses) == (addresses[0] if addresses else "", addresses)


def test_a_number_that_a_new_title_shows_is_no_lead(law: Register, known: Announcements) -> None:
    """The title is printed, and a person reads it; a title that the data holds is not printed, so its number stays a lead."""
    items = [shown("商务部公告2026年第42号解读", known), shown("商务部公告2026年第44号", known)]
    news = compare(items, holding(law, [41]), known)
    assert [item.title.text for item in news.unnumbered] == ["商务部公告2026年第42号解读"]
    assert [(gap.first.number, gap.last.number) for gap in news.gaps] == [(43, 43)]
    reviewed = (Reviewed("Explains", DAY, title="商务部公告2026年第42号解读", published=DAY),)
    news = compare(items, holding(law, [41]), known._replace(reviewed=reviewed))
    assert [(gap.first.number, gap.last.number) for gap in news.gaps] == [(42, 43)]


def test_an_order_that_is_numbered_throughout_is_held_whatever_year_a_list_states(
    law: Register, known: Announcements
) -> None:
    """A list may show a decree of the State Council on the day of its page, years later."""
    held = replace(law, acts={"state-council-2024-792": law.acts["state-council-2024-792"]}, statements={}, guidance={})
    assert not compare([shown("国务院令第792号", known)], held, known)
    assert [act.number.id for act in compare([shown("国务院令第840号", known)], held, known).new] == [
        "state-council-2026-840"
    ]


def test_two_announcements_without_subject_are_two(law: Register, known: Announcements) -> None:
    """Nothing shows that they are one."""
    items = [shown("商务部令第4号", known), shown("商务部令第5号", known)]
    assert len(compare(items, holding(law, []), known).unnumbered) == 2
