"""Write a document as JSON text: equal documents give equal bytes, and no character controls a terminal."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def dump(document: Mapping[str, Any]) -> str:
    """Return a document as text."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return "\n".join(line if line.isprintable() else _escape(line) for line in text.split("\n"))


def _escape(line: str) -> str:
    return "".join(char if char.isprintable() else _code(char) for char in line)


def _code(char: str) -> str:
    return "".join(f"\\u{unit:04x}" for (unit,) in struct.iter_unpack(">H", char.encode("utf-16-be", "surrogatepass")))
