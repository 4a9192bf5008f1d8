"""From Python, a question takes two calls: load the law once, then check transactions against it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from exportctl.engine.evaluate import evaluate
from exportctl.facts.understand import understand
from exportctl.store.compiled import Store, data_folder

if TYPE_CHECKING:
    from exportctl.engine.verdict import Verdict
    from exportctl.facts.transaction import Transaction
    from exportctl.law.scale import Assume
    from exportctl.store.compiled import Compiled

    Law = Store | Compiled


@lru_cache(maxsize=8)
def load_law(data: str | Path | None = None) -> Store:
    """Return the law in a data folder, or the law this program carries; the same object each time.

    Raises InputError if there is no such folder, and DataError with every problem if the data has any.
    """
    return Store(Path(data) if data is not None else data_folder())


def check(transaction: Transaction, law: Law | None = None, assume: Assume = "on-face") -> Verdict:
    """Answer whether goods may go to a place on a day. Raises InputError if a stated fact makes no sense."""
    store = law or load_law()
    return evaluate(store.law, understand(store.law, transaction, store), transaction.on, transaction.known_on, assume)
