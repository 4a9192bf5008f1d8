"""A bill of materials is written again with the answer to each component, as the official schema of CycloneDX has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft7Validator, Registry

from exportctl.batch.answers import COLUMNS
from tests.cli.program import ask
from tests.files.program import given, refused, screen

SCHEMAS = Path(__file__).parents[1] / "schemas"
BILL = {
    "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
    "version": 1,
    "metadata": {"component": {"type": "device", "name": "装置"}},
    "components": [
        {
            "type": "device",
            "name": "sensor",
            "bom-ref": "sensor",
            "properties": [{"name": "exportctl:item", "value": "cotton T-shirts"}, {"name": "colour", "value": "red"}],
            "components": [{"type": "data", "name": "gallium", "bom-ref": "wafer"}],
        },
        {"type": "data", "name": "gallium", "properties": [{"name": "exportctl:form", "value": "heap"}]},
        {"type": "data", "name": "unobtainium", "version": "2"},
    ],
    "dependencies": [{"ref": "sensor", "dependsOn": ["wafer"]}],
}
ASKED = ("--set", "to=US", "--on", "2025-12-01")


def faults(bill: object) -> list[str]:
    """Return the faults of a bill by the schema."""
    texts = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.SNAPSHOT.schema.json")}
    registry = Registry([(f"http://cyclonedx.org/schema/{name}", text) for name, text in texts.items()])
    check = Draft7Validator(texts["bom-1.6.SNAPSHOT.schema.json"], registry=registry)
    return [error.message for error in check.iter_errors(bill)]


def answer_of(component: dict[str, Any]) -> dict[str, str]:
    """Return the properties of a component."""
    return {item["name"]: item["value"] for item in component.get("properties", [])}


def written(folder: Path, bill: object = BILL, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Return the exit code, and the bill with its answers."""
    source = given(folder, "bom.cdx.json", json.dumps(bill))
    answer = ask("screen", str(source), "-o", str(folder / "out.cdx.json"), *ASKED, *arguments)
    document = json.loads((folder / "out.cdx.json").read_text(encoding="utf-8"))
    assert (faults(bill), faults(document)) == ([], [])
    return answer.code, document


def test_each_component_has_its_answer(tmp_path: Path) -> None:
    """That of check, nested ones too; all else of the bill is as it was."""
    bill = json.loads(json.dumps(BILL))
    del bill["components"][1]
    code, written_bill = written(tmp_path, bill)
    sensor, unknown = written_bill["components"]
    (wafer,) = sensor["components"]
    assert code == 1
    assert answer_of(wafer)["exportctl:decision"] == "license_required"
    assert answer_of(wafer)["exportctl:worst_case"] == "prohibited"
    assert answer_of(wafer)["exportctl:settled"] == "true"
    assert answer_of(wafer)["exportctl:entries"] == "3C001.a"
    assert answer_of(wafer)["exportctl:next_change_on"] == "2026-11-28"
    assert answer_of(unknown)["exportctl:decision"] == "undecided"
    assert [*answer_of(sensor)] == ["exportctl:item", "colour", *(f"exportctl:{name}" for name in COLUMNS)]
    assert (written_bill["version"], written_bill["dependencies"]) == (2, BILL["dependencies"])
    assert answer_of(written_bill["metadata"])["exportctl:checked_through"] == "2026-10-10"
    for component in (sensor, wafer, unknown):
        for name in COLUMNS:
            component["properties"] = [item for item in component["properties"] if item["name"] != f"exportctl:{name}"]
        if not component["properties"]:
            del component["properties"]
    assert written_bill["components"] == bill["components"]


def test_the_product_has_its_answer(tmp_path: Path) -> None:
    """The product of a bill is a row like its components, the last one: a bill without components has a row."""
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "metadata": {"component": {"type": "device", "name": "gallium"}},
    }
    code, written_bill = written(tmp_path, bill)
    assert (code, answer_of(written_bill["metadata"]["component"])["exportctl:decision"]) == (1, "license_required")
    metadata: object
    for metadata in ([1], {"component": "gallium"}):
        source = given(tmp_path, "bad.cdx.json", json.dumps(bill | {"metadata": metadata}))
        assert "metadata" in refused(source, "bad.csv")


def test_unread_components_have_no_answer(tmp_path: Path) -> None:
    """A component that could not be read, or was not selected, whatever an earlier run answered."""
    code, bill = written(tmp_path)
    assert code == 2
    assert [*answer_of(bill["components"][1])] == ["exportctl:form"]
    assert (tmp_path / "out.cdx.rejects.csv").read_text(encoding="utf-8").splitlines()[1].startswith('3,"form","heap"')
    code, again = written(tmp_path, bill, "--only", "undecided", "--allow-rejects")
    decided = [answer_of(component).get("exportctl:decision") for component in again["components"]]
    assert (code, decided, again["version"]) == (3, [None, None, "undecided"], 3)


def test_it_is_read_as_it_is(tmp_path: Path) -> None:
    """Screened again, it has the same answers, and it can be a baseline or be watched."""
    _, first = written(tmp_path)
    source = given(tmp_path, "first.cdx.json", json.dumps(first))
    again = screen(source, "again.csv", *ASKED)
    assert [row["decision"] for row in again.rows] == ["no_control_found", "license_required", "undecided", "undecided"]
    against = ("--baseline", str(source), "--key", "bom-ref", "--key", "name")
    result = ask("screen", str(tmp_path / "bom.cdx.json"), *ASKED, "--allow-rejects", *against)
    assert "at the gate: 3 as in the baseline" in result.err
    assert result.code == 0
    del first["components"][1]
    watched = given(tmp_path, "watched.cdx.json", json.dumps(first))
    assert ask("screen", str(watched), *ASKED, "--baseline", str(watched)).code == 0
    assert ask("watch", str(watched), *ASKED).code == 0
    assert ask("watch", str(watched), "--set", "to=US", "--on", "2026-11-28").code == 1


@pytest.mark.parametrize(
    ("bill", "output", "what"),
    [
        (
            BILL | {"specVersion": "1.2"},
            "out.json",
            "the bill of materials is older than CycloneDX 1.3, which has no place for answers",
        ),
        (
            BILL | {"signature": {}},
            "out.json",
            "the bill of materials is signed, and answers would break the signature",
        ),
        (None, "out.json", "only a bill of materials can be written as a bill of materials; write csv or jsonl"),
        (BILL, "out.json.gz", "cyclonedx is already compressed"),
    ],
)
def test_an_unwritable_bill_is_reported(tmp_path: Path, bill: object, output: str, what: str) -> None:
    """In one line, and there is no output."""
    source = given(tmp_path, "in.json", json.dumps(bill)) if bill else given(tmp_path, "in.csv", "item\ngallium\n")
    result = ask("screen", str(source), "-o", str(tmp_path / output), *ASKED)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[-1].startswith(f"exportctl: --output: {what}")
    assert not (tmp_path / output).exists()
