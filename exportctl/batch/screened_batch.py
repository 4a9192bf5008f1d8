"""What a screener returns for a batch: its answered rows and its rejected ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.sentences import Column, Sentence, side_by_side

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from exportctl.batch.days import Order
    from exportctl.batch.dimensions import Labels
    from exportctl.batch.text_reader import Fault
    from exportctl.batch.totals import PassedOver


_NO_HEADINGS: Final[Mapping[str, str]] = {}


class Reject(NamedTuple):
    """A row, counted from 0 in its batch, that cannot be read, and why; `others` are its further faults.

    A row that is `passed_over` states no goods and needs no correction.
    """

    row: int
    fault: Fault
    others: tuple[Fault, ...] = ()
    passed_over: PassedOver | None = None

    def reasons(self, headings: Mapping[str, str] = _NO_HEADINGS) -> str:
        """Return all faults of the row; the first without its column, because the reject names that column.

        `headings` are those of the columns of facts; a fact without one has its own name.
        """
        if not self.others:
            return self.fault.reason
        others = side_by_side(
            Sentence("{fact}: {what}", fact=headings.get(other.column) or Column(other.column), what=other.reason)
            for other in self.others
        )
        return Sentence("{reason}; also {others}", reason=self.fault.reason, others=others)


class ScreenedBatch(NamedTuple):
    """A batch without the rows that could not be read, the numbers of each row's entries and answer, and those rejected rows.

    `labels` are the classes of the rows, until the next batch is screened. `orders` counts the dates that were read in an
    order other than year first, `lacking_orders` the rejected rows with a date that lacks its order, `placeholders` the
    cells of each column that have a placeholder for the name of a party or for a use, `without_amount` those of quantities without a
    known amount, `unknown_units` the quantities in each unit that is not known, and `goods_beside` the rows whose goods are read with
    the text in each column that states no fact.
    """

    batch: pa.RecordBatch
    entries: pa.Array
    numbers: pa.Array
    rejects: tuple[Reject, ...]
    orders: Mapping[str, int]
    lacking_orders: Mapping[tuple[Order, ...], int]
    placeholders: Mapping[str, int]
    without_amount: Mapping[str, int]
    unknown_units: Mapping[str, int]
    goods_beside: Mapping[str, int]
    labels: Labels
