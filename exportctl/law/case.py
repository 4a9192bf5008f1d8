"""A case is a question about an export and the answer that the law must have, as a lawyer writes both down."""

from __future__ import annotations

from typing import Any, NamedTuple


class Case(NamedTuple):
    """What is asked (the facts, the reading and the gate), what is expected of the answer, and the law that says so."""

    case: str
    why: str
    check: dict[str, str | tuple[str, ...]]
    expect: dict[str, Any]
