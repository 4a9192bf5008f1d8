"""Read the issuers of acts, the places where they publish, the numbering of acts, and the reviewed announcements."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads the annotations of the records at run time
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exportctl.law.citation_forms import Issuer
from exportctl.store.archive import open_folders
from exportctl.store.folder import is_regular
from exportctl.store.shapes import Record, shape
from exportctl.store.yamldoc import read

if TYPE_CHECKING:
    from pathlib import Path

ISSUERS: Final = "announcements/issuers.yaml"
SERIES: Final = "announcements/series.yaml"
LISTS: Final = "announcements/lists.yaml"
REVIEWED: Final = "reviewed.yaml"
ListKind = Literal["column", "unit", "index", "catalogues"]


class Series(NamedTuple):
    """The acts of an issuer that share one count, which restarts each year or continues `throughout`: 公告 or 令."""

    id: str
    issuer: str
    form: Literal["公告", "令"]
    numbered: Literal["yearly", "throughout"] = "yearly"


class AnnouncementList(NamedTuple):
    """A list in which an issuer publishes, with `{page}` and `{year}` in its address or form; acts that name none have its `issuer`."""

    id: str
    kind: ListKind
    issuer: str
    url: str
    post: str | None = None
    pages: int = 1


class Reviewed(NamedTuple):
    """An announcement that a person read and that the data does not need, with the reason; without an id, it has its title and day."""

    reason: str
    checked: date
    id: str | None = None
    title: str | None = None
    published: date | None = None


class Announcements(NamedTuple):
    """The records of a data folder on the announcements of issuers."""

    issuers: tuple[Issuer, ...]
    series: tuple[Series, ...]
    lists: tuple[AnnouncementList, ...]
    reviewed: tuple[Reviewed, ...]


def read_announcements(*folders: Path) -> Announcements:
    """Return the issuers, the series, the lists and the reviewed announcements of data folders or archives that passed lint."""
    with open_folders(*folders) as here:
        return Announcements(
            _records(here, ISSUERS, Issuer),
            _records(here, SERIES, Series),
            _records(here, LISTS, AnnouncementList),
            _records(here, REVIEWED, Reviewed),
        )


def _records(folders: tuple[Path, ...], file: str, record: type[Record]) -> tuple[Record, ...]:
    """Return the records of a file of the folders that have it."""
    documents = [read(folder, file)[0] for folder in folders if is_regular(folder, file)]
    shaped = (
        shape(document, record, (index,))[0]
        for document in documents
        if document
        for index in range(len(document.tree))
    )
    return tuple(one for one in shaped if one is not None)
