"""A line of JSON is a row; the first rows tell the columns and their types, and a later row that does not fit is broken."""

from __future__ import annotations

import json
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from exportctl.batch.columns import EXACT
from exportctl.errors import InputError
from exportctl.files.rows import BATCH, Broken, Rows, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHOWN: Final = 200
_LARGEST: Final = 1 << 63
_LIST: Final = pa.list_(pa.string())


def read_json_lines(lines: Iterable[bytes]) -> Source:
    """Open lines of JSON objects; empty ones are no rows. Raises InputError if none of the first is an object with a name in it."""
    numbered = enumerate((line for line in lines if line.strip()), 1)
    first = list(islice(numbered, BATCH))
    schema = _schema([row for _, line in first if isinstance(row := _parsed(line), dict)])
    if first and not schema.names:
        raise InputError("file", f"none of its first {len(first)} lines is a JSON object with a name in it, in UTF-8")
    return Source(schema, _rows(schema, chain(first, numbered)), None if first else 0)


def _rows(schema: pa.Schema, lines: Iterator[tuple[int, bytes]]) -> Iterator[Rows]:
    while chunk := list(islice(lines, BATCH)):
        columns: dict[str, list[Any]] = {name: [] for name in schema.names}
        broken = []
        for number, line in chunk:
            try:
                cells = _cells(schema, _parsed(line))
            except ValueError as error:
                broken.append(Broken(number, line.decode(errors="replace").strip()[:_SHOWN], str(error)))
                continue
            for name, cell in cells.items():
                columns[name].append(cell)
        yield Rows(chunk[0][0], pa.record_batch(columns, schema=schema), tuple(broken))


def _parsed(line: bytes) -> object:
    """Return what a line says, or None for what is not JSON, or holds half a character."""
    try:
        row: object = json.loads(line.decode("utf-8-sig"))
        if b"\\ud" in line or b"\\uD" in line:
            json.dumps(row, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return row


def _cells(schema: pa.Schema, row: object) -> dict[str, Any]:
    """Return the cells of a row by column; raises ValueError if it has others, or of other types."""
    if not isinstance(row, dict):
        raise ValueError("the line is not a JSON object")  # noqa: TRY004 - the reason that the row is broken
    unknown = row.keys() - set(schema.names)
    if unknown:
        raise ValueError(f"the column '{min(unknown)}' is not among those of the first {BATCH} rows")
    return {field.name: _fitting(field, row.get(field.name)) for field in schema}


def _fitting(field: pa.Field, cell: Any) -> object:  # noqa: ANN401 - whatever JSON holds
    if cell is None:
        return None
    if pa.types.is_string(field.type):
        return cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)
    if _type(cell) == field.type:
        return cell
    if pa.types.is_float64(field.type) and _type(cell) == pa.int64() and abs(cell) <= EXACT:
        return cell
    raise ValueError(f"the column '{field.name}' is {field.type} in the first {BATCH} rows, and not here")


def _schema(rows: Iterable[dict[str, Any]]) -> pa.Schema:
    types: dict[str, set[pa.DataType]] = {}
    for row in rows:
        for name, cell in row.items():
            types.setdefault(name, set()).update([] if cell is None else [_type(cell)])
    return pa.schema([(name, _common(found)) for name, found in types.items()])


def _type(cell: object) -> pa.DataType:
    if isinstance(cell, bool):
        return pa.bool_()
    if isinstance(cell, int) and -_LARGEST <= cell < _LARGEST:
        return pa.int64()
    if isinstance(cell, list) and all(isinstance(part, str) for part in cell):
        return _LIST
    return pa.float64() if isinstance(cell, float) else pa.string()


def _common(types: set[pa.DataType]) -> pa.DataType:
    if len(types) == 1:
        return next(iter(types))
    return pa.float64() if types == {pa.int64(), pa.float64()} else pa.string()
