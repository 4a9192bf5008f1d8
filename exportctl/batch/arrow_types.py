"""Types of Arrow columns: those that hold texts or numbers, and plain types in place of views."""

from __future__ import annotations

import pyarrow as pa


def value_type(type_: pa.DataType) -> pa.DataType:
    """Return the type of the values of a column, which may be dictionary-encoded."""
    return type_.value_type if pa.types.is_dictionary(type_) else type_


def holds_texts(type_: pa.DataType) -> bool:
    """Return whether a column holds plain texts."""
    return bool(pa.types.is_string(type_) or pa.types.is_large_string(type_))


def holds_bytes(type_: pa.DataType) -> bool:
    """Return whether a column holds bytes."""
    return bool(pa.types.is_binary(type_) or pa.types.is_large_binary(type_) or pa.types.is_fixed_size_binary(type_))


def holds_text_within(type_: pa.DataType) -> bool:
    """Return whether a column holds texts or bytes, by themselves or in lists and objects at any depth."""
    inner = value_type(type_)
    fields = (inner.field(place) for place in range(inner.num_fields))
    return holds_texts(inner) or holds_bytes(inner) or any(holds_text_within(field.type) for field in fields)


def is_number(type_: pa.DataType) -> bool:
    """Return whether a column holds numbers, which have lost their leading zeros."""
    kinds = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)
    return any(kind(value_type(type_)) for kind in kinds)


def without_views(schema: pa.Schema) -> pa.Schema:
    """Return a schema with plain texts and bytes in place of views (as Polars has them), which few functions of Arrow support."""
    return pa.schema([_field_without_views(field) for field in schema], schema.metadata)


def _field_without_views(field: pa.Field) -> pa.Field:
    return field.with_type(_type_without_views(field.type))


def _type_without_views(type_: pa.DataType) -> pa.DataType:
    """Return a type without views in it."""
    kinds, plain = pa.types, _field_without_views
    if kinds.is_string_view(type_):
        return pa.large_string()
    if kinds.is_binary_view(type_):
        return pa.large_binary()
    if kinds.is_dictionary(type_):
        return pa.dictionary(type_.index_type, _type_without_views(type_.value_type), type_.ordered)
    if kinds.is_map(type_):
        return pa.map_(plain(type_.key_field), plain(type_.item_field), type_.keys_sorted)
    if kinds.is_struct(type_):
        return pa.struct([plain(field) for field in type_])
    if kinds.is_list(type_):
        return pa.list_(plain(type_.value_field))
    if kinds.is_large_list(type_):
        return pa.large_list(plain(type_.value_field))
    if kinds.is_fixed_size_list(type_):
        return pa.list_(plain(type_.value_field), type_.list_size)
    return type_
