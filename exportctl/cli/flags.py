"""Name the option or argument that states a fact, for messages about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.reports.i18n.language import current_language
from exportctl.sentences import Column

if TYPE_CHECKING:
    from exportctl.sentences import Language

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
_OTHERS: Final = frozenset({
    *("holdings", "assume", "gate", "format", "within", "since", "threshold"),
    *("trust_descriptions", "sheet", "rejects", "undecided", "max_age"),
    *("only", "watch_change", "input_format", "output_format", "encoding", "output", "rows", "summary", "resume", "jurisdiction"),
    *("baseline", "key", "compare", "compare_data", "receipt", "log", "head", "allow_skipped", "drafts"),
    *("accepted_on", "reviewed_by", "overwrite", "date_order"),
    *("host", "port", "max_body", "seconds", "concurrent", "tables", "connections", "idle", "allow_host", "renew", "fetch"),
    "address",
})  # fmt: skip
"""The names of options in errors that are not facts; the option has the same name."""


def options() -> frozenset[str]:
    """Return every name in errors that an option states."""
    from exportctl.facts.registry import FACTS, ITEM

    return _OTHERS.union(fact.key for fact in FACTS if fact.field != ITEM)


def column_name(fact: str, language: Language) -> str:
    """Return the name of a column that states a fact: in Chinese the label, which `--map` and `--set` accept; other names stay."""
    if language.is_english or not isinstance(fact, Column):
        return str(fact)
    from exportctl.facts.registry import BY_KEY

    return language.words(BY_KEY[fact].label) if fact in BY_KEY else str(fact)


def flag(fact: str) -> str:
    """Return the option or argument that states a fact, the name itself if there is none, or the name of a column."""
    if isinstance(fact, Column):
        return column_name(fact, current_language())
    return _ARGUMENTS.get(fact) or (f"--{fact.replace('_', '-')}" if fact in options() else fact)
