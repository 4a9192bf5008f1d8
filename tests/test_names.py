"""A name is a noun for a thing or a verb for an action: no function, value or class of the package is named by a participle."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import exportctl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKAGE: Final = Path(exportctl.__file__).parent
VAGUE: Final = frozenset({"found", "told", "said", "asked", "meant", "seen", "looking", "turning"})
"""Participles that no variable, parameter or attribute may have as a name: they do not describe its content."""
KEYS: Final = {
    "reports/documents/content.py": ["asked"],
    "reports/documents/data.py": ["told"],
    "reports/documents/parts.py": ["asked"],
    "reports/documents/receipts.py": ["asked"] * 5,
}
"""The keys of JSON documents that have such a name, by the module of the document: a key never changes."""
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
NOUNS: Final = frozenset({"binding", "bound", "holding", "naming", "ruling", "spelling", "warning"})
"""Words that end the names of classes, and are nouns although they have the form of a participle."""
EARLIER: Final = frozenset(
    {
        *("Announced", "Described", "Measured", "Mixed", "NotTranscribed", "Recurring"),  # records of files of data
        *("Designated", "Expected", "Explained", "NotTested", "Skipped", "Unnumbered"),  # documents
        *("Compiled", "Located", "Placed", "Printed", "Reviewed", "Stated"),
        *(
            "Broken",
            "Comparing",
            "Merged",
            "PartRead",
            "Rejected",
            "Shared",
            "Unstated",
        ),  # tables and files
        *("Growing", "Interrupted", "Spanned", "_Tested"),  # goods
    }
)
"""The classes that had such a name before the rule was theirs. A new class has a noun, and none is added here."""


def is_participle(name: str) -> bool:
    """Return whether the name of a function is one word and a participle."""
    word = name.strip("_")
    if "_" in word or word in ALLOWED:
        return False
    return word in _IRREGULAR.split() or word.endswith(("ed", "ing"))


def participles(path: Path) -> Iterator[str]:
    """Yield the functions and methods of a module that are named by a bare participle."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and is_participle(node.name):
            yield node.name


def participle_classes(path: Path) -> Iterator[str]:
    """Yield the classes of a module whose last word is a participle: it must be the noun for what the class is."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef) and is_participle_of_class(node.name):
            yield node.name


def is_participle_of_class(name: str) -> bool:
    """Return whether the name of a class ends in a participle."""
    word = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)[-1].lower()
    return word not in NOUNS and (word == "read" or is_participle(word))


def bindings(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module gives to values: of variables, parameters, fields, attributes, captures and imports."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(name, ast.Store()) | ast.Attribute(_, name, ast.Store()) | ast.arg(name):
                yield name
            case ast.MatchAs(_, str(name)) | ast.MatchStar(str(name)) | ast.MatchMapping(_, _, str(name)):
                yield name
            case ast.ExceptHandler(_, str(name)) | ast.alias(_, str(name)):
                yield name


def vague_names(path: Path) -> Iterator[str]:
    """Yield the names of values in a module that do not describe their content."""
    return (name for name in bindings(ast.parse(path.read_text(encoding="utf-8"))) if name.strip("_") in VAGUE)


@cache
def names_by_module(names_of: Callable[[Path], Iterator[str]]) -> dict[str, list[str]]:
    """Return the names that a function finds wrong in a module, by the path of the module inside the package."""
    by_module = {path.relative_to(PACKAGE).as_posix(): list(names_of(path)) for path in sorted(PACKAGE.rglob("*.py"))}
    return {module: names for module, names in by_module.items() if names}


def test_no_function_is_named_by_a_bare_participle() -> None:
    """A function returns something or does something, and is named after it."""
    assert names_by_module(participles) == {}


def test_no_class_is_named_by_a_participle() -> None:
    """It is a thing: a verdict at a gate, the counts of files."""
    classes = {name for names in names_by_module(participle_classes).values() for name in names}
    assert classes == EARLIER


def test_no_value_has_a_vague_name() -> None:
    """It is named after its content: matches, problems, rows, a sentence."""
    assert names_by_module(vague_names) == KEYS


@pytest.mark.parametrize(
    "source",
    [
        "found = 1",
        "one, *found = (1, 2)",
        "for found in (): pass",
        "(found := 1)",
        "[found for found in ()]",
        "def run(found): pass",
        "def run(*, found=None): pass",
        "def run(**found): pass",
        "lambda found: 1",
        "class Result:\n    found: int",
        "with open(name) as found: pass",
        "self.found = 1",
        "import names as found",
        "try: pass\nexcept ValueError as found: pass",
        "match one:\n    case found: pass",
        "match one:\n    case [*found]: pass",
        "match one:\n    case {**found}: pass",
    ],
)
def test_a_value_can_get_its_name_in_many_ways(source: str) -> None:
    """None of them is overlooked."""
    assert "found" in bindings(ast.parse(source))


@pytest.mark.parametrize("name", ["told", "_said", "found", "answered", "looking"])
def test_a_participle_is_no_name(name: str) -> None:
    """With or without an underscore before it."""
    assert is_participle(name)


@pytest.mark.parametrize("name", ["Checked", "ListRead", "CheckAsked", "NotFound"])
def test_a_participle_is_no_name_of_a_class(name: str) -> None:
    """Alone or after a noun that it describes."""
    assert is_participle_of_class(name)


@pytest.mark.parametrize("name", ["CheckedReceipt", "Finding", "VerdictWarning", "UEL", "JoinedTexts"])
def test_a_noun_is_the_name_of_a_class(name: str) -> None:
    """Also after a participle that describes it."""
    assert not is_participle_of_class(name)


@pytest.mark.parametrize("name", ["screening", "listed_parties", "answer", "warnings", "split"])
def test_nouns_and_verbs_are_names(name: str) -> None:
    """Also where they end like a participle, or hold one."""
    assert not is_participle(name)
