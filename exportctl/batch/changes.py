"""Groups the rows whose answers differ by both answers and the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from exportctl.batch.change import Standing, Why

_GROUPS: Final = 1_000
_ROWS: Final = 100
"""How many groups are told, and how many rows of each are named; the others are counted."""


class Row(NamedTuple):
    """A row whose answer differs: its file, its number there, and what it says of goods and destination."""

    file: str
    row: int
    item: str
    to: str


class Group:
    """Rows that have changed alike."""

    def __init__(self, before: Standing, after: Standing, why: tuple[Why, ...]) -> None:
        """Take what they have in common."""
        self.before, self.after, self.why = before, after, why
        self.count = 0
        self.first: list[Row] = []

    @property
    def has_room(self) -> bool:
        """Whether the group has room for another row."""
        return len(self.first) < _ROWS


class Changes:
    """The differences in groups, and how many rows are in no group because there are too many."""

    def __init__(self) -> None:
        """Find nothing yet."""
        self._groups: dict[tuple[object, ...], Group] = {}
        self.left_off = 0

    @property
    def groups(self) -> list[Group]:
        """The groups, that of most rows first."""
        return sorted(self._groups.values(), key=lambda group: -group.count)

    def group(self, before: Standing, after: Standing, why: tuple[Why, ...]) -> Group | None:
        """Count a row, and return its group; None if there are too many."""
        key = (before.answer, after.answer, why)
        if key not in self._groups and len(self._groups) == _GROUPS:
            self.left_off += 1
            return None
        found = self._groups.setdefault(key, Group(before, after, why))
        found.count += 1
        return found
