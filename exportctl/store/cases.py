"""Read the cases of a data folder from its `cases/`: each is a question with the answer that the law requires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.errors import DataError, InputError, Problem
from exportctl.law.case import Case
from exportctl.law.release import Release
from exportctl.store.chosen import data_folder
from exportctl.store.draft import FileKind, Placed, records_of
from exportctl.store.folder import CASES, RELEASE
from exportctl.store.shapes import shape
from exportctl.store.yamldoc import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


_KIND: Final = FileKind("case", f"{CASES}/*.yaml", Case, many=True, into="")


def read_cases(folder: Path) -> list[Placed[Case]]:
    """Return the cases of a folder, in the order of their files; raises InputError if it has none, and DataError with every problem."""
    cases: list[Placed[Case]] = []
    problems: list[Problem] = []
    for name in sorted(file.name for file in (folder / CASES).glob("*.yaml")):
        document, faults = read(folder, f"{CASES}/{name}")
        problems.extend(faults)
        for case, faults in records_of(document, _KIND, {}) if document else ():
            problems.extend(faults)
            cases += [case] if case else []
    if problems:
        raise DataError(str(folder), problems)
    if not cases:
        raise InputError(str(folder), "has no cases; add them in {folder}/*.yaml", folder=folder / CASES)
    return cases


def law_for(folder: Path, data: Path | None, also: Sequence[Path]) -> tuple[Path, ...]:
    """Return the folders whose law answers the cases of a folder.

    These are `data`, or the folder itself if it holds the law of the home jurisdiction, or else the data of this
    program; and all folders in `also`. A folder with acts of its own is added, too.
    """
    whole = _at_home(folder) == _at_home(data_folder())
    base = data or (folder if whole else data_folder())
    adds = (folder / "acts").is_dir() and not whole and folder not in (base, *also)
    return (base, *also, *([folder] if adds else []))


def _at_home(folder: Path) -> str | None:
    """Return the first jurisdiction that the release of a folder names; None if it has no release."""
    document = read(folder, RELEASE)[0] if (folder / RELEASE).is_file() else None
    release = shape(document, Release)[0] if document else None
    return next((who.id for who in release.jurisdictions), None) if release else None
