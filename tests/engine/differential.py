"""The engine and the independent model answer the same random questions, and must agree in every word, and each with itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from exportctl import Transaction, check
from exportctl.engine.verdict import Verdict
from exportctl.facts.goods import goods_of
from exportctl.facts.parties import Hit
from exportctl.facts.transaction import Facts, Owner, Party
from exportctl.goods.quantities import Quantity
from exportctl.law.scale import READINGS
from tests.engine.consistency import contradictions
from tests.engine.words import Phrasebook
from tests.model.content import values_of
from tests.model.model import Model
from tests.model.questions import questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from exportctl.api import Law
    from exportctl.law.parties import Parties
    from tests.model.criteria import Value

IN_WORDS = 5
"""One in this many questions is also put in the words of a caller."""


class Disagreement(NamedTuple):
    """A question on which both differ, and the differing part of each answer."""

    asked: Transaction | Mapping[str, Any]
    on: date
    known_on: date | None
    assume: str
    gate: str
    engine: Mapping[str, Any]
    model: Mapping[str, Any]


def disagreements(store: Law, model: Model, data: Path, seed: int, count: int) -> Iterator[Disagreement]:
    """Yield every question of a seed, in either reading, on which the engine and the model differ, or contradict themselves.

    Some questions are also put in the words of a caller.
    """
    book = Phrasebook(data, seed)
    for number, (facts, on, known_on, drawn, gate) in enumerate(questions(seed, count, model.catalogue)):
        meant = facts_of(store, facts)
        words = book.said(facts, on, known_on) if number % IN_WORDS == 0 else None
        for assume in READINGS:
            theirs = model.answer(facts, on, known_on, assume, gate)
            verdicts: list[tuple[Transaction | Mapping[str, Any], Verdict]]
            verdicts = [(facts, store.engine.evaluate(meant, on, known_on, assume))]
            if words and assume == drawn:
                verdicts.append((words, check(words, store, assume)))
            for question, verdict in verdicts:
                ours = in_the_words_of_the_model(verdict, gate)
                if ours != theirs:
                    differ = [key for key in theirs if ours[key] != theirs[key]]
                    yield Disagreement(
                        question,
                        on,
                        known_on,
                        assume,
                        gate,
                        {key: ours[key] for key in differ},
                        {key: theirs[key] for key in differ},
                    )
            if faults := contradictions(theirs, assume, gate):
                yield Disagreement(facts, on, known_on, assume, gate, {}, {"contradictions": faults})


def written(value: Value) -> str:
    """Return a value as an option states it; one that grows with a length is a base, a number of times L and a divisor."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    base, times, divisor = value
    return f"({base:f}+{times:f}L/{divisor:f})"


def facts_of(store: Law, facts: Mapping[str, Any]) -> Facts:
    """Return a question's facts in the words of the engine: those of the goods as options state them, all others as they are."""
    parties = store.parties
    from_ = facts.get("from") or "CN"
    parameters = store.law.parameters
    goods = Transaction(
        item=facts["item"],
        on=date.min,
        form=facts.get("form", ()),
        hs_code=facts.get("hs_code"),
        entry=facts.get("entry", ()),
        contains=tuple(f"{name}={share:f}%" for name, share in facts.get("contains", ())),
        param=tuple(
            f"{name}={'; '.join(f'{written(value)} {parameters[name].unit}' for value in values)}"
            for name, values in values_of(facts.get("params", ())).items()
        ),
    )
    return Facts(
        goods=goods_of(store.law, goods, store, trusted=facts.get("trusted", False)),
        to=facts.get("to"),
        from_=from_,
        origin=facts.get("origin") or ("CN" if from_ == "CN" else None),
        end_use=facts.get("end_use"),
        end_user_type=facts.get("end_user_type"),
        parties=(Party("Example", hits=_hits(parties, facts["parties"])),) if "parties" in facts else (),
        owners=tuple(Owner("Example", share, _hits(parties, listed)) for share, listed in facts.get("owners", ())),
        cn_content=facts.get("cn_content"),
        cn_technology=facts.get("cn_technology"),
        quantity=Quantity(facts["quantity"], "kg") if "quantity" in facts else None,
        supplied_to=facts.get("supplied_to"),
        supplied_by=facts.get("supplied_by"),
        via_china=facts.get("via_china"),
    )


def _hits(parties: Parties, listed: Sequence[tuple[str, bool]]) -> tuple[Hit, ...]:
    """Return hits on the first parties that the provisions designate."""
    first = {pid: next(item for item in parties.listings if item.provision == pid) for pid, _ in listed}
    return tuple(Hit("Example", first[pid], 100 if sure else 90, "name" if sure else "fuzzy") for pid, sure in listed)


def in_the_words_of_the_model(verdict: Verdict, gate: Any) -> dict[str, Any]:
    """Return the engine's verdict as the model gives it."""
    change = verdict.next_change
    return {
        "decision": verdict.decision,
        "worst_case": verdict.worst_case,
        "settled": verdict.settled,
        "readings": [
            {
                "assume": item.assume,
                "effect": item.effect,
                "possible": item.possible,
                "decision": item.decision,
                "worst_case": item.worst_case,
            }
            for item in verdict.result.readings
        ],
        "findings": sorted(
            (
                (item.provision, item.entry, item.effect, item.status, item.applies, item.missing)
                for item in verdict.findings
            ),
            key=lambda row: (row[0], row[1] or "", row[2:]),
        ),
        "questions": [tuple(item) for item in verdict.questions],
        "next_change": change and (change.on.isoformat(), change.decision, change.settled, change.by_law),
        "matches": sorted(
            (item.entry, "yes" if item.truth.value else "possible", tuple(sorted(item.truth.missing)))
            for item in verdict.classification.matches
        ),
        "excluded": sorted((item.entry, item.guidance) for item in verdict.classification.excluded),
        "recognised": verdict.recognised,
        "exit_code": verdict.exit_code(gate),
    }
