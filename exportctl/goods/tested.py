"""The properties that the entries of named goods test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.law.corroboration import figures
from exportctl.law.model import Measured, OneOf
from exportctl.law.words import ENTRY_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exportctl.law.model import Criterion, Entry
    from exportctl.law.register import Register


def properties_of_entries(law: Register, meanings: Iterable[str]) -> dict[str, set[str]]:
    """Return the properties that the entries of named goods test, each with the comparison signs of its values."""
    signs: dict[str, set[str]] = {}
    for entry in entries_of(law, meanings):
        for item in measured_by(entry.criteria):
            signs.setdefault(item.parameter, set()).add(item.op[0] if isinstance(item, Measured) else "=")
    return signs


def entries_of(law: Register, meanings: Iterable[str]) -> Iterator[Entry]:
    """Yield the entries of named goods."""
    for meaning in meanings:
        material = law.materials.get(meaning)
        of_materials = [law.materials[id_] for id_ in (meaning, *material.may_be)] if material else []
        codes = [entry for item in of_materials for entry in item.entries] or [meaning.removeprefix(ENTRY_PREFIX)]
        yield from (law.entries[entry] for code in codes for entry in law.entries_at(code))


def measured_by(criterion: Criterion | None) -> Iterator[Measured | OneOf]:
    """Yield the figures of criteria that are for properties, not for shares."""
    yield from (item for item in figures(criterion) if isinstance(item, Measured | OneOf))
