"""Some places of a module mean nothing while it runs: annotations, words of types, imports for the type checker, and the mark `*`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

Span = tuple[tuple[int, int], tuple[int, int]]
"""Where a part of a text begins and ends: line and column, counted from 1 and from 0."""


def unread(text: str) -> list[Span]:
    """Return the places of a module that nothing reads while it runs."""
    nodes = list(ast.walk(ast.parse(text)))
    marks = [mark for node in nodes if isinstance(node, ast.arguments) for mark in _mark(node)]
    return [*marks, *(_span(part) for node in nodes for part in _unread(node))]


def _mark(arguments: ast.arguments) -> Iterator[Span]:
    """Yield the positions of the `*` before keyword-only arguments."""
    before: list[ast.arg | ast.expr] = [*arguments.posonlyargs, *arguments.args, *arguments.defaults]
    if arguments.kwonlyargs and not arguments.vararg and before:
        yield max(_span(item)[1] for item in before), _span(arguments.kwonlyargs[0])[0]


def _unread(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    match node:
        case ast.Subscript(value=ast.Name(id="Literal")):
            yield node
        case ast.arg(annotation=ast.expr() as part) | ast.AnnAssign(annotation=part):
            yield part
        case ast.FunctionDef(returns=ast.expr() as part):
            yield part
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            yield node


def _span(node: ast.expr | ast.stmt | ast.arg) -> Span:
    return (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)
