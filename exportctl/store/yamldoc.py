"""Read strict YAML: every scalar is text, a key occurs once, anchors and tags are refused, and each value has its line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import yaml

from exportctl.errors import Problem, reason_of
from exportctl.sentences import Sentence, as_sentence
from exportctl.store.folder import content

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Path_ = tuple[str | int, ...]
Tree = str | list["Tree"] | dict[str, "Tree"]

_PLAIN_TAGS: Final = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml, where it is built in, is eleven times faster
_DEEPEST: Final = 100
"""The limit on nested values; acts need a dozen."""


class Document(NamedTuple):
    """One YAML file: its name relative to the data folder, its content, the line (from 1) of each value and key, and the folder."""

    file: str
    tree: Tree
    lines: Mapping[Path_, int]
    folder: str = ""

    def line(self, path: Path_) -> int:
        """Return the line of a value, or of the nearest enclosing value that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path_, code: str, words: str, /, **parts: object) -> Problem:
        """Return a problem with the value at a path: words with a part for each placeholder, or a whole sentence."""
        return Problem(self.file, self.line(path), code, as_sentence(words, **parts), self.folder)


def values_in(tree: Tree, path: Path_ = ()) -> Iterator[tuple[Path_, Tree]]:
    """Yield every value inside a tree with its place, each before the values inside it."""
    for step, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        at = (*path, step)
        yield at, value
        if isinstance(value, list | dict):
            yield from values_in(value, at)


def display_path(folder: Path) -> str:
    """Return the path of a folder for messages: relative to the working directory if it is inside, else as given."""
    try:
        near = folder.relative_to(Path.cwd())
    except ValueError:
        near = folder
    return "" if near == Path() else near.as_posix()


def read(folder: Path, file: str) -> tuple[Document | None, list[Problem]]:
    """Read one file; a file that is not strict YAML gives problems with the code R001 and no document."""
    document = Document(file, "", {}, display_path(folder))
    try:
        text = content(folder, file).decode("utf-8-sig")
    except OSError as error:
        return None, [_problem(document, 1, Sentence("cannot be read: {strerror}", strerror=reason_of(error)))]
    except UnicodeDecodeError as error:
        return None, [_problem(document, 1, Sentence("is not UTF-8 text (byte {byte})", byte=error.start))]
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        fault = str(error.problem) if isinstance(error, yaml.MarkedYAMLError) else " ".join(str(error).split())
        return None, [_problem(document, mark.line + 1 if mark else 1, Sentence("is not YAML: {fault}", fault=fault))]
    except RecursionError:
        return None, [_problem(document, 1, Sentence("is nested more than {most} levels deep", most=_DEEPEST))]
    if node is None:
        return None, [_problem(document, 1, Sentence("is empty; add its contents"))]
    walk = _Walk(document)
    tree = walk.value(node, ())
    return (None, walk.problems) if walk.problems else (document._replace(tree=tree, lines=walk.lines), [])


def _problem(document: Document, line: int, message: str) -> Problem:
    return Problem(document.file, line, "R001", message, document.folder)


class _Walk:
    """Converts nodes into plain values, and collects their lines and problems."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines: dict[Path_, int] = {}
        self.problems: list[Problem] = []
        self.node_ids: set[int] = set()

    def value(self, node: yaml.Node, path: Path_) -> Tree:
        self.lines[path] = node.start_mark.line + 1
        if id(node) in self.node_ids:
            self.refuse(node, Sentence("an anchor is used twice; write the value out"))
            return ""
        self.node_ids.add(id(node))
        if len(path) > _DEEPEST:
            self.refuse(node, Sentence("is nested more than {most} levels deep", most=_DEEPEST))
            return ""
        if node.tag not in _PLAIN_TAGS:
            self.refuse(node, Sentence("the tag '{tag}' is not permitted; write the value alone", tag=node.tag))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        return str(node.value)

    def mapping(self, node: yaml.MappingNode, path: Path_) -> Tree:
        tree: dict[str, Tree] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.refuse(key, Sentence("a key must be a word"))
            elif key.value in tree:
                self.refuse(key, Sentence("the key '{key}' is there twice; remove one", key=key.value))
            else:
                tree[key.value] = self.value(value, (*path, key.value))
                self.lines[(*path, key.value)] = key.start_mark.line + 1
        return tree

    def refuse(self, node: yaml.Node, message: str) -> None:
        self.problems.append(_problem(self.document, node.start_mark.line + 1, message))
