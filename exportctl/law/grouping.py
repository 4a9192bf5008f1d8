"""Group the values of pairs by their keys."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Key = TypeVar("Key")
Value = TypeVar("Value")
Group = TypeVar("Group")


def by_key(pairs: Iterable[tuple[Key, Value]], into: Callable[[list[Value]], Group]) -> dict[Key, Group]:
    """Return the values of each key, as a tuple, a set or another group; keys and values are in the order of the pairs."""
    groups: defaultdict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: into(values) for key, values in groups.items()}


def unique(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return values without repetitions, in their order."""
    return tuple(dict.fromkeys(values))
