"""The JSON Schema of each fact and option: a client that checks its request against it can send every text that is accepted.

A pattern describes only the form of a text: `ROLE=NAME`, a number with a unit. The service answers `422` for what no schema can
list: the places, materials, properties and entries of the law data, the units, and the placeholders that are no name of a
party (`TBD`). Of facts with a few words, the schema has the one spelling that is sufficient; the service also accepts Chinese
words, capitals, and numbers in place of texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

from exportctl.batch.days import DateOrder
from exportctl.engine.gate_policy import MOST_DAYS
from exportctl.facts import registry
from exportctl.facts.holdings import COLUMNS
from exportctl.law.scale import EFFECTS, READINGS, Undecided
from exportctl.limits import NAME, NAMES, QUANTITY, ROWS, TEXT, VALUES
from exportctl.served.questions import FLAGS, HOLDINGS, NUMBERS, SCORE, SEVERAL
from exportctl.served.rows import PAIRS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Shape = dict[str, Any]
TABLE: Final[Shape] = {"type": "string", "minLength": 1}
"""A table: rows by the names of columns."""
_WORDS: Final[Mapping[str, Sequence[str]]] = {
    "assume": READINGS,
    "gate": EFFECTS,
    "undecided": get_args(Undecided),
    "date_order": get_args(DateOrder),
    **{fact.key: fact.words for fact in registry.FACTS if fact.words},
}
_LETTER: Final = r"[^\s!-/:-@\[-`{-~＝：％]"
"""A letter or a digit of any script, which every name contains."""
_DIGIT: Final = "[0-9０-９]"
_NUMBER: Final = rf"\s*[+]?[.]?{_DIGIT}"
"""The beginning of a number of zero or more."""
_ANY: Final = r"[\s\S]*"
_TEXT: Final = _ANY + _LETTER + _ANY
_NAMED: Final = rf"\s*[^\s=＝:：]{_ANY}[=＝:：]"
"""The name before a value, as `separation` reads it."""
_CODE: Final = "[ .]*([0-9][ .]*){6}(([0-9][ .]*){2}){0,2}"
_DAY: Final = "[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_LONG: Final = {
    **{fact.key: fact.longest for fact in registry.FACTS},
    "names": NAME,
    "quantity": QUANTITY,
}
_PATTERNS: Final[Mapping[str, str]] = {
    "item": rf"{_ANY}[^\s0-9.]{_ANY}|{_CODE}",
    "hs_code": rf"[^0-9０-９]*({_DIGIT}[^0-9０-９]*){{6,11}}",
    "quantity": rf"{_NUMBER}{_ANY}[^\s0-9０-９.,]{_ANY}",
    "cn_content": _NUMBER + _ANY,
    "party": rf"[^=＝]*{_LETTER}([^=＝]*[^\s%％=＝])?\s*|[^=＝]*[=＝]{_ANY}{_LETTER}({_ANY}[^\s%％])?\s*",
    "owned_by": rf"{_TEXT}[=＝:：]{_NUMBER}{_ANY}",
    "contains": rf"{_NAMED}{_NUMBER}{_ANY}",
    "param": rf"{_NAMED}{_ANY}{_DIGIT}{_ANY}",
    **dict.fromkeys(PAIRS, rf"{_NAMED}{_ANY}\S{_ANY}"),
}


def shape_of(name: str, *, listed: bool = False) -> Shape:
    """Return the JSON Schema of a parameter; with `listed` one that can be repeated is a list, as in an address."""
    if name in FLAGS:
        return {"type": "boolean"}
    if name in NUMBERS:
        return {"type": "integer", "minimum": 0, "maximum": SCORE if name == "threshold" else MOST_DAYS}
    if name == HOLDINGS:
        return _holdings()
    text = _text(name)
    if name not in SEVERAL | PAIRS:
        return text
    least = {"minItems": 1} if name == "names" else {}
    several = {"type": "array", "items": text, **least, "maxItems": NAMES if name == "names" else VALUES}
    if name in PAIRS:
        return {**several, "uniqueItems": True}
    return several if listed else {"anyOf": [text, several]}


def _text(name: str) -> Shape:
    if name in registry.DAYS:
        return {"type": "string", "format": "date", "pattern": f"^({_DAY})$"}
    if name in _WORDS:
        return {"type": "string", "enum": list(_WORDS[name])}
    default = registry.BY_KEY[name].default if name in registry.BY_KEY else None
    return {
        "type": "string",
        "minLength": 1,
        "maxLength": _LONG.get(name, TEXT),
        "pattern": f"^({_PATTERNS.get(name, _TEXT)})$",
        **({"default": default} if default else {}),
    }


def _holdings() -> Shape:
    name = {"type": "string", "minLength": 1, "maxLength": NAME, "pattern": f"^{_TEXT}$"}
    share = {"type": "string", "minLength": 1, "maxLength": QUANTITY, "pattern": f"^{_NUMBER}{_ANY}$"}
    row = dict(zip(COLUMNS, (name, name, share), strict=True))
    rows = {"type": "object", "properties": row, "required": [*COLUMNS], "additionalProperties": False}
    return {"type": "array", "items": rows, "maxItems": ROWS}
