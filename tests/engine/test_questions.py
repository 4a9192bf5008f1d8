"""Every question of an answer can be answered: its option has a value that removes the question, or lowers its effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations
from typing import Any, get_args

import pytest

from exportctl.api import Law, check
from exportctl.engine.verdict import Verdict
from exportctl.law.model import Criterion, EndUse, EndUser, Form, Measured, OneOf, Person, Share
from exportctl.law.register import Register
from tests.drawn import DRAWS
from tests.engine.differential import facts_of
from tests.model.model import Model
from tests.model.questions import questions

SEEDS = (20261110, 20261127)
EACH = 3_600 * DRAWS
OTHER_FACTS: dict[str, tuple[Any, ...]] = {
    "to": ("DE", "US", "KP"),
    "destination_scope": ("CN", "US"),
    "origin": ("CN", "DE"),
    "end_use": get_args(EndUse),
    "end_user_type": get_args(EndUser),
    "party": ((),),
    "owned_by": (((Decimal(100), ()),),),
    "cn_content": (Decimal(0),),
    "cn_technology": ("yes", "no"),
    "quantity": (Decimal(0), Decimal(10**6)),
    "supplied_to": get_args(Person),
    "supplied_by": get_args(Person),
}
CALLED = {"destination_scope": "to", "party": "parties", "owned_by": "owners"}
"""What random questions call these facts."""


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_every_question_can_settle_something(store: Law, model: Model, seed: int) -> None:
    """For random questions, by the first values that a caller could state."""
    listed, for_nothing = set(), []
    for fields, on, known_on, assume, _ in [
        *questions(seed, EACH, model.catalogue)
    ]:  # all are kept, so that no id is given twice

        def answer(facts: Any, on: Any = on, known_on: Any = known_on, assume: Any = assume) -> Verdict:
            return store.engine.evaluate(facts_of(store, facts), on, known_on, assume)

        verdict = answer(fields)
        for question in verdict.questions:
            if (id(fields), question) not in listed:
                listed.add((id(fields), question))
                tried = (answer(fields | change) for change in changes(store.law, question.fact, fields, verdict))
                if all(question in then.questions for then in tried):
                    for_nothing.append((question, fields, on))
    assert len(listed) > 200
    assert for_nothing == []


@pytest.mark.parametrize("item", ["gamma-butyrolactone", "cotton shirts", "bolts"])
def test_an_unread_list_has_no_question(store: Law, item: str) -> None:
    """No option states the unread content, so the warning names the acts, and the answer stays open."""
    verdict = check(item=item, to="KP", on="2026-08-01", law=store)
    assert (verdict.worst_case, verdict.questions) == ("prohibited", ())
    assert {fact for finding in verdict.findings for fact in finding.missing} == {"unread"}


def test_technology_of_an_unread_catalogue_has_questions_about_its_entries_only(store: Law) -> None:
    """The caller's own classification closes the entries that the words point to, and not the unread ones."""
    verdict = check(item="pottery technology", to="DE", on="2026-08-01", entry=("none",), law=store)
    assert (verdict.decision, verdict.worst_case, verdict.questions) == ("undecided", "prohibited", ())


def test_goods_that_a_name_may_mean_have_a_question_about_their_name(store: Law) -> None:
    """Helium is on no list, so no line settles whether liquid helium is meant by the ban: its name does."""
    (question,) = check(item="liquid helium", to="DE", on="2026-08-01", law=store).questions
    assert question == ("item", "prohibited")
    assert check(item="liquid helium", to="DE", on="2026-08-01", entry=("none",), law=store).questions == (question,)
    assert check(item="helium", to="DE", on="2026-08-01", law=store).decision == "prohibited"


def changes(law: Register, fact: str, facts: dict[str, Any], verdict: Verdict) -> Iterator[dict[str, Any]]:
    """Yield the values that a caller could state for a missing fact: for goods, the figures of their possible entries."""
    entries = [law.entries[code] for match in verdict.classification.matches for code in law.entries_at(match.entry)]
    if fact in OTHER_FACTS:
        yield from ({CALLED.get(fact, fact): value} for value in OTHER_FACTS[fact])
    elif fact in ("description", "legal_scope", "criteria"):
        yield from ({"entry": (code,)} for code in ("none", *(entry.code for entry in entries)))
    elif fact == "form":
        stated, forms = facts.get("form", ()), get_args(Form)
        added = (*((form,) for form in forms), *combinations(forms, 2))  # an alloy may be a compound, and that an oxide
        yield from ({"form": tuple({*stated, *more})} for more in added)
    elif fact == "item":
        names = [
            (*item.names.en, *item.names.zh) for item in map(law.materials.__getitem__, verdict.classification.may_be)
        ]
        yield from ({"item": name} for name in ("copper wire", *(next(iter(each)) for each in names if each)))
    elif fact == "contains":
        shares = dict(facts.get("contains", ()))
        elements = {symbol for entry in entries for symbol in (*entry.contains, *shares_asked(entry.criteria))}
        nothing = dict.fromkeys(sorted(elements - shares.keys()), Decimal(0))
        rest = Decimal(100) - sum(shares.values())
        yield from (
            {"contains": tuple((shares | nothing | more).items())} for more in ({}, *({each: rest} for each in nothing))
        )
    else:
        others = tuple(item for item in facts.get("params", ()) if item[0] != fact)
        for bound in sorted({figure for entry in entries for figure in bounds(entry.criteria, fact)}):
            for value in (bound / 2, bound, bound * 2):
                yield {"params": (*others, (fact, value))}


def parts_of(criterion: Criterion | None) -> Iterator[Criterion]:
    """Yield the single tests of criteria."""
    parts: Iterable[Criterion] = (*getattr(criterion, "all_", ()), *getattr(criterion, "any_", ()))
    for part in parts:
        yield from parts_of(part)
    if criterion is not None:
        yield criterion


def shares_asked(criterion: Criterion | None) -> Iterator[str]:
    """Yield the elements whose shares criteria ask for."""
    yield from (test.element for test in parts_of(criterion) if isinstance(test, Share))


def bounds(criterion: Criterion | None, parameter: str) -> Iterator[Decimal]:
    """Yield the figures that criteria ask of a parameter."""
    for test in parts_of(criterion):
        if isinstance(test, Measured) and test.parameter == parameter:
            yield test.value
        elif isinstance(test, OneOf) and test.parameter == parameter:
            yield from test.values
