"""The lists other than that of dual-use items: nuclear goods, precursors, and goods that are controlled for some destinations."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from exportctl.law.words import by_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from exportctl.law.model import Family, Rule
    from exportctl.law.vocabulary import Group


def family_of(code: str) -> str:
    """Return the code of the family of an entry: `3C001` of `3C001.a`."""
    return code.partition(".")[0]


def is_of_materials(code: str) -> bool:
    """Return whether a control code is in category C of the list, which is for materials: 3C001."""
    return code[1:2] == "C"


def lists_of(families: Iterable[Family]) -> dict[str, str]:
    """Return the list of each family that is not on the list of dual-use items."""
    return {family.code: family.list_ for family in families if family.list_}


def codes_of_rule(rule: Rule, groups: Mapping[str, Group]) -> Iterator[str]:
    """Yield the codes that a rule names, directly or by a group, including the unclear codes of a group."""
    for term in rule.when.goods if isinstance(rule.when.goods, tuple) else ():
        group = groups.get(term)
        yield from (*group.entries, *group.unclear) if group else (term,)


def destinations(
    rules: Iterable[Rule], groups: Mapping[str, Group], lists: Mapping[str, str], codes: Iterable[str]
) -> dict[str, frozenset[str]]:
    """Return the codes of other lists that rules control for some destinations only, with these destinations."""
    others = by_code(entry for entry in codes if family_of(entry) in lists)
    anywhere: set[str] = set()
    places: defaultdict[str, set[str]] = defaultdict(set)
    for rule in rules:
        for code in codes_of_rule(rule, groups):
            for entry in others.get(code, ()):
                places[entry].update(rule.when.to or ())
                anywhere.update(() if rule.when.to else (entry,))
    return {entry: frozenset(countries) for entry, countries in places.items() if entry not in anywhere}
