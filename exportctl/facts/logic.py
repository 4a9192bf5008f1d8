"""A condition is YES, NO or UNKNOWN, and an UNKNOWN knows which facts are missing (Kleene's strong logic).

docs/reasoning.md, section 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Truth(NamedTuple):
    """Whether a condition is met (None: nobody can say), and the facts that would settle it."""

    value: bool | None
    missing: frozenset[str] = frozenset()


YES: Final = Truth(value=True)
NO: Final = Truth(value=False)


def unknown(*facts: str) -> Truth:
    """Return an UNKNOWN that waits for the facts."""
    return Truth(None, frozenset(facts))


def truth(value: bool) -> Truth:  # noqa: FBT001 - the value is the one argument
    """Return YES or NO."""
    return YES if value else NO


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return NO if any part is NO, else UNKNOWN if any part is UNKNOWN, else YES."""
    missing: frozenset[str] = frozenset()
    certain = True
    for part in truths:
        if part.value is False:
            return NO
        if part.value is None:
            certain = False
            missing |= part.missing
    return YES if certain else Truth(None, missing)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return YES if any part is YES, else UNKNOWN if any part is UNKNOWN, else NO."""
    missing: frozenset[str] = frozenset()
    impossible = True
    for part in truths:
        if part.value is True:
            return YES
        if part.value is None:
            impossible = False
            missing |= part.missing
    return NO if impossible else Truth(None, missing)


def negate(part: Truth) -> Truth:
    """Return YES for NO and NO for YES; what is UNKNOWN stays so, for want of the same facts."""
    return part if part.value is None else truth(not part.value)
