"""Descriptions of controlled goods belong to lines there are, and none of them gets past the three vetoes or the program."""

from __future__ import annotations

from datetime import date

import pytest

from bench.goods import Clears
from bench.recognised import Classifier, controlled
from exportctl import Transaction, check
from exportctl.api import Law
from exportctl.law.register import Register

DAY = date(2026, 12, 15)
"""A day on which no suspension is known to go on."""


def test_every_description_belongs_to_a_line_there_is(law: Register) -> None:
    """A code without an entry could not be compared; no description occurs twice."""
    rows = controlled()
    assert len(rows) > 300
    assert {code for code, _, _ in rows} <= law.entries.keys()
    assert {lang for _, lang, _ in rows} == {"en", "zh"}
    assert len({words for _, _, words in rows}) == len(rows)


def test_no_controlled_goods_get_past_the_vetoes(clears: Clears) -> None:
    """To clear a controlled item is the worst error."""
    assert [(code, words) for code, _, words in controlled() if clears(words)] == []
    assert clears("cotton T-shirts for men")
    assert not clears("")


def test_no_controlled_goods_are_cleared(store: Law) -> None:
    """The program finds an entry, or answers that it cannot decide."""
    verdicts = [(words, check(Transaction(item=words, on=DAY, to="US"), store)) for _, _, words in controlled()]
    assert [words for words, verdict in verdicts if verdict.decision == "no_control_found"] == []
    assert [words for words, verdict in verdicts if verdict.to_dict()["exit_code"] not in {1, 3}] == []


FALSE_CODES = ("640399", "610910", "190531", "441233", "940360", "392410", "732391", "870870", "847130", "320910")
"""Headings of ten chapters for which no entry is printed."""


@pytest.mark.parametrize("code", FALSE_CODES)
def test_a_false_customs_code_frees_next_to_no_controlled_goods(store: Law, code: str) -> None:
    """Words that speak against the code leave it undecided; `python -m bench.goods` measures the other side."""
    classifier, rows = Classifier(store), controlled()
    free = [words for _, _, words in rows if classifier.is_cleared(classifier.classify(words, code))]
    assert len(free) <= 0.014 * len(rows), free
