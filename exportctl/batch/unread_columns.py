"""The columns of a file that were not read, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.batch.headers import column_heading
from exportctl.sentences import Sentence, and_more, join

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLUMNS, _NAME = 100, 80
"""The number of unread columns that a report names, and of the characters of each."""


def unread_columns(unread: Mapping[str, str]) -> str:
    """Return unread columns by the fact that each may state, those with such a fact first; empty if there are none."""
    columns = sorted(unread.items(), key=lambda item: not item[1])
    if not columns:
        return ""
    named = join(_unread_column(*column) for column in columns[:_COLUMNS])
    rest = len(columns) - _COLUMNS
    names = and_more(named, rest) if rest > 0 else named
    if not columns[0][1]:
        return names
    return Sentence(
        "{columns}. If a column states such a fact, give it that name and screen the file again.", columns=names
    )


def _unread_column(name: str, fact: str) -> str:
    """Return the beginning of the name of a column, with the fact that it may state."""
    name = f"{name[:_NAME]}…" if len(name) > _NAME else name
    if not fact:
        return Sentence("'{word}'", word=name)
    return Sentence("'{name}' (may state: {fact})", name=name, fact=column_heading(fact))
