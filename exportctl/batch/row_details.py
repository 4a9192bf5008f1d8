"""Details of screened rows that only people need, because no answer depends on them: parties, statuses and other regimes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.batch.interner import Interner
from exportctl.batch.row_parties import RowParties, row_parties
from exportctl.batch.row_statuses import ProvisionStatus, statuses_on
from exportctl.batch.value_dictionary import CombinationDictionary
from exportctl.engine.warnings.provisions import provisions_on_goods

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from exportctl.batch.answer_cache import Grid
    from exportctl.batch.dimensions import Dimension, Dimensions
    from exportctl.batch.goods_reader import Cells
    from exportctl.batch.screened_batch import ScreenedBatch
    from exportctl.law.status import LawAsOf


class RowDetails:
    """The details of the rows of a screener, which numbers them; the distinct ones are kept from one batch to the next."""

    def __init__(
        self,
        columns: Mapping[str, str],
        dimensions: Dimensions,
        days: Dimension,
        grid: Grid,
        law_as_of: Callable[[date | None], LawAsOf],
    ) -> None:
        """Take the columns of facts, the classes and the answers of the screener, and what returns the law as known on a day."""
        self._columns, self._dimensions, self._days = columns, dimensions, days
        self._grid, self._law_as_of = grid, law_as_of
        self._parties, self._other_rules = Interner[RowParties](), Interner[tuple[str, ...]]()
        self._statuses = Interner[tuple[ProvisionStatus, ...]]()
        self.forget()

    def forget(self) -> None:
        """Clear what depends on the numbers of classes, as these are cleared."""
        self._rules_of_classes: dict[tuple[int, ...], int] = {}

    @property
    def parties(self) -> Sequence[RowParties]:
        """The parties of rows so far, as `parties_of` numbers them."""
        return self._parties.values

    @property
    def other_rules(self) -> Sequence[tuple[str, ...]]:
        """The provisions of other regimes on the goods of rows so far, as `other_rules_of` numbers them."""
        return self._other_rules.values

    @property
    def statuses(self) -> Sequence[tuple[ProvisionStatus, ...]]:
        """The provisions of rows that are not in force on their day, as `statuses_of` numbers them."""
        return self._statuses.values

    def parties_of(self, screened: ScreenedBatch) -> pa.Array:
        """Return for each row the number of its parties, with the designations that were published by its day."""
        classes = screened.labels.parties
        of_classes = [row_parties(part["parties"]) for part in self._dimensions.parties.parts]
        numbers = pa.array([self._parties.number(item) for item in of_classes], pa.int32())
        if classes is None:
            numbers = pa.repeat(numbers[0], len(screened.batch))
        else:
            numbers = self._with_own_names(screened, numbers.take(classes))
        return self._with_published_designations(screened, numbers)

    def _with_own_names(self, screened: ScreenedBatch, numbers: pa.Array) -> pa.Array:
        """Return the numbers of parties, each row with its own names; only names that resemble listed ones are read again."""
        is_similar = pa.array([bool(item.similar) for item in self.parties], pa.bool_()).take(numbers)
        rows = pc.indices_nonzero(is_similar)
        if not len(rows):
            return numbers
        facts = self._dimensions.parties.columns
        columns = (screened.batch.column(self._columns[fact]).take(rows).cast(pa.string()) for fact in facts)
        stated = list(zip(*(column.to_pylist() for column in columns), strict=True))
        own = {cells: self._number_of_parties(dict(zip(facts, cells, strict=True))) for cells in set(stated)}
        return pc.replace_with_mask(numbers, is_similar, pa.array([own[cells] for cells in stated], pa.int32()))

    def _number_of_parties(self, cells: Cells) -> int:
        """Return the number of the parties that the cells of a row state."""
        return self._parties.number(row_parties(self._dimensions.parties.part_of(cells)["parties"]))

    def _with_published_designations(self, screened: ScreenedBatch, numbers: pa.Array) -> pa.Array:
        """Return the numbers of parties without the designations that were not yet published on the day of each row."""
        is_designated = pa.array(
            [bool(item.listed or item.related or item.near) for item in self.parties], pa.bool_()
        ).take(numbers)
        rows = pc.indices_nonzero(is_designated)
        if not len(rows):
            return numbers
        labels = [numbers, screened.labels.knowledge, screened.labels.day]
        published = _of_combinations(labels, rows, self._number_of_published)
        return pc.replace_with_mask(numbers, is_designated, published)

    def _number_of_published(self, number: int, knowledge: int, day: int) -> int:
        """Return the number of the same parties with the designations that were published, by the classes of a row's days."""
        return self._parties.number(self.parties[number].published_by(*self._law_and_day(knowledge, day)))

    def statuses_of(self, screened: ScreenedBatch, parties: pa.Array) -> pa.Array:
        """Return for each row the number of the provisions of its answer and its `parties` that are not in force on its day."""
        labels = [screened.numbers, parties, screened.labels.knowledge, screened.labels.day]
        return _of_combinations(labels, pa.array(range(len(screened.batch)), pa.int64()), self._number_of_statuses)

    def _number_of_statuses(self, answer: int, parties: int, knowledge: int, day: int) -> int:
        """Return the number of the statuses of provisions, by the numbers of answer and parties and the classes of a row's days."""
        law, on = self._law_and_day(knowledge, day)
        of_parties = (*self.parties[parties].listed, *self.parties[parties].related)
        provisions = dict.fromkeys([*self._grid.answers[answer].provisions, *(item.provision for item in of_parties)])
        return self._statuses.number(statuses_on(law, provisions, on))

    def _law_and_day(self, knowledge: int, day: int) -> tuple[LawAsOf, date]:
        """Return the law as known on a row's day of knowledge, and its day, by their classes."""
        return self._law_as_of(self._dimensions.knowledge.parts[knowledge]), self._grid.day(self._days.parts[day])

    def other_rules_of(self, screened: ScreenedBatch) -> pa.Array:
        """Return for each row the number of the provisions of other regimes that name its goods, if no control was found."""
        none = self._other_rules.number(())
        clear = pa.array([answer.decision == "no_control_found" for answer in self._grid.answers], pa.bool_())
        clear = clear.take(screened.numbers)
        rows = pc.indices_nonzero(clear)
        result = pa.repeat(pa.scalar(none, pa.int32()), len(screened.batch))
        if not len(rows):
            return result
        of_rows = _of_combinations(screened.labels, rows, self._number_of_rules)
        return pc.replace_with_mask(result, clear, of_rows)

    def rules_of_rows(self, screened: ScreenedBatch) -> list[tuple[str, ...]]:
        """Return for each row the provisions of other regimes that name its goods, if no control was found."""
        return [self.other_rules[number] for number in self.other_rules_of(screened).to_pylist()]

    def _number_of_rules(self, *classes: int) -> int:
        """Return the number of the provisions of other regimes on goods, from the classes of a row's dimensions and its day."""
        number = self._rules_of_classes.get(classes)
        if number is None:
            *situation, day = classes
            rules = provisions_on_goods(self._grid.verdict(tuple(situation), self._days.parts[day]))
            number = self._rules_of_classes[classes] = self._other_rules.number(tuple(rules))
        return number


def _of_combinations(labels: Sequence[pa.Array | None], rows: pa.Array, number_of: Callable[..., int]) -> pa.Array:
    """Return the number of each of some rows, computed once for each combination of their labels; None is label 0 in all rows."""
    combined = CombinationDictionary(len(labels))
    places = combined.numbers([pa.repeat(0, len(rows)) if label is None else label.take(rows) for label in labels])
    return pa.array([number_of(*combination) for combination in combined.values], pa.int32()).take(places)
