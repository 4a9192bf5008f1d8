"""Read the goods of rows and put them into classes; on all cores if a table has many."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.batch.binding import stated_fields
from exportctl.batch.days import day_of
from exportctl.batch.processes import Processes, Shared
from exportctl.batch.totals import is_total
from exportctl.engine.reduction import equivalence_key, profile_of
from exportctl.errors import InputError
from exportctl.facts.goods import goods_of
from exportctl.facts.registry import BY_KEY
from exportctl.goods.classify import as_evidence, classify_evidence
from exportctl.law.published import PublishedBy
from exportctl.law.status import knowledge
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from exportctl.batch.binding import ColumnBinding
    from exportctl.batch.company import CompanyKeys, ItemReader
    from exportctl.engine.engine import Engine
    from exportctl.engine.situation import GoodsProfile
    from exportctl.facts.transaction import Transaction
    from exportctl.goods.classify import Classification
    from exportctl.goods.stated import Goods
    from exportctl.permits.items import ItemDecision
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled

    Cells = Mapping[str, Any]
    ClassOfRow = tuple[Hashable, Any]

_MOST: Final = 1 << 14
"""The limit on cached classes of goods."""
_SHOWN: Final = 200
"""The length at which messages cut the text of an unreadable cell."""


class Fault(NamedTuple):
    """The reason why a row cannot be read: the column, the cell, and the error."""

    column: str
    value: str
    reason: str


def fault_of(cells: Cells, error: InputError) -> Fault:
    """Return the fault of a row whose cells raised an error; a column of other words than the accepted ones can be left out."""
    cell, what = str(cells.get(error.where) or cells.get(error.fact) or "")[:_SHOWN], error.what
    if cell and error.fact in BY_KEY and BY_KEY[error.fact].words:
        what = Sentence("{what}; to leave out this column: --map {fact}=-", what=what, fact=error.fact)
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

    Goods with the same evidence are the same to the law; if `by_name` is set, they must also have the same name.
    """

    store: Store | Compiled
    constant: Transaction
    trusted: bool
    by_name: bool

    def read(self, cells: Cells) -> GoodsReading:
        """Return the goods of a row; raises InputError for an invalid fact."""
        law, stated = self.store.law, stated_by(cells, self.constant)
        if is_total(stated.item):
            raise InputError("item", "'{text}' names no goods", text=stated.item.strip())
        goods = goods_of(law, stated, self.store, trusted=self.trusted, guess=False)
        return GoodsReading(goods, knowledge(law, stated.known_on))

    def read_many(self, rows: Sequence[Cells]) -> PartRead:
        """Return the readings of many rows."""
        part = PartRead([], [])
        first: dict[Hashable, int] = {}
        for cells in rows:
            reading: GoodsReading | Fault
            try:
                reading = self.read(cells)
                key: Hashable = self._key(reading)
            except InputError as error:
                reading = key = fault_of(cells, error)
            number = first.setdefault(key, len(part.readings))
            if number == len(part.readings):
                part.readings.append(reading)
            part.numbers.append(number)
        return part

    def _key(self, reading: GoodsReading) -> Hashable:
        evidence = as_evidence(self.store.law, reading.goods, PublishedBy(reading.day))
        return evidence, reading.day, reading.goods.item if self.by_name else ""


GoodsProcesses = Processes["Cells", PartRead]


def goods_processes(store: Store | Compiled, binding: ColumnBinding) -> GoodsProcesses:
    """Return the processes that read goods of a table; this process alone reads a company's items, because it has the decisions."""
    company = binding.options.company
    if company and company.items:
        return Processes(None)

    reader = TextReader(store, binding.constant, binding.options.trusted, by_name=company is not None)
    return Processes(lambda: reader.read_many, shared_with_processes(store))


def shared_with_processes(store: Store | Compiled) -> Shared | None:
    """Return the data of some folders as a value that another process can load, too."""
    folders = getattr(store, "folders", None)
    return Shared(store, store.law.digest, folders) if folders else None


def stated_by(cells: Cells, constant: Transaction) -> Transaction:
    """Return the facts of the goods and the day of knowledge that a row states, added to those of all rows."""
    return constant._replace(**stated_fields(cells), known_on=known_on(cells, constant))


def known_on(cells: Cells, constant: Transaction) -> date | None:
    """Return the day of knowledge of a row."""
    return day_of(cells.get("known_on"), "known_on") or constant.known_on


class _Class(NamedTuple):
    """The entries that goods match, which are part of the answer, the key of the rest of the answer, and the classification."""

    lines: tuple[str, ...]
    answered_by: Hashable
    classified: tuple[Classification, GoodsProfile]


class GoodsReader:
    """Reads goods and puts them into classes: a key, and a value that represents all goods of the class.

    The key holds the entries that goods match, which are part of the answer, and all other grounds of the answer. A
    company's permits and decisions separate goods, too: a decision about an item holds through a day.
    """

    def __init__(
        self,
        engine: Engine,
        store: Store | Compiled,
        binding: ColumnBinding,
        company: tuple[CompanyKeys, ItemReader] | None,
        processes: GoodsProcesses | None,
    ) -> None:
        """Start without classes."""
        self._engine, self._binding, self._processes = engine, binding, processes
        self._texts = TextReader(store, binding.constant, binding.options.trusted, by_name=company is not None)
        self._company_keys = company[0] if company else None
        self._items = company[1] if company else None
        self._by_evidence: dict[tuple[Goods, date], _Class] = {}

    def class_of(self, cells: Cells) -> ClassOfRow:
        """Return the class of the goods of a row; raises InputError for an invalid fact."""
        return self._class_of(self._reading_by_decision(cells) or self._texts.read(cells))

    def classes(self, rows: Sequence[Cells]) -> Iterator[ClassOfRow | Fault] | None:
        """Return the classes of the goods of many rows, or their faults; None if there are too few for several processes."""
        parts = self._processes.results(rows) if self._processes else None
        return None if parts is None else (item for part in parts for item in self._classes_of(part))

    def _classes_of(self, part: PartRead) -> Iterator[ClassOfRow | Fault]:
        classes = [item if isinstance(item, Fault) else self._class_of(item) for item in part.readings]
        return map(classes.__getitem__, part.numbers)

    def _reading_by_decision(self, cells: Cells) -> GoodsReading | None:
        """Return the goods of a row by the company's decision about its item; None if there is none."""
        stated = stated_by(cells, self._binding.constant) if self._items else None
        decision = self._items.decision(stated) if self._items and stated else None
        if stated is None or decision is None:
            return None
        goods = decision.on(day_of(cells.get("on"), "on") or self._binding.options.day or date.max)
        return GoodsReading(goods, knowledge(self._engine.law, stated.known_on), decision)

    def _class_of(self, reading: GoodsReading) -> ClassOfRow:
        lines, answered_by, classified = self._classify(reading)
        if self._company_keys:
            whole = lines, (answered_by, lines, self._company_keys.goods(reading.goods))
            return whole, {"goods": reading.goods, "decision": reading.decision}
        return (lines, answered_by), {"goods": reading.goods, "classified": classified}

    def _classify(self, reading: GoodsReading) -> _Class:
        """Classify goods, once for all texts with the same reading: thousands of texts state a few hundred goods."""
        law, day = self._engine.law, reading.day
        key = as_evidence(law, reading.goods, PublishedBy(day)), day
        class_ = self._by_evidence.get(key)
        if class_ is None:
            if len(self._by_evidence) > _MOST:
                self._by_evidence.clear()
            classification = classify_evidence(law, key[0], PublishedBy(day))
            profile = profile_of(law, classification)
            answered_by = (
                equivalence_key(self._engine.index, profile),
                classification.recognised,
                classification.understood,
                classification.contradicted,
                day,  # goods that are alike on one day may differ on another
            )
            lines = tuple([match.entry for match in classification.matches])
            class_ = self._by_evidence[key] = _Class(lines, answered_by, (classification, profile))
        return class_
