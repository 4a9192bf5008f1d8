"""A data folder becomes a register, or every problem in it is told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exportctl.errors import DataError
from exportctl.law.lexicon import index_lexicon
from exportctl.law.parallels import index_hints
from exportctl.law.parties import index_parties
from exportctl.law.register import Library, index
from exportctl.law.vocabulary import WordList
from exportctl.store.contents import Compiled
from exportctl.store.digest import digest
from exportctl.store.draft import Draft, Placed, Record, read_into
from exportctl.store.folder import a_folder
from exportctl.store.headings import headings
from exportctl.store.lint import lint
from exportctl.store.places import territories
from exportctl.store.trade import trade

if TYPE_CHECKING:
    from pathlib import Path

    from exportctl.errors import Problem


def problems(*folders: Path) -> list[Problem]:
    """Return every problem of data folders that are read as one, in the order of files and lines.

    Raises InputError if one of them does not exist.
    """
    return _read(tuple(map(a_folder, folders)))[1]


def load(*folders: Path) -> Compiled:
    """Read, check and index a data folder, and others that add to it. Raises DataError with every problem if there is any."""
    mark = digest(*folders)
    draft, found = _read(folders)
    if found:
        raise DataError(" and ".join(map(str, folders)), found)
    library = Library(
        releases=_records(draft.releases),
        acts=_records(draft.acts),
        statements=_records(draft.statements),
        families=_records(draft.families),
        materials=tuple((item.owner, item.record) for item in draft.materials),
        groups=_records(draft.groups),
        parameters=_records(draft.parameters),
        guidance=_records(draft.guidance),
    )
    law = index(library, territories(), mark)
    return Compiled(
        law=law,
        parties=index_parties(_records(draft.designations), _records(draft.aliases), law.places.codes),
        headings=headings(folders[0]),
        lexicon=index_lexicon(law, _words(draft), trade(folders[0])),
        hints=index_hints(_records(draft.parallels)),
    )


def _read(folders: tuple[Path, ...]) -> tuple[Draft, list[Problem]]:
    """Read the folders as one draft."""
    draft, found = Draft(), []
    for number, folder in enumerate(folders):
        found += read_into(draft, folder, adds=number > 0)
    return draft, sorted([*found, *lint(draft)])


def _words(draft: Draft) -> WordList:
    """Return the words of all folders together."""
    lists = [item.record for item in draft.words]
    return WordList(
        forms=tuple(word for item in lists for word in item.forms),
        neutral=tuple(word for item in lists for word in item.neutral),
        ordinary=tuple(word for item in lists for word in item.ordinary),
        qualities=tuple(word for item in lists for word in item.qualities),
        absent=tuple(word for item in lists for word in item.absent),
        purpose=tuple(word for item in lists for word in item.purpose),
        parts=tuple(word for item in lists for word in item.parts),
        technology=tuple(word for item in lists for word in item.technology),
        carriers=tuple(word for item in lists for word in item.carriers),
    )


def _records(placed: list[Placed[Record]]) -> tuple[Record, ...]:
    return tuple(item.record for item in placed)
