"""Three-valued logic (Kleene's strong logic): a condition is YES, NO, or UNKNOWN with the facts that are missing.

docs/reasoning.md, section 3.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Truth(NamedTuple):
    """Whether a condition is met (None: unknown), and the facts that would settle it."""

    value: bool | None
    missing: frozenset[str] = frozenset()


YES: Final = Truth(value=True)
NO: Final = Truth(value=False)


@cache
def unknown(*facts: str) -> Truth:
    """Return UNKNOWN with the missing facts. The cache has no limit, because rules depend on few facts."""
    return Truth(None, frozenset(facts))


def truth_of(value: bool) -> Truth:  # noqa: FBT001 - the value is the one argument
    """Return YES or NO."""
    return YES if value else NO


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return NO if any part is NO, else UNKNOWN if any part is UNKNOWN, else YES."""
    result = YES
    for part in truths:
        if part.value is False:
            return NO
        if part.value is None:
            result = part if result is YES else _both(result, part)
    return result


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return YES if any part is YES, else UNKNOWN if any part is UNKNOWN, else NO."""
    result = NO
    for part in truths:
        if part.value is True:
            return YES
        if part.value is None:
            result = part if result is NO else _both(result, part)
    return result


def _both(one: Truth, other: Truth) -> Truth:
    """Return UNKNOWN with the missing facts of both; one of the two objects itself if it already has all of them."""
    if other.missing <= one.missing:
        return one
    return other if one.missing <= other.missing else Truth(None, one.missing | other.missing)


def negate(part: Truth) -> Truth:
    """Return YES for NO and NO for YES; an UNKNOWN stays the same."""
    return part if part.value is None else truth_of(not part.value)
