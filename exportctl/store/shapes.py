"""A file has the shape of its record in law/model.py; pydantic compares them, and each difference becomes one plain line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema

from exportctl.law import model
from exportctl.law.model import file_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import ErrorDetails
    from pydantic_core.core_schema import NamedTupleSchema

    from exportctl.errors import Problem
    from exportctl.store.yamldoc import Document, Path_, Tree

Record = TypeVar("Record")

_DATE_KEYS: Final = frozenset({"published", "checked", "from", "through", "checked_through", "covers_from"})
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_FIELDS: Final = {"from": "from_", "all": "all_", "any": "any_", "list": "list_"}
_CRITERIA: Final = {
    "values": "OneOf",
    "parameter": "Measured",
    "element": "Share",
    "described": "Described",
    "not_transcribed": "NotTranscribed",
    "all": "AllOf",
    "any": "AnyOf",
}


_ADAPTERS: Final[dict[type[Any], TypeAdapter[Any]]] = {}


def adapter(record: type[Record]) -> TypeAdapter[Record]:
    """Return the validator of a record, made once."""
    if record not in _ADAPTERS:
        _ADAPTERS[record] = TypeAdapter(record)
    return _ADAPTERS[record]


def shape(document: Document, record: type[Record], path: Path_ = ()) -> tuple[Record | None, list[Problem]]:
    """Return the record that stands at a path of a document, or the problems (R002 shape, R003 date) that keep it from being one."""
    tree = _at(document.tree, path)
    problems = [document.problem((*path, *at), "R003", text) for at, text in _wrong_dates(tree, ())]
    if problems:
        return None, problems
    try:
        found = adapter(record).validate_python(_fields(tree))
    except ValidationError as error:
        lines = {_explain(tree, detail): None for detail in error.errors(include_url=False)}
        return None, [document.problem((*path, *at), "R002", text) for at, text in lines if text]
    problems = [
        document.problem((*path, *at), "R002", "must be a group of keys") for at in _lists_for_groups(found, tree, ())
    ]
    return (None, problems) if problems else (found, [])


def schema(record: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a record's files."""
    return adapter(record).json_schema(schema_generator=_FileSchema)


class _FileSchema(GenerateJsonSchema):
    """Describes a record as the group of keys it is in a file; pydantic would have named tuples be lists."""

    def named_tuple_schema(self, schema: NamedTupleSchema) -> JsonSchemaValue:
        """Describe a group of keys, those without a default required."""
        fields = schema["fields"]
        return {
            "type": "object",
            "properties": {file_key(item["name"]): self.generate_inner(item["schema"]) for item in fields},
            "required": [file_key(item["name"]) for item in fields if item["schema"]["type"] != "default"],
            "additionalProperties": False,
        }


def _fields(tree: Tree) -> Any:  # noqa: ANN401 - what pydantic takes
    """Return a tree with its keys named as the fields of the records are."""
    if isinstance(tree, list):
        return [_fields(item) for item in tree]
    if isinstance(tree, dict):
        return {_FIELDS.get(key, key): _fields(value) for key, value in tree.items()}
    return tree


def _lists_for_groups(found: object, tree: Tree, path: Path_) -> Iterator[Path_]:
    """Yield the places where a list stood for a record: pydantic would take its items in the order of the fields."""
    if isinstance(found, tuple) and hasattr(found, "_fields"):
        if not isinstance(tree, dict):
            yield path
            return
        for field, value in zip(found._fields, found, strict=True):
            if (key := file_key(field)) in tree:
                yield from _lists_for_groups(value, tree[key], (*path, key))
    elif isinstance(found, tuple) and isinstance(tree, list):
        for index, (value, part) in enumerate(zip(found, tree, strict=True)):
            yield from _lists_for_groups(value, part, (*path, index))


def _at(tree: Tree, path: Path_) -> Tree:
    for step in path:
        tree = cast("Any", tree)[step]
    return tree


def _wrong_dates(tree: Tree, path: Path_) -> Iterator[tuple[Path_, str]]:
    """Yield every date that is not written YYYY-MM-DD; pydantic would read `0` as 1970-01-01."""
    if isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from _wrong_dates(item, (*path, index))
    if isinstance(tree, dict):
        for key, value in tree.items():
            is_date = key in _DATE_KEYS and isinstance(value, str)
            if is_date and not _DATE.fullmatch(cast("str", value)):
                yield (*path, key), f"'{value}' is not a date; write it like 2024-12-03"
            yield from _wrong_dates(value, (*path, key))


def _explain(tree: Tree, detail: ErrorDetails) -> tuple[Path_, str]:
    """Return where a shape is wrong and why; no text for the guesses pydantic makes about criteria of another kind."""
    path, at = [], tree
    for raw in detail["loc"]:
        step = file_key(raw) if isinstance(raw, str) else raw
        if isinstance(step, str) and hasattr(model, step) and step[0].isupper():
            if isinstance(at, dict) and step != _kind(at):
                return (), ""
            continue
        if isinstance(step, str) and not (isinstance(at, dict) and step in at) and detail["type"] != "missing":
            continue  # pydantic's own name for a branch of a union
        path.append(step)
        at = (
            at[step]
            if isinstance(at, dict) and step in at
            else at[step]
            if isinstance(at, list) and isinstance(step, int)
            else ""
        )
    return _words(tuple(path), detail)


def _kind(criterion: dict[str, Tree]) -> str:
    return next((name for key, name in _CRITERIA.items() if key in criterion), "Measured")


def _words(path: Path_, detail: ErrorDetails) -> tuple[Path_, str]:
    key = path[-1] if path else "the file"
    match detail["type"]:
        case "missing":
            return path[:-1], f"'{key}' is missing"
        case "extra_forbidden":
            return path, f"the key '{key}' is not known here"
        case "literal_error":
            return path, f"'{detail['input']}' is not {detail['ctx']['expected']}"
        case "named_tuple_type":
            return path, f"'{key}' must be a group of keys"
        case "tuple_type":
            return path, f"'{key}' must be a list"
        case "string_type":
            return path, f"'{key}' must be text"
        case _:
            return path, f"'{key}': {detail['msg']}"
