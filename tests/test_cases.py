"""The cases are law as lawyers read it: the verdict of each is exactly the expected one."""

from __future__ import annotations

from pathlib import Path

import pytest

from exportctl.api import check
from exportctl.inquiry.cases import differences, question_of
from exportctl.law.case import Case
from exportctl.law.register import Register
from exportctl.store.cases import read_cases
from exportctl.store.compiled import Store

PLACED = read_cases(Path(__file__).parent)
ALL = [(f"{Path(item.document.file).stem}: {item.record.case}", item.record) for item in PLACED]
TRANSACTIONS = [question_of(case).transaction for _, case in ALL]
"""The law of the cases; other tests use it in other ways."""


@pytest.mark.parametrize(("name", "case"), ALL, ids=[name for name, _ in ALL])
def test_the_verdict_is_the_expected_one(store: Store, name: str, case: Case) -> None:
    """The expectation of the case is the answer of `check`."""
    question = question_of(case)
    assert case.why, f"{name} cites no law"
    assert case.expect, f"{name} expects nothing"
    assert differences(case, check(question.transaction, store, question.assume), question.gate) == []


def test_the_names_of_the_cases_are_unique() -> None:
    """A case can be spoken of by its name."""
    names = [case.case for _, case in ALL]
    assert len(names) == len(set(names))


def test_every_provision_is_met_by_some_case(law: Register) -> None:
    """No provision with rules is left without a case in which it applies, or waits for a fact."""
    met = {
        provision
        for _, case in ALL
        for key in ("applies", "unknown", "suspended")
        for provision in case.expect.get(key, [])
    }
    assert set(law.rules) <= met
