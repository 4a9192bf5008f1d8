"""No function or method of the package is named by a bare participle: a name is a noun for a thing or a verb for an action."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import exportctl

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE: Final = Path(exportctl.__file__).parent
_IRREGULAR: Final = (
    "begun bought bound broken built chosen cut done drawn driven found frozen given gone grown heard held hidden "
    "kept known laid led left lent lost made meant met paid said seen sent set shown shut sold sought spelt split "
    "spoken spread sprung stood stuck taken taught thought told torn understood won worn written "
)
"""Participles that do not end in -ed."""
ALLOWED: Final = {
    "anything": "the noun: anything that may be exported",
    "building": "the noun: a building",
    "covered": "the field `covered` of the document: whether the data covers the day",
    "cut": "the verb: cut a text",
    "encoding": "the noun: the encoding of a text",
    "ending": "the noun: the ending of a word",
    "everything": "the noun",
    "expiring": "the command `expiring`, and the function of its name",
    "finding": "the noun of the document: a finding",
    "heading": "the noun: a heading of the customs tariff, or of a table",
    "heed": "the verb",
    "listing": "the noun: a listing of a party, or of records",
    "mapping": "the noun of YAML",
    "meaning": "the noun: the meaning of a word",
    "nothing": "the noun",
    "reading": "the noun: a reading of the law",
    "recognised": "the field `recognised` of the document: whether the goods are recognised",
    "screening": "the noun: the screening of parties",
    "set": "the verb: set a value",
    "setting": "the noun: a setting of a file",
    "settled": "the field `settled` of the document: whether the readings agree",
    "speed": "the noun",
    "split": "the verb: split a text",
    "spread": "the verb: spread a value over rows",
    "standing": "the noun: how a verdict stands before a gate",
    "string": "the noun of JSON",
}
"""Names that are verbs or nouns of the field, or fields of a document, each with its reason."""


def is_participle(name: str) -> bool:
    """Tell whether the name of a function is one word and a participle."""
    word = name.strip("_")
    if "_" in word or word in ALLOWED:
        return False
    return word in _IRREGULAR.split() or word.endswith(("ed", "ing"))


def participles(path: Path) -> Iterator[str]:
    """Yield the functions and methods of a module that are named by a bare participle."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and is_participle(node.name):
            yield node.name


def names_by_module() -> dict[str, list[str]]:
    """Return the names that are bare participles, by the path of their module inside the package."""
    found = {path.relative_to(PACKAGE).as_posix(): list(participles(path)) for path in sorted(PACKAGE.rglob("*.py"))}
    return {module: names for module, names in found.items() if names}


def test_no_function_is_named_by_a_bare_participle() -> None:
    """In the modules that are clean, that is."""
    assert names_by_module() == {}


@pytest.mark.parametrize("name", ["told", "_said", "found", "answered", "looking"])
def test_a_participle_is_no_name(name: str) -> None:
    """With or without an underscore before it."""
    assert is_participle(name)


@pytest.mark.parametrize("name", ["screening", "listed_parties", "answer", "warnings", "split"])
def test_nouns_and_verbs_are_names(name: str) -> None:
    """Also where they end like a participle, or hold one."""
    assert not is_participle(name)
