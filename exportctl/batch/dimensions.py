"""The dimensions of a transaction: values of some columns, put into classes that the law cannot tell apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyarrow as pa

from exportctl.batch.binding import stated_fields
from exportctl.batch.columns import day_of
from exportctl.batch.headers import PARTY
from exportctl.batch.value_dictionary import CombinationDictionary
from exportctl.engine.reduction import equivalence_key, listed_parties, profile_of, situation_of
from exportctl.engine.situation import NOTHING_KNOWN
from exportctl.errors import InputError
from exportctl.facts.registry import FACTS
from exportctl.facts.request import MAINLAND, circumstances_of, goods_of, parties_of
from exportctl.goods.classify import as_evidence, classify_evidence
from exportctl.law.published import PublishedBy
from exportctl.law.status import knowledge
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from exportctl.batch.binding import ColumnBinding
    from exportctl.batch.columns import EncodedColumn
    from exportctl.batch.company import Apart, ItemReader
    from exportctl.engine.engine import Engine
    from exportctl.engine.situation import GoodsProfile
    from exportctl.facts.request import Lookups
    from exportctl.facts.transaction import Transaction
    from exportctl.goods.classify import Classification
    from exportctl.goods.stated import Goods

    Cells = Mapping[str, Any]
    Read = Callable[[Cells], tuple[Hashable, Any]]


_MOST: Final = 1 << 14
"""So many ways to read goods are remembered."""
_SHOWN: Final = 200
"""So much of a cell that cannot be read is told."""


class Fault(NamedTuple):
    """The reason why a row cannot be read: the column, the cell, and what is wrong."""

    column: str
    value: str
    reason: str


class _Class(NamedTuple):
    """The entries that goods match, which are part of the answer, the key of the rest of the answer, and the classification."""

    lines: tuple[str, ...]
    answered_by: Hashable
    classified: tuple[Classification, GoodsProfile]


class Dimension:
    """The classes of one dimension so far: a class has a number from 0 up, a fault a negative one.

    `read` returns for the cells of a row the key of its class, and a value that represents every row of the class.
    """

    def __init__(self, columns: tuple[str, ...], read: Read) -> None:
        """Take the columns that state the dimension and what reads them."""
        self.columns, self._read = columns, read
        self.forget()

    def forget(self) -> None:
        """Clear the memory, so that it stays within bounds."""
        self.keys: list[Any] = []
        self.parts: list[Any] = []
        self.faults: list[Fault] = []
        self._classes: dict[Hashable, int] = {}
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._combined: CombinationDictionary | None = None
        self._of: list[int] = []

    def __len__(self) -> int:
        """Return how many combinations of cells are remembered."""
        return len(self._numbers)

    def numbers(self, columns: Mapping[str, EncodedColumn]) -> pa.Array | None:
        """Return the class of each row; None if no column states the dimension, because all rows are then of class 0.

        Raises InputError for what all rows say alike.
        """
        present = tuple(name for name in self.columns if name in columns)
        if not present:
            if not self.parts:
                self._class_of(*self._read({}))
            return None
        stating = [columns[name] for name in present]
        self._combined = self._combined or CombinationDictionary(len(present))
        combinations = self._combined.numbers([column.numbers for column in stating])
        for places in self._combined.values[len(self._of) :]:
            cells = tuple(column.values[place] for column, place in zip(stating, places, strict=True))
            self._of.append(self._number(present, cells))
        return pa.array(self._of, pa.int32()).take(combinations)

    def fault(self, number: int) -> Fault:
        """Return the fault of a negative number."""
        return self.faults[-number - 1]

    def _number(self, names: tuple[str, ...], values: tuple[Any, ...]) -> int:
        number = self._numbers.get(values)
        if number is None:
            number = self._numbers[values] = self._read_cells(dict(zip(names, values, strict=True)))
        return number

    def _read_cells(self, cells: Cells) -> int:
        try:
            key, part = self._read(cells)
        except InputError as error:
            self.faults.append(Fault(error.fact, str(cells.get(error.fact) or "")[:_SHOWN], error.what))
            return -len(self.faults)
        return self._class_of(key, part)

    def _class_of(self, key: Hashable, part: object) -> int:
        number = self._classes.setdefault(key, len(self.keys))
        if number == len(self.keys):
            self.keys.append(key)
            self.parts.append(part)
        return number


class _Classes:
    """The classifications of goods, one for all texts that were read alike: thousands of texts state a few hundred goods."""

    def __init__(self, engine: Engine) -> None:
        """Classify nothing yet."""
        self._engine = engine
        self._by_evidence: dict[tuple[Goods, date], _Class] = {}

    def of(self, stated_goods: Goods, day: date) -> _Class:
        """Return the classification of goods by what was published by a day."""
        law, known = self._engine.law, PublishedBy(day)
        key = as_evidence(law, stated_goods, known), day
        class_ = self._by_evidence.get(key)
        if class_ is None:
            if len(self._by_evidence) > _MOST:
                self._by_evidence.clear()
            class_ = self._by_evidence[key] = self._class_of(classify_evidence(law, key[0], known), day)
        return class_

    def _class_of(self, classification: Classification, day: date) -> _Class:
        profile = profile_of(self._engine.law, classification)
        answered_by = (
            equivalence_key(self._engine.index, profile),
            classification.recognised,
            classification.understood,
            classification.contradicted,
            day,  # goods that are alike to one reader need not be to another
        )
        return _Class(tuple([match.entry for match in classification.matches]), answered_by, (classification, profile))


def dimensions(engine: Engine, lookups: Lookups, binding: ColumnBinding) -> tuple[Dimension, ...]:
    """Return the dimensions of a transaction whose rows differ only in their columns; a part is some fields of `Facts`.

    Several columns can state parties, which are added to those of all rows. A company's permits and decisions separate rows, too: a
    decision about an item holds through a day, so that the day of a row is part of the key of its goods.
    The goods come first. Their key holds the entries that they match, which are part of the answer, and all else that decides it.
    The day of knowledge comes last; it decides which guidance and entries count for the goods, too.
    """
    law, constant = engine.law, binding.constant
    apart, reader = _of_company(engine, lookups, binding) or (None, None)
    classes = _Classes(engine)

    def goods(cells: Cells) -> tuple[Hashable, Any]:
        day = _known_on(cells, constant)
        stated = constant._replace(**stated_fields(cells), known_on=day)
        decision = reader.decision(stated) if reader else None
        if decision:
            stated_goods = decision.on(day_of(cells.get("on"), "on") or binding.today or date.max)
        else:
            stated_goods = goods_of(law, stated, lookups, trusted=binding.trusted, guess=False)
        lines, answered_by, classified = classes.of(stated_goods, engine.law_as_of(day).day)
        if apart:
            whole = lines, (answered_by, lines, apart.goods(stated_goods))
            return whole, {"goods": stated_goods, "decision": decision}
        return (lines, answered_by), {"goods": stated_goods, "classified": classified}

    def circumstances(*fields: str) -> Read:
        def read(cells: Cells) -> tuple[Hashable, Any]:
            facts = circumstances_of(law, constant._replace(**stated_fields(cells), party=()), lookups)
            if facts.to == MAINLAND and "to" in binding.assumed and cells.get("to"):
                raise _unsure(cells["to"], binding.columns["to"])
            typical = situation_of(engine.index, facts, NOTHING_KNOWN)
            key: tuple[Hashable, ...] = tuple(getattr(typical, name) for name in fields)
            if apart:
                key += (apart.place(facts), apart.owners(facts.owners))
            return key, {name: getattr(facts, name) for name in fields}

        return read

    def parties(cells: Cells) -> tuple[Hashable, Any]:
        all_parties = parties_of((*constant.party, *stated_fields(cells).get(PARTY, ())), lookups)
        key = listed_parties(all_parties)
        return (key, apart.parties(all_parties)) if apart else key, {"parties": all_parties}

    def known_on(cells: Cells) -> tuple[Hashable, Any]:
        day = _known_on(cells, constant)
        return knowledge(law, day), day

    naming = tuple(key for key in binding.columns if key.partition(" ")[0] == PARTY)
    through = ("on",) if binding.company and binding.company.items else ()
    use = tuple(fact.field for fact in FACTS if fact.about == "use")
    return (
        Dimension((*(fact.key for fact in FACTS if fact.of_goods), "known_on", *through), goods),
        Dimension(("to", "from", "origin"), circumstances("to", "from_", "origin")),
        Dimension(use, circumstances(*use)),
        Dimension(naming, parties),
        Dimension(("owned_by",), circumstances("owners")),
        Dimension(("known_on",), known_on),
    )


def _unsure(text: str, column: str) -> InputError:
    """Return the fault of a cell that names the mainland where it may be the origin: goods that stay there are asked less."""
    return InputError(
        "to",
        Sentence(
            "'{text}' in a column '{column}' may be the origin; if it is the destination: --map to={column}",
            text=text,
            column=column,
        ),
    )


def _of_company(engine: Engine, lookups: Lookups, binding: ColumnBinding) -> tuple[Apart, ItemReader] | None:
    """Return the keys of a company's rows and the reader of its items; None where there is no company."""
    if binding.company is None:
        return None
    from exportctl.batch.company import Apart, ItemReader  # noqa: PLC0415 - most files are nobody's in particular

    return Apart(binding.company), ItemReader(engine, lookups, binding.company, trusted=binding.trusted)


def _known_on(cells: Cells, constant: Transaction) -> date | None:
    return day_of(cells.get("known_on"), "known_on") or constant.known_on
