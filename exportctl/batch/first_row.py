"""Detect a first row that holds data in place of the names of columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exportctl.batch.days import DayReader
from exportctl.errors import InputError
from exportctl.facts.places import place
from exportctl.goods.known import known_whole
from exportctl.law.words import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exportctl.law.register import Register

_NUMBER: Final = re.compile(r"[0-9][0-9.,]*(?:\s?(?:kgs?|g|t|tons?|pcs?|sets?|units?|usd|eur|rmb))?", re.IGNORECASE)
_SHORTEST: Final = 4
"""A shorter place is a code, and many codes are headings, too: ID, NO, SN."""


def data_in(names: Sequence[str], law: Register) -> list[str]:
    """Return the names of columns that are data: days, numbers, places, and names and codes of listed goods."""
    return [name for text in names if (name := text.strip()) and _is_data(name, law)]


def _is_data(text: str, law: Register) -> bool:
    return bool(_NUMBER.fullmatch(text)) or _is_day(text) or _is_place(text, law) or _is_listed(text, law)


def _is_day(text: str) -> bool:
    cells = (DayReader(order).read(text) for order in ("dmy", "mdy"))
    return any(cell is not None and cell.day is not None for cell in cells)


def _is_place(text: str, law: Register) -> bool:
    if len(text) < _SHORTEST and not HAN.search(text):
        return False
    try:
        return bool(place(law, text, "to"))
    except InputError:
        return False


def _is_listed(text: str, law: Register) -> bool:
    """Return whether a text is a name or code of goods; a formula may also be the heading of an assay."""
    whole = known_whole(law, text, general=False)
    return whole is not None and whole.basis != "formula"
