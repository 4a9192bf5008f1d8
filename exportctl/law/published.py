"""Publication days: an entry counts from the day on which the first act that names it was published; so does a customs code."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from exportctl.law.model import Condition, all_conditions
from exportctl.law.words import by_code, from_the_top

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from exportctl.law.model import Act, Customs, Rule
    from exportctl.law.vocabulary import Group, Material


class PublishedBy:
    """The records published by a day. It records the span of days, `since` to `until`, for which all its answers hold."""

    __slots__ = ("day", "since", "until")

    def __init__(self, day: date = date.max) -> None:
        """Take the day; without one, all records count."""
        self.day, self.since, self.until = day, date.min, date.max

    def has(self, published: date) -> bool:
        """Return whether a record that was published on a day counts."""
        if published <= self.day:
            self.since = max(self.since, published)
            return True
        self.until = min(self.until, published)
        return False


def first_publication_days(
    rules: Iterable[tuple[date, tuple[Rule, ...]]],
    entries: Iterable[str],
    groups: Mapping[str, Group],
    materials: Mapping[str, Material],
) -> dict[str, date]:
    """Return, by entry, the publication day of the first act that names it, from rules with the days of their acts.

    Entries that no act names are left out.
    """
    below = by_code(entries)
    days: dict[str, date] = {}
    for day, rules_of_act in rules:
        for code in dict.fromkeys(code for rule in rules_of_act for code in _codes(rule, groups, materials)):
            above = [entry for entry in from_the_top(code) if entry in below.get(entry, ())]
            for entry in dict.fromkeys((*below.get(code, ()), *above)):
                days[entry] = min(day, days.get(entry, day))
    return days


def with_print_days(customs: Iterable[Customs], acts: Mapping[str, Act]) -> dict[str, date]:
    """Return customs codes with the publication day of the first act that prints them; other codes have none."""
    days: dict[str, date] = {}
    for item in customs:
        act = acts.get(item.printed_in or "")
        day = act.published if act else date.min
        for code in item.codes:
            days[code] = min(day, days.get(code, day))
    return days


def _codes(rule: Rule, groups: Mapping[str, Group], materials: Mapping[str, Material]) -> Iterator[str]:
    """Yield the control codes that a rule names.

    The unclear codes of a group count only for a rule that depends on the goods alone, as a list does, because the
    words of an act cannot mean an entry that was listed later.
    """
    is_list = rule.when == Condition(goods=rule.when.goods)
    for condition in all_conditions([rule.when]):
        for term in condition.goods if isinstance(condition.goods, tuple) else ():
            group = groups.get(term)
            if group:
                yield from (*group.entries, *(group.unclear if is_list else ()))
            elif term not in materials:
                yield term
