"""The JSON Schema of each fact and option: it promises no more than is accepted.

The service accepts more than it promises: words in Chinese or in capitals, numbers in place of texts. No schema lists
the places, materials, properties and entries of the law data, and the placeholders that are no name of a party (`TBD`);
unknown ones and placeholders are answered with `422`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

from exportctl.batch.days import DateOrder
from exportctl.engine.gate_policy import MOST_DAYS
from exportctl.facts import registry
from exportctl.facts.holdings import COLUMNS
from exportctl.facts.transaction import FACT_KEYS
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
_WRITTEN: Final = "[0-9A-Za-z\u4e00-\u9fff]"
"""A letter, a digit or a Chinese character, which every name contains."""
_NAME: Final = f"[^=]*{_WRITTEN}[^=]*"
_SHARE: Final = "(100|[0-9]{1,2}([.][0-9]{1,20})?)"
_CODE: Final = "[0-9]{6}([0-9]{2}){0,2}|[0-9]{4}[.][0-9]{2}([. ]?[0-9]{2}){0,2}"
_DAY: Final = "[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_LONG: Final = {
    **{fact.key: fact.longest for fact in registry.FACTS},
    "names": NAME,
    "quantity": QUANTITY,
}
_PATTERNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(registry.DAYS, _DAY),
    **{name: "|".join(words) for name, words in _WORDS.items()},
    "item": f".*[A-Za-z\u4e00-\u9fff].*|.*[0-9]-[0-9].*|{_CODE}",
    "hs_code": "[0-9]{6,10}",
    "quantity": "[0-9]{1,12}([.][0-9]{1,6})? ?(kg|g|t|l|pieces)",
    "cn_content": f"{_SHARE}%?",
    "party": _NAME,
    "owned_by": f"{_NAME}={_SHARE}%?",
    "contains": f"{_NAME}={_SHARE}%",
    "param": "[a-z0-9_]+=.*[0-9].*",
}
_ANY: Final = f".*{_WRITTEN}.*"


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
    several = {"type": "array", "items": text, "maxItems": NAMES if name == "names" else VALUES}
    if name in PAIRS:
        return {**several, "uniqueItems": True}
    return several if listed else {"anyOf": [text, several]}


def _text(name: str) -> Shape:
    if name in registry.DAYS:
        return {"type": "string", "format": "date", "pattern": f"^({_DAY})$"}
    if name in _WORDS:
        return {"type": "string", "enum": list(_WORDS[name])}
    return {"type": "string", "minLength": 1, "maxLength": _LONG.get(name, TEXT), "pattern": f"^({_pattern(name)})$"}


def _pattern(name: str) -> str:
    """Return the pattern of the text of a parameter; a pair is a fact and a column, or a fact and its value."""
    if name == "columns":
        return f"({'|'.join(FACT_KEYS)})=.*\\S.*"
    if name == "values":
        facts = (fact for fact in FACT_KEYS if fact not in registry.DAYS)  # days have parameters of their own
        return "|".join(f"{fact}=({_PATTERNS.get(fact, _ANY)})" for fact in facts)
    return _PATTERNS.get(name, _ANY)


def _holdings() -> Shape:
    name = {"type": "string", "minLength": 1, "maxLength": NAME, "pattern": f"^{_ANY}$"}
    share = {"type": "string", "pattern": f"^{_SHARE}%?$"}
    row = dict(zip(COLUMNS, (name, name, share), strict=True))
    rows = {"type": "object", "properties": row, "required": [*COLUMNS], "additionalProperties": False}
    return {"type": "array", "items": rows, "maxItems": ROWS}
