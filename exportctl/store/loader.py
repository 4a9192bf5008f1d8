"""Read, check and compile data folders; an error reports every problem at once."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
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
from exportctl.store.checks.acts import days_to_come
from exportctl.store.contents import Compiled
from exportctl.store.digest import digest
from exportctl.store.draft import Draft, Placed, read_into
from exportctl.store.folder import RELEASE, content, require_folder
from exportctl.store.lint import lint
from exportctl.store.places import territories
from exportctl.store.tables import chapters, headings
from exportctl.store.trade import trade
from exportctl.store.yamldoc import display_path, read

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from exportctl.store.shapes import Record


_DIGITS: Final = 9
_LAST_UNREADABLE: Final = "R004"
"""The last code of files and records that are not read."""
_ID_LINE: Final = re.compile(r"""^[\s{-]*(?:id|code):\s*["']?([\w.-]+)""", re.MULTILINE)
"""A line with the id or the code of a record, also in a file that is not YAML."""

_WAITING: Final = {
    "acts/": ("R025",),
    "entries/": ("R041", "R043"),
    "parties/": ("R041", "R043"),
    "sources/": ("R047",),
    "vocabulary/": ("R025", "R030", "R043", "R056"),
}
"""The checks that find something missing, by the folder whose files they need as a whole."""


@gc_paused()
def problems(*folders: Path, today: date | None = None) -> list[Problem]:
    """Return every problem of data folders or archives that are read together. Raises InputError if one does not exist.

    Those of files with records that cannot be read come first, without those that result from them. Reviews after
    `today` are problems here alone: a program whose clock is wrong can still load its data.
    """
    with open_folders(*folders) as here:
        draft, faults = _read(tuple(map(require_folder, here)))
        if today:
            faults += [item._replace(code="R021") for item in days_to_come(draft, today)]
        return _with_causes_first(faults)


@gc_paused()
def load(*folders: Path) -> Compiled:
    """Read, check and index a data folder, and others that add to it. Raises DataError with every problem if there is any."""
    fingerprint = digest(*folders)
    draft = _draft(folders)
    kinds = {kind: _records(getattr(draft, kind)) for kind in Library._fields}
    library = Library(**kinds | {"materials": tuple((item.owner, item.record) for item in draft.materials)})
    law, words = index_register(library, territories(_records(draft.place_names)), fingerprint), _words(draft)
    return Compiled(
        law=law,
        parties=index_parties(_records(draft.designations), _records(draft.aliases), law.places, words),
        headings=headings(folders[0]),
        lexicon=index_lexicon(law, words, _records(draft.rules), _records(draft.keywords), trade(folders[0])),
        hints=index_hints(_records(draft.parallels)),
        chapters=chapters(folders[0]),
    )


def _draft(folders: tuple[Path, ...]) -> Draft:
    """Read and check the folders as one draft. Raises InputError for data of a later shape, DataError with every problem."""
    draft, faults = _read(folders)
    if faults:
        raise DataError(" and ".join(map(str, folders)), _with_causes_first(faults))
    return draft


def _read(folders: tuple[Path, ...]) -> tuple[Draft, list[Problem]]:
    """Return the folders as one draft, and its problems without those that result from unreadable records.

    Raises InputError for data of a later shape.
    """
    draft, faults = Draft(), []
    for folder in folders:
        _require_known_shape(folder)
    for number, folder in enumerate(folders):
        faults += read_into(draft, folder, adds=number > 0)
    unread = [item for item in faults if item.code <= _LAST_UNREADABLE]
    missing = _unread_ids(folders, unread) - _ids_read(draft, {(item.folder, item.file) for item in unread})
    waiting = {
        code for item in unread for start, codes in _WAITING.items() if item.file.startswith(start) for code in codes
    }
    return draft, faults + [
        item for item in lint(draft) if item.code not in waiting and not _results_from(item, missing)
    ]


def _unread_ids(folders: tuple[Path, ...], unread: Sequence[Problem]) -> frozenset[str]:
    """Return the ids and codes in files with unreadable records, as far as the names and the lines of the files show them."""
    places = {display_path(folder): folder for folder in folders}
    ids: set[str] = set()
    for folder, file in {(item.folder, item.file) for item in unread}:
        ids.add(Path(file).stem)
        with suppress(OSError):
            ids.update(_ID_LINE.findall(content(places[folder], file).decode("utf-8", "replace")))
    return frozenset(ids)


def _ids_read(draft: Draft, files: Collection[tuple[str, str]]) -> frozenset[str]:
    """Return the ids of the records that could be read in files with unreadable ones."""
    placed = (item for field in fields(draft) for item in getattr(draft, field.name))
    return frozenset(
        item.record.id
        for item in placed
        if (item.document.folder, item.document.file) in files and hasattr(item.record, "id")
    )


def _results_from(problem: Problem, missing: Collection[str]) -> bool:
    """Return whether a problem is that a name is unknown which an unreadable record may have, or a part of that record."""
    if not missing:
        return False
    named = [part for part in getattr(problem.message, "parts", {}).values() if type(part) is str]
    return any(re.match(rf"{re.escape(id_)}(?![\w-])", part) for id_ in missing for part in named)


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
