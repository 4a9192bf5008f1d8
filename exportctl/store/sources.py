"""A data folder keeps each of its sources once, in sources/, a file for each issuer; its other files cite them by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exportctl.law.model import Confidence, Source
from exportctl.sentences import Sentence
from exportctl.store.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from exportctl.errors import Problem
    from exportctl.store.yamldoc import Document, Path_, Tree

FOLDER: Final = "sources/"
FILES: Final = f"{FOLDER}*.yaml"
"""The names of the files of sources."""


class Listed(NamedTuple):
    """A source that a folder keeps: where it was read, how far the reading can be trusted, and where a copy of it lies.

    `same_as` is the source of which it is another reading: together they are one.
    """

    id: str
    confidence: Confidence
    url: str | None = None
    ref: str | None = None
    title: str | None = None
    note: str | None = None
    copy: str | None = None
    same_as: str | None = None


class Citation(NamedTuple):
    """A source by its id; a confidence or a note of the citation's own stands in place of the source's."""

    source: str
    confidence: Confidence | None = None
    note: str | None = None


def whole(document: Document, known: Mapping[str, Listed]) -> Document:
    """Return a document in which each source that is cited stands whole; one that is not known is stood for by its id."""
    return document._replace(tree=_whole(document.tree, known))


def _whole(tree: Tree, known: Mapping[str, Listed]) -> Tree:
    if isinstance(tree, list):
        return [_whole(item, known) for item in tree]
    if not isinstance(tree, dict):
        return tree
    return {
        key: [_stands_for(item, known) for item in value]
        if key == "sources" and isinstance(value, list)
        else _whole(value, known)
        for key, value in tree.items()
    }


def _stands_for(item: Tree, known: Mapping[str, Listed]) -> Tree:
    id_ = cited(item)
    if id_ is None:
        return item
    found = known.get(id_) or Listed(id_, "inferred", ref=id_)
    fields = ((key, getattr(found, key)) for key in Source._fields)
    own = {key: value for key, value in item.items() if key != "source"} if isinstance(item, dict) else {}
    return {key: value for key, value in fields if value is not None} | own


def cited(item: Tree) -> str | None:
    """Return the id that an item of `sources` cites; None if it is a source written out."""
    id_ = item.get("source") if isinstance(item, dict) else item
    return id_ if isinstance(id_, str) else None


class Cited(NamedTuple):
    """A document, and every item of every `sources` in it, with its place."""

    document: Document
    items: list[tuple[Path_, Tree]]


def cited_in(document: Document) -> Cited:
    """Return a document with what it cites, or writes out."""
    found: list[tuple[Path_, Tree]] = []
    _gather(document.tree, (), found)
    return Cited(document, found)


def unknown(documents: Sequence[Cited], known: Collection[str], code: str) -> Iterator[Problem]:
    """Refuse an id that is no source's."""
    for document, items in documents:
        for path, item in items:
            id_ = cited(item)
            if id_ is not None and id_ not in known:
                yield document.problem(
                    path, code, Sentence("there is no source '{id}'{near}", id=id_, near=did_you_mean(id_, known))
                )


def repeated(documents: Sequence[Cited], code: str) -> Iterator[Problem]:
    """Refuse an address that a folder writes out twice."""
    first: dict[str, str] = {}
    for document, items in documents:
        written = [(path, item) for path, item in items if cited(item) is None]
        for path, item in (*_listed(document), *written):
            url, id_ = (item.get("url"), item.get("id")) if isinstance(item, dict) else (None, None)
            if not isinstance(url, str):
                continue
            if url in first:
                yield document.problem(
                    (*path, "url"), code, Sentence("'{url}' stands already in {place}", url=url, place=first[url])
                )
            place = (
                Sentence("{file}; cite it as '{id}'", file=document.file, id=id_)
                if id_
                else Sentence(
                    "{file}; write it once, in {kept}, and cite it by its id", file=document.file, kept=FOLDER
                )
            )
            first.setdefault(url, place)


def idle(documents: Sequence[Cited], code: str) -> Iterator[Problem]:
    """Refuse a source that a folder keeps and none of its files cites."""
    used = {cited(item) for _, items in documents for _, item in items}
    for document, _ in documents:
        for path, item in _listed(document):
            if isinstance(item, dict) and isinstance(id_ := item.get("id"), str) and id_ not in used:
                yield document.problem((*path, "id"), code, Sentence("nothing cites the source '{id}'", id=id_))


def _listed(document: Document) -> Iterator[tuple[Path_, Tree]]:
    if document.file.startswith(FOLDER) and isinstance(document.tree, list):
        yield from (((index,), item) for index, item in enumerate(document.tree))


def _gather(tree: Tree, path: Path_, found: list[tuple[Path_, Tree]]) -> None:
    if isinstance(tree, list):
        for index, item in enumerate(tree):
            if isinstance(item, list | dict):
                _gather(item, (*path, index), found)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key == "sources" and isinstance(value, list):
                found.extend(((*path, key, index), item) for index, item in enumerate(value))
            elif isinstance(value, list | dict):
                _gather(value, (*path, key), found)
