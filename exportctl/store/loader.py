"""Read, check and compile data folders; an error reports every problem at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.errors import DataError, PlaceError, Problem
from exportctl.gc_pause import gc_paused
from exportctl.law.indexing import Library, index_register
from exportctl.law.lexicon import index_lexicon
from exportctl.law.parallels import index_hints
from exportctl.law.parties import index_parties
from exportctl.law.release import SHAPE
from exportctl.law.vocabulary import WordList
from exportctl.store.archive import open_folders
from exportctl.store.contents import Compiled
from exportctl.store.digest import digest
from exportctl.store.draft import Draft, Placed, read_into
from exportctl.store.folder import RELEASE, require_folder
from exportctl.store.lint import lint
from exportctl.store.places import territories
from exportctl.store.tables import chapters, headings
from exportctl.store.trade import trade
from exportctl.store.yamldoc import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from exportctl.store.shapes import Record


_DIGITS: Final = 9
_LAST_UNREADABLE: Final = "R009"
"""The last code of files and records that cannot be read."""


@gc_paused()
def problems(*folders: Path) -> list[Problem]:
    """Return every problem of data folders or archives that are read together. Raises InputError if one does not exist.

    Those of files with records that cannot be read come first, because others may result from them.
    """
    try:
        with open_folders(*folders) as here:
            _draft(tuple(map(require_folder, here)))
    except DataError as error:
        return list(error.problems)
    return []


@gc_paused()
def load(*folders: Path) -> Compiled:
    """Read, check and index a data folder, and others that add to it. Raises DataError with every problem if there is any."""
    fingerprint = digest(*folders)
    draft = _draft(folders)
    kinds = {kind: _records(getattr(draft, kind)) for kind in Library._fields}
    library = Library(**kinds | {"materials": tuple((item.owner, item.record) for item in draft.materials)})
    law = index_register(library, territories(_records(draft.place_names)), fingerprint)
    return Compiled(
        law=law,
        parties=index_parties(_records(draft.designations), _records(draft.aliases), law.places),
        headings=headings(folders[0]),
        lexicon=index_lexicon(law, _words(draft), _records(draft.rules), trade(folders[0])),
        hints=index_hints(_records(draft.parallels)),
        chapters=chapters(folders[0]),
    )


def _draft(folders: tuple[Path, ...]) -> Draft:
    """Read and check the folders as one draft. Raises InputError for data of a later shape, DataError with every problem."""
    draft, faults = Draft(), []
    for folder in folders:
        _require_known_shape(folder)
    for number, folder in enumerate(folders):
        faults += read_into(draft, folder, adds=number > 0)
    if problems := _with_causes_first([*faults, *lint(draft)]):
        raise DataError(" and ".join(map(str, folders)), problems)
    return draft


def _with_causes_first(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems in the order of files and lines, but files with unreadable records first: others may result from them."""
    unreadable = {(item.folder, item.file) for item in problems if item.code <= _LAST_UNREADABLE}
    return sorted(problems, key=lambda item: ((item.folder, item.file) not in unreadable, item))


def _require_known_shape(folder: Path) -> None:
    """Raise PlaceError for data of a later shape: lint would report each of its files as invalid."""
    tree = document.tree if (document := read(folder, RELEASE)[0]) else ""
    stated = str(tree.get("shape", "")) if isinstance(tree, dict) else ""
    if stated.isdecimal() and int(stated[:_DIGITS]) > SHAPE:
        raise PlaceError(
            str(folder / RELEASE),
            "is data of shape {said}, but this program reads shape {shape}; install a newer exportctl",
            said=stated[:_DIGITS],
            shape=SHAPE,
        )


def _words(draft: Draft) -> WordList:
    """Return the words of all folders together."""
    lists = [item.record for item in draft.words]
    return WordList(*(tuple(word for item in lists for word in getattr(item, name)) for name in WordList._fields))


def _records(placed: list[Placed[Record]]) -> tuple[Record, ...]:
    return tuple(item.record for item in placed)
