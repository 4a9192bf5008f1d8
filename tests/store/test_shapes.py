"""The JSON Schema that the program prints for each kind of file accepts the project's own files and refuses others."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema_rs import Draft202012Validator, meta

from exportctl.__main__ import run
from exportctl.reports.documents.schemas import DOCUMENTS
from exportctl.store import draft
from exportctl.store.trade import FILES as TRADE
from tests.cli.program import ask

DATA = Path(__file__).parents[2] / "data"
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
PATTERNS = {kind.name: kind.pattern for kind in draft.KINDS}
REVIEW = {"id": "mofcom-2026-2", "reason": "It sets no condition on an export.", "checked": "2026-10-10"}
MANY = tuple(kind.name for kind in draft.KINDS if kind.many)
FILES = [
    (kind, path.relative_to(DATA).as_posix()) for kind, glob in PATTERNS.items() for path in sorted(DATA.glob(glob))
]


def content(file: str) -> Any:
    """Return a data file as plain text values."""
    return yaml.load((DATA / file).read_text(encoding="utf-8"), Loader=LOADER)


def first(kind: str) -> Any:
    """Return the content of the first file of a kind, or a record of a kind without records in the data."""
    return content(next(file for name, file in FILES if name == kind)) or [dict(REVIEW)]


@cache
def printed(kind: str) -> dict[str, Any]:
    """Return the schema that `exportctl data schema KIND` prints."""
    answer = ask("data", "schema", kind)
    assert answer.code == 0
    return answer.json


@cache
def validator(kind: str) -> Draft202012Validator:
    """Return what finds the faults of files of a kind."""
    return Draft202012Validator(printed(kind))


@pytest.fixture
def schema(kind: str) -> dict[str, Any]:
    """The schema of a kind, as it is printed."""
    return printed(kind)


@pytest.mark.parametrize("kind", PATTERNS)
def test_the_schema_is_a_schema(schema: dict[str, Any]) -> None:
    """The output is a JSON Schema, and all its references resolve."""
    meta.validate(schema)
    text = json.dumps(schema)
    assert all(f'"#/$defs/{name}"' in text for name in schema.get("$defs", {}))


@pytest.mark.parametrize(("kind", "file"), FILES, ids=[file for _, file in FILES])
def test_every_data_file_has_the_shape_of_its_kind(kind: str, file: str) -> None:
    """A file that lint accepts is accepted by the schema."""
    assert list(validator(kind).iter_errors(content(file))) == []


def test_every_file_of_the_data_is_of_some_kind() -> None:
    """No file of the project's data is without a schema."""
    files = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file()}
    tables = {f"customs/{name}.csv" for name in ("chapters", "hs2022", "licence-catalogue-2026")}
    assert files == {file for _, file in FILES} | tables | TRADE


@pytest.mark.parametrize("kind", PATTERNS)
def test_the_schema_refuses_a_key_that_is_not_known(schema: dict[str, Any], kind: str) -> None:
    """A key that lint does not know is not known to the schema."""
    tree = first(kind)
    (tree[0] if kind in MANY else tree)["colour"] = "green"
    (error,) = Draft202012Validator(schema).iter_errors(tree)
    assert "colour" in error.message


@pytest.mark.parametrize("kind", PATTERNS)
def test_the_schema_requires_every_required_key(schema: dict[str, Any], kind: str) -> None:
    """Without its keys, a record has an error for each required one; lists of words may all be missing."""
    one: dict[str, Any] = schema["items"] if kind in MANY else schema
    messages = {error.message for error in Draft202012Validator(schema).iter_errors([{}] if kind in MANY else {})}
    assert bool(one["required"]) is (kind != "words")
    assert messages == {f'"{key}" is a required property' for key in one["required"]}


@pytest.mark.parametrize("kind", ["act"])
def test_the_schema_uses_the_keys_of_the_files(schema: dict[str, Any]) -> None:
    """`from` and `any` are called as they are in a file, not as in the program."""
    assert {"from", "through"} <= set(schema["$defs"]["Provision"]["properties"])
    assert {"from", "any"} <= set(schema["$defs"]["Condition"]["properties"])
    assert "_" not in {key[-1] for shape in schema["$defs"].values() for key in shape.get("properties", ())}


@pytest.mark.parametrize("kind", ["act"])
def test_a_rule_cannot_find_that_there_is_no_control(schema: dict[str, Any]) -> None:
    """`no_control_found` is the answer where no rule applies, and no effect of a rule."""
    act = content("acts/cn/2026/mofcom-2026-29.yaml")
    act["provisions"][0]["rules"][0]["effect"] = "no_control_found"
    assert [error.instance_path for error in Draft202012Validator(schema).iter_errors(act)] == [
        ["provisions", 0, "rules", 0, "effect"]
    ]


def test_an_unknown_kind_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """The error names every kind there is."""
    assert run(["data", "schema", "law"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"exportctl: KIND: 'law' is not one of {', '.join([*PATTERNS, *DOCUMENTS])}\n"
