"""From Python, a question takes two calls: load the law once, then check transactions against it."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from exportctl.engine.engine import Engine
from exportctl.facts.understand import understand
from exportctl.store.compiled import Store, data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pyarrow as pa

    from exportctl.engine.verdict import Verdict
    from exportctl.facts.transaction import Transaction
    from exportctl.law.scale import Assume
    from exportctl.store.contents import Compiled


class Law(Store):
    """The law of a data folder, with the engine that answers questions about it."""

    @cached_property
    def engine(self) -> Engine:
        """What answers; it remembers within bounds, and no longer than the law is in use."""
        return Engine(self.law)


@cache
def _own_law() -> Law:
    return Law(data_folder())


def load_law(data: str | Path | None = None) -> Law:
    """Return the law in a data folder as it stands now, or the law this program carries, which is loaded once.

    Raises InputError if there is no such folder, and DataError with every problem if the data has any.
    """
    return Law(Path(data)) if data is not None else _own_law()


def screen(  # noqa: PLR0913 - a caller has as many options
    table: object,
    law: Store | Compiled | None = None,
    *,
    on: date | None = None,
    known_on: date | None = None,
    columns: Mapping[str, str] | None = None,
    alike: Mapping[str, str] | None = None,
    assume: Assume = "on-face",
) -> pa.Table:
    """Return a table with the verdict of each row, in order: the columns that `screen` adds, and why a row was `rejected`.

    `table` is a pyarrow Table or RecordBatch, or anything that gives an Arrow stream. Its columns have the names of the facts, or
    `columns` says which one states a fact (`{"item": "hs_code"}`); what all rows say `alike` needs no column (`{"to": "US"}`).
    `on` is the day for all rows; without it a row that states no day is rejected. Raises InputError if the table as a whole makes
    no sense. Needs the extra `exportctl[batch]`.
    """
    from exportctl.batch.binding import ScreenOptions  # noqa: PLC0415 - an extra
    from exportctl.batch.table import screened  # noqa: PLC0415 - the same

    options = ScreenOptions(columns or {}, alike or {}, on, known_on, assume=assume)
    return screened(law or load_law(), table, options)


def check(transaction: Transaction, law: Store | Compiled | None = None, assume: Assume = "on-face") -> Verdict:
    """Answer whether goods may go to a place on a day. Raises InputError if a stated fact makes no sense."""
    store = law or load_law()
    engine = store.engine if isinstance(store, Law) else Engine(store.law)
    facts = understand(store.law, transaction, store)
    return engine.evaluate(facts, transaction.on, transaction.known_on, assume)
