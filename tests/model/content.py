"""Section 4, content: which elements are in the goods, which may be, and to which lines that points."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from .criteria import Value
from .items import Item
from .logic import NO, YES, Truth, unknown, yes_if
from .make import GROWN, SHAPES, SUBSTANCES, Make
from .names import NON_METALS, POINT_TO_NOTHING, elements_of

WHOLE, PURE, TRACES = 100, 99, Decimal("0.1")


class Stated:
    """The stated facts of the goods: the figures of options and words, and the forms of words if no option states such a one."""

    def __init__(self, item: Item, facts: Mapping[str, Any]) -> None:
        contains: tuple[tuple[str, Decimal], ...] = facts.get("contains") or ()
        by_options, held_by_options = content_of(contains)
        by_words, held_by_words = content_of(item.contains)
        held_by_words |= item.held
        self.held = held_by_options | held_by_words
        self.shares = {
            element: max(side[element] for side in (by_options, by_words) if element in side)
            for element in by_options.keys() | by_words.keys()
        }
        self.complete = sum(share for _, share in contains or item.contains) >= WHOLE
        if contains:
            self.complete = self.complete and present_in(by_words, held_by_words) <= present_in(
                by_options, held_by_options
            )
        params = values_of(facts.get("params") or ())
        of_words = values_of(item.params)
        self.params = {
            name: [*params.get(name, ()), *of_words.get(name, ())] for name in params.keys() | of_words.keys()
        }
        of_shares: dict[str, list[Value]] = {element: [share] for element, share in by_options.items()}
        settling = params | of_shares
        self.within: list[tuple[Any, ...]] = [
            each
            for each in item.within
            if each[0] not in of_words and not are_between(settling.get(each[0], []), each[1], each[2])
        ]
        lesser = {
            element: min(by_options[element], by_words[element])
            for element in by_options.keys() & by_words.keys()
            if by_options[element] != by_words[element]
        }
        self.within += [(element, share, share, True, False) for element, share in lesser.items()]
        self.measured = bool(contains or item.contains or self.params or self.within)
        self.forms = forms_stated(frozenset(facts.get("form") or ()), item.forms)
        if self.present <= item.elements:
            self.forms -= implied_by(item, self.forms)

    @property
    def present(self) -> set[str]:
        """The elements that are stated to be there."""
        return present_in(self.shares, self.held)


def content_of(contains: Collection[tuple[str, Decimal]]) -> tuple[dict[str, Decimal], set[str]]:
    """The shares of elements, and the elements of compounds that are there."""
    shares: dict[str, Decimal] = {}
    held: set[str] = set()
    for substance, share in contains:
        elements = elements_of(substance)
        if len(elements) == 1:
            shares[elements.pop()] = share
        elif share > 0:
            held |= elements
    return shares, held


def present_in(shares: Mapping[str, Decimal], held: set[str]) -> set[str]:
    """The elements that shares and compounds make present."""
    return held | {element for element, share in shares.items() if share > 0}


def are_between(values: Collection[Value], least: Decimal | None, most: Decimal | None) -> bool:
    """Whether there are values, and all are between two bounds; of one that grows, its base."""
    bases = [value if isinstance(value, Decimal) else value[0] for value in values]
    return bool(bases) and all((least is None or least <= base) and (most is None or base <= most) for base in bases)


def values_of(params: Collection[tuple[str, Value]]) -> dict[str, list[Value]]:
    """The values of each property, which may be several."""
    return {name: [value for each, value in params if each == name] for name, _ in params}


def forms_stated(by_options: frozenset[str], by_words: Collection[str]) -> frozenset[str]:
    """The forms of both, but for a substance or shape of the words where an option states another one."""
    clashing = [kind for kind in (SUBSTANCES, SHAPES) if by_options & kind]
    return by_options.union(form for form in by_words if not any(form in kind for kind in clashing))


def implied_by(item: Item, stated: frozenset[str]) -> frozenset[str]:
    """The general forms that a name implies: stating them adds nothing."""
    if item.usual == "oxide":
        return frozenset({"compound"})
    implied = {"crystal"} if item.usual == "wafer" else set()
    if item.usual in GROWN and not (stated & SHAPES) - implied - {item.usual}:
        metallic = NON_METALS.isdisjoint(item.elements)
        alone = len(item.elements) == 1 and item.closed and not item.may_contain
        if item.usual == "fibre" and alone and metallic:
            implied.add("metal")
        if len(item.elements) > 1 and not metallic:
            implied.add("compound")
    return frozenset(implied)


def make_of(item: Item, stated: Stated) -> Make:
    """The make of the goods; mixed ones are an alloy if no non-metal was added and no share reaches 99 %, else open."""
    added = stated.present - item.elements - item.may_contain
    together = stated.present | item.elements
    whole = item.usual is None and stated.complete and len(together) > 1
    little = added.isdisjoint(stated.held) and sum(stated.shares[element] for element in added) < TRACES
    pure = any(share >= PURE for share in stated.shares.values())
    if not whole and not (item.usual == "metal" and added and not little):
        return Make(stated.forms, item.usual, pure=pure)
    metals = NON_METALS.isdisjoint(together if whole else added)
    return Make(stated.forms, "alloy" if metals and not pure else None, mixed=True, pure=pure)


class Content:
    """The content of the goods; elements that are `opened` may be there although no word states them."""

    def __init__(self, item: Item, stated: Stated, make: Make, opened: frozenset[str] = frozenset()) -> None:
        self.held, self.shares = stated.held, stated.shares
        self.surely = stated.present | item.elements
        if make.contradicted and "oxide" in make.stated:
            self.surely |= {"O"}
        self.perhaps = set() if stated.complete else item.may_contain | opened
        self.closed = stated.complete or (item.closed and not make.contradicted and not opened)

    def holds(self, element: str) -> Truth:
        """Whether the element is there."""
        if element in self.held:
            return YES
        if element in self.shares:
            return yes_if(self.shares[element] > 0)
        if element in self.surely:
            return YES
        return unknown("contains") if element in self.perhaps or not self.closed else NO

    @cached_property
    def pointing(self) -> set[str]:
        """The elements that point to the lines that are about them."""
        return {element for element in self.surely | self.perhaps if self.holds(element) != NO} - POINT_TO_NOTHING
