"""The classification of goods by their words, through the public interface, on a day on which all entries are in the law."""

from __future__ import annotations

from datetime import date
from typing import Any

from exportctl import Transaction, Verdict, check, classify
from exportctl.api import Law
from exportctl.goods.trace import Trace, trace

DAY = date(2026, 10, 10)
MOST = 12


def verdict_of(store: Law, item: str, **facts: Any) -> Verdict:
    """Return the verdict on goods for Germany."""
    return check(Transaction(item=item, on=DAY, to="DE", **facts), store)


def lines(store: Law, item: str, **facts: Any) -> dict[str, str]:
    """Return the lines that goods are or may be, with their certainty."""
    document = classify(Transaction(item=item, on=DAY, **facts), store).to_dict()
    return {match["entry"]: match["certainty"] for match in document["matches"]}


def read(store: Law, item: str) -> list[tuple[str, str]]:
    """Return the understood words of a text, each with its label."""
    document = classify(Transaction(item=item, on=DAY), store).to_dict()
    return [(part["words"], part["as"]) for part in document["understood"]]


def trace_of(store: Law, item: str) -> Trace:
    """Return the annotations of a text with their rules."""
    goods = classify(Transaction(item=item, on=DAY), store).facts.goods
    return trace(store.law, store.lexicon, goods)


def exit_code(verdict: Verdict) -> int:
    """Return the exit code of a verdict at the usual gate."""
    code = verdict.to_dict()["exit_code"]
    assert isinstance(code, int)
    return code


def warned(verdict: Verdict) -> set[str]:
    """Return the codes of the warnings of a verdict."""
    return {warning["code"] for warning in verdict.to_dict()["warnings"]}
