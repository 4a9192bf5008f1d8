"""Number distinct values in the order in which they first appear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

Value = TypeVar("Value", bound="Hashable")


class Interner(Generic[Value]):
    """The distinct `values` so far; the number of each is its index."""

    def __init__(self) -> None:
        """Start without values."""
        self.values: list[Value] = []
        self._numbers: dict[Value, int] = {}

    def __len__(self) -> int:
        """Return how many values are numbered."""
        return len(self.values)

    def number(self, value: Value) -> int:
        """Return the number of a value; a new value gets the next one."""
        number = self._numbers.setdefault(value, len(self.values))
        if number == len(self.values):
            self.values.append(value)
        return number

    def add(self, value: Value) -> int:
        """Return a number for this occurrence of a value alone, even if an equal value has one; `number` never returns it."""
        self.values.append(value)
        return len(self.values) - 1
