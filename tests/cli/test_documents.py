"""Every document conforms to its published schema, to the last key, and the table of formats names existing functions."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import meta

from exportctl.reports.documents.schemas import DOCUMENTS
from exportctl.reports.formats import TABLE, formats_of, function_of
from tests.cli.program import Answer, ask
from tests.cli.shapes import faults, schema_of, validator

SAVED = Path(__file__).parents[1] / "news" / "saved"
"""Lists of announcements."""

pytestmark = pytest.mark.usefixtures("remembered")

BILL = "part,value,origin,substance,share\ncore,1,CN,dysprosium metal,2%\nhousing,99,,steel,\n"
CASES = """
- case: Gallium is free
  why: it is not, so this case fails
  check: {item: gallium, to: US, on: 2025-12-01}
  expect: {decision: no_control_found}
- case: Gallium needs a licence
  why: the unified list
  check: {item: gallium, to: US, on: 2025-12-01}
  expect: {decision: license_required}
"""
LISTS = ("acts", "provisions", "entries", "statements", "guidance", "parties")
IDS = (
    *("mofcom-2024-46", "mofcom-2024-46/2", "mofcom-2025-72", "mofcom-2025-70", "3C001", "3C001.a", "1C108.b"),
    *("mofcom-2025-61", "mofcom-2025-61/1.1", "mofcom-2025-13-01", "mfa-2020-07-14-01", "mofcom-faq-2024-03-15"),
    "mofcom-2024-51/1",
)
ASKED = {
    "verdict": (
        "check gallium --to US --on 2025-12-01 --all",
        "check gallium --to US --on 2025-06-01 --party 'end-user=LEIDOS INC'",
        "check unobtainium --on 2026-11-28",
    ),
    "classification": ("classify 'artificial graphite' --form powder", "classify unobtainium", "classify Ga2O3"),
    "trace": ("classify 'neodymium magnets N42SH, 5 kg' --trace",),
    "steps": (
        "steps gallium --to US",
        "steps unobtainium",
        "steps 'artificial graphite' --to DE --param 'density=1.8 g/cm3'",
    ),
    "draft": (
        "draft statement 'artificial graphite powder' --entry none --to DE --on 2026-06-01",
        "draft enquiry 'artificial graphite' --to DE --param 'density=1.8 g/cm3'",
        "draft application gallium --to US --on 2025-12-01",
    ),
    "party": (
        "party 'Leidos Inc' 'Acme Toys' --on 2025-06-01",
        "party 'Leidos Inc' --on 2026-10-10 --assume extended",
        "party",
    ),
    "content": ("content bill.csv",),
    "summary": ("screen rows.csv --on 2025-12-01",),
    "changes": ("screen rows.csv --on 2025-12-01 --compare 2026-11-28",),
    "timeline": ("timeline", "timeline gallium --to US", "timeline 'tin whistle'"),
    "diff": ("diff 2023-01-01 2027-12-31", "diff 2025-11-06 2025-11-10 gallium --to US", "diff 2025-11-06 2025-11-06"),
    "expiring": ("expiring --on 2026-10-10", "expiring --on 2026-10-10 --within 0"),
    "list": tuple(f"list {kind}" for kind in LISTS),
    "show": tuple(f"show {id_}" for id_ in IDS),
    "explain": tuple(f"explain {id_}" for id_ in IDS),
    "receipt": (
        "check gallium --to US --on 2025-12-01 --receipt receipt.json",
        "party 'Leidos Inc' 'Acme Toys' --on 2025-06-01 --receipt receipt.json",
        "screen rows.csv --on 2025-12-01 --receipt receipt.json",
    ),
    "verification": ("verify kept.json",),
    "receipt-changes": ("watch kept.json", "watch kept.json --on 2026-11-28"),
    "log-verification": ("log verify log.jsonl",),
    "data-status": ("data status",),
    "cases": ("data test ours",),
    "config": ("config show",),
    "lint": ("data lint", "data lint --data broken"),
    "news": (f"data news {SAVED}/before/index.html", f"data news {SAVED}/after/column.json rows.csv"),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the receipt of a question and the log of it."""
    folder = tmp_path_factory.mktemp("kept")
    question = ("check", "gallium", "--to", "US", "--on", "2025-12-01")
    assert ask(*question, "--receipt", str(folder / "kept.json"), "--log", str(folder / "log.jsonl")).code == 1
    return folder


@pytest.fixture(autouse=True)
def _files(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True)
    (tmp_path / "bill.csv").write_text(BILL, encoding="utf-8")
    (tmp_path / "rows.csv").write_text("item,to\ngallium,US\ntoys,US\ngallium,Atlantis\n", encoding="utf-8")
    (tmp_path / "broken" / "acts").mkdir(parents=True)
    (tmp_path / "broken" / "release.yaml").write_text("version: [\n", encoding="utf-8")
    (tmp_path / "ours" / "cases").mkdir(parents=True)
    (tmp_path / "ours" / "cases" / "gallium.yaml").write_text(CASES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def document(kind: str, answer: Answer) -> dict[str, Any]:
    """Return the document of a command: a receipt is in a file, every other document is printed."""
    if kind != "receipt":
        return answer.json
    content: dict[str, Any] = json.loads(Path("receipt.json").read_text(encoding="utf-8"))
    return content


def test_every_kind_has_a_document() -> None:
    """No document goes untested, and every kind but the schemas themselves and the page of a report is one."""
    assert set(ASKED) == set(DOCUMENTS)
    assert {kind for kind, _ in TABLE} == {*DOCUMENTS, "schema", "report"}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_schema_is_one_and_is_closed(kind: str) -> None:
    """It is of the draft it names, no object lets an unknown key pass, and the command prints it."""
    stored = schema_of(kind)
    meta.validate(stored)
    assert stored["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    shapes = [item for item in _objects(stored) if "properties" in item]
    assert shapes
    assert all(item["additionalProperties"] is False for item in shapes)
    assert ask("data", "schema", kind).json == stored


@pytest.mark.parametrize(
    ("kind", "command"), [(kind, command) for kind, commands in ASKED.items() for command in commands]
)
def test_a_document_conforms_to_its_schema(kind: str, command: str) -> None:
    """It begins with the name of its schema, and has every key of the schema and no other; a refusal is a document too."""
    answer = ask(*shlex.split(command), "-f", "json")
    content = document(kind, answer)
    assert next(iter(content.items())) == ("schema", f"exportctl.{kind}/{2 if kind == 'verdict' else 1}")
    assert faults(kind, content) == []
    if "exit_code" in content:
        assert content["exit_code"] == answer.code


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_schema_refuses_what_is_not_promised(kind: str) -> None:
    """An additional key, or a missing one, is reported."""
    check, content = validator(kind), document(kind, ask(*shlex.split(ASKED[kind][0]), "-f", "json"))
    assert not check.is_valid(content | {"more": 1})
    assert all(not check.is_valid({key: part for key, part in content.items() if key != gone}) for gone in content)


class TestOneLanguage:
    """The same change has the same keys in the documents of all commands."""

    def test_a_change_has_the_same_keys_in_diff_and_expiring(self) -> None:
        """`expiring` has its statuses twice, under the names of `diff` and under its own, and more about ends."""
        ending = ask("expiring", "--on", "2026-10-10", "-f", "json").json["changes"]
        changed = ask("diff", "2026-10-10", "2027-01-08", "-f", "json").json["changes"]
        assert ending
        for row in ending:
            assert (row["from_status"], row["to_status"]) == (row["before"], row["after"])
            assert {key: row[key] for key in changed[0]} in changed

    def test_a_span_has_the_title_of_its_provision(self) -> None:
        """The title is that of `show`, in both languages."""
        (title,) = {
            tuple(span["title"].items())
            for span in ask("timeline", "gallium", "--to", "US", "-f", "json").json["spans"]
            if span["provision"] == "mofcom-2024-46/2"
        }
        assert dict(title) == ask("show", "mofcom-2024-46/2", "-f", "json").json["record"]["title"]

    def test_the_question_is_in_the_document(self) -> None:
        """Places in codes, days as they were given."""
        query = ask("diff", "2025-11-06", "2025-11-10", " gallium ", "--to", "USA", "-f", "json").json["query"]
        assert query == {"day1": "2025-11-06", "day2": "2025-11-10", "item": "gallium", "to": "US", "known_on": None}


class TestFormats:
    """One table lists the formats of each kind of result."""

    @pytest.mark.parametrize(("kind", "format_"), TABLE)
    def test_every_entry_of_the_table_is_a_function(self, kind: str, format_: str) -> None:
        """Every named function exists."""
        assert callable(function_of(kind, format_))

    @pytest.mark.parametrize(
        "kind", [kind for kind in ASKED if kind not in {"content", "summary", "changes", "receipt"}]
    )
    def test_a_format_there_is_not_is_refused_in_a_line(self, kind: str) -> None:
        """The line names the formats that this kind has; nothing is printed."""
        answer = ask(*shlex.split(ASKED[kind][0]), "--format", "xml")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == f"exportctl: --format: 'xml' is not one of {', '.join(formats_of(kind))}\n"


def _objects(value: object) -> Iterator[dict[str, Any]]:
    """Yield every shape of an object that a schema describes."""
    if isinstance(value, dict):
        if value.get("type") == "object":
            yield value
        for part in value.values():
            yield from _objects(part)
    elif isinstance(value, list):
        for part in value:
            yield from _objects(part)
