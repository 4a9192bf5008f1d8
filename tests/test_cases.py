"""The cases are law as lawyers read it: for each, the verdict is exactly what the file expects."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from exportctl import Transaction, Verdict
from exportctl.api import check
from exportctl.cli.session import level
from exportctl.law.register import Register
from exportctl.law.scale import Effect
from exportctl.store.compiled import Store

CASES = Path(__file__).parent / "cases"
REPEATED = {"contains", "param", "party", "owned_by"}
DAYS = {"on", "known_on"}
APART = {"assume", "gate"}
EXPECTED = {
    *("decision", "worst_case", "settled", "applies", "suspended", "unknown", "absent", "missing", "matches"),
    *("questions", "next_change", "extended", "exit_code", "recognised", "warnings"),
}


def cases() -> list[tuple[str, dict[str, Any]]]:
    """Return every case of every file, with the name it goes by."""
    return [
        (f"{file.stem}: {case['case']}", case)
        for file in sorted(CASES.glob("*.yaml"))
        for case in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    ]


ALL = cases()


@pytest.mark.parametrize(("name", "case"), ALL, ids=[name for name, _ in ALL])
def test_the_verdict_is_the_expected_one(store: Store, name: str, case: dict[str, Any]) -> None:
    """What the file expects of a case is what `check` answers."""
    said, expect = case["check"], case["expect"]
    assert case["why"], f"{name} cites no law"
    assert set(expect) <= EXPECTED, f"{name} expects what nobody checks"
    answer = check(transaction(said), store, said.get("assume", "on-face"))
    told = {
        key: value
        for key, value in tell(answer, level(said.get("gate", "license_required")), expect).items()
        if key in expect
    }
    assert told == expect


def test_the_names_of_the_cases_are_unique() -> None:
    """A case can be spoken of by its name."""
    names = [case["case"] for _, case in ALL]
    assert len(names) == len(set(names))


def test_every_provision_is_met_by_some_case(law: Register) -> None:
    """No provision with rules is left without a case in which it applies, or waits for a fact."""
    met = {
        provision
        for _, case in ALL
        for key in ("applies", "unknown", "suspended")
        for provision in case["expect"].get(key, [])
    }
    assert set(law.rules) <= met


def transaction(said: dict[str, Any]) -> Transaction:
    """Return the transaction that a case describes."""
    facts: dict[str, Any] = {}
    for key, value in said.items():
        if key in DAYS:
            facts[key] = date.fromisoformat(value)
        elif key in REPEATED:
            facts[key] = tuple([value] if isinstance(value, str) else value)
        elif key not in APART:
            facts["from_" if key == "from" else key] = value
    return Transaction(**facts)


def tell(answer: Verdict, gate: Effect, expect: dict[str, Any]) -> dict[str, Any]:
    """Return a verdict in the words of the cases."""
    findings, change, extended = answer.findings, answer.next_change, answer.opinion.extended
    seen = {item.provision for item in findings}
    return {
        "decision": answer.decision,
        "worst_case": answer.worst_case,
        "settled": _word(answer.settled),
        "recognised": _word(answer.recognised),
        "applies": sorted({item.provision for item in findings if item.binds and item.applies == "yes"}),
        "suspended": sorted({item.provision for item in findings if item.status == "suspended"}),
        "unknown": sorted({item.provision for item in findings if item.binds and item.applies == "unknown"}),
        "absent": [provision for provision in expect.get("absent", []) if provision not in seen],
        "missing": {
            provision: sorted({fact for item in findings if item.provision == provision for fact in item.missing})
            for provision in expect.get("missing", {})
        },
        "matches": {match.entry: "yes" if match.truth.value else "possible" for match in answer.classification.matches},
        "questions": [item.fact for item in answer.questions],
        "next_change": {"on": str(change.on), "decision": change.decision, "settled": _word(change.settled)}
        if change
        else "none",
        "extended": {"decision": extended.decision, "worst_case": extended.worst_case} if extended else "none",
        "exit_code": str(answer.exit_code(gate)),
    }


def _word(value: bool) -> str:
    return "true" if value else "false"
