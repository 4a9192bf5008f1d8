"""Turn a record into plain values, with the keys of its file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from exportctl.law.model import file_key
from exportctl.law.scale import ExitCode


def plain(value: Any) -> Any:  # noqa: ANN401 - any part of a record, and what JSON and YAML can hold
    """Return a record as the mapping of its file: dates and numbers as text, without absent keys."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        pairs = zip(value._fields, value, strict=True)
        return {file_key(key): plain(part) for key, part in pairs if part is not None and part != ()}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, ExitCode):
        return int(value)
    return f"{value:f}" if isinstance(value, Decimal) else value
