"""From Python, a question takes two calls: load the law once, then check transactions against it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from exportctl.engine.evaluate import evaluate
from exportctl.facts.understand import understand
from exportctl.store.compiled import data_folder, register_of

if TYPE_CHECKING:
    from exportctl.engine.verdict import Verdict
    from exportctl.facts.transaction import Transaction
    from exportctl.law.register import Register
    from exportctl.law.scale import Assume


@lru_cache(maxsize=8)
def load_law(data: str | Path | None = None) -> Register:
    """Return the law in a data folder, or the law this program carries; the same register each time.

    Raises InputError if there is no such folder, and DataError with every problem if the data has any.
    """
    return register_of(Path(data) if data is not None else data_folder()).law


def check(transaction: Transaction, law: Register | None = None, assume: Assume = "on-face") -> Verdict:
    """Answer whether goods may go to a place on a day. Raises InputError if a stated fact makes no sense."""
    law = law or load_law()
    return evaluate(law, understand(law, transaction), transaction.on, transaction.known_on, assume)
