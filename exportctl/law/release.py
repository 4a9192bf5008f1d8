"""A release says whose law a data folder holds: the jurisdictions, what their lists are called, and how far each is known."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from exportctl.law.model import Name

SHAPE: Final = 3
"""The shape of data that this program reads: it grows when a file may say what programs before would misread or refuse."""


class ListName(NamedTuple):
    """What a list of a jurisdiction is called: one of parties, or one of goods beside that of dual-use items."""

    id: str
    name: Name


class Jurisdiction(NamedTuple):
    """Whose law it is, who exports under it, whose licence it asks for, and how far the data knows it.

    `territory` are the places whose exporters it binds at home; one that names none speaks of those of the first folder. A day
    before `covers_from` may miss controls; where there is no such day, none is missed. `outlying` are places with codes of their own
    of which no act says whether it means them where it names this one as a destination. `party_lists` and `goods_lists` are its own;
    lines of none of these are those of dual-use items.
    """

    id: str
    name: Name
    checked_through: date
    covers_from: date | None = None
    territory: tuple[str, ...] = ()
    outlying: tuple[str, ...] = ()
    authority: Name | None = None
    party_lists: tuple[ListName, ...] = ()
    goods_lists: tuple[ListName, ...] = ()


class Release(NamedTuple):
    """What one data folder is: its version, and the jurisdictions whose acts it holds; the first is the one whose lists it holds.

    `shape` is the least that a program must know to read the folder.
    """

    version: str
    jurisdictions: tuple[Jurisdiction, ...]
    note: str | None = None
    shape: int = SHAPE
