"""Prints plain values in lines: a group as its values, a list joined by commas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exportctl.reports.i18n import records
from exportctl.reports.i18n.language import render
from exportctl.reports.printable import printable
from exportctl.sentences import join

if TYPE_CHECKING:
    from exportctl.law.register import Register

_PLAIN_KEYS: Final = frozenset({"id", "text", "url", "ref", "note", "does", "confidence", "number", "what"})
"""Keys whose values tell by themselves what they are."""


def line(law: Register, value: object, of: str = "") -> str:
    """Return a plain value as one line: a group as its values, a list joined by commas; `of` is its key."""
    match value:
        case dict():
            return "  ".join(
                f"{records.key(law, of, key)} {line(law, part, key)}"
                if key not in _PLAIN_KEYS
                else line(law, part, key)
                for key, part in value.items()
            )
        case list():
            return render(join(line(law, part, of) for part in value))
        case _:
            return printable(records.value(law, of, value) if isinstance(value, str) else str(value))
