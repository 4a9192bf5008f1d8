"""No two modules of the package import one another, imports for type checking included: either can be read and changed alone."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import exportctl

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE: Final = Path(exportctl.__file__).parent


def modules() -> dict[str, Path]:
    """Return the modules of the package by their full names."""
    paths = sorted(PACKAGE.rglob("*.py"))
    names = [".".join(("exportctl", *path.relative_to(PACKAGE).with_suffix("").parts)) for path in paths]
    return {name.removesuffix(".__init__"): path for name, path in zip(names, paths, strict=True)}


def imports(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """Yield the modules of the package that a module imports anywhere."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in known else node.module for name in inner)


def circles() -> set[tuple[str, str]]:
    """Return the pairs of modules that import one another, each in the order of the alphabet."""
    known = modules()
    imported = {name: set(imports(path, known)) - {name} for name, path in known.items()}
    return {
        (name, other)
        for name, others in imported.items()
        for other in others
        if name < other and name in imported[other]
    }


def test_no_two_modules_import_one_another() -> None:
    """There is no pair."""
    assert circles() == set()
