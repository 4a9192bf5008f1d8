"""Read JSON lines: the first rows determine the columns and types, and a later row that does not fit is broken."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from itertools import chain, islice
from math import isinf
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from exportctl.batch.columns import EXACT
from exportctl.errors import InputError
from exportctl.files.rows import BATCH, Broken, Rows, Source
from exportctl.files.strictjson import NumberError, TwiceError, parsed
from exportctl.list_cells import join_cell
from exportctl.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Fit = Callable[[Any], object]

_SHOWN: Final = 200
_LARGEST: Final = 1 << 63
_TYPES: Final = {
    "text": pa.string(),
    "whole": pa.int64(),
    "number": pa.float64(),
    "truth": pa.bool_(),
    "texts": pa.list_(pa.string()),
}
"""The type of a column for each type of JSON value."""


def read_json_lines(lines: Iterable[bytes]) -> Source:
    """Open lines of JSON objects; empty ones are not rows. Raises InputError if no first line is an object with a name in it."""
    numbered = enumerate((line for line in lines if line.strip()), 1)
    rows = ((number, line, _parse(line)) for number, line in numbered)
    first = list(islice(rows, BATCH))
    schema = _schema([row for *_, row in first if isinstance(row, dict)])
    if first and not schema.names:
        if len(first) == 1:
            raise InputError(
                "file", "its only line is not a JSON object with keys, in UTF-8; write one object in each line"
            )
        raise InputError(
            "file",
            "none of its first {count} lines is a JSON object with keys, in UTF-8; write one object in each line",
            count=len(first),
        )
    return Source(schema, _rows(schema, chain(first, rows)), None if first else 0)


def _rows(schema: pa.Schema, lines: Iterator[tuple[int, bytes, object]]) -> Iterator[Rows]:
    fitting = {field.name: _fit(field) for field in schema}
    while chunk := list(islice(lines, BATCH)):
        rows, broken = [], []
        for number, line, row in chunk:
            try:
                rows.append(_cells(fitting, row))
            except ValueError as error:
                broken.append(Broken(number, line.decode(errors="replace").strip()[:_SHOWN], str(error)))
        columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
        arrays = [pa.array(cells, type_) for cells, type_ in zip(columns, schema.types, strict=True)]
        yield Rows(chunk[0][0], pa.record_batch(arrays, schema=schema), tuple(broken))


def _parse(line: bytes) -> object:
    """Return the value of a line; None if it is not JSON or contains half a character; or the fault, if there is a more precise one."""
    try:
        row: object = parsed(line.removeprefix(BOM_UTF8).decode())
        if b"\\ud" in line or b"\\uD" in line:
            json.dumps(row, ensure_ascii=False).encode()
    except (TwiceError, NumberError) as fault:
        return fault
    except (ValueError, RecursionError):
        return None
    return row


def _cells(fitting: Mapping[str, Fit], row: object) -> list[Any]:
    """Return the cells of a row in the order of the columns; raises ValueError if it has others, or of other types."""
    if isinstance(row, (TwiceError, NumberError)):
        raise row
    if not isinstance(row, dict):
        raise ValueError(Sentence("the line is not a JSON object"))  # noqa: TRY004 - the reason why the row is broken
    if not row.keys() <= fitting.keys():
        unknown = min(row.keys() - fitting.keys())
        raise ValueError(
            Sentence(
                "the column '{unknown}' is not in the first {batch} rows; add it there, or remove it here",
                unknown=unknown,
                batch=BATCH,
            )
        )
    return [fit(row.get(name)) for name, fit in fitting.items()]


def _fit(field: pa.Field) -> Fit:
    """Return the function that converts a JSON value for a column, or raises ValueError."""

    def text(cell: Any) -> str | None:  # noqa: ANN401 - any JSON value
        if cell is None or isinstance(cell, str):
            return cell
        return join_cell(cell) if _kind(cell) == "texts" else json.dumps(cell, ensure_ascii=False)

    def other(cell: Any) -> object:  # noqa: ANN401 - the same
        if cell is None or (kind := _kind(cell)) == kind_of_column:
            return cell
        if (kind, kind_of_column) == ("whole", "number") and abs(cell) <= EXACT:
            return cell
        raise ValueError(
            Sentence(
                "the column '{field}' is {type} in the first {batch} rows, but not here; use one type",
                field=field.name,
                type=field.type,
                batch=BATCH,
            )
        )

    kind_of_column = next(kind for kind, type_ in _TYPES.items() if type_ == field.type)
    return text if kind_of_column == "text" else other


def _schema(rows: Iterable[dict[str, Any]]) -> pa.Schema:
    kinds: dict[str, set[str]] = {}
    for row in rows:
        for name, cell in row.items():
            kinds_of_name = kinds.setdefault(name, set())
            if cell is not None:
                kinds_of_name.add(_kind(cell))
    return pa.schema([(name, _TYPES[_common(kinds_of_name)]) for name, kinds_of_name in kinds.items()])


def _kind(cell: object) -> str:
    if isinstance(cell, str):
        return "text"
    if isinstance(cell, bool):
        return "truth"
    if isinstance(cell, int) and -_LARGEST <= cell < _LARGEST:
        return "whole"
    if isinstance(cell, list) and all(isinstance(part, str) for part in cell):
        return "texts"
    return "number" if isinstance(cell, float) and not isinf(cell) else "text"


def _common(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return "number" if kinds == {"whole", "number"} else "text"
