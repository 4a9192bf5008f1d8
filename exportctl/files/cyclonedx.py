"""Read a CycloneDX bill of materials as a table of components, and write the answers as properties."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import pyarrow as pa

from exportctl.batch.answers import ANSWERED, COLUMNS, COMPARED, NUMBER
from exportctl.errors import InputError
from exportctl.facts.transaction import FACT_KEYS
from exportctl.files.cells import text_for_people
from exportctl.files.rows import BATCH, Source, number_rows
from exportctl.files.strictjson import TwiceError, parsed
from exportctl.list_cells import join_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportctl.files.overview import Overview

_PREFIX: Final = "exportctl:"
_ANSWERS: Final = (*COLUMNS, *ANSWERED, *COMPARED)
_DEEPEST: Final = 400
"""The limit on nested components; deeper nesting may exceed the limits of some Python releases."""
_OF_LAW: Final = ("law_version", "checked_through")
_WITHOUT_PROPERTIES: Final = ("1.0", "1.1", "1.2")
_RECEIPT: Final = "exportctl.receipt/"
_OWN = ("bom-ref", "type", "name", "version", "purl")
_DESCRIPTION: Final = "description"


def read_bill(text: bytes) -> Source:
    """Open a bill in JSON: a row for each component, nested ones too, and for the product that it describes.

    The name of a component is its item, unless a property states one. Its description and properties keep their names;
    `exportctl:to` and `to` both state the destination, and repeated values are joined by `;`. Raises InputError for a
    document that is not a bill.
    """
    try:
        bill = parsed(text.decode(json.detect_encoding(text)))
        json.dumps(bill, ensure_ascii=False).encode()
    except TwiceError as error:
        raise InputError("file", "{error} in an object of the bill of materials", error=error.args[0]) from None
    except (ValueError, RecursionError) as error:
        raise InputError("file", "is not JSON, or contains an incomplete character: {error}", error=error) from None
    if isinstance(bill, dict) and str(bill.get("schema")).startswith(_RECEIPT):
        raise InputError(
            "file", "is a receipt, not a file of rows; exportctl watch checks receipts in a run of their own"
        )
    if not isinstance(bill, dict) or bill.get("bomFormat") != "CycloneDX":
        raise InputError(
            "file", "is not a CycloneDX bill of materials in JSON; to read rows of JSON, name the file .jsonl"
        )
    rows = [_row(component) for component in _components(bill)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    schema = pa.schema([(name, pa.string()) for name in names])
    return Source(schema, number_rows(pa.Table.from_pylist(rows, schema).to_batches(BATCH)), len(rows), document=bill)


def _components(holder: dict[str, Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the components of a bill or of a component, each before its own parts; raises InputError if they are nested too deep.

    The product that the bill describes comes last, so that the numbers of the others do not depend on it.
    """
    if depth > _DEEPEST:
        raise InputError("file", "has components nested more than {most} levels deep", most=_DEEPEST)
    for component in (*_objects(holder, "components"), *([] if depth else _product(holder))):
        yield component
        yield from _components(component, depth + 1)


def _product(bill: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the product that a bill describes, if it names one; raises InputError if it is not an object."""
    metadata = bill.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise InputError("file", "'metadata' of the bill of materials is not an object")
    product = metadata.get("component") or []
    return _objects({"metadata.component": [product] if product else []}, "metadata.component")


def _row(component: dict[str, Any]) -> dict[str, str | None]:
    row = {name: str(component[name]) if component.get(name) is not None else None for name in _OWN}
    row["item"] = row["name"]
    if _DESCRIPTION in component:
        row[_DESCRIPTION] = str(component[_DESCRIPTION])
    properties: dict[str, list[str]] = {}
    for item in _objects(component, "properties"):
        name, value = str(item.get("name", "")), item.get("value")
        fact = name.removeprefix(_PREFIX).replace("-", "_")
        is_ours = fact in FACT_KEYS or (fact in _ANSWERS and name.startswith(_PREFIX))
        properties.setdefault(fact if is_ours else name, []).extend([] if value is None else [str(value)])
    return row | {name: join_cell(values) or None for name, values in properties.items()}


def _objects(holder: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the objects of an optional list; raises InputError for any other value."""
    objects = holder.get(name) or []
    if not isinstance(objects, list) or not all(isinstance(item, dict) for item in objects):
        raise InputError("file", "'{name}' of the bill of materials is not a list of objects", name=name)
    return objects


class Bill:
    """Writes a bill again, with the answer to each component in its properties, if it has an answer."""

    piece = 0

    def __init__(self, file: BinaryIO, schema: pa.Schema, overview: Overview | None) -> None:
        """Take the bill; raises InputError if there is none, or if it cannot hold answers."""
        bill = overview.document if overview else None
        if overview is None or not isinstance(bill, dict):
            raise InputError(
                "output", "only a bill of materials can be written as a bill of materials; write csv or jsonl"
            )
        if str(bill.get("specVersion", "1.0")) in _WITHOUT_PROPERTIES:
            raise InputError(
                "output",
                "the bill of materials is older than CycloneDX 1.3, which has no place for answers; write csv or jsonl",
            )
        if "signature" in bill:
            raise InputError(
                "output", "the bill of materials is signed, and answers would break the signature; write csv or jsonl"
            )
        if not isinstance(bill.setdefault("metadata", {}), dict):
            raise InputError("file", "'metadata' of the bill of materials is not an object")
        _forget(bill["metadata"], _OF_LAW)
        self._file, self._bill, self._law = file, bill, overview.law
        self._names = [name for name in schema.names if name in _ANSWERS]
        self._holders = list(_components(bill))
        for holder in self._holders:
            _forget(holder, _ANSWERS)

    def write(self, batch: pa.RecordBatch) -> None:
        """Put the answers of some rows into their components."""
        columns = {name: batch.column(name).to_pylist() for name in self._names}
        for row, number in enumerate(batch.column(NUMBER.name).to_pylist()):
            texts = {name: text_for_people(cells[row]) for name, cells in columns.items()}
            self._holders[number - 1].setdefault("properties", []).extend(_properties(texts))

    def close(self) -> None:
        """Write the bill as a new version, with the version of the law behind the answers."""
        version = self._bill.get("version", 1)
        self._bill["version"] = version + 1 if isinstance(version, int) else 1
        values = (self._law.version, self._law.home.checked_through.isoformat())
        self._bill["metadata"].setdefault("properties", []).extend(_properties(dict(zip(_OF_LAW, values, strict=True))))
        self._file.write(json.dumps(self._bill, ensure_ascii=False, indent=2).encode() + b"\n")

    def drop(self) -> None:
        """Discard the bill: nothing was written."""


def _properties(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": f"{_PREFIX}{name}", "value": text} for name, text in texts.items()]


def _forget(holder: dict[str, Any], names: tuple[str, ...]) -> None:
    """Remove the answers of an earlier run from a component or the bill."""
    answers = {f"{_PREFIX}{name}" for name in names}
    if others := [item for item in _objects(holder, "properties") if item.get("name") not in answers]:
        holder["properties"] = others
    else:
        holder.pop("properties", None)
