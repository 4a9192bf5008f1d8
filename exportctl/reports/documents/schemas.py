"""The JSON Schema (2020-12) of a document is made from the shape that the type checker holds it to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from exportctl.errors import none_of
from exportctl.facts.transaction import Transaction
from exportctl.reports.documents.shapes import answers, config, explanation, law, listing, receipts, trace
from exportctl.store.draft import KINDS, file_schema
from exportctl.store.shapes import FileSchema, adapter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core.core_schema import TypedDictSchema

DOCUMENTS: Final[dict[str, Any]] = {
    "verdict": answers.Verdict,
    "classification": answers.Classification,
    "trace": trace.Trace,
    "party": answers.Party,
    "content": answers.Content,
    "summary": answers.Summary,
    "changes": answers.Changes,
    "timeline": law.Timeline,
    "diff": law.Diff,
    "expiring": law.Expiring,
    "receipt": receipts.Receipt,
    "verification": receipts.Verification,
    "log-verification": receipts.Log,
    "list": listing.Listing,
    "show": law.Record,
    "explain": explanation.Explanation,
    "data-status": law.Coverage,
    "lint": law.Lint,
    "cases": law.Cases,
    "config": config.Config,
}
"""Every document by the kind of its result."""


CONFIGURATION: Final = "configuration"
"""The kind of a configuration file."""


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of the files, or of the documents, of a kind. Raises InputError for a kind there is not."""
    if kind in DOCUMENTS:
        found: dict[str, Any] = adapter(DOCUMENTS[kind]).json_schema(schema_generator=_DocumentSchema)
        return {"$schema": GenerateJsonSchema.schema_dialect, **found, "title": f"exportctl.{kind}"}
    if kind == CONFIGURATION:
        return _configuration()
    if kind not in (files := [item.name for item in KINDS]):
        raise none_of("kind", kind, (*files, *DOCUMENTS))
    return file_schema(kind)


def components(kinds: Sequence[str], place: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the schemas of documents by their kinds, and the shapes that they refer to by a place and a name."""
    found, shapes = TypeAdapter.json_schemas(
        [(kind, "validation", adapter(DOCUMENTS[kind])) for kind in kinds],
        ref_template=f"{place}{{model}}",
        schema_generator=_DocumentSchema,
    )
    return {kind: found[kind, "validation"] for kind in kinds}, shapes["$defs"]


def _configuration() -> dict[str, Any]:
    """Return the JSON Schema of a configuration file; the keys of its columns are facts."""
    found: dict[str, Any] = adapter(config.File).json_schema(schema_generator=_DocumentSchema)
    facts = [field.rstrip("_") for field in Transaction._fields]
    found["properties"]["columns"]["propertyNames"] = {"enum": facts}
    return {"$schema": GenerateJsonSchema.schema_dialect, **found, "title": "exportctl.toml"}


class _DocumentSchema(FileSchema):
    """Describes documents: every key is known, and a whole number is a number."""

    int_schema = GenerateJsonSchema.int_schema

    def typed_dict_schema(self, schema: TypedDictSchema) -> JsonSchemaValue:
        """Describe a group of keys that has no others."""
        return {**super().typed_dict_schema(schema), "additionalProperties": False}
