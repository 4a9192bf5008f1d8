"""An entry of the list counts from the day on which the first act that names it was published; a customs code likewise."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from exportctl.law.model import Condition
from exportctl.law.words import from_the_top

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from exportctl.law.model import Act, Customs, Rule
    from exportctl.law.vocabulary import Group, Material


class PublishedBy:
    """What counts by the day of publication. It records the span of days, `since` to `until`, for which every answer it gave holds."""

    __slots__ = ("day", "since", "until")

    def __init__(self, day: date = date.max) -> None:
        """Take the day; without one everything counts."""
        self.day, self.since, self.until = day, date.min, date.max

    def has(self, published: date) -> bool:
        """Tell whether something that was published on a day counts."""
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
    """Return for each entry the day on which the first act that names it was published, from rules with their acts' days.

    An entry that no act names is left out: it has no first day.
    """
    below: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for line in entries:
        for code in from_the_top(line):
            below[code][line] = None
    days: dict[str, date] = {}
    for day, rules_of_act in rules:
        for code in dict.fromkeys(code for rule in rules_of_act for code in _codes(rule, groups, materials)):
            above = [line for line in from_the_top(code) if line in below[line]]
            for line in dict.fromkeys((*below[code], *above)):
                days[line] = min(day, days.get(line, day))
    return days


def with_print_days(customs: Iterable[Customs], acts: Mapping[str, Act]) -> dict[str, date]:
    """Return customs codes with the first day of an act that prints them; codes of a catalogue and inferred ones have none."""
    days: dict[str, date] = {}
    for item in customs:
        act = acts.get(item.printed_in or "")
        day = act.published if act else date.min
        for code in item.codes:
            days[code] = min(day, days.get(code, day))
    return days


def _codes(rule: Rule, groups: Mapping[str, Group], materials: Mapping[str, Material]) -> Iterator[str]:
    """Yield the list codes that a rule names.

    The unclear codes of a group count only for a rule that depends on the goods alone, as a list does: the words of an act cannot mean
    an entry that was listed later.
    """
    is_list = rule.when == Condition(goods=rule.when.goods)
    pending = [rule.when]
    for condition in pending:
        pending.extend(condition.any_ or ())
        for term in condition.goods if isinstance(condition.goods, tuple) else ():
            group = groups.get(term)
            if group:
                yield from (*group.entries, *(group.unclear if is_list else ()))
            elif term not in materials:
                yield term
