"""A case is a question about an export with the answer that the law requires, as a lawyer writes both down."""

from __future__ import annotations

from typing import Any, NamedTuple


class Case(NamedTuple):
    """The facts, the reading and the gate of a question, the expected answer, and the law it rests on."""

    case: str
    why: str
    check: dict[str, str | tuple[str, ...]]
    expect: dict[str, Any]
