"""Measure recognition by the whole program: the right entries of controlled goods, and decisions on ordinary goods."""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa

from exportctl import Transaction, screen
from exportctl.api import Law
from exportctl.facts.goods import goods_of
from exportctl.goods.classify import Classification, classify
from exportctl.goods.customs import printed_beside
from exportctl.law.words import covers

DESCRIPTIONS = Path(__file__).resolve().parent.parent / "data" / "trade" / "descriptions.tsv"


DAY = date(2026, 8, 1)
CONTROLLED = Path(__file__).resolve().parent.parent / "tests" / "goods" / "controlled.tsv"


def controlled() -> list[tuple[str, str, str]]:
    """Return the descriptions of controlled goods, each with its entry, its language and its words."""
    with CONTROLLED.open(encoding="utf-8", newline="") as stream:
        return [(row["list_code"], row["lang"], row["description"]) for row in csv.DictReader(stream, delimiter="\t")]


class Classifier:
    """Classifies descriptions one at a time, without caches of earlier ones."""

    def __init__(self, store: Law) -> None:
        """Take the law."""
        self.store = store

    def classify(self, item: str, hs_code: str | None = None) -> Classification:
        """Return the classification of goods."""
        transaction = Transaction(item=item, on=DAY, hs_code=hs_code)
        return classify(self.store.law, goods_of(self.store.law, transaction, self.store, guess=False))

    def is_cleared_by_code(self, item: str, hs_code: str) -> bool:
        """Return whether goods would be recognised without a match if the customs code were not compared with the words."""
        goods = goods_of(self.store.law, Transaction(item=item, on=DAY, hs_code=hs_code), self.store, guess=False)
        return self.is_cleared(classify(self.store.law, goods._replace(conflict=None)))

    def is_cleared(self, classification: Classification) -> bool:
        """Return whether goods are recognised and match no entry."""
        return self.store.law.home.id in classification.recognised and not classification.matches


def report(store: Law) -> Iterator[str]:
    """Yield a line for each figure."""
    classifier = Classifier(store)
    yield from _controlled(classifier)
    with DESCRIPTIONS.open(encoding="utf-8") as lines:
        rows = [(row["description"], row["hs_code"]) for row in csv.DictReader(lines, delimiter="\t")]
    start = time.perf_counter()
    decided = sum(classifier.is_cleared(classifier.classify(words)) for words, _ in rows)
    rate = len(rows) / (time.perf_counter() - start)
    yield f"ordinary goods by their words alone: {decided} of {len(rows)} decided, {decided / len(rows):.2%}"
    yield f"  {rate:.0f} descriptions a second, one core, read and classified; 5000 wanted"
    yield f"  {_screening_rate(store, [words for words, _ in rows]):.0f} a second through screen(); 5000 wanted"
    ordinary = [(words, code[:10]) for words, code in rows if not any(printed_beside(store.law, code[:6]))]
    closed = sum(classifier.is_cleared(classifier.classify(words, code)) for words, code in ordinary)
    kind = "with a customs code for which no entry is printed"
    yield f"{kind}: {closed} of {len(ordinary)} decided, {closed / len(ordinary):.2%}; 97 % wanted"


def _screening_rate(store: Law, texts: Sequence[str]) -> float:
    """Return the descriptions a second of a new screener on a table of distinct ones."""
    table = pa.table({"item": list(dict.fromkeys(texts))})
    start = time.perf_counter()
    screen(table, store, on=DAY)
    return len(table) / (time.perf_counter() - start)


def _controlled(classifier: Classifier) -> Iterator[str]:
    rows = controlled()
    right = sure = cleared = 0
    counts = []
    for code, _, words in rows:
        classification = classifier.classify(words)
        own = [match for match in classification.matches if covers(code, match.entry) or covers(match.entry, code)]
        right += bool(own)
        sure += any(match.truth.value for match in own)
        cleared += classifier.is_cleared(classification)
        counts.append(len(classification.matches))
    share, certain = right / len(rows), sure / len(rows)
    yield f"controlled goods: the right entry for {share:.2%} of {len(rows)}, sure for {certain:.2%}; 99 % and 40 % wanted"
    yield f"  {statistics.median(counts):.0f} entries in the median, {max(counts)} at most; {cleared} cleared, none wanted"
