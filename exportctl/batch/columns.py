"""A column is read as its distinct values and, row by row, the numbers of those values."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from math import prod
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from exportctl.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

_DAYS: Final = frozenset({"on", "known_on"})
_SHANGHAI: Final = timezone(timedelta(hours=8))
_DAY_LENGTH: Final = 10
_MOST: Final = 1 << 62


class Encoded(NamedTuple):
    """A column: its distinct values (texts or days; None for an empty cell), and for each row the number of its value."""

    numbers: pa.Array
    values: Sequence[Any]


def without_views(schema: pa.Schema) -> pa.Schema:
    """Return a schema with plain texts in place of views (as Polars has them): few functions of Arrow know those."""
    plain = {pa.string_view(): pa.large_string(), pa.binary_view(): pa.large_binary()}
    return pa.schema([field.with_type(plain.get(field.type, field.type)) for field in schema], schema.metadata)


def encode(column: pa.Array, fact: str) -> Encoded:
    """Return a fact's column by distinct values; raises InputError if such a column cannot hold the fact."""
    plain = _days(column) if fact in _DAYS else _texts(column, fact)
    if not pa.types.is_dictionary(plain.type):
        plain = plain.dictionary_encode(null_encoding="encode")
    numbers, values = plain.indices, plain.dictionary.to_pylist()
    if numbers.null_count:
        numbers, values = numbers.fill_null(len(values)), [*values, None]
    if fact not in _DAYS:
        values = [value if value is not None and value.strip() else None for value in values]
    return Encoded(numbers, values)


def distinct(columns: Sequence[Encoded]) -> Encoded:
    """Return columns as one, whose values are tuples; only combinations that stand in some row are among them."""
    if len(columns) == 1:
        return Encoded(columns[0].numbers, [(value,) for value in columns[0].values])
    sizes = [max(len(column.values), 1) for column in columns]
    if prod(sizes) >= _MOST:
        first = distinct(columns[:-1])
        both = distinct([first, columns[-1]])
        return Encoded(both.numbers, [(*head, tail) for head, tail in both.values])
    codes = columns[0].numbers.cast(pa.int64())
    for column, size in zip(columns[1:], sizes[1:], strict=True):
        codes = pc.add(pc.multiply(codes, size), column.numbers.cast(pa.int64()))
    found = codes.dictionary_encode()
    return Encoded(found.indices, [_split(code, columns) for code in found.dictionary.to_pylist()])


def day_of(value: object, column: str) -> date | None:
    """Return the day a cell states; raises InputError for a text that is no ISO day or timestamp, because it could be read two ways."""
    if value is None or isinstance(value, date):
        return value
    text = str(value).strip()
    if not text:
        return None
    try:
        if len(text) == _DAY_LENGTH and text[4] == text[7] == "-":
            return date.fromisoformat(text)
        if len(text) > _DAY_LENGTH and text[4] == text[7] == "-":
            moment = datetime.fromisoformat(text)
            return moment.astimezone(_SHANGHAI).date() if moment.tzinfo else moment.date()
    except ValueError:
        pass
    raise InputError(column, f"'{text}' is not a day; write it like 2025-12-01")


def _split(code: int, columns: Sequence[Encoded]) -> tuple[Any, ...]:
    parts = []
    for column in reversed(columns):
        code, number = divmod(code, max(len(column.values), 1))
        parts.append(column.values[number])
    return tuple(reversed(parts))


def _texts(column: pa.Array, fact: str) -> pa.Array:
    """Return a column as texts: numbers as they are written, yes and no for truth values, lists joined by `;`."""
    type_ = column.type
    if pa.types.is_dictionary(type_):
        if pa.types.is_string(type_.value_type):
            return column
        return _texts(column.cast(type_.value_type), fact)
    if pa.types.is_list(type_) or pa.types.is_large_list(type_):
        return pc.binary_join(column.cast(pa.list_(pa.string())), ";")
    if pa.types.is_boolean(type_):
        return pc.if_else(column, "yes", "no")
    if pa.types.is_floating(type_):
        whole = pc.all(pc.equal(column, pc.trunc(column))).as_py()
        return column.cast(pa.int64()).cast(pa.string()) if whole else column.cast(pa.string())
    if pa.types.is_temporal(type_) or pa.types.is_nested(type_) or pa.types.is_binary(type_):
        raise InputError(fact, f"a column of {type_} cannot say this; give text")
    return column.cast(pa.string())


def _days(column: pa.Array) -> pa.Array:
    """Return a column as days where Arrow knows them as such, in the zone in which the law counts, else as texts."""
    type_ = column.type
    if pa.types.is_timestamp(type_):
        if type_.tz is not None:
            there = pc.add(column.cast(pa.timestamp("us", tz="UTC")), timedelta(hours=8))
            return there.cast(pa.timestamp("us")).cast(pa.date32(), safe=False)
        return column.cast(pa.date32(), safe=False)
    if pa.types.is_date(type_):
        return column.cast(pa.date32())
    return _texts(column, "on")
