"""A release describes a data folder: its jurisdictions, the names of their lists, and the days that the data of each covers."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from exportctl.law.model import Name

SHAPE: Final = 4
"""The version of the data format that this program reads. It grows when older programs would misread or refuse a file."""


class NamedList(NamedTuple):
    """The name of a list of a jurisdiction: of parties, or of goods other than dual-use items."""

    id: str
    name: Name


class Recurring(NamedTuple):
    """An act that its authority publishes again each year.

    `published` is the day of the last one. The next is expected `every` days later, and may come up to `ahead` days earlier.
    """

    id: str
    name: Name
    published: date
    every: int = 365
    ahead: int = 30


class Jurisdiction(NamedTuple):
    """A jurisdiction: its territory, the authority that grants licences, its lists, and the days that the data covers.

    `territory` are the places of its exporters; if empty, those of the first folder. `publishes_at` is the address at
    which the authority publishes its acts. Controls may be missing for days before `covers_from`; None means that the
    data is complete for all days. `outlying` are places with codes of their own; no act states whether it includes them
    when it names this jurisdiction as a destination. `party_lists` and `goods_lists` are its own; entries on none of
    these are dual-use items. `yearly` are acts that the authority publishes each year.
    """

    id: str
    name: Name
    checked_through: date
    covers_from: date | None = None
    territory: tuple[str, ...] = ()
    outlying: tuple[str, ...] = ()
    authority: Name | None = None
    publishes_at: str | None = None
    party_lists: tuple[NamedList, ...] = ()
    goods_lists: tuple[NamedList, ...] = ()
    yearly: tuple[Recurring, ...] = ()

    @property
    def begins(self) -> date:
        """The first day that the data covers; the first of all days if it is complete."""
        return self.covers_from or date.min


class Release(NamedTuple):
    """The version of one data folder, and the jurisdictions whose acts it holds; the lists belong to the first jurisdiction.

    `shape` is the version of the data format that a program must support to read the folder.
    """

    version: str
    jurisdictions: tuple[Jurisdiction, ...]
    note: str | None = None
    shape: int = SHAPE
