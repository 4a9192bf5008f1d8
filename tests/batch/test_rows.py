"""The verdict of a row is the verdict of `check` on the same facts, for every case of law and for random tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from exportctl import Transaction, Verdict, check, screen
from exportctl.batch import screener
from exportctl.batch import table as tables
from exportctl.batch.answers import COLUMNS
from exportctl.store.compiled import Store
from tests.test_cases import TRANSACTIONS

FACTS = ("item", "to", "from_", "origin", "on", "known_on", "end_use", "end_user_type", "party", "owned_by", "form")
MORE = (
    "hs_code",
    "entry",
    "contains",
    "param",
    "cn_content",
    "cn_technology",
    "quantity",
    "supplied_to",
    "supplied_by",
    "via_china",
)


def row_of(transaction: Transaction) -> dict[str, Any]:
    """Return a transaction as a row of a table."""
    cells = {name.rstrip("_"): getattr(transaction, name) for name in (*FACTS, *MORE)}
    return {name: ";".join(cell) or None if isinstance(cell, tuple) else cell for name, cell in cells.items()}


def answer_of(verdict: Verdict) -> dict[str, Any]:
    """Return the expected answer of a row, from the verdict of `check`."""
    change = verdict.next_change
    return {
        "decision": verdict.decision,
        "worst_case": verdict.worst_case,
        "settled": verdict.settled,
        "entries": ";".join(match.entry for match in verdict.classification.matches),
        "provisions": ";".join(dict.fromkeys(finding.provision for finding in verdict.findings)),
        "questions": ";".join(question.fact for question in verdict.questions),
        "next_change_on": change.on if change else None,
        "next_change_decision": change.decision if change else None,
    }


def table_of(transactions: Iterable[Transaction]) -> pa.Table:
    """Return transactions as a table of texts and days."""
    schema = pa.schema(
        {name.rstrip("_"): pa.date32() if name in {"on", "known_on"} else pa.string() for name in (*FACTS, *MORE)}
    )
    return pa.Table.from_pylist([row_of(transaction) for transaction in transactions], schema=schema)


def answers(table: pa.Table) -> list[dict[str, Any]]:
    """Return the answers to the rows of a screened table, all of which are readable."""
    assert table["rejected"].null_count == len(table)
    return [dict(row) for row in table.select(list(COLUMNS)).to_pylist()]


@pytest.mark.parametrize("assume", ["on-face", "extended"])
def test_every_case_is_answered_as_check_answers_it(store: Store, assume: Any) -> None:
    """All cases of law, as one table."""
    assert answers(screen(table_of(TRANSACTIONS), store, assume=assume)) == [
        answer_of(check(transaction, store, assume)) for transaction in TRANSACTIONS
    ]


@pytest.mark.parametrize("items", [[], [""], ["", " "]])
def test_a_table_of_which_no_row_can_be_answered(store: Store, items: list[str]) -> None:
    """The table keeps its rows, each with a reason."""
    table = screen(pa.table({"item": pa.array(items, pa.string())}), store, on=date(2025, 12, 1))
    assert (len(table), table["rejected"].null_count) == (len(items), 0)


def test_texts_may_be_views(store: Store) -> None:
    """A column as Polars has it is read like any other, also where rows cannot be."""
    table = pa.table(
        {"item": pa.array(["gallium", None], pa.string_view()), "note": pa.array(["a", "b"], pa.string_view())}
    )
    screened = screen(table, store, on=date(2025, 12, 1))
    assert screened["note"].to_pylist() == ["a", "b"]
    assert screened["entries"].to_pylist() == ["3C001.a", None]


def test_a_screener_with_cleared_caches_answers_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a screener clears its caches in the middle of a table, no row gets the answer of another."""
    monkeypatch.setattr(screener, "_MAX_CELLS", 30)
    monkeypatch.setattr(tables, "_ROWS", 40)
    transactions = TRANSACTIONS[:400]
    assert answers(screen(table_of(transactions), store)) == [
        answer_of(check(transaction, store)) for transaction in transactions
    ]
