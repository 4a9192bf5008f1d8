"""Section 4, criteria: the stated facts of goods compared with the figures of an entry, its leads, and its exclusions."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .logic import NO, YES, Truth, all_of, any_of, unknown, yes_if

Value = Decimal | tuple[Decimal, Decimal, Decimal]
"""A value, or one that grows with a length: its base, and a number of times L by a divisor."""
Raw = Mapping[str, Any]
Joined = Callable[[Iterable[Truth]], Truth]
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}
OFFICIAL = {"official-text-seen", "official-excerpt-seen"}
UNCOUNTED = {"inferred", "general-knowledge"}
DOUBT = unknown("criteria")


def asked(entry: Raw, family: Raw, known: Mapping[str, Raw]) -> dict[str, Any]:
    """The criteria and the `unless` of a line, in which each figure that is a lead is marked as one."""
    beneath = entry.get("sources") or family["sources"]
    return {key: _marked(entry.get(key), beneath, known) for key in ("criteria", "unless")}


def _marked(test: Raw | None, beneath: list[Any], known: Mapping[str, Raw]) -> Raw | None:
    if test is None:
        return None
    groups = {key: [_marked(part, beneath, known) for part in test[key]] for key in ("all", "any") if key in test}
    lead = "op" in test and not corroborated(test.get("sources") or beneath, known)
    return {**test, **groups, "lead": lead}


def corroborated(cited: Iterable[Any], known: Mapping[str, Raw]) -> bool:
    """Whether one of the sources is official, or two of those that count are independent."""
    read = [dict(item) if isinstance(item, Mapping) else {"source": item} for item in cited]
    whole = [{**known.get(item.get("source", ""), {}), **item} for item in read]
    counted = [item for item in whole if item["confidence"] not in UNCOUNTED]
    origins = {item.get("same_as") or item.get("source") or item.get("url") or item.get("ref") for item in counted}
    return len(origins) > 1 or any(item["confidence"] in OFFICIAL for item in counted)


class Figures:
    """The stated properties of the goods, and the intervals of unsettled ones."""

    def __init__(self, stated: Mapping[str, list[Value]], within: list[tuple[Any, ...]]) -> None:
        self.stated = stated
        self.within = within

    def states(self, name: str) -> bool:
        """Whether a property has a value or an interval."""
        return bool(self.stated.get(name)) or any(each[0] == name for each in self.within)

    def meets(self, test: Raw, names: Iterable[str], fact: str, joined: Joined) -> Truth:
        """The stated values of some names against a figure, and their intervals."""
        under = set(names)
        values = [value for name in under for value in self.stated.get(name, ())]
        ends = [each[1:] for each in self.within if each[0] in under]
        answers = [meets(value, test) for value in values]
        return joined([*answers, self.between(test, ends, fact)] if ends or not values else answers)

    def between(self, test: Raw, ends: list[tuple[Any, ...]], fact: str) -> Truth:
        """YES if one of the intervals of a property meets a figure, NO if no value of these ranges does."""
        if any(self.always(test, *each) for each in ends):
            return YES
        return NO if ends and all(self.never(test, *each[:3]) for each in ends) else unknown(fact)

    @staticmethod
    def always(test: Raw, least: Decimal | None, most: Decimal | None, _: bool, strict: bool) -> bool:
        """Whether all values in the interval of a property meet a figure; a strict bound is not among them."""
        worst = {">": least, "<": most}.get(test["op"][0])
        return worst is not None and (meets(worst, test) == YES or (strict and worst == Decimal(test["value"])))

    @staticmethod
    def never(test: Raw, least: Decimal | None, most: Decimal | None, ranged: bool) -> bool:
        """Whether a property has all values of a range, and none of them meets a figure."""
        best = {">": most, "<": least}.get(test["op"][0])
        return ranged and best is not None and meets(best, test) == NO


def meets(value: Value, test: Raw) -> Truth:
    """One value against a figure: base against base and growth against growth, which decide if they agree."""
    base, growth = (
        (value, Fraction(0)) if isinstance(value, Decimal) else (value[0], Fraction(value[1]) / Fraction(value[2]))
    )
    if test["op"] == "in":
        return DOUBT if growth else yes_if(any(base == Decimal(each) for each in test["values"]))
    per = test.get("per")
    grows = 1 / Fraction(per["divisor"]) if per else Fraction(0)
    compared = COMPARISONS[test["op"]]
    by_base = compared(base, Decimal(test["value"]))
    if isinstance(value, Decimal) and not per:
        return yes_if(by_base)
    return yes_if(by_base) if by_base == compared(growth, grows) else DOUBT


def excludes(truth: Truth, test: Raw) -> Truth:
    """A figure of an `unless`: a lead leaves nothing outside."""
    return DOUBT if test["lead"] else truth


def requires(truth: Truth, test: Raw) -> Truth:
    """A figure of criteria: what misses a lead stays open."""
    return DOUBT if test["lead"] and truth == NO else truth


MODES: dict[str, tuple[Joined, Callable[[Truth, Raw], Truth]]] = {
    "criteria": (any_of, requires),
    "unless": (all_of, excludes),
}
"""How several values of a property count in each, and what becomes of a lead."""
