"""A CycloneDX bill of materials is a table of its components; a property that is named as a fact states it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from exportctl.batch.headers import FACTS
from exportctl.errors import InputError
from exportctl.files.rows import BATCH, Source, numbered
from exportctl.files.strictjson import TwiceError, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN = ("bom-ref", "type", "name", "version", "purl")


def read_bill(text: bytes) -> Source:
    """Open a bill in JSON: a row for each component, nested ones too. Its name is the item, unless a property says what it is.

    Properties keep their names as columns; `exportctl:to` and `to` both state the destination, and what is said several times stands
    with `;` between. Raises InputError for what is no bill.
    """
    try:
        bill = parsed(text.decode(json.detect_encoding(text)))
        json.dumps(bill, ensure_ascii=False).encode()
    except TwiceError as error:
        raise InputError("file", f"{error} in an object of the bill") from None
    except (ValueError, RecursionError) as error:
        raise InputError("file", f"is no JSON, or has half a character in it: {error}") from None
    if not isinstance(bill, dict) or bill.get("bomFormat") != "CycloneDX":
        raise InputError("file", "is no CycloneDX bill of materials in JSON; rows of JSON are read from .jsonl")
    rows = [_row(component) for component in _components(bill)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    schema = pa.schema([(name, pa.string()) for name in names])
    return Source(schema, numbered(pa.Table.from_pylist(rows, schema).to_batches(BATCH)), len(rows))


def _components(holder: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for component in _objects(holder, "components"):
        yield component
        yield from _components(component)


def _row(component: dict[str, Any]) -> dict[str, str | None]:
    row = {name: str(component[name]) if component.get(name) is not None else None for name in _OWN}
    row["item"] = row["name"]
    told: dict[str, list[str]] = {}
    for item in _objects(component, "properties"):
        name, value = str(item.get("name", "")), item.get("value")
        fact = name.removeprefix("exportctl:").replace("-", "_")
        told.setdefault(fact if fact in FACTS else name, []).extend([] if value is None else [str(value)])
    return row | {name: ";".join(values) or None for name, values in told.items()}


def _objects(holder: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the objects of a list that need not be there; raises InputError for anything else."""
    found = holder.get(name) or []
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise InputError("file", f"'{name}' of the bill is no list of objects")
    return found
