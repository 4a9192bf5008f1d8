"""Section 3, three values: a condition is YES, NO, or UNKNOWN with the names of the facts that are missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Truth(NamedTuple):
    """The answer to a condition; `missing` is empty unless the answer is UNKNOWN."""

    value: str
    missing: frozenset[str] = frozenset()


YES = Truth("yes")
NO = Truth("no")


def unknown(*facts: str) -> Truth:
    """UNKNOWN, for want of these facts."""
    return Truth("unknown", frozenset(facts))


def yes_if(test: bool) -> Truth:
    """YES or NO, for a question that the facts decide."""
    return YES if test else NO


def all_of(parts: Iterable[Truth]) -> Truth:
    """Section 3, "all of": NO beats UNKNOWN beats YES."""
    return _joined(parts, stronger=NO, weaker=YES)


def any_of(parts: Iterable[Truth]) -> Truth:
    """Section 3, "any of": YES beats UNKNOWN beats NO."""
    return _joined(parts, stronger=YES, weaker=NO)


def negation(part: Truth) -> Truth:
    """Section 3, `unless`: YES and NO are exchanged, UNKNOWN stays with its missing facts."""
    return {"yes": NO, "no": YES}.get(part.value, part)


def _joined(parts: Iterable[Truth], stronger: Truth, weaker: Truth) -> Truth:
    """The stronger value if any part has it, else UNKNOWN joined over the unknown parts, else the weaker value."""
    missing: frozenset[str] = frozenset()
    doubtful = False
    for part in parts:
        if part == stronger:
            return part
        if part != weaker:
            doubtful = True
            missing |= part.missing
    return Truth("unknown", missing) if doubtful else weaker
