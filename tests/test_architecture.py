"""No modules of the package import one another in a circle, imports for type checking included: each can be read without later ones."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
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


def circle() -> list[str]:
    """Return a circle of modules that import one another, of any length; none if there is no circle."""
    known = modules()
    order = TopologicalSorter({name: set(imports(path, known)) - {name} for name, path in known.items()})
    try:
        order.prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_one_another_in_a_circle() -> None:
    """The modules have an order in which each imports earlier ones only."""
    assert circle() == []
