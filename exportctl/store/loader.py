"""A data folder becomes a register, or every problem in it is told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.errors import DataError
from exportctl.law.register import Library, Register, index
from exportctl.store.digest import a_folder, digest
from exportctl.store.draft import read_draft
from exportctl.store.lint import lint
from exportctl.store.places import territories

if TYPE_CHECKING:
    from pathlib import Path

    from exportctl.errors import Problem


def problems(folder: Path) -> list[Problem]:
    """Return every problem of a data folder, in the order of files and lines. Raises InputError if there is no such folder."""
    a_folder(folder)
    draft, found = read_draft(folder)
    return sorted([*found, *lint(draft)])


def load(folder: Path) -> Register:
    """Read, check and index a data folder. Raises DataError with every problem if there is any."""
    mark = digest(folder)
    draft, found = read_draft(folder)
    found = sorted([*found, *lint(draft)])
    if found:
        raise DataError(str(folder), found)
    library = Library(
        release=draft.releases[0].record,
        acts=tuple(item.record for item in draft.acts),
        statements=tuple(item.record for item in draft.statements),
        families=tuple(item.record for item in draft.families),
        materials=tuple(item.record for item in draft.materials),
        groups=tuple(item.record for item in draft.groups),
        parameters=tuple(item.record for item in draft.parameters),
    )
    return index(library, territories(), mark)
