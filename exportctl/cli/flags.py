"""On the command line a fact goes by the option or the argument that states it."""

from __future__ import annotations

from typing import Final

_ARGUMENTS: Final = {
    "item": "ITEM",
    "kind": "KIND",
    "id": "ID",
    "file": "FILE",
    "names": "NAME",
    "day1": "DAY1",
    "day2": "DAY2",
    "columns": "--map",
    "values": "--set",
}
OPTIONS: Final = frozenset({
    *("to", "from", "origin", "on", "known_on", "end_use", "end_user_type", "party", "owned_by", "holdings", "form"),
    *("contains", "param", "cn_content", "cn_technology", "quantity", "assume", "gate", "format", "within", "since", "threshold"),
    *("supplied_to", "supplied_by", "via_china", "hs_code", "entry", "trust_descriptions", "sheet", "rejects", "undecided", "max_age"),
    *("only", "watch_change", "input_format", "output_format", "encoding", "output", "summary", "resume", "jurisdiction"),
    *("baseline", "key", "compare", "compare_data", "receipt", "log", "head", "allow_skipped"),
    *("host", "port", "max_body", "seconds", "concurrent", "tables", "connections", "idle", "allow_host", "renew"),
})  # fmt: skip
"""Every other name that an error can have for a fact or a wish; the option is written alike."""


def flag(fact: str) -> str:
    """Return what states a fact on the command line; what is no fact keeps its name."""
    return _ARGUMENTS.get(fact) or (f"--{fact.replace('_', '-')}" if fact in OPTIONS else fact)
