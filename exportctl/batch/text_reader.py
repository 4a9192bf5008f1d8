"""Read the goods of rows from their cells. It loads no Arrow, so that a process that only reads goods starts sooner."""

from __future__ import annotations

import re
from shlex import quote
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.batch.days import day_of
from exportctl.batch.interner import Interner
from exportctl.batch.party_headings import role_in_heading
from exportctl.batch.stated_cells import stated_fields, text_beside, without_mark
from exportctl.errors import InputError
from exportctl.facts.goods import goods_of
from exportctl.facts.registry import BY_KEY, ITEM
from exportctl.facts.totals import is_total
from exportctl.goods.classify import as_evidence
from exportctl.goods.customs import customs_digits
from exportctl.law.published import PublishedBy
from exportctl.law.status import knowledge
from exportctl.sentences import Column, Fact, Sentence

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from datetime import date

    from exportctl.facts.transaction import Transaction
    from exportctl.goods.stated import Goods
    from exportctl.permits.items import ItemDecision
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled

    Cells = Mapping[str, Any]

_COLON: Final = re.compile("[:：]")
_LABEL: Final = 40
_SHOWN: Final = 200
"""The length at which messages cut the text of an unreadable cell."""


class Fault(NamedTuple):
    """The reason why a row cannot be read: the column, the cell, and the error."""

    column: str
    value: str
    reason: str


def fault_of(cells: Cells, error: InputError) -> Fault:
    """Return the fault of a row whose cells raised an error; a column with other words may be about something else."""
    cell = without_mark(str(cells.get(error.where) or cells.get(error.fact) or ""))[:_SHOWN]
    what = error.what
    if cell and error.fact in BY_KEY and BY_KEY[error.fact].words:
        what = Sentence(
            "{what} (write one of these words; if the column is about something else: --map {fact}=-)",
            what=what,
            fact=Column(error.fact),
        )
    return Fault(error.fact, cell, what)


class GoodsReading(NamedTuple):
    """The goods of a row, and the day by which they are classified; a company's `decision` about an item may have stated them."""

    goods: Goods
    day: date
    decision: ItemDecision | None = None


class PartRead(NamedTuple):
    """The readings of some rows: each distinct reading once, and its number for each row. The first row represents the others."""

    readings: list[GoodsReading | Fault]
    numbers: list[int]


class TextReader(NamedTuple):
    """Reads the goods of rows from their cells and the facts that are the same in all rows.

    Goods with the same evidence are the same to the law; if `by_name` is set, they must also have the same name. `elsewhere`
    is the unused column that may name the goods.
    """

    store: Store | Compiled
    constant: Transaction
    trusted: bool
    by_name: bool
    elsewhere: str

    def read(self, cells: Cells) -> GoodsReading:
        """Return the goods of a row, with the text beside them if they name no entry; raises InputError for an invalid fact."""
        law, stated = self.store.law, stated_by(cells, self.constant)
        if is_total(stated.item):
            raise InputError("item", "'{text}' names no goods", text=stated.item.strip())
        if _states_party(stated.item):
            raise InputError(
                "item",
                "'{text}' states a party and no goods; if it is a party to all rows, add {option} party=NAME",
                text=stated.item.strip()[:_SHOWN],
                option=Fact("values"),
            )
        require_name(stated.item, self.elsewhere)
        goods = goods_of(law, stated, self.store, trusted=self.trusted, guess=False)
        if (beside := text_beside(cells.get(ITEM))) and not goods.interpreted.entries:
            whole = stated._replace(item=f"{stated.item}, {beside}")
            goods = goods_of(law, whole, self.store, trusted=self.trusted, guess=False)._replace(item=stated.item)
        return GoodsReading(goods, knowledge(law, stated.known_on))

    def read_many(self, rows: Sequence[Cells]) -> PartRead:
        """Return the readings of many rows."""
        part = PartRead([], [])
        keys: Interner[Hashable] = Interner()
        for cells in rows:
            reading: GoodsReading | Fault
            try:
                reading = self.read(cells)
                key: Hashable = self._key(reading)
            except InputError as error:
                reading = key = fault_of(cells, error)
            number = keys.number(key)
            if number == len(part.readings):
                part.readings.append(reading)
            part.numbers.append(number)
        return part

    def _key(self, reading: GoodsReading) -> Hashable:
        evidence = as_evidence(self.store.law, reading.goods, PublishedBy(reading.day))
        return evidence, reading.day, reading.goods.item if self.by_name else ""


def _states_party(item: str) -> bool:
    """Return whether a cell of goods is a line about a party below a table: `Consignee: Acme`."""
    label, *names = _COLON.split(item, maxsplit=1)
    return bool(names) and len(label) < _LABEL and role_in_heading(label) is not None


def require_name(item: str, elsewhere: str) -> None:
    """Raise InputError for a number if an unused column, `elsewhere`, may name the goods: the number may be that of an article."""
    text = item.strip()
    if elsewhere and customs_digits(text):
        raise InputError(
            "item",
            Sentence(
                "{what}; if '{column}' states the goods: --map item={option}",
                what=Sentence("'{text}' may be the number of an article; write the name of the goods", text=text),
                column=elsewhere,
                option=quote(elsewhere),
            ),
        )


def stated_by(cells: Cells, constant: Transaction) -> Transaction:
    """Return the facts of the goods and the day of knowledge that a row states, added to those of all rows."""
    return constant._replace(**stated_fields(cells), known_on=known_on(cells, constant))


def known_on(cells: Cells, constant: Transaction) -> date | None:
    """Return the day of knowledge of a row."""
    return day_of(cells.get("known_on"), "known_on") or constant.known_on
