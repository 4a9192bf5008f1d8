"""The questions that services answer, each with its name, its parameters, and the function that answers it."""

from __future__ import annotations

from dataclasses import replace
from math import isinf
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exportctl import api
from exportctl.engine.gate_policy import MOST_DAYS, GatePolicy, undecided_policy
from exportctl.errors import InputError
from exportctl.facts.fact_names import fact_named
from exportctl.facts.holdings import COLUMNS
from exportctl.facts.registry import YES_OR_NO
from exportctl.facts.transaction import FACT_KEYS, Transaction
from exportctl.law.scale import DEFAULT_ASSUME
from exportctl.law.spelling import as_question, did_you_mean
from exportctl.limits import ROWS, within
from exportctl.reports.formats import document
from exportctl.sentences import Fact, Sentence, join, translatable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from exportctl.law.scale import Effect
    from exportctl.served.current import Answerer, Defaults

    Given = Mapping[str, object]

SEVERAL: Final = frozenset({"names", *(name for name, value in Transaction._field_defaults.items() if value == ())})
"""The parameters that may be repeated: a text, or a list of texts."""
FLAGS: Final = frozenset({"all", "trust_descriptions"})
NUMBERS: Final = frozenset({"max_age", "threshold"})
HOLDINGS: Final = "holdings"
_GATE: Final = ("assume", "gate", "undecided", "max_age")
_TRUE: Final = frozenset({"true", "yes", "1"})
_FALSE: Final = frozenset({"false", "no", "0"})
_SHOWN: Final = 40
SCORE: Final = 100


class Question(NamedTuple):
    """A question: its summary, the kind of its document, its parameters, the one that is required, and the function that answers it."""

    name: str
    summary: str
    kind: str
    takes: tuple[str, ...]
    needs: str
    result: Callable[[Answerer, dict[str, Any]], object]

    def answer(self, by: Answerer, given: Given) -> Mapping[str, Any]:
        """Return the document that the command of this name prints. Raises InputError for an invalid parameter."""
        return document(self.kind, self.evaluate(by, given))

    def evaluate(self, by: Answerer, given: Given) -> object:
        """Return the result that the document represents. Raises InputError for an invalid parameter."""
        stated = {name: _value(name, value) for name, value in given.items() if value is not None}
        for name in stated:
            if name not in self.takes:
                raise InputError(name[:_SHOWN], unknown_parameter(name, self.name, self.takes))
        if stated.get(self.needs, []) == []:
            raise InputError(self.needs, "is missing")
        stated.setdefault("on", by.defaults.today())
        return self.result(by, stated)


def _check(by: Answerer, stated: dict[str, Any]) -> object:
    transaction, assume, gate, policy, trusted = _split(stated, by.defaults)
    checked = by.overlay.check(transaction, assume, gate, policy, trusted=trusted, holdings=stated.get(HOLDINGS))
    return checked._replace(everything=stated.get("all", False))


def _classify(by: Answerer, stated: dict[str, Any]) -> object:
    transaction, assume, gate, policy, trusted = _split(stated, by.defaults)
    return by.overlay.classify(transaction, assume, gate, policy, trusted=trusted)


def _screen(by: Answerer, stated: dict[str, Any]) -> object:
    options = {name: stated[name] for name in ("on", "known_on", "threshold", "assume") if name in stated}
    screening = api.party(stated["names"], by.law, gate=_gate(stated, by.defaults), **options)
    return by.overlay.of_parties(replace(screening, policy=_policy(stated, by.defaults)))


def _split(stated: dict[str, Any], defaults: Defaults) -> tuple[Transaction, Any, Effect, GatePolicy, bool]:
    """Return the stated facts, the reading, the gate, its policy, and whether guesses are trusted."""
    facts: dict[str, Any] = {field: stated[name] for field, name in _FIELDS.items() if name in stated}
    transaction, trusted = api.transaction(**facts), stated.get("trust_descriptions", defaults.trusted)
    assume = api.reading(stated.get("assume", DEFAULT_ASSUME))
    return transaction, assume, _gate(stated, defaults), _policy(stated, defaults), trusted


def _gate(stated: dict[str, Any], defaults: Defaults) -> Effect:
    return api.level(stated["gate"]) if "gate" in stated else defaults.gate


def _policy(stated: dict[str, Any], defaults: Defaults) -> GatePolicy:
    undecided = stated.get("undecided")
    return GatePolicy(
        defaults.policy.undecided if undecided is None else undecided_policy(undecided),
        stated.get("max_age", defaults.policy.max_age),
    )


def unknown_parameter(name: str, question: str, known: Sequence[str]) -> str:
    """Return the error about a parameter that a question does not have, with a suggestion."""
    fact = fact_named(name)
    hint = as_question([Fact(fact)]) if fact in known else did_you_mean(name, known)
    return Sentence("is no parameter of {name}{hint}; it takes {known}", name=question, hint=hint, known=join(known))


def _value(name: str, value: object) -> object:
    """Return a value in the type of the API; raises InputError for a value of another type."""
    if name in FLAGS:
        word = str(value).lower()
        if word not in _TRUE | _FALSE:
            raise InputError(name, "'{word}' is not true or false; write one of them", word=word[:_SHOWN])
        return word in _TRUE
    if name in NUMBERS:
        return _number(name, value)
    if name == HOLDINGS:
        return _holdings(value)
    if name in SEVERAL and isinstance(value, list):
        return [_text(name, item) for item in value]
    return _text(name, value)


def _text(name: str, value: object) -> str:
    if isinstance(value, bool) and name in YES_OR_NO:
        return "yes" if value else "no"
    if isinstance(value, bool):  # false would become `no`, which is Norway
        raise InputError(name, f"must be a text, and not {str(value).lower()}")
    if isinstance(value, float) and isinf(value):  # such as 1e999
        raise InputError(name, Sentence.of("the number is too large"))
    if isinstance(value, (int, float)):
        return str(value)
    if not isinstance(value, str):
        raise InputError(name[:_SHOWN], "must be a text" + (", or a list of texts" if name in SEVERAL else ""))
    return value


def _number(name: str, value: object) -> int:
    most = SCORE if name == "threshold" else MOST_DAYS
    text = str(int(value) if isinstance(value, float) and value.is_integer() else value)
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and int(text) <= most):
        raise InputError(name, "'{given}' is not a number from 0 to {most}", given=text[:_SHOWN], most=most)
    return int(text)


def _holdings(value: object) -> list[dict[str, str]]:
    """Return the rows of a table of holdings; raises InputError for an invalid one."""
    if not isinstance(value, list):
        raise InputError(HOLDINGS, "must be a list of rows, each with {columns}", columns=join(COLUMNS))
    within(value, ROWS, HOLDINGS, "the table", "rows")
    for number, row in enumerate(value, 1):
        if not (isinstance(row, dict) and row.keys() == set(COLUMNS)):
            raise InputError(f"{HOLDINGS} row {number}", f"must have {', '.join(COLUMNS)} and nothing else")
    return [{column: _text(HOLDINGS, cell) for column, cell in row.items()} for row in value]


_FIELDS: Final = dict(zip(Transaction._fields, FACT_KEYS, strict=True))
QUESTIONS: Final = {
    item.name: item
    for item in (
        Question(
            "check",
            translatable(
                "Checks which export controls apply to goods on a day: why, until when, and what is unconfirmed"
            ),
            "verdict",
            (*FACT_KEYS, HOLDINGS, *_GATE, "trust_descriptions", "all"),
            "item",
            _check,
        ),
        Question(
            "classify",
            translatable("Classifies goods: the entries of the control list that they are, may be, or are not"),
            "classification",
            (*FACT_KEYS, *_GATE, "trust_descriptions"),
            "item",
            _classify,
        ),
        Question(
            "party",
            translatable("Screens names: whether they are designated on a day, by which act, with what effect"),
            "party",
            ("names", "on", "known_on", "threshold", *_GATE),
            "names",
            _screen,
        ),
    )
}
"""The questions by their names."""
