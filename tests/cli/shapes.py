"""The faults of a document by the published schema of its kind; a schema is made once."""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator

from exportctl.reports.documents.schemas import schema

schema_of = cache(schema)


@cache
def validator(kind: str) -> Draft202012Validator:
    """Return what finds the faults of documents of a kind."""
    return Draft202012Validator(schema_of(kind))


def faults(kind: str, document: Any) -> list[str]:
    """Return the faults of a document, each with its place."""
    return [f"{error.instance_path}: {error.message}" for error in validator(kind).iter_errors(document)]
