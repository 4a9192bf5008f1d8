"""Compare verdicts with cases: a case states a question and the parts of the verdict that it expects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl.errors import InputError
from exportctl.facts.dates import iso_date
from exportctl.facts.registry import DAYS
from exportctl.facts.texts import level, one_of
from exportctl.facts.transaction import Transaction
from exportctl.law.model import file_key
from exportctl.law.scale import DEFAULT_ASSUME, DEFAULT_GATE, EFFECTS, READINGS, Assume, Effect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from exportctl.engine.verdict import Verdict
    from exportctl.law.case import Case

_APART: Final = {"assume": DEFAULT_ASSUME, "gate": DEFAULT_GATE}
"""The options of a question other than its facts, with their usual values."""


class CaseQuestion(NamedTuple):
    """The question of a case: the transaction, the reading and the gate."""

    transaction: Transaction
    assume: Assume
    gate: Effect


class Difference(NamedTuple):
    """A part of a verdict that differs from the expectation of a case."""

    of: str
    actual: Any
    expected: Any


def question_of(case: Case) -> CaseQuestion:
    """Return the question of a case. Raises InputError for an unknown fact or expectation, and for an invalid day."""
    facts: dict[str, Any] = {}
    for key, value in case.check.items():
        field = key if key in Transaction._fields else f"{key}_"
        if key in _APART:
            continue
        if field not in Transaction._fields:
            known = (*map(file_key, Transaction._fields), *_APART)
            raise InputError(f"check: {key}", "is not a fact; the facts are {known}", known=", ".join(known))
        facts[field] = _fact(key, field, value)
    for key in ("item", "on"):
        if key not in facts:
            raise InputError("check", "'{key}' is missing", key=key)
    for key in case.expect:
        if key not in _EXPECTABLE:
            raise InputError(
                f"expect: {key}", "is not a field of a verdict; the fields are {known}", known=", ".join(_EXPECTABLE)
            )
    assume, gate = (str(case.check.get(key, usual)) for key, usual in _APART.items())
    return CaseQuestion(
        Transaction(**facts), one_of(assume, READINGS, "check: assume"), level(gate, EFFECTS, "check: gate")
    )


def _fact(key: str, field: str, value: str | tuple[str, ...]) -> object:
    if Transaction._field_defaults.get(field) == ():
        return (value,) if isinstance(value, str) else value
    if not isinstance(value, str):
        raise InputError(f"check: {key}", "has a list; write one value")
    return iso_date(value, f"check: {key}") if field in DAYS else value


def differences(case: Case, verdict: Verdict, gate: Effect) -> list[Difference]:
    """Return the parts of a verdict that differ from the expectations of a case, in the order of the case."""
    deviations = []
    for key, value in case.expect.items():
        expected = sorted(value) if key in _SETS and isinstance(value, list) else value
        actual = _EXPECTABLE[key](verdict, gate, value)
        if actual != expected:
            deviations.append(Difference(key, actual, expected))
    return deviations


def _applies(verdict: Verdict, truth: str) -> list[str]:
    return sorted({item.provision for item in verdict.findings if item.binds and item.applies == truth})


def _absent(verdict: Verdict, expected: list[str]) -> list[str]:
    present = {item.provision for item in verdict.findings}
    return [provision for provision in expected if provision not in present]


def _missing_facts(verdict: Verdict, expected: Mapping[str, object]) -> dict[str, list[str]]:
    return {
        provision: sorted({fact for item in verdict.findings if item.provision == provision for fact in item.missing})
        for provision in expected
    }


def _next_change(verdict: Verdict) -> str | dict[str, str]:
    change = verdict.next_change
    if not change:
        return "none"
    return {"on": str(change.on), "decision": change.decision, "settled": _word(change.settled)}


def _extended_reading(verdict: Verdict) -> str | dict[str, str]:
    extended = verdict.result.extended
    return {"decision": extended.decision, "worst_case": extended.worst_case} if extended else "none"


def _word(value: object) -> str:
    return "true" if value else "false"


_SETS: Final = ("applies", "suspended", "unknown")
_EXPECTABLE: Final[dict[str, Callable[[Verdict, Effect, Any], Any]]] = {
    "decision": lambda verdict, _, __: verdict.decision,
    "worst_case": lambda verdict, _, __: verdict.worst_case,
    "settled": lambda verdict, _, __: _word(verdict.settled),
    "recognised": lambda verdict, _, __: _word(verdict.recognised),
    "applies": lambda verdict, _, __: _applies(verdict, "yes"),
    "suspended": lambda verdict, _, __: sorted({f.provision for f in verdict.findings if f.status == "suspended"}),
    "unknown": lambda verdict, _, __: _applies(verdict, "unknown"),
    "absent": lambda verdict, _, expected: _absent(verdict, expected),
    "missing": lambda verdict, _, expected: _missing_facts(verdict, expected),
    "matches": lambda verdict, _, __: {
        match.entry: "yes" if match.truth.value else "possible" for match in verdict.classification.matches
    },
    "questions": lambda verdict, _, __: [item.fact for item in verdict.questions],
    "next_change": lambda verdict, _, __: _next_change(verdict),
    "extended": lambda verdict, _, __: _extended_reading(verdict),
    "exit_code": lambda verdict, gate, _: str(verdict.exit_code(gate)),
}
"""The parts that a case may expect, each read from a verdict; `absent` and `missing` concern the provisions that the case names."""
