"""The schemas of the services allow each value that the tests of the command line state and the program accepts."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema_rs import Draft202012Validator

from exportctl.facts.registry import FACTS, ITEM
from tests.served.serving import JSON, Client

pytestmark = pytest.mark.xdist_group("served")
TESTS: Final = Path(__file__).resolve().parent.parent
COMMANDS: Final = {"check": "item", "classify": "item", "party": "names"}
OPTIONS: Final = {fact.option: fact.key for fact in FACTS if fact.field != ITEM}
ONE_SPELLING: Final = {fact.key for fact in FACTS if fact.words}
"""Facts with a few words: the schema lists one spelling of each, and the service accepts others."""


def constants(nodes: Sequence[ast.expr]) -> Iterator[str | None]:
    """Yield the texts in a call or a list that JSON can hold; None for anything else."""
    for node in nodes:
        value = node.value if isinstance(node, ast.Constant) else None
        yield value if isinstance(value, str) and value == value.encode(errors="replace").decode() else None


def stated() -> dict[str, list[str]]:
    """Return the values of each parameter that the tests of the command line state."""
    values: dict[str, set[str]] = defaultdict(set)
    for path in sorted((TESTS / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            nodes = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
            row = [*constants(nodes)]
            for before, text in pairwise(row):
                if before and text and not text.startswith("-"):
                    name = OPTIONS.get(before) or (COMMANDS.get(before) if before == row[0] else None)
                    values[name or ""].add(text)
    return {name: sorted(texts) for name, texts in values.items() if name}


STATED: Final = stated()
FURTHER: Final = {
    "party": [
        "end-user=ООО «Ромашка»",
        "consignee=삼성전자",
        "最终用户＝华为技术有限公司",
        "شركة النفط",
        "A = B Ltd",
        "Acme\nLtd",
    ],
    "owned_by": ["ООО «Ромашка»=60%", "华为技术有限公司：51％", "Acme 1=50.5 %"],
    "names": ["ООО «Ромашка»", "삼성전자", "株式会社ニコン"],
    "item": ["галлий", "8112 92 90", "镓\n99.99%", "갈륨", "7440-55-3"],
    "param": ["密度＝1.8 g/cm3", "纯度：6N", "purity=99,9999 %"],
    "contains": ["镓=12%", "Gd=1000 ppm", "Dy＝２％"],
    "quantity": ["500公斤", "1,000 KG", "0.5 L", "3件"],
    "cn_content": ["12,5 %", "12"],
    "hs_code": ["8112.92.90", "HS 8112 9290 10", "811292 (gallium)"],
    "entry": ["无", "3c001.A"],
    "to": ["Deutschland", "美国/USA", "502 美国"],
}
"""Values in other scripts, with wide signs, and in further forms."""


def question(name: str, text: str) -> tuple[str, dict[str, Any]]:
    """Return the path and the body of a question with a value of a parameter."""
    if name == "names":
        return "/party", {"names": text, "on": "2025-12-01"}
    owned = {"party": "end-user=Acme Ltd"} if name == "owned_by" else {}
    return "/check", {"item": "gallium", "on": "2025-12-01", **owned, name: text}


def allows(served: Client, path: str, body: dict[str, Any]) -> bool:
    """Return whether the document of the service allows a body."""
    described = served.get("/openapi.json").json["paths"][path]["post"]["requestBody"]["content"]
    return Draft202012Validator(described[JSON]["schema"]).is_valid(body)


@pytest.mark.parametrize("name", sorted((STATED.keys() | FURTHER.keys()) - ONE_SPELLING))
def test_the_schema_allows_what_the_program_accepts(name: str, served: Client) -> None:
    """A client that checks its request against the schema can send each value that is answered."""
    further = FURTHER.get(name, [])
    questions = {text: question(name, text) for text in (*STATED.get(name, ()), *further)}
    answered = {text: asked for text, asked in questions.items() if served.post(*asked).status == 200}
    assert answered
    assert set(further) <= answered.keys()
    assert [text for text, asked in answered.items() if not allows(served, *asked)] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("party", "importer="),
        ("party", "-"),
        ("param", "density"),
        ("contains", "Gd"),
        ("quantity", "500"),
        ("item", "81129"),
    ],
)
def test_the_schema_refuses_texts_of_another_form(name: str, text: str, served: Client) -> None:
    """As the program does."""
    asked = question(name, text)
    assert not allows(served, *asked)
    assert served.post(*asked).status == 422
