"""Make the JSON Schema (2020-12) of a document from its class, and that of a file from its records."""

from __future__ import annotations

import sys
from dataclasses import fields
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, NotRequired, Union, get_args, get_origin, get_type_hints

from pydantic import Field, StringConstraints, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from typing_extensions import TypedDict

from exportctl.errors import none_of
from exportctl.facts.transaction import Transaction
from exportctl.law.model import file_key
from exportctl.reports.documents import config_file
from exportctl.reports.documents.document import ABSENT, Bounds, Pattern, is_document
from exportctl.reports.documents.receipts import Receipt
from exportctl.reports.formats import TABLE, function_of
from exportctl.store.draft import KINDS, file_schema
from exportctl.store.shapes import FileSchema, adapter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core.core_schema import TypedDictSchema


def _document_type(kind: str) -> Any:  # noqa: ANN401 - a class of documents, or a union of such classes
    """Return the type of the documents of a kind, which their builder names as the type that it returns."""
    if kind == "receipt":  # its builder returns what was stored
        return Annotated[Receipt, Field(discriminator="command")]
    builder = function_of(kind, "json")
    return getattr(sys.modules[builder.__module__], builder.__annotations__["return"])


CONFIGURATION: Final = "configuration"
"""The kind of a configuration file."""
DOCUMENTS: Final = {kind: _document_type(kind) for kind, format_ in TABLE if format_ == "json" and kind != "schema"}
"""The documents by the kind of their result."""


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of the files, or of the documents, of a kind. Raises InputError for an unknown kind."""
    if kind in DOCUMENTS:
        shape: dict[str, Any] = validator(kind).json_schema(schema_generator=_DocumentSchema)
        return {"$schema": GenerateJsonSchema.schema_dialect, **shape, "title": f"exportctl.{kind}"}
    if kind == CONFIGURATION:
        return _configuration()
    files = {item.name: item for item in KINDS}
    if kind not in files:
        raise none_of("kind", kind, (*files, *DOCUMENTS))
    return file_schema(files[kind])


def validator(kind: str) -> TypeAdapter[Any]:
    """Return the validator for documents of a kind, given as plain JSON values."""
    return adapter(_json_type(DOCUMENTS[kind]))


def components(kinds: Sequence[str], place: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the schemas of documents by their kinds, and the shapes that they refer to by a place and a name."""
    schemas, shapes = TypeAdapter.json_schemas(
        [(kind, "validation", validator(kind)) for kind in kinds],
        ref_template=f"{place}{{model}}",
        schema_generator=_DocumentSchema,
    )
    return {kind: schemas[kind, "validation"] for kind in kinds}, shapes["$defs"]


_KEYED: Final[dict[type, Any]] = {}


def _json_type(kind: Any) -> Any:  # noqa: ANN401 - any type
    """Return a type in which each document is replaced by a typed dictionary, so that pydantic validates keys, not fields."""
    if is_document(kind):
        if kind not in _KEYED:
            _KEYED[kind] = _typed_dictionary(kind)
        return _KEYED[kind]
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return Annotated[(_json_type(parts[0]), *map(_constraint, parts[1:]))]
    if origin in {Union, UnionType}:
        return Union[tuple(map(_json_type, parts))]  # noqa: UP007 - the parts are known at run time only
    if origin in {list, dict}:
        return origin[tuple(map(_json_type, parts))]
    return kind


def _constraint(limit: Any) -> Any:  # noqa: ANN401 - a class of this package or of pydantic
    match limit:
        case Pattern(regex):
            return StringConstraints(pattern=regex)
        case Bounds(least, most):
            return Field(ge=least, le=most)
    return limit


def _typed_dictionary(kind: Any) -> Any:  # noqa: ANN401 - a class of documents
    """Return the typed dictionary of a class; keys with the default ABSENT are optional."""
    types = get_type_hints(kind, include_extras=True)
    optional = {field.name for field in fields(kind) if field.default is ABSENT}
    keys = {
        file_key(name): NotRequired[_json_type(of)] if name in optional else _json_type(of)
        for name, of in types.items()
    }
    dictionary: Any = TypedDict(kind.shape_name, keys)  # type: ignore[misc] # mypy needs literal keys, and these are computed
    dictionary.__doc__, dictionary.__module__ = kind.__doc__, kind.__module__
    return dictionary


def _configuration() -> dict[str, Any]:
    """Return the JSON Schema of a configuration file; the keys of its columns are facts."""
    file: dict[str, Any] = adapter(config_file.File).json_schema(schema_generator=_DocumentSchema)
    file["properties"]["columns"]["propertyNames"] = {"enum": [*map(file_key, Transaction._fields)]}
    return {"$schema": GenerateJsonSchema.schema_dialect, **file, "title": "exportctl.toml"}


class _DocumentSchema(FileSchema):
    """Describes documents: no additional keys, and whole numbers are numbers."""

    int_schema = GenerateJsonSchema.int_schema

    def typed_dict_schema(self, schema: TypedDictSchema) -> JsonSchemaValue:
        """Describe an object without additional keys."""
        return {**super().typed_dict_schema(schema), "additionalProperties": False}
