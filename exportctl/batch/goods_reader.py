"""Put the goods of rows into classes; on all cores if a table has many."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.batch.days import day_of
from exportctl.batch.processes import Processes, Shared
from exportctl.batch.text_reader import Fault, GoodsReading, PartRead, TextReader, stated_by
from exportctl.engine.reduction import equivalence_key, profile_of
from exportctl.goods.classify import as_evidence, classify_evidence
from exportctl.law.published import PublishedBy
from exportctl.law.status import knowledge

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from exportctl.batch.binding import ColumnBinding
    from exportctl.batch.company import CompanyKeys, ItemReader
    from exportctl.engine.engine import Engine
    from exportctl.engine.situation import GoodsProfile
    from exportctl.goods.classify import Classification
    from exportctl.goods.stated import Goods
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled

    Cells = Mapping[str, Any]
    ClassOfRow = tuple[Hashable, Any]

_MAX_CLASSES: Final = 1 << 14
"""The limit on cached classes of goods."""

GoodsProcesses = Processes["Cells", PartRead]


def goods_processes(store: Store | Compiled, binding: ColumnBinding) -> GoodsProcesses:
    """Return the processes that read goods of a table; this process alone reads a company's items, because it has the decisions."""
    company = binding.options.company
    if company and company.items:
        return Processes(None)

    reader = _reader_of_cells(store, binding)
    return Processes(lambda: reader.read_many, shared_with_processes(store))


def _reader_of_cells(store: Store | Compiled, binding: ColumnBinding) -> TextReader:
    """Return the reader of the goods of a table."""
    options = binding.options
    return TextReader(
        store,
        binding.constant,
        options.trusted,
        by_name=options.company is not None,
        elsewhere=binding.other_goods,
    )


def shared_with_processes(store: Store | Compiled) -> Shared | None:
    """Return the data of some folders as a value that another process can load, too."""
    folders = getattr(store, "folders", None)
    return Shared(store, store.law.digest, folders) if folders else None


class _Class(NamedTuple):
    """The entries that goods match, which are part of the answer, the key of the rest of the answer, and the classification."""

    entries: tuple[str, ...]
    answer_key: Hashable
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
        self._texts = _reader_of_cells(store, binding)
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
        entries, answer_key, classified = self._classify(reading)
        if self._company_keys:
            whole = entries, (answer_key, entries, self._company_keys.goods(reading.goods))
            return whole, {"goods": reading.goods, "decision": reading.decision}
        return (entries, answer_key), {"goods": reading.goods, "classified": classified}

    def _classify(self, reading: GoodsReading) -> _Class:
        """Classify goods, once for all texts with the same reading: thousands of texts state a few hundred goods."""
        law, day = self._engine.law, reading.day
        key = as_evidence(law, reading.goods, PublishedBy(day)), day
        class_ = self._by_evidence.get(key)
        if class_ is None:
            if len(self._by_evidence) > _MAX_CLASSES:
                self._by_evidence.clear()
            classification = classify_evidence(law, key[0], PublishedBy(day))
            profile = profile_of(law, classification)
            answer_key = (
                equivalence_key(self._engine.index, profile),
                classification.recognised,
                classification.understood,
                classification.contradicted,
                day,  # goods that are alike on one day may differ on another
            )
            entries = tuple([match.entry for match in classification.matches])
            class_ = self._by_evidence[key] = _Class(entries, answer_key, (classification, profile))
        return class_
