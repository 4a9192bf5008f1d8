"""Write a document as JSON text: equal documents give equal bytes, and no character controls a terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def dump(document: Mapping[str, Any]) -> str:
    """Return a document as text."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return "\n".join(line if line.isprintable() else _escape(line) for line in text.split("\n"))


def _escape(line: str) -> str:
    """Return a line whose invisible characters are written as JSON writes them in ASCII, without its quotes."""
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in line)
