"""Compare the announcements of issuers with the data, by issuer and number and never by address."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from exportctl.news.titles import Number, issuers_in, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from exportctl.law.register import Register
    from exportctl.news.lists import Announcement
    from exportctl.store.announcements import Announcements, Series

_NEAR: Final = 14
"""The days within which two announcements with one title count as the same: No. 46/2024 was on one list 14 days after its own day."""
_Addresses: TypeAlias = "dict[str, str]"
"""The addresses of an announcement, each with the list that shows it."""


class Gap(NamedTuple):
    """Numbers of a series that no list shows and the data lacks: the first and the last of a run."""

    first: Number
    last: Number


class NewAct(NamedTuple):
    """An act that the data lacks: its number, its announcement, and its issuers by their names in the data."""

    number: Number
    announcement: Announcement
    issuers: tuple[str, ...]


@dataclass(frozen=True)
class News:
    """The acts that the data lacks, announcements that cannot be compared by number, and the gaps between numbers."""

    new: tuple[NewAct, ...]
    unnumbered: tuple[Announcement, ...]
    gaps: tuple[Gap, ...]

    def __bool__(self) -> bool:
        """Return whether the data lacks an announcement; a gap is only a lead."""
        return bool(self.new or self.unnumbered)


def compare(announcements: Iterable[Announcement], law: Register, known: Announcements) -> News:
    """Return the announcements of all lists that the data lacks, each act once; a page that vanished ends no act."""
    series = {item.id: item for item in known.series}
    reviewed_ids = (item.id for item in known.reviewed if item.id)
    numbers = tuple(_numbers((*law.acts, *law.statements, *law.guidance, *reviewed_ids), series))
    records = (law.acts, law.statements, law.guidance)
    titles = [(item.title.zh, item.published) for by_id in records for item in by_id.values()]
    subjects = _Subjects([*titles, *((item.title, item.published) for item in known.reviewed if item.title)])
    listed: dict[Number, NewAct] = {}
    others: list[Announcement] = []
    addresses_of: defaultdict[Number, _Addresses] = defaultdict(dict)
    for item in announcements:
        if item.title.number is None:
            others.append(item)
        else:
            act = NewAct(item.title.number, item, issuers_in(item.title.issuers, known.issuers))
            identity = _identity(item.title.number, series)
            listed.setdefault(identity, act)
            _add_address(addresses_of[identity], item)
            subjects.add(item.title.subject, item.published, addresses_of[identity])
    held = {_identity(number, series) for number in numbers}
    unnumbered: list[tuple[Announcement, _Addresses]] = []
    for item in others:
        addresses = subjects.find(item.title.subject, item.published)
        if addresses is None:
            addresses = {}
            unnumbered.append((item, addresses))
        _add_address(addresses, item)
        subjects.add(item.title.subject, item.published, addresses)
    new = [
        act._replace(announcement=_with_addresses(act.announcement, addresses_of[identity]))
        for identity, act in listed.items()
        if identity not in held
    ]
    shown = [item.title.shown for item, _ in unnumbered if item.title.shown]
    return News(
        new=tuple(sorted(new, key=lambda act: (_day(act.announcement), act.number))),
        unnumbered=tuple(sorted((_with_addresses(*item) for item in unnumbered), key=_day)),
        gaps=tuple(_gaps(numbers, (act.number for act in listed.values()), shown, series)),
    )


class _Subjects:
    """Subjects of announcements with their days: the same subject near the same day is the same announcement."""

    def __init__(self, subjects: Iterable[tuple[str, date | None]]) -> None:
        self._days: defaultdict[str, list[tuple[date | None, _Addresses]]] = defaultdict(list)
        for subject, day in subjects:
            self.add(subject, day, {})

    def add(self, subject: str, day: date | None, addresses: _Addresses) -> None:
        """Add a subject with the addresses of its announcement. A title without a subject equals no other."""
        if key := key_of(subject):
            self._days[key].append((day, addresses))

    def find(self, subject: str, day: date | None) -> _Addresses | None:
        """Return the addresses of the announcement with a subject near a day; None if there is none."""
        days = self._days.get(key_of(subject), ())
        return next((addresses for other, addresses in days if _is_near(day, other)), None)


def _is_near(day: date | None, other: date | None) -> bool:
    """Return whether two days can belong to one announcement; one with a day and one without may be two."""
    if day is None or other is None:
        return day is other
    return abs((day - other).days) <= _NEAR


def _numbers(ids: Iterable[str], series: Mapping[str, Series]) -> Iterator[Number]:
    """Yield the numbers in ids that consist of a series, a year and a number."""
    pattern = re.compile(rf"({'|'.join(map(re.escape, series))})-((?:19|20)[0-9]{{2}})-([0-9]+)")
    for id_ in ids:
        if match := pattern.fullmatch(id_):
            yield Number(match[1], int(match[2]), int(match[3]))


def _identity(number: Number, series: Mapping[str, Series]) -> Number:
    """Return the key of an act: a series that is numbered throughout needs no year, which lists may state differently."""
    return number._replace(year=0) if series[number.series].numbered == "throughout" else number


def _gaps(
    held: Iterable[Number], listed: Iterable[Number], shown_otherwise: Iterable[Number], series: Mapping[str, Series]
) -> Iterator[Gap]:
    """Yield the runs of missing numbers around those that lists show, in each series that restarts each year.

    They begin after the highest number in the data below the lists, because a list may show its newest acts only. A number that
    the title of a new announcement shows is not missing, even if it may be that of another act: a person reads that title.
    """
    by_year: defaultdict[tuple[str, int], tuple[set[int], ...]] = defaultdict(lambda: (set(), set(), set()))
    for of, numbers in enumerate((held, listed, shown_otherwise)):
        for item in numbers:
            if series[item.series].numbered == "yearly":
                by_year[item.series, item.year][of].add(item.number)
    for (name, year), (here, shown, others) in sorted(by_year.items()):
        if not shown:
            continue
        start = max((number for number in here if number < min(shown)), default=min(shown))
        known = sorted(number for number in here | shown | others if start <= number <= max(shown))
        for before, after in pairwise(known):
            if after - before > 1:
                yield Gap(Number(name, year, before + 1), Number(name, year, after - 1))


def _add_address(addresses: _Addresses, item: Announcement) -> None:
    """Add the address of an announcement, if it has one, with its list."""
    if item.address:
        addresses.setdefault(item.address, item.list)


def _with_addresses(item: Announcement, addresses: _Addresses) -> Announcement:
    """Return an announcement with its addresses in all lists; the first is its own, or else that of another list."""
    address, source = next(iter(addresses.items()), (item.address, item.list))
    return item._replace(address=address, list=source, addresses=tuple(addresses))


def _day(item: Announcement) -> str:
    return item.published.isoformat() if item.published else ""
