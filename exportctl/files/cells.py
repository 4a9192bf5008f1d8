"""Convert the cells of a column to Python values, or to text if Python has no such value, as for the year 10,000."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any, Final

import pyarrow as pa


def cells(column: pa.Array) -> list[Any]:
    """Return the cells of a column as Python values, and as text if Python has none, as for the year 10,000 or a nanosecond."""
    type_ = column.type
    if pa.types.is_dictionary(type_):
        return cells(column.dictionary_decode())  # twice as fast
    try:
        # Python has no nanoseconds, and pandas must not be used if it is installed.
        if getattr(type_, "unit", "") == "ns":
            column = column.cast(_in_microseconds(type_))
        return list(column.to_pylist())
    except (ValueError, OverflowError, pa.ArrowException):
        return [_cell(cell) for cell in column]


def _cell(cell: pa.Scalar) -> object:
    """Return one cell as a Python value, or as text."""
    type_ = cell.type
    if not cell.is_valid:
        return None
    if pa.types.is_struct(type_):
        return {name: _cell(part) for name, part in cell.items()}
    if pa.types.is_nested(type_) and hasattr(cell, "values"):
        return cells(cell.values)
    try:
        if getattr(type_, "unit", "") == "ns":
            return cell.cast(_in_microseconds(type_)).as_py()
        return cell.as_py()
    except (ValueError, OverflowError, pa.ArrowException):
        text = cell.value if pa.types.is_duration(type_) else cell.cast(pa.string()).as_py().replace(" ", "T", 1)
        return f"{text} {type_.unit}" if pa.types.is_duration(type_) else text


def _in_microseconds(type_: pa.DataType) -> pa.DataType:
    """Return a type of moments, times or durations in the finest unit of Python."""
    if pa.types.is_timestamp(type_):
        return pa.timestamp("us", type_.tz)
    return pa.duration("us") if pa.types.is_duration(type_) else pa.time64("us")


def json_text(cell: Any) -> str:  # noqa: ANN401 - any cell of a column
    """Return a cell as JSON text, with null for NaN and infinity."""
    try:
        return _JSON.encode(cell)
    except ValueError:
        return _JSON.encode(_finite(cell))


def _finite(cell: Any) -> Any:  # noqa: ANN401 - the same
    """Return a cell with null for NaN and infinity, which JSON lacks."""
    if isinstance(cell, dict):
        return {name: _finite(part) for name, part in cell.items()}
    if isinstance(cell, (list, tuple)):
        return [_finite(part) for part in cell]
    return None if isinstance(cell, float) and not isfinite(cell) else cell


def cell_text(cell: Any) -> str:  # noqa: ANN401 - the same
    """Return a cell other than a text, truth value or number as text."""
    if isinstance(cell, (list, tuple, dict)):
        return json_text(cell)
    if isinstance(cell, bytes):
        return cell.decode(errors="backslashreplace")
    return str(cell.isoformat()) if hasattr(cell, "isoformat") else str(cell)


def text_for_people(cell: Any) -> str:  # noqa: ANN401 - the same
    """Return any cell as people read it: empty for None, a truth value in small letters, a number without binary noise."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else f"{cell:.15g}" if isinstance(cell, float) else cell_text(cell)


_JSON: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=cell_text)
