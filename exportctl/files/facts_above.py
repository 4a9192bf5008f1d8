"""Find the facts that the rows above a header state for a whole table, and the groups of its columns: `Consignee: Acme`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.batch.headers import may_state_destination, meaning_of
from exportctl.batch.party_headings import role_in_heading
from exportctl.facts.registry import ITEM, PARTY
from exportctl.facts.roles import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST: Final = 60
"""The limit on the characters of a fact that is shown."""
_COLONS: Final = (":", "：")
_COLON: Final = re.compile("[:：]")
_PARTS: Final = re.compile(r"[\n\r;；|]|\s{2,}")
"""The ends of the parts of a cell, each of which may have a label."""
_NUMBER: Final = re.compile(r"[\s*•·]*(?:[0-9]{1,2}[.)、]\s*)?")
_TO: Final = "to"
_FINAL: Final = re.compile(r"final|ultimate|最终", re.IGNORECASE)


class FactAbove(NamedTuple):
    """A fact above a header: its label and value. `may_be_party` marks a destination whose value may also name a party."""

    fact: str
    role: str
    label: str
    value: str
    may_be_party: bool = False

    @property
    def is_final(self) -> bool:
        """Whether it is the final destination, which the law counts, whatever columns state."""
        return self.fact == _TO and _FINAL.search(self.label) is not None

    def in_words(self) -> str:
        """Return it as its file has it, without its end if it is long."""
        return f"{self.label}: {self.value}"[:_LONGEST]


class GroupedColumn(NamedTuple):
    """A column that names parties only with the heading of its group above it: `Name` below `Consignee`."""

    name: str
    group: str


class Above(NamedTuple):
    """The facts above a header that no column states, or that name parties, and the columns of parties below groups.

    `texts` are all filled cells above the header.
    """

    facts: tuple[FactAbove, ...] = ()
    grouped: tuple[GroupedColumn, ...] = ()
    texts: tuple[str, ...] = ()


def read_above(rows: Sequence[Sequence[str]], above: int) -> Above:
    """Return the facts and groups in the rows above the header of a table."""
    if not above:
        return Above()
    columns = {(meaning.fact, meaning.role) for name in rows[above] if (meaning := meaning_of(name))}
    facts: dict[FactAbove, None] = {}
    for place, row in enumerate(rows[:above]):
        below = rows[place + 1] if place + 1 < above else ()
        for label, value in _pairs(row, below):
            fact = _fact(label, value)
            always = fact and (fact.fact == PARTY or fact.may_be_party or fact.is_final)
            if fact and (always or (fact.fact, fact.role or None) not in columns):
                facts[fact] = None
    return Above(tuple(facts), tuple(_columns_in_groups(rows[above - 1], rows[above])), texts_in(rows[:above]))


def texts_in(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the filled cells of rows, each text once."""
    return tuple(dict.fromkeys(text for row in rows for cell in row if (text := cell.strip())))


def _fact(label: str, value: str) -> FactAbove | None:
    """Return the fact that a label and its value state; None for goods, and for a label that may mean anything."""
    label = _NUMBER.sub("", label, count=1).strip()
    if may_state_destination(label):
        return FactAbove(_TO, "consignee", label, value, may_be_party=True)
    meaning = meaning_of(label)
    if meaning is None or meaning.generic or meaning.fact == ITEM:
        return None
    return FactAbove(meaning.fact, meaning.role or "", label, value, may_be_party=fold_name(label) == _TO)


def _pairs(row: Sequence[str], below: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield labels and values: in one cell, in two neighbours, or with the value in the cell `below`."""
    filled = [(place, cell.strip()) for place, cell in enumerate(row) if cell.strip()]
    for number, (place, cell) in enumerate(filled):
        label = ""
        for part in filter(None, map(str.strip, _PARTS.split(cell))):
            before, *after = map(str.strip, _COLON.split(part, maxsplit=1))
            if after and after[0]:
                label = ""
                yield before, after[0]
            elif label and not after:
                yield label, part
                label = ""
            else:
                label = before
        if label:
            beside = filled[number + 1][1] if number + 1 < len(filled) else ""
            under = below[place].strip() if place < len(below) else ""
            value = next((text for text in (beside, under) if text and not _is_label(text)), "")
            if value:
                yield label, value


def _is_label(text: str) -> bool:
    """Return whether a cell is a label, or begins with that of a fact."""
    if text.endswith(_COLONS):
        return True
    label = _NUMBER.sub("", _COLON.split(text, maxsplit=1)[0], count=1)
    return meaning_of(label) is not None or may_state_destination(label.strip())


def _columns_in_groups(groups: Sequence[str], names: Sequence[str]) -> Iterator[GroupedColumn]:
    """Yield the columns of parties below groups: a group reaches to the next filled cell of its row."""
    group = ""
    for place, name in enumerate(names):
        heading = groups[place].strip() if place < len(groups) else ""
        group = heading or group
        is_of_party = role_in_heading(group) is not None and role_in_heading(f"{group} {name}") is not None
        if name.strip() and is_of_party and not meaning_of(name):
            yield GroupedColumn(name, group)
