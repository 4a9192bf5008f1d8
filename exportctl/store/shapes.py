"""Validate the shape of a file against its record in law/model.py by pydantic, and explain each difference in one line."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from exportctl.law import model
from exportctl.law.model import file_key
from exportctl.sentences import Sentence, either, join
from exportctl.store.sources import Citation
from exportctl.store.yamldoc import Document, Path_, Tree, values_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic_core import ErrorDetails
    from pydantic_core.core_schema import IntSchema, NamedTupleSchema

    from exportctl.errors import Problem

    _Value = tuple[Path_, Tree]  # its place, and the value

Record = TypeVar("Record")

_DATE_KEYS: Final = frozenset({"published", "checked", "from", "through", "checked_through", "covers_from"})
_WHEN: Final = frozenset({"when", "unless", "check"})
_NUMBER_KEYS: Final = frozenset({"value", "values", "divisor"})
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FIELDS: Final = {"from": "from_", "all": "all_", "any": "any_", "list": "list_"}
_CRITERIA: Final = {
    "parameter": "Measured",
    "element": "Share",
    "form": "FormIs",
    "described": "Described",
    "not_transcribed": "NotTranscribed",
    "all": "AllOf",
    "any": "AnyOf",
}


_KEYS: Final = Sentence("a group of keys")
_ADAPTERS: Final[dict[type[Any], TypeAdapter[Any]]] = {}


def adapter(record: type[Record]) -> TypeAdapter[Record]:
    """Return the validator of a record, made once."""
    if record not in _ADAPTERS:
        _ADAPTERS[record] = TypeAdapter(record)
    return _ADAPTERS[record]


def shape(document: Document, record: type[Record], path: Path_ = ()) -> tuple[Record | None, list[Problem]]:
    """Return the record at a path of a document, or the problems with it (R002 shape, R003 date)."""
    tree = _at(document.tree, path)
    if not isinstance(tree, dict):
        return None, [document.problem(path, "R002", "the record must be a group of keys")]
    values = [*values_in(tree)]
    faults = [("R003", *fault) for fault in _wrong_dates(values)]
    faults += [("R002", *fault) for fault in (*_wrong_numbers(values), *_lists_in_lists(values))]
    if faults:
        return None, [document.problem((*path, *at), code, text) for code, at, text in faults]
    try:
        value = adapter(record).validate_python(_fields(tree))
    except ValidationError as error:
        lines = {_explain(tree, detail): None for detail in error.errors(include_url=False)}
        return None, [document.problem((*path, *at), "R002", text) for at, text in lines if text]
    wrong = [document.problem((*path, *at), "R002", _must_be(at, _KEYS)) for at in _lists_for_groups(value, tree, ())]
    return (None, wrong) if wrong else (value, [])


def schema(record: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a record's files."""
    return adapter(record).json_schema(schema_generator=FileSchema)


class FileSchema(GenerateJsonSchema):
    """Describes a record as an object with keys, as in a file; pydantic would describe named tuples as lists."""

    def int_schema(self, schema: IntSchema) -> JsonSchemaValue:  # noqa: ARG002 - the signature of the generator
        """Describe a whole number in a file, where every scalar is text."""
        return {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^[0-9]+$"}]}

    def named_tuple_schema(self, schema: NamedTupleSchema) -> JsonSchemaValue:
        """Describe an object; a source may be written out, or be cited by its id."""
        if schema["cls"] is model.Source:
            citation = self.generate_inner(adapter(Citation).core_schema)
            return {"anyOf": [{"type": "string"}, citation, self._group(schema)]}
        return self._group(schema)

    def _group(self, schema: NamedTupleSchema) -> JsonSchemaValue:
        fields = schema["fields"]
        return {
            "type": "object",
            "properties": {file_key(item["name"]): self.generate_inner(item["schema"]) for item in fields},
            "required": [file_key(item["name"]) for item in fields if item["schema"]["type"] != "default"],
            "additionalProperties": False,
        }


def _fields(tree: Tree) -> Any:  # noqa: ANN401 - the input of pydantic
    """Return a tree whose keys are the field names of the records; `file_key` is the inverse."""
    if isinstance(tree, list):
        return [_fields(item) for item in tree]
    if isinstance(tree, dict):
        return {_field(key): _fields(value) for key, value in tree.items()}
    return tree


def _field(key: str) -> str:
    """Return the field of a key; a key in the spelling of a field of the model (`from_`) has none."""
    return f"{key}_" if key.endswith("_") else _FIELDS.get(key, key)


def _lists_for_groups(record: object, tree: Tree, path: Path_) -> Iterator[Path_]:
    """Yield the places of lists that replace records: pydantic would take their items in the order of the fields."""
    if isinstance(record, tuple) and hasattr(record, "_fields"):
        if not isinstance(tree, dict):
            yield path
            return
        for field, value in zip(record._fields, record, strict=True):
            if isinstance(value, tuple) and (key := file_key(field)) in tree:
                yield from _lists_for_groups(value, tree[key], (*path, key))
    elif isinstance(record, tuple) and isinstance(tree, list):
        for index, (value, part) in enumerate(zip(record, tree, strict=True)):
            if isinstance(value, tuple):
                yield from _lists_for_groups(value, part, (*path, index))


def _at(tree: Tree, path: Path_) -> Tree:
    for step in path:
        tree = cast("Any", tree)[step]
    return tree


def _wrong_dates(values: Iterable[_Value]) -> Iterator[tuple[Path_, str]]:
    """Yield every date that is not in the format YYYY-MM-DD, or that does not exist; pydantic would read `0` as 1970-01-01."""
    for at, value in values:
        if at[-1] in _DATE_KEYS and not _WHEN.intersection(at):
            if not isinstance(value, str):
                continue  # pydantic reports any other shape
            if not _DATE.fullmatch(value):
                yield at, Sentence("'{text}' is not a date; write it like 2024-12-03", text=value)
            elif not _in_calendar(value):
                yield at, Sentence("'{text}' is not a date in the calendar; correct it", text=value)


def _wrong_numbers(values: Iterable[_Value]) -> Iterator[tuple[Path_, str]]:
    """Yield every number that is not in plain digits: pydantic would accept `1e3` and `1_000`."""
    for at, value in values:
        if at[-1] in _NUMBER_KEYS:
            for index, text in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(text, str) and not _NUMBER.fullmatch(text):
                    place = (*at, index) if isinstance(value, list) else at
                    yield place, Sentence("'{text}' is not a number; write it like 99.99", text=text)


def _lists_in_lists(values: Iterable[_Value]) -> Iterator[tuple[Path_, str]]:
    """Yield every nested list: no record has any, and pydantic would try each kind of criterion at each level."""
    for at, value in values:
        if isinstance(value, list) and isinstance(at[-1], int) and isinstance(at[-2], str):
            yield at, Sentence("an item of '{key}' must not be a list", key=at[-2])


def _in_calendar(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _explain(tree: Tree, detail: ErrorDetails) -> tuple[Path_, str]:
    """Return the place of an invalid shape and the reason; an empty reason if pydantic tried a criterion of another kind."""
    path: list[str | int] = []
    at = tree
    for raw in detail["loc"]:
        step = file_key(raw) if isinstance(raw, str) else raw
        if isinstance(step, str) and hasattr(model, step) and step[0].isupper():
            if not isinstance(at, dict):
                return tuple(path), _must_be(tuple(path), _KEYS)
            kind = _kind(at)
            if kind is None:
                return tuple(path), Sentence("is not a criterion; it needs one of {keys}", keys=join(_CRITERIA))
            if step != kind:
                return (), ""
            continue
        if isinstance(at, dict) and step in at:
            at = at[str(step)]
        elif isinstance(at, list) and isinstance(step, int) and step < len(at):
            at = at[step]
        elif detail["type"] == "missing" and isinstance(at, dict):
            at = ""
        elif isinstance(at, list):
            return tuple(path), _must_be(tuple(path), _KEYS)
        else:
            continue  # pydantic's own name for a branch of a union
        path.append(step)
    return _words(tuple(path), detail)


def _kind(criterion: dict[str, Tree]) -> str | None:
    """Return the kind of a criterion by the key that only this kind has."""
    if criterion.get("op") == "in":
        return "OneOf"
    return next((name for key, name in _CRITERIA.items() if key in criterion), None)


def _must_be(path: Path_, what: str) -> str:
    """Return the message that the value at a path, or the item of a list, must have another form."""
    if path and isinstance(path[-1], int):
        key = next(step for step in reversed(path) if isinstance(step, str))
        return Sentence("an item of '{key}' must be {what}", key=key, what=what)
    return Sentence("'{key}' must be {what}", key=path[-1], what=what)


def _one_of(alternatives: str) -> str:
    """Return the accepted alternatives of a record, which pydantic writes as `'a', 'b' or 'c'`."""
    words = [Sentence("'{word}'", word=word) for word in re.findall("'([^']*)'", alternatives)]
    return either(words) if words else alternatives


def _words(path: Path_, detail: ErrorDetails) -> tuple[Path_, str]:
    key = path[-1]
    if key == "goods" and detail["type"] in ("tuple_type", "literal_error"):
        return path, Sentence(
            "'goods' must be a list, or one of the words any-dual-use, any-unread and any-unread-technology"
        )
    match detail["type"]:
        case "missing":
            return path[:-1], Sentence("'{key}' is missing", key=key)
        case "extra_forbidden":
            return path, Sentence("the key '{key}' is unknown here", key=key)
        case "literal_error":
            return path, Sentence(
                "'{text}' is not {words}", text=detail["input"], words=_one_of(detail["ctx"]["expected"])
            )
        case "named_tuple_type":
            return path, _must_be(path, _KEYS)
        case "tuple_type":
            return path, _must_be(path, Sentence("a list"))
        case "date_type" | "date_from_datetime_parsing":
            return path, _must_be(path, Sentence("a date; write it like 2024-12-03"))
        case "string_type":
            return path, _must_be(path, Sentence("text"))
        case _:
            return path, Sentence("'{key}': {fault}", key=key, fault=detail["msg"])
