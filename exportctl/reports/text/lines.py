"""Plain values are told in lines: a group as its values, a list joined by commas."""

from __future__ import annotations

from typing import Final

from exportctl.reports.printable import printable

_PLAIN_KEYS: Final = frozenset({"id", "text", "url", "ref", "note", "does", "confidence", "number", "what"})
"""Keys whose values tell by themselves what they are."""


def line(value: object) -> str:
    """Return a plain value as one line: a group as its values, a list joined by commas."""
    match value:
        case {"provision": str(pid), "status": str(status), "from": str(first), **rest}:
            through = rest.get("through")
            return f"{first} to {through or '...'}  {pid}  {status.replace('_', ' ')} (by {rest.get('by')})"
        case dict():
            return "  ".join(
                f"{key} {line(part)}" if key not in _PLAIN_KEYS else line(part) for key, part in value.items()
            )
        case list():
            return ", ".join(line(part) for part in value)
        case _:
            return printable(str(value))
