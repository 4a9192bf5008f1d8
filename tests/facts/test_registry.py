"""Each fact is one row: what states facts elsewhere, for the type checker or in the law, holds the same ones."""

from __future__ import annotations

import re

import pytest

from exportctl.batch.headers import meaning_of
from exportctl.engine.situation import Situation
from exportctl.facts.fact_names import by_fact
from exportctl.facts.registry import BY_FIELD, FACTS, ITEM, Fact
from exportctl.facts.transaction import Facts, Stated, Transaction, option_for
from exportctl.law.model import Condition, file_key
from exportctl.reports.documents.parts import Query
from exportctl.reports.documents.receipts import CheckQuestion
from exportctl.reports.i18n.language import translate, using_language
from exportctl.served.questions import QUESTIONS
from exportctl.served.shapes import shape_of
from tests.cli.program import ask
from tests.test_architecture import modules

KEYS = {fact.key for fact in FACTS}
OF_RUN = {"assume", "gate", "undecided", "max_age", "trust_descriptions"}
"""The parts of a question other than facts."""


def modules_with(field: str) -> set[str]:
    """Return the modules of the package that name a fact."""
    word = re.compile(rf"\b{field}\b")
    return {name for name, path in modules().items() if word.search(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("field", ["supplied_by", "end_user_type"])
def test_a_fact_touches_at_most_five_modules(field: str) -> None:
    """One that no rule of the engine reads in a way of its own."""
    assert {"exportctl.facts.registry", "exportctl.facts.transaction"} <= (named := modules_with(field))
    assert len(named) <= 5


@pytest.mark.parametrize("field", ["supplied_by", "supplied_to", "via_china", "cn_technology"])
def test_only_facts_law_and_engine_name_a_fact(field: str) -> None:
    """Commands, columns, services and documents take it from its row."""
    assert {"facts", "engine"} <= {name.split(".")[1] for name in modules_with(field)} <= {"facts", "law", "engine"}


def test_a_transaction_holds_each_fact() -> None:
    """With the default of its row, as do the keywords of the Python API."""
    assert set(Transaction._fields) == Stated.__annotations__.keys() == BY_FIELD.keys()
    for field, default in Transaction._field_defaults.items():
        fact = BY_FIELD[field]
        assert default == (() if fact.kind == "texts" else fact.default)


def test_documents_hold_each_fact() -> None:
    """The facts of an answer and those of a receipt are the same."""
    assert {file_key(name) for name in Query.__annotations__} == KEYS | OF_RUN | {"sku"}
    assert {file_key(name) for name in CheckQuestion.__annotations__} == KEYS | OF_RUN | {"holdings"}


@pytest.mark.parametrize("fact", [fact for fact in FACTS if fact.among], ids=lambda fact: fact.field)
def test_a_condition_lists_values_of_a_fact_that_a_situation_has(fact: Fact) -> None:
    """The stated fact, the dependency on it and the condition of the law have one name."""
    assert {fact.field} <= set(Facts._fields) & set(Situation._fields) & set(Condition._fields)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.field)
def test_a_row_states_a_fact_everywhere(fact: Fact) -> None:
    """On the command line, in a column, in a request, and in the question for it."""
    assert fact.option == (fact.takes if fact.field == ITEM else f"--{fact.key.replace('_', '-')}")
    assert fact.option in ask("check", "--help").out
    column = meaning_of(fact.key)
    assert column is not None
    assert (column.fact, column.exact) == (fact.key, True)
    assert fact.key in QUESTIONS["check"].takes
    shape = shape_of(fact.key)
    assert shape.get("enum", list(fact.words)) == list(fact.words) or fact.kind == "texts"
    assert not fact.question or option_for(fact.key) == fact.option


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_label_of_a_fact_is_a_name_of_it(language: str) -> None:
    """In either language, also if a column under the label would hold something else, such as a recipient."""
    with using_language(language):
        named = [by_fact([f"{translate(fact.label)}=x"], "values", "item=x") for fact in FACTS]
    assert named == [{fact.key: "x"} for fact in FACTS]
