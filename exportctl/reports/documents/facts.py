"""The facts of a question as fields of documents, made from the registry: as an answer shows them, and as a receipt keeps them."""

from __future__ import annotations

from typing import Any, Final, Literal

from exportctl.facts.registry import BY_FIELD, ITEM
from exportctl.facts.transaction import Transaction
from exportctl.reports.documents.document import Day, Percent, Place

_VALUES: Final[dict[str, Any]] = {"PLACE": Place, "DAY": Day, "PCT": Percent}
"""The type of a canonical value by the name of the value of the option; any other is a text."""


def fields_of_answer() -> dict[str, Any]:
    """Return the types of the facts in canonical values. The route begins with the place of departure."""
    fields = dict.fromkeys((ITEM, "from_", *BY_FIELD))
    return {field: _type_of(field, _canonical(field)) for field in fields}


def fields_of_receipt() -> dict[str, Any]:
    """Return the types of the facts in the words of the caller."""
    return {field: _type_of(field, Day if BY_FIELD[field].kind == "day" else str) for field in Transaction._fields}


def _canonical(field: str) -> Any:  # noqa: ANN401 - any type
    fact = BY_FIELD[field]
    return Literal[fact.words] if fact.words else _VALUES.get(fact.takes, str)


def _type_of(field: str, value: Any) -> Any:  # noqa: ANN401 - any type
    """Return the type of a fact from that of one value: a list, or null if the fact can be unknown."""
    if BY_FIELD[field].kind == "texts":
        return list[value]
    return value | None if Transaction._field_defaults.get(field, field) is None else value
