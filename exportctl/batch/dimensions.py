"""The dimensions of a transaction: values of some columns, put into classes that the law does not distinguish."""

from __future__ import annotations

from array import array
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.goods_reader import GoodsReader
from exportctl.batch.interner import Interner
from exportctl.batch.row_parties import listed_groups, near_names
from exportctl.batch.stated_cells import fact_of, stated_fields
from exportctl.batch.text_reader import Fault, fault_of, known_on
from exportctl.batch.value_dictionary import CombinationDictionary, as_arrow
from exportctl.engine.reduction import listed_parties, situation_of
from exportctl.engine.situation import UNKNOWN_GOODS
from exportctl.errors import InputError
from exportctl.facts.places import is_place
from exportctl.facts.registry import FACTS, ITEM, PARTY
from exportctl.facts.request import MAINLAND, circumstances_of, parties_of
from exportctl.law.status import knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from exportctl.batch.binding import ColumnBinding, ScreenOptions
    from exportctl.batch.columns import EncodedColumn
    from exportctl.batch.company import CompanyKeys, ItemReader
    from exportctl.batch.goods_reader import Cells, ClassOfRow, GoodsProcesses
    from exportctl.engine.engine import Engine
    from exportctl.facts.transaction import Owner
    from exportctl.store.compiled import Store
    from exportctl.store.contents import Compiled

    Read = Callable[[Cells], ClassOfRow]
    ReadMany = Callable[[Sequence[Cells]], Iterator[ClassOfRow | Fault] | None]


_SOME_GOODS: Final = "goods"
"""The placeholder for unreadable goods while the other cells of their row are read."""


class Dimension:
    """The classes of one dimension so far: a class has a number from 0 up, a fault a negative one.

    `read` returns for the cells of a row the key of its class, and a value that represents every row of the class;
    `read_many` does the same for many rows, or returns None if they are too few.
    """

    def __init__(self, columns: tuple[str, ...], read: Read, read_many: ReadMany | None = None) -> None:
        """Take the columns that state the dimension and the functions that read them."""
        self.columns, self._read, self._read_many = columns, read, read_many
        self.forget()

    def forget(self) -> None:
        """Clear the memory, so that it stays bounded."""
        self.parts: list[Any] = []
        self.faults: list[tuple[Fault, ...]] = []
        self._keys = Interner[Any]()
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._combined: CombinationDictionary | None = None
        self._of = array("i")
        self._new: Iterator[tuple[Any, ...]] = iter(())
        self._coming: Iterator[tuple[tuple[Any, ...], int]] = iter(())
        self._names: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of cached combinations of cells."""
        return len(self._numbers)

    @property
    def keys(self) -> Sequence[Any]:
        """The keys of the classes."""
        return self._keys.values

    @property
    def unread(self) -> int:
        """The number of combinations that are not read yet."""
        return 0 if self._combined is None else len(self._combined.values) - len(self._of)

    def combinations(self, columns: Mapping[str, EncodedColumn]) -> pa.Array | None:
        """Return the number of each row's combination of cells, and start to read new ones in other processes, if they are many.

        None if no column states the dimension, because all rows are then of class 0. Raises InputError for an invalid fact that is
        the same in all rows.
        """
        present = tuple(name for name in self.columns if name in columns)
        if not present:
            if not self.parts:
                self._class_of(*self._read({}))
            return None
        stating = [columns[name] for name in present]
        self._combined = self._combined or CombinationDictionary(len(present))
        combinations = self._combined.numbers([column.numbers for column in stating])
        new = [
            tuple([column.values[place] for column, place in zip(stating, places, strict=True)])
            for places in self._combined.values[len(self._of) :]
        ]
        self._names, self._new = present, iter(new)
        self._coming = self._read_ahead(present, new)
        return combinations

    def classes(self, combinations: pa.Array) -> pa.Array:
        """Return the class of each row from the numbers of combinations, up to whose highest all are read."""
        highest = pc.max(combinations).as_py()
        count = 0 if highest is None else highest + 1 - len(self._of)
        self._of.extend([self._number(self._names, cells) for cells in islice(self._new, max(count, 0))])
        return as_arrow(self._of).take(combinations)

    def part_of(self, cells: Cells) -> Any:  # noqa: ANN401 - each dimension has its own parts
        """Return the part of a row from its cells; it may have details that the part of its class lacks."""
        return self._read(cells)[1]

    def faults_of(self, number: int) -> tuple[Fault, ...]:
        """Return the faults of a negative number."""
        return self.faults[-number - 1]

    def _read_ahead(
        self, names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
    ) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Yield combinations and their numbers in the order of rows, if many are new, while other processes read the next ones."""
        new = [values for values in dict.fromkeys(rows) if values not in self._numbers] if self._read_many else []
        cells = [dict(zip(names, values, strict=True)) for values in new]
        classes = self._read_many(cells) if self._read_many else None
        return iter(()) if classes is None else zip(new, map(self._number_of, cells, classes), strict=True)

    def _number(self, names: tuple[str, ...], values: tuple[Any, ...]) -> int:
        """Return the number of a combination, which is among those that are read ahead, if there are any."""
        if values not in self._numbers:
            self._numbers.update(islice(self._coming, 1))
        number = self._numbers.get(values)
        if number is None:
            number = self._numbers[values] = self._read_cells(dict(zip(names, values, strict=True)))
        return number

    def _read_cells(self, cells: Cells) -> int:
        try:
            return self._class_of(*self._read(cells))
        except InputError as error:
            self.faults.append(tuple(self._every_fault(cells, error)))
            return -len(self.faults)

    def _number_of(self, cells: Cells, outcome: ClassOfRow | Fault) -> int:
        return self._read_cells(cells) if isinstance(outcome, Fault) else self._class_of(*outcome)

    def _every_fault(self, cells: Cells, first: InputError) -> Iterator[Fault]:
        """Yield the faults of a row: without the cell of one, the next one shows."""
        error, remaining = first, dict(cells)
        while True:
            yield fault_of(cells, error)
            stating = [key for key in remaining if fact_of(key) == error.fact]
            if not stating or remaining[stating[0]] == _SOME_GOODS:
                return
            for key in stating:
                del remaining[key]
            if error.fact == ITEM:
                remaining[ITEM] = _SOME_GOODS
            try:
                self._read(remaining)
            except InputError as further:
                error = further
            else:
                return

    def _class_of(self, key: Hashable, part: object) -> int:
        number = self._keys.number(key)
        if number == len(self.parts):
            self.parts.append(part)
        return number


class Dimensions(NamedTuple):
    """The dimensions of a transaction besides its day."""

    goods: Dimension
    route: Dimension
    use: Dimension
    parties: Dimension
    owners: Dimension
    knowledge: Dimension


class Labels(NamedTuple):
    """The number of each row in each of the `Dimensions` and for its day: that of its class, or of its combination of cells.

    None is number 0 in all rows.
    """

    goods: pa.Array | None
    route: pa.Array | None
    use: pa.Array | None
    parties: pa.Array | None
    owners: pa.Array | None
    knowledge: pa.Array | None
    day: pa.Array | None

    @property
    def of_situation(self) -> tuple[pa.Array | None, ...]:
        """The labels in the dimensions, without the day."""
        return self.goods, self.route, self.use, self.parties, self.owners, self.knowledge

    def take(self, rows: pa.Array) -> Labels:
        """Return the labels of some rows, by their places."""
        return Labels(*(label if label is None else label.take(rows) for label in self))

    def filter(self, mask: pa.Array) -> Labels:
        """Return the labels of the rows that a mask selects."""
        return Labels(*(label if label is None else label.filter(mask) for label in self))

    def slice(self, start: int, length: int) -> Labels:
        """Return the labels of at most `length` rows from a start on."""
        return Labels(*(label if label is None else label.slice(start, length) for label in self))


def dimensions(
    engine: Engine,
    store: Store | Compiled,
    binding: ColumnBinding,
    processes: GoodsProcesses | None = None,
    *,
    in_words: bool = False,
) -> Dimensions:
    """Return the dimensions of a transaction whose rows differ only in their columns; a part is some fields of `Facts`.

    Several columns can state parties, which are added to those of all rows. A company's decision about an item holds
    through a day, so the day of a row is part of the key of its goods. If there are `processes`, they read many goods at
    once. Nearly listed names separate parties only of rows that are put `in_words` for people. The
    day of knowledge also decides which guidance and entries count for the goods.
    """
    law, constant, options = engine.law, binding.constant, binding.options
    company = _of_company(engine, store, options)
    company_keys = company[0] if company else None
    goods = GoodsReader(engine, store, binding, company, processes)

    def circumstances(*fields: str) -> Read:
        def read(cells: Cells) -> tuple[Hashable, Any]:
            facts = circumstances_of(law, constant._replace(**stated_fields(cells), party=()), store)
            if facts.to == MAINLAND and "to" in binding.assumed and cells.get("to"):
                raise _unsure(cells["to"], binding.columns["to"])
            typical = situation_of(engine.index, facts, UNKNOWN_GOODS)
            key: tuple[Hashable, ...] = tuple(getattr(typical, name) for name in fields)
            if company_keys:
                key += (company_keys.place(facts), company_keys.owners(facts.owners))
            return key, {name: getattr(facts, name) for name in fields}

        return read

    def parties(cells: Cells) -> tuple[Hashable, Any]:
        named = {
            key: cell for key, cell in cells.items() if not (key in binding.assumed and cell and is_place(law, cell))
        }
        texts = (*constant.party, *stated_fields(named).get(PARTY, ()))
        all_parties = parties_of(texts, store, near=in_words)
        lists = listed_parties(all_parties), listed_groups(all_parties)
        answer_key = (*lists, company_keys.parties(all_parties)) if company_keys else lists
        only_in_words = near_names(all_parties) if in_words else ()
        return (answer_key, only_in_words), {"parties": all_parties}

    def owners(cells: Cells) -> tuple[Hashable, Any]:
        key, part = of_law(cells)
        return (key, _listed_shares(part["owners"])), part

    def knowledge_of(cells: Cells) -> tuple[Hashable, Any]:
        day = known_on(cells, constant)
        return knowledge(law, day), day

    of_law = circumstances("owners")
    naming = tuple(key for key in binding.columns if fact_of(key) == PARTY)
    through = ("on",) if options.company and options.company.items else ()
    use = tuple(fact.field for fact in FACTS if fact.about == "use")
    return Dimensions(
        goods=Dimension(
            (*(fact.key for fact in FACTS if fact.of_goods), "known_on", *through), goods.class_of, goods.classes
        ),
        route=Dimension(("to", "from", "origin"), circumstances("to", "from_", "origin")),
        use=Dimension(use, circumstances(*use)),
        parties=Dimension(naming, parties),
        owners=Dimension(("owned_by",), owners),
        knowledge=Dimension(("known_on",), knowledge_of),
    )


def _listed_shares(owners: Iterable[Owner]) -> Hashable:
    """Return the share of each owner with hits, and their designations: of any list, because every list is a reason for a warning."""
    return tuple(
        (owner.share, frozenset(hit.listing.provision for hit in owner.hits)) for owner in owners if owner.hits
    )


def _unsure(text: str, column: str) -> InputError:
    """Return the fault of a cell that names the mainland but may be the origin: rules for goods that stay there are milder."""
    return InputError(
        "to",
        "'{text}' in a column '{column}' may be the origin; if it is the destination: --map to={column}",
        text=text,
        column=column,
    )


def _of_company(
    engine: Engine, store: Store | Compiled, options: ScreenOptions
) -> tuple[CompanyKeys, ItemReader] | None:
    """Return the keys of a company's rows and the reader of its items; None without a company."""
    if options.company is None:
        return None
    from exportctl.batch.company import CompanyKeys, ItemReader  # noqa: PLC0415 - most runs have no company

    return CompanyKeys(options.company), ItemReader(engine, store, options.company, trusted=options.trusted)
